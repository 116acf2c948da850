/**
 * Adapter of `push_id_rules`: calls PJ-3 with both ids and maps its values to Venice's booleans. No
 * decision lives here.
 */
import {
  killRight,
  type PushType,
  pushOrigin,
  ttlFlagChange,
} from '../../../model/rules/push-job/push-ids.js';
import type { Adapter } from '../adapter.js';

interface Input {
  readonly existingPushId: string | null;
  readonly incomingPushId: string | null;
  readonly incomingPushType: PushType;
  readonly ttlRepushEnabled: boolean;
}

export const adapter: Adapter = {
  target: 'push_id_rules',
  answer: (input: Input) => {
    const origin = pushOrigin(input.existingPushId);
    const change = ttlFlagChange(input.incomingPushId, input.ttlRepushEnabled);
    return {
      existingIsRepush: origin === 'repush',
      existingIsTtlRepush: origin === 'ttl-repush',
      existingIsRegularWithTtlRepush: origin === 'regular-with-ttl-repush',
      existingIsCompliance: origin === 'compliance',
      canIncomingKillExisting: killRight(input) === 'may-kill',
      ttlRepushEnabledAfterIncoming:
        change === 'unchanged' ? input.ttlRepushEnabled : change === 'switch-on',
      storePersisted: change !== 'unchanged',
    };
  },
};
