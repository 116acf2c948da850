/** Describes what an execution status is (SA-5) and puts Venice's names on the answer. */

import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { describeExecutionStatus } from '../rules/execution-status.js';

export const adapter: Adapter = {
  target: 'execution_status_table',
  answer: ({ status }: { status: ExecutionStatus }) => {
    const traits = describeExecutionStatus(status);
    return {
      value: traits.code,
      rootStatus: traits.root,
      isJobStatus: traits.job,
      isTaskStatus: traits.task,
      isUsedByDaVinciClientOnly: traits.dvcOnly,
      isTerminal: traits.terminal,
      isError: traits.error,
      isExactlyError: status === 'ERROR',
      isDVCIngestionError: traits.dvcIngestionError,
      isDetermined: traits.determined,
      isIncrementalPushStatus: traits.incremental,
      aggregationPriority: traits.priority,
    };
  },
};
