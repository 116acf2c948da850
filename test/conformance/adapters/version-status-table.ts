/** Describes what a version status is (SA-6), beginning with Venice's number. */

import type { Adapter } from '../adapter.js';
import { describeVersionStatus, versionStatusOf } from '../rules/version-status.js';

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
