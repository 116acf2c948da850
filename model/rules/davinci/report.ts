/**
 * Types and functions shared by the two ways of counting Da Vinci reports: the reports, the result
 * of a scan, and how many missing instances are tolerated for how long. The counting itself is in the rules
 * DV-2 and DV-3.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Liveness } from './liveness.js';

/** One status under a version-level or a partition-level key. */
export interface InstanceReport {
  readonly instance: string;
  readonly status: ExecutionStatus;
}

/** Liveness by instance; an instance without an entry never sent a heartbeat and is DEAD. */
export type LivenessByInstance = ReadonlyMap<string, Liveness>;

/** Venice's keys for instances that are gone, and its switch for specific error statuses. */
export interface DeadLimits {
  /** `davinci.push.status.scan.max.offline.instance.count`. */
  readonly maxOfflineCount: number;
  /** `davinci.push.status.scan.max.offline.instance.ratio`, a fraction of all that report. */
  readonly maxOfflineRatio: number;
  /** `use.da.vinci.specific.execution.status.for.error`. */
  readonly specificErrorStatus: boolean;
}

/**
 * The input of one scan of the reports. `tooManyDeadSinceMs` is the timer of this version;
 * null: it is not running.
 */
export interface ScanClock {
  readonly nowMs: number;
  readonly tooManyDeadSinceMs: number | null;
}

/**
 * The result of one scan, and the timer afterwards. `noReport`: no report counted.
 */
export interface DavinciStatus {
  readonly status: ExecutionStatus;
  readonly noReport: boolean;
  /** Venice's details text. */
  readonly details: string;
  readonly tooManyDeadSinceMs: number | null;
}

/** The end status and the milestone statuses of a push. */
export interface PushMilestones {
  readonly complete: ExecutionStatus;
  readonly middle: ExecutionStatus;
}

/** Milestones of a full or of an incremental push. */
export function milestonesOf(incrementalPush: boolean): PushMilestones {
  return incrementalPush
    ? { complete: 'END_OF_INCREMENTAL_PUSH_RECEIVED', middle: 'START_OF_INCREMENTAL_PUSH_RECEIVED' }
    : { complete: 'COMPLETED', middle: 'END_OF_PUSH_RECEIVED' };
}

/**
 * How long too many instances may be gone before the push fails: the only constant of the rule that
 * has no key.
 */
const deadInstanceWaitMs = 300_000;

/** `failed`: the timer has run out. Otherwise the timer continues unchanged; null stops it. */
export type DeadVerdict =
  | { readonly kind: 'failed'; readonly status: ExecutionStatus }
  | { readonly kind: 'tolerated'; readonly tooManyDeadSinceMs: number | null };

/**
 * Are too many instances gone for too long? The first detection only starts the timer; strictly more
 * than five minutes later the push fails. `total` is counted by the caller.
 */
export function judgeDead(
  { offline, total }: { readonly offline: number; readonly total: number },
  limits: DeadLimits,
  { nowMs, tooManyDeadSinceMs }: ScanClock,
): DeadVerdict {
  const tolerated = Math.max(limits.maxOfflineCount, Math.trunc(limits.maxOfflineRatio * total));
  if (offline <= tolerated) return { kind: 'tolerated', tooManyDeadSinceMs: null };
  if (tooManyDeadSinceMs === null) return { kind: 'tolerated', tooManyDeadSinceMs: nowMs };
  if (tooManyDeadSinceMs + deadInstanceWaitMs >= nowMs)
    return { kind: 'tolerated', tooManyDeadSinceMs };
  const status = limits.specificErrorStatus
    ? 'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES'
    : 'ERROR';
  return { kind: 'failed', status };
}

/** Venice's text about a push that failed for missing instances; it names at most five of them. */
export function tooManyDeadText(
  counts: { readonly offline: number; readonly total: number },
  gone: Iterable<string>,
): string {
  const examples = [...gone].slice(0, 5).join(', ');
  const of = `${counts.offline}, total instances: ${counts.total}`;
  return `Too many dead instances: ${of}, example offline instances: [${examples}]`;
}
