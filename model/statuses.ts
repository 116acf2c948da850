/**
 * Venice's two status enums: ExecutionStatus (progress of a push) and VersionStatus (state of a version),
 * with Venice's numbers and predicates as tables. They are separate from the rules because the World,
 * facts and hooks use them, too.
 */

/**
 * Every execution status, in the order of Venice's numbers 0 to 21. Source: ExecutionStatus.
 */
export const executionStatuses = [
  'NOT_CREATED',
  'NEW',
  'STARTED',
  'PROGRESS',
  'END_OF_PUSH_RECEIVED',
  'START_OF_BUFFER_REPLAY_RECEIVED',
  'TOPIC_SWITCH_RECEIVED',
  'START_OF_INCREMENTAL_PUSH_RECEIVED',
  'END_OF_INCREMENTAL_PUSH_RECEIVED',
  'DROPPED',
  'COMPLETED',
  'WARNING',
  'ERROR',
  'CATCH_UP_BASE_TOPIC_OFFSET_LAG',
  'ARCHIVED',
  'UNKNOWN',
  'NOT_STARTED',
  'DATA_RECOVERY_COMPLETED',
  'DVC_INGESTION_ERROR_DISK_FULL',
  'DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED',
  'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES',
  'DVC_INGESTION_ERROR_OTHER',
] as const;

/** Progress of a push, a partition or a replica. */
export type ExecutionStatus = (typeof executionStatuses)[number];

/** Every version status, in the order of Venice's numbers 0 to 8. Source: VersionStatus. */
export const versionStatuses = [
  'NOT_CREATED',
  'STARTED',
  'PUSHED',
  'ONLINE',
  'ERROR',
  'CREATED',
  'PARTIALLY_ONLINE',
  'KILLED',
  'ROLLED_BACK',
] as const;

/** State of a version, in the parent or in one region. */
export type VersionStatus = (typeof versionStatuses)[number];

/** Venice's number of an execution status, 0 to 21. */
export function executionStatusCode(status: ExecutionStatus): number {
  return executionCodes.get(status)!;
}

/** The root status: the four Da Vinci errors are ERROR, every other status is itself. */
export function rootStatus(status: ExecutionStatus): ExecutionStatus {
  return dvcErrors.has(status) ? 'ERROR' : status;
}

/** True if the root status is ERROR. Source: ExecutionStatus#isError. */
export function isError(status: ExecutionStatus): boolean {
  return status === 'ERROR' || dvcErrors.has(status);
}

/** True for the four errors that only Da Vinci instances report. */
export function isDvcIngestionError(status: ExecutionStatus): boolean {
  return dvcErrors.has(status);
}

/** True for terminal statuses as Venice defines them (an incremental push's end and WARNING included). */
export function isTerminal(status: ExecutionStatus): boolean {
  return terminal.has(status);
}

/** True if the status determines a replica's progress. Other statuses in a history are skipped. */
export function isDetermined(status: ExecutionStatus): boolean {
  return determined.has(status);
}

/** True for the start and the end of an incremental push. */
export function isIncremental(status: ExecutionStatus): boolean {
  return incremental.has(status);
}

/**
 * Index in the priority list for aggregation: the lower index wins. The six statuses that are missing
 * from Venice's list have -1 and so take precedence over all listed ones. Source:
 * VersionLifecyclePolicy.STATUS_PRIORITIES.
 */
export function aggregationPriority(status: ExecutionStatus): number {
  return priorities.indexOf(status);
}

/** True if the version may be deleted regardless of retention. Source: VersionStatus#canDelete. */
export function isDeletable(status: VersionStatus): boolean {
  return status === 'ERROR' || status === 'KILLED';
}

/** True if the version's content is complete. Source: VersionStatus#isBootstrapCompleted. */
export function isIngested(status: VersionStatus): boolean {
  return status === 'ONLINE' || status === 'PUSHED';
}

const executionCodes: ReadonlyMap<ExecutionStatus, number> = new Map(
  executionStatuses.map((status, code) => [status, code]),
);

const dvcErrors: ReadonlySet<ExecutionStatus> = new Set([
  'DVC_INGESTION_ERROR_DISK_FULL',
  'DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED',
  'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES',
  'DVC_INGESTION_ERROR_OTHER',
]);

const terminal: ReadonlySet<ExecutionStatus> = new Set([
  'END_OF_INCREMENTAL_PUSH_RECEIVED',
  'COMPLETED',
  'WARNING',
  'ERROR',
  'ARCHIVED',
  ...dvcErrors,
]);

const determined: ReadonlySet<ExecutionStatus> = new Set([
  'STARTED',
  'END_OF_PUSH_RECEIVED',
  'DROPPED',
  'COMPLETED',
  'ERROR',
  ...dvcErrors,
]);

const incremental: ReadonlySet<ExecutionStatus> = new Set([
  'START_OF_INCREMENTAL_PUSH_RECEIVED',
  'END_OF_INCREMENTAL_PUSH_RECEIVED',
]);

const priorities: readonly ExecutionStatus[] = [
  'PROGRESS',
  'STARTED',
  'START_OF_INCREMENTAL_PUSH_RECEIVED',
  'UNKNOWN',
  'NEW',
  'NOT_CREATED',
  'END_OF_PUSH_RECEIVED',
  'DVC_INGESTION_ERROR_OTHER',
  'DVC_INGESTION_ERROR_DISK_FULL',
  'DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED',
  'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES',
  'ERROR',
  'WARNING',
  'COMPLETED',
  'END_OF_INCREMENTAL_PUSH_RECEIVED',
  'ARCHIVED',
];
