/**
 * PJ-3: the origin of a push by its id's prefix, which push may kill which, and the effect of an id on a
 * store's TTL flag. Venice has no other mark of a push's origin, so the prefixes are exact, case
 * included. Nothing is killed or written here.
 */
import type { Rule } from '../rule.js';

export const pushIdsRule: Rule = {
  id: 'PJ-3',
  title: 'Push ids: kinds, and which push may kill which',
  source:
    'Version#canIncomingPushKillExistingPush; VersionLifecyclePolicy#updateStoreTTLRepushFlag',
};

/** What started a push; `user` is every id without a known prefix, null and empty included. */
export type PushOrigin =
  | 'repush'
  | 'ttl-repush'
  | 'regular-with-ttl-repush'
  | 'compliance'
  | 'user';

/** How a push delivers its records. Source: Version.PushType. */
export type PushType = 'BATCH' | 'STREAM_REPROCESSING' | 'STREAM' | 'INCREMENTAL';

const prefixes: ReadonlyMap<PushOrigin, string> = new Map([
  ['repush', 'venice_re_push_'],
  ['ttl-repush', 'venice_ttl_re_push_'],
  ['regular-with-ttl-repush', 'venice_regular_push_with_ttl_re_push_'],
  ['compliance', 'venice_compliance_push_'],
]);

/** The origin of the push with this id. No prefix begins another, so the answer is unique. */
export function pushOrigin(pushId: string | null): PushOrigin {
  for (const [origin, prefix] of prefixes) {
    if (pushId?.startsWith(prefix)) return origin;
  }
  return 'user';
}

/** The id of a regular push that is allowed beside repushes by time to live. Source: Version#generateRegularPushWithTTLRePushId. */
export function regularPushWithTtlId(pushId: string): string {
  return `${prefixes.get('regular-with-ttl-repush')}${pushId}`;
}

/** Why an incoming push may, or may not, kill the running one. */
export type KillRight =
  | 'may-kill'
  | 'existing-not-killable'
  | 'incoming-is-incremental'
  | 'incoming-is-killable';

/**
 * May an incoming push kill an existing one? Only a system push can be killed, and only by a user's full
 * push.
 */
export function killRight(pushes: {
  readonly existingPushId: string | null;
  readonly incomingPushId: string | null;
  readonly incomingPushType: PushType;
}): KillRight {
  if (!isKillableSystemPush(pushes.existingPushId)) return 'existing-not-killable';
  if (pushes.incomingPushType === 'INCREMENTAL') return 'incoming-is-incremental';
  return isKillableSystemPush(pushes.incomingPushId) ? 'incoming-is-killable' : 'may-kill';
}

/** The effect of a push id on the store's TTL flag: the store is written only when the flag changes. */
export type TtlFlagChange = 'switch-on' | 'switch-off' | 'unchanged';

/** The effect of an incoming push on a store whose TTL flag is as given. */
export function ttlFlagChange(pushId: string | null, ttlRepushEnabled: boolean): TtlFlagChange {
  const origin = pushOrigin(pushId);
  if (origin === 'ttl-repush' && !ttlRepushEnabled) return 'switch-on';
  return origin === 'regular-with-ttl-repush' && ttlRepushEnabled ? 'switch-off' : 'unchanged';
}

/** A TTL repush is deliberately not among them. */
function isKillableSystemPush(pushId: string | null): boolean {
  const origin = pushOrigin(pushId);
  return origin === 'repush' || origin === 'compliance';
}
