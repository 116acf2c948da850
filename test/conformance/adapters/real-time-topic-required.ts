/** Adapter of `real_time_topic_required`: calls NR-4. No decision lives here. */

import type { Adapter } from '../adapter.js';
import { realTimeTopicNeed } from '../rules/real-time-topic.js';

interface Input {
  readonly storeHybrid: boolean;
  readonly versionHybrid: boolean;
  readonly parentController: boolean;
}

export const adapter: Adapter = {
  target: 'real_time_topic_required',
  answer: ({ storeHybrid, versionHybrid, parentController }: Input) => {
    const controller = parentController ? 'parent' : 'child';
    return {
      required: realTimeTopicNeed({ storeHybrid, versionHybrid, controller }) === 'required',
    };
  },
};
