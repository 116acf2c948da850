/** Adapter of `real_time_topic_required`: asks NR-4. No decision lives here. */
import { realTimeTopicNeed } from '../../../model/rules/regions/real-time-topic.js';
import type { Adapter } from '../adapter.js';

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
