/**
 * Adapter of `topic_names`: calls every function of NR-5; a refusal is recorded as '<error>'. No decision
 * lives here.
 */

import type { Adapter } from '../adapter.js';
import {
  isRealTimeTopic,
  isReprocessingTopic,
  isVersionTopic,
  type Parsed,
  storeOfTopic,
  versionOfTopic,
  versionOfVersionTopic,
} from '../rules/topic-names.js';

export const adapter: Adapter = {
  target: 'topic_names',
  answer: ({ topic }: { readonly topic: string }) => ({
    store: recorded(storeOfTopic(topic)),
    version: recorded(versionOfTopic(topic)),
    versionFromVersionTopic: recorded(versionOfVersionTopic(topic)),
    isVersionTopic: isVersionTopic(topic),
    isRealTimeTopic: recorded(isRealTimeTopic(topic)),
    isStreamReprocessingTopic: isReprocessingTopic(topic),
  }),
};

function recorded<T>(parsed: Parsed<T>): T | '<error>' {
  return parsed.kind === 'found' ? parsed.value : '<error>';
}
