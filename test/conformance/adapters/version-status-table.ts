/** Asks what a version status is (SA-6), beginning with Venice's number. */
import { describeVersionStatus } from '../../../model/rules/aggregation/version-status.js';
import { versionStatusOf } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

export const adapter: Adapter = {
  target: 'version_status_table',
  answer: ({ value }: { value: number }) => {
    const status = versionStatusOf(value);
    const traits = describeVersionStatus(status);
    return {
      status,
      canDelete: traits.deletable,
      preserveLastFew: traits.preserved,
      isBootstrapCompleted: traits.ingested,
      isVersionKilled: traits.killed,
      isVersionErrored: traits.errored,
      isVersionRolledBack: traits.rolledBack,
    };
  },
};
