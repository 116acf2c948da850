/**
 * Adapter of `new_push_capacity_from_children`: hands the regions' answers to RT-2 in visiting order. No
 * decision lives here.
 */
import {
  type CapacityLimits,
  newPushCapacity,
  type RegionAnswer,
  type RegionalStore,
} from '../../../model/rules/retention/new-push-capacity.js';
import type { Adapter } from '../adapter.js';

type Reply = RegionalStore & { readonly region: string; readonly response: string };

export const adapter: Adapter = {
  target: 'new_push_capacity_from_children',
  answer: (input: CapacityLimits & { readonly regions: readonly Reply[] }) => {
    const subject = { store: 'store', cluster: 'cluster' };
    const answer = newPushCapacity(input.regions.map(asAnswer), subject, input, {
      keepBackup: true,
    });
    return answer.kind === 'admitted'
      ? { allowed: true, message: null }
      : { allowed: false, message: answer.reason };
  },
};

function asAnswer(reply: Reply): RegionAnswer {
  const { region, response } = reply;
  return response === 'ok'
    ? { kind: 'store', region, store: reply }
    : { kind: 'no-answer', region };
}
