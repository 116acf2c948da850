/** Checks whether one push status may follow another (SA-11), and what the push then is (SA-12). */
import { newPushHistory, recordPushUpdate } from '../../../model/rules/aggregation/push-record.js';
import { decidePushTransition } from '../../../model/rules/aggregation/push-transition.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { outcomeName } from './support/push-outcome.js';

export const adapter: Adapter = {
  target: 'push_status_transition',
  answer: ({ from, to }: { from: ExecutionStatus; to: ExecutionStatus }) => {
    const before = { ...newPushHistory(0), status: from };
    const { outcome, record } = recordPushUpdate(before, { status: to, details: null, atMs: 0 });
    return {
      allowed: decidePushTransition(from, to) === 'allowed',
      updateOutcome: outcomeName(outcome),
      currentStatusAfter: record.status,
    };
  },
};
