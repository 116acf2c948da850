/** Adapter of `new_push_rollback_origin_capacity`: calls RT-3 for one region. No decision lives here. */
import {
  type CapacityLimits,
  type RegionalStore,
  rollbackOriginCapacity,
} from '../../../model/rules/retention/new-push-capacity.js';
import type { Adapter } from '../adapter.js';

type Input = RegionalStore & CapacityLimits & { readonly region: string | null };

export const adapter: Adapter = {
  target: 'new_push_rollback_origin_capacity',
  answer: (input: Input) => {
    const subject = { store: 'store', cluster: 'cluster', region: input.region };
    const answer = rollbackOriginCapacity(input, subject, input);
    return answer.kind === 'admitted'
      ? { allowed: true, message: null }
      : { allowed: false, message: answer.reason };
  },
};
