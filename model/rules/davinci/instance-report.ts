/**
 * The reports of a Da Vinci instance: an error of its ingestion, the one status it reports
 * for a whole version, and its heartbeat. Most fleets report every partition under its own key
 * and need only the first and the last of these.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const instanceReportRule: Rule = {
  id: 'DV-5',
  title: 'What an instance reports',
  source: 'DaVinciBackend#getDaVinciErrorStatus; DaVinciPushStatusUpdateTask',
};

/** Why an instance stopped ingesting, as far as Venice distinguishes. */
export type IngestionFailure = 'disk-limit' | 'other';

/**
 * Which of Venice's two ways of reporting it is configured:
 * `use.da.vinci.specific.execution.status.for.error`.
 */
export interface ErrorWords {
  readonly specificErrorStatus: boolean;
}

/**
 * The status of a failed partition. A memory limit has its own status that is no longer
 * reported.
 */
export function ingestionErrorStatus(
  failure: IngestionFailure,
  { specificErrorStatus }: ErrorWords,
): ExecutionStatus {
  if (!specificErrorStatus) return 'ERROR';
  return failure === 'disk-limit' ? 'DVC_INGESTION_ERROR_DISK_FULL' : 'DVC_INGESTION_ERROR_OTHER';
}

/** The last status sent for a version as a whole; `nothing` before the first tick. */
export type VersionReport = 'nothing' | Extract<ExecutionStatus, 'STARTED' | 'COMPLETED' | 'ERROR'>;

/**
 * The status sent at the next tick of `davinci.push.status.check.interval.in.ms`, or `nothing` new.
 * STARTED always comes first. Only plain ERROR counts as a failure here, so an instance that failed
 * with its own status is never reported as failed.
 */
export function nextVersionReport(
  sent: VersionReport,
  partitions: readonly ExecutionStatus[],
): VersionReport {
  if (sent === 'nothing') return 'STARTED';
  if (sent !== 'STARTED') return 'nothing';
  if (partitions.every((status) => status === 'COMPLETED')) return 'COMPLETED';
  return partitions.includes('ERROR') ? 'ERROR' : 'nothing';
}

/** The activity of an instance, for its heartbeat. */
export interface InstancePulse {
  readonly nowMs: number;
  /** Some local partition is not finished yet. */
  readonly ingesting: boolean;
  /** The version it serves is still being loaded. */
  readonly bootstrapping: boolean;
}

/**
 * The heartbeat value: the instant, or -1 while it bootstraps; undefined once all is complete, so
 * finished instances look dead.
 */
export function heartbeatOf({
  nowMs,
  ingesting,
  bootstrapping,
}: InstancePulse): number | undefined {
  if (!ingesting) return undefined;
  return bootstrapping ? -1 : nowMs;
}
