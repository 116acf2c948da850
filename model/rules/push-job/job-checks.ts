/**
 * What the push job itself refuses before it requests a version, beside incompatible modes (PJ-7): a repush of a
 * version that it may not read, and a push whose records a repush by time to live would delete.
 */
import type { Rule } from '../rule.js';
import type { PushOrigin } from './push-ids.js';

export const jobChecksRule: Rule = {
  id: 'PJ-8',
  title: 'What the push job refuses by itself',
  source:
    'VenicePushJob#getSourceTopicNameForKafkaInput, #validateStoreSettingAndPopulate, #checkRegularPushWithTTLRepush',
};

export type JobCheckRefusal =
  | 'repush-source-not-current'
  | 'ttl-repush-of-batch-store'
  | 'regular-push-after-ttl-repush';

export type JobCheck =
  | { readonly kind: 'passes' }
  | { readonly kind: 'refused'; readonly because: JobCheckRefusal; readonly reason: string };

/** A repush before it starts. */
export interface RepushView {
  readonly store: string;
  readonly hybrid: boolean;
  readonly origin: PushOrigin;
  /** The version that its user names; undefined: Venice finds the source. */
  readonly named: number | undefined;
  /** What each region serves; -1: no answer. */
  readonly currents: readonly number[];
}

/**
 * May this repush read its source? A named version must be the one that all regions serve; it is not checked while
 * regions serve different ones.
 */
export function checkRepush({ store, hybrid, origin, named, currents }: RepushView): JobCheck {
  if (origin === 'ttl-repush' && !hybrid) {
    const reason = `a repush by time to live is for stores with real-time data, and ${store} is not hybrid`;
    return { kind: 'refused', because: 'ttl-repush-of-batch-store', reason };
  }
  const [current = 0, ...others] = currents;
  const isOneVersion = others.every((other) => other === current);
  if (named === undefined || !isOneVersion || named === current) return { kind: 'passes' };
  const reason = `v${named} of ${store} is not what the regions serve; all of them serve v${current}`;
  return { kind: 'refused', because: 'repush-source-not-current', reason };
}

/** A push that is no repush, right before it requests a version. */
export interface RegularPushView {
  readonly store: string;
  readonly origin: PushOrigin;
  readonly incremental: boolean;
  readonly hasRecords: boolean;
  /** `allow.regular.push.with.ttl.repush`. */
  readonly allowed: boolean;
  /** `timestamp.field`: each record brings its own timestamp. */
  readonly timestamps: boolean;
  /** Repushes by time to live are on for the store. */
  readonly ttlRepush: boolean;
}

/** Records without their own timestamps would be deleted by the next repush by time to live, so such a push is refused. */
export function checkRegularPush(push: RegularPushView): JobCheck {
  const isAllowed = push.allowed || push.origin === 'regular-with-ttl-repush';
  const losesNothing = push.incremental || !push.hasRecords || push.timestamps;
  if (!push.ttlRepush || isAllowed || losesNothing) return { kind: 'passes' };
  const reason = `${push.store} is repushed by time to live, and a regular push is not allowed beside that`;
  return { kind: 'refused', because: 'regular-push-after-ttl-repush', reason };
}
