/**
 * May another push job try to create a version so soon after one was admitted? The record of the
 * last admitted job is in the leader's memory, one per store; only a success seen by a status query
 * clears it, so a failed push delays others.
 */
import type { PushType } from '../degraded/conversion.js';
import type { Rule } from '../rule.js';

export const cooldownRule: Rule = {
  id: 'PJ-6',
  title: 'Retry cooldown',
  source: 'VeniceParentHelixAdmin#checkAndRecordPushAttempt',
};

/** The last admitted attempt of a store. */
export interface PushAttempt {
  readonly pushId: string;
  readonly admittedAtMs: number;
}

/** A push that requests a version. */
export interface CooldownQuestion {
  readonly store: string;
  readonly pushId: string;
  readonly pushType: PushType;
  readonly systemStore: boolean;
  readonly last: PushAttempt | undefined;
  readonly nowMs: number;
  /** `controller.push.retry.cooldown.ms`; 0 or less: no cooldown. */
  readonly cooldownMs: number;
}

/** `record` is the leader's new record. */
export type CooldownDecision =
  | { readonly kind: 'admitted'; readonly record: PushAttempt | undefined }
  | { readonly kind: 'refused'; readonly retryAfterMs: number; readonly reason: string };

/** Decides about one attempt; the same job is always admitted again and keeps its instant. */
export function admitAttempt(question: CooldownQuestion): CooldownDecision {
  const { store, pushId, last, nowMs, cooldownMs } = question;
  if (cooldownMs <= 0 || question.systemStore || question.pushType === 'INCREMENTAL') {
    return { kind: 'admitted', record: last };
  }
  if (last?.pushId === pushId) return { kind: 'admitted', record: last };
  const elapsedMs = last === undefined ? cooldownMs : Math.max(0, nowMs - last.admittedAtMs);
  if (last === undefined || elapsedMs >= cooldownMs) {
    return { kind: 'admitted', record: { pushId, admittedAtMs: nowMs } };
  }
  const retryAfterMs = cooldownMs - elapsedMs;
  const before = `${last.pushId} was admitted to ${store} ${elapsedMs} ms ago`;
  const reason = `${before}; try again in ${retryAfterMs} ms`;
  return { kind: 'refused', retryAfterMs, reason };
}
