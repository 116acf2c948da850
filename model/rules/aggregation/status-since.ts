/** When a push reached its current status. Unknown instants are skipped. */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const statusSinceRule: Rule = {
  id: 'SA-13',
  title: 'When a status was reached',
  source: 'OfflinePushStatus#getStatusUpdateTimestamp',
};

/** A status and when it was recorded, in milliseconds since the epoch; undefined if that is unknown. */
export interface TimedStatus {
  readonly status: ExecutionStatus;
  readonly atMs: number | undefined;
}

/**
 * Whole seconds since the epoch of the earliest entry with exactly this status (no roots); null if none
 * is known.
 */
export function statusSinceSeconds(
  status: ExecutionStatus | null,
  history: readonly TimedStatus[] | null,
): number | null {
  let since: number | null = null;
  for (const { status: reached, atMs } of history ?? []) {
    if (reached !== status || atMs === undefined) continue;
    const seconds = Math.floor(atMs / 1000);
    if (since === null || seconds < since) since = seconds;
  }
  return since;
}
