/** Adapter of `new_push_backup_capacity`: calls RT-4 for one region. No decision lives here. */
import {
  backupCapacity,
  type CapacityLimits,
  type RegionalStore,
} from '../../../model/rules/retention/new-push-capacity.js';
import type { Adapter } from '../adapter.js';

type Input = RegionalStore & CapacityLimits & { readonly region: string | null };

export const adapter: Adapter = {
  target: 'new_push_backup_capacity',
  answer: (input: Input) => {
    const subject = { store: 'store', cluster: 'cluster', region: input.region };
    const answer = backupCapacity(input, subject, input, { keepBackup: true });
    return answer.kind === 'admitted'
      ? { allowed: true, message: null }
      : { allowed: false, message: answer.reason };
  },
};
