/**
 * All predicates of Venice on an execution status, in one answer: what `explain` prints and what is
 * compared with Venice's own enum. The tables themselves are in the statuses file, where the rest of
 * the model reads them.
 */

import type { Rule } from '../../../model/rules/rule.js';
import {
  aggregationPriority,
  type ExecutionStatus,
  executionStatusCode,
  isDetermined,
  isDvcIngestionError,
  isError,
  isIncremental,
  isTerminal,
  rootStatus,
} from '../../../model/statuses.js';

export const executionStatusRule: Rule = {
  id: 'SA-5',
  title: 'What an execution status is',
  source: 'ExecutionStatus; VersionLifecyclePolicy.STATUS_PRIORITIES',
};

export interface ExecutionStatusTraits {
  readonly code: number;
  readonly root: ExecutionStatus;
  readonly job: boolean;
  readonly task: boolean;
  /** Reported by Da Vinci instances only; all of these are errors. */
  readonly dvcOnly: boolean;
  readonly terminal: boolean;
  /** Its root is ERROR. */
  readonly error: boolean;
  readonly dvcIngestionError: boolean;
  readonly determined: boolean;
  readonly incremental: boolean;
  /** The lower wins; -1 = forgotten by the list, wins over everything. */
  readonly priority: number;
}

/** Describes a status. */
export function describeExecutionStatus(status: ExecutionStatus): ExecutionStatusTraits {
  return {
    code: executionStatusCode(status),
    root: rootStatus(status),
    job: isJobStatus(status),
    task: isTaskStatus(status),
    dvcOnly: isDvcIngestionError(status),
    terminal: isTerminal(status),
    error: isError(status),
    dvcIngestionError: isDvcIngestionError(status),
    determined: isDetermined(status),
    incremental: isIncremental(status),
    priority: aggregationPriority(status),
  };
}

/** May it describe a whole push? */
function isJobStatus(status: ExecutionStatus): boolean {
  return !onlyOfTasks.has(status);
}

/** May it describe one replica on a server? */
function isTaskStatus(status: ExecutionStatus): boolean {
  return !onlyOfJobs.has(status) && !isDvcIngestionError(status);
}

const onlyOfTasks: ReadonlySet<ExecutionStatus> = new Set([
  'PROGRESS',
  'START_OF_BUFFER_REPLAY_RECEIVED',
  'TOPIC_SWITCH_RECEIVED',
  'DROPPED',
  'WARNING',
  'CATCH_UP_BASE_TOPIC_OFFSET_LAG',
  'NOT_STARTED',
  'DATA_RECOVERY_COMPLETED',
]);

const onlyOfJobs: ReadonlySet<ExecutionStatus> = new Set(['NOT_CREATED', 'ARCHIVED', 'UNKNOWN']);
