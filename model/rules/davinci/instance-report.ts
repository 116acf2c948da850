/**
 * What a Da Vinci instance says about itself: an error of its ingestion, the one status it reports
 * for a whole version, and its heartbeat. Most fleets report every partition under a key of its own
 * and need only the first and the last of these.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const instanceReportRule: Rule = {
  id: 'DV-5',
  title: 'What an instance reports',
  source: 'DaVinciBackend#getDaVinciErrorStatus; DaVinciPushStatusUpdateTask',
};

/** Why an instance stopped to ingest, as far as it is told apart. */
export type IngestionFailure = 'disk-limit' | 'other';

/**
 * Which of Venice's two ways of saying so is configured:
 * `use.da.vinci.specific.execution.status.for.error`.
 */
export interface ErrorWords {
  readonly specificErrorStatus: boolean;
}

/**
 * The status of a failed partition. A memory limit has a status of its own that nobody reports any
 * more.
 */
export function ingestionErrorStatus(
  failure: IngestionFailure,
  { specificErrorStatus }: ErrorWords,
): ExecutionStatus {
  if (!specificErrorStatus) return 'ERROR';
  return failure === 'disk-limit' ? 'DVC_INGESTION_ERROR_DISK_FULL' : 'DVC_INGESTION_ERROR_OTHER';
}

/** What an instance has sent for a version as a whole; `nothing` before its first tick. */
export type VersionReport = 'nothing' | Extract<ExecutionStatus, 'STARTED' | 'COMPLETED' | 'ERROR'>;

/**
 * What it sends at the next tick of `davinci.push.status.check.interval.in.ms`, or `nothing` new.
 * STARTED always comes first. Only plain ERROR counts as a failure here, so an instance that failed
 * with a status of its own is never reported as failed.
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

/** What an instance is doing, for its heartbeat. */
export interface InstancePulse {
  readonly nowMs: number;
  /** Some local partition is not finished yet. */
  readonly ingesting: boolean;
  /** The version it serves is still being loaded. */
  readonly bootstrapping: boolean;
}

/**
 * The heartbeat it sends: the instant, or -1 while it bootstraps; undefined once all is done, so
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
