/** Computes since when a push has its status (SA-13), from times written as text. */
import { statusSinceSeconds } from '../../../model/rules/aggregation/status-since.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { readLocalTime } from '../rules/local-time.js';

interface Case {
  currentStatus: ExecutionStatus | null;
  history: { status: ExecutionStatus; time: string | null }[] | null;
}

export const adapter: Adapter = {
  target: 'status_update_timestamp',
  answer: ({ currentStatus, history }: Case) => {
    const timed = history?.map(({ status, time }) => ({
      status,
      atMs: time === null ? undefined : readLocalTime(time),
    }));
    return { timestamp: statusSinceSeconds(currentStatus, timed ?? null) };
  },
};
