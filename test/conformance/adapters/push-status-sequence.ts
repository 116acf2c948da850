/** Applies a sequence of changes to a push record (SA-12) and computes since when it has its status (SA-13). */
import { newPushHistory, recordPushUpdate } from '../../../model/rules/aggregation/push-record.js';
import { statusSinceSeconds } from '../../../model/rules/aggregation/status-since.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { outcomeName } from './support/push-outcome.js';

type Op =
  | { op: 'updateStatus'; status: ExecutionStatus; details: string | null; atEpochSeconds: number }
  | { op: 'setIncrementalPushVersion'; value: string };

export const adapter: Adapter = {
  target: 'push_status_sequence',
  answer: ({ createdAtEpochSeconds, ops }: { createdAtEpochSeconds: number; ops: Op[] }) => {
    let record = newPushHistory(createdAtEpochSeconds * 1000);
    const outcomes = ops.map((op) => {
      if (op.op === 'setIncrementalPushVersion') {
        record = { ...record, incrementalVersion: op.value };
        return 'ok';
      }
      const { status, details, atEpochSeconds } = op;
      const recorded = recordPushUpdate(record, { status, details, atMs: atEpochSeconds * 1000 });
      record = recorded.record;
      return outcomeName(recorded.outcome);
    });
    return {
      outcomes,
      currentStatus: record.status,
      statusDetails: record.details,
      history: record.history.map(({ status, atMs, incrementalVersion }) => ({
        status,
        atEpochSeconds: atMs! / 1000,
        incrementalPushVersion: incrementalVersion,
      })),
      statusUpdateTimestamp: statusSinceSeconds(record.status, record.history),
    };
  },
};
