/**
 * Retry policies of remote calls: number of attempts, pauses, and the time to fail without a response. One table for the push job, the
 * parent and the swap service, so that a failing call takes the same time everywhere.
 */
import type { World } from '../world.js';

/** `pausesMs`: before the second attempt, the third and so on; the last one repeats. `requestMs`: limit of one attempt. */
export interface CallPolicy {
  readonly attempts: number;
  readonly pausesMs: readonly number[];
  readonly requestMs: number;
  /** Limit of all attempts together; Infinity: none. */
  readonly totalMs: number;
}

const minuteMs = 60_000;

const patient: CallPolicy = {
  attempts: 10,
  pausesMs: [5_000],
  requestMs: 17 * minuteMs,
  totalMs: Number.POSITIVE_INFINITY,
};

const once: CallPolicy = { ...patient, attempts: 1, pausesMs: [] };

/** Every remote call with a policy of its own. */
export const callPolicies = {
  /** The parent reads a store of a region, and every call of a data recovery. */
  'region-store': patient,
  'data-recovery': patient,
  /** Reads of a store by the swap service, the capacity guard and the confirmation of a rollback. */
  'swap-store': { ...once, requestMs: 1_000 },
  'guard-store': { ...once, requestMs: 5_000 },
  'region-job-status': { ...once, requestMs: minuteMs },
  'roll-forward': {
    attempts: 5,
    pausesMs: [100, 200, 400, 500],
    requestMs: minuteMs,
    totalMs: 10_000,
  },
  'rollback-confirmation': {
    attempts: 5,
    pausesMs: [1_000, 2_000, 4_000, 8_000],
    requestMs: 5_000,
    totalMs: 30_000,
  },
} as const satisfies Readonly<Record<string, CallPolicy>>;

/** Rounds in which a roll-forward queries all regions for their future versions, and the pause between two rounds. */
const futureVersionRounds = { attempts: 5, pauseMs: 5_000 } as const;

/** How long another admin operation waits for the lock of a store before it is refused. */
export const adminLockWaitMs = 150_000;

/** How long a roll-forward that waits for unreachable regions, the swap service's or an operator's, holds the lock of a store. */
export function lockLeftMs(world: World, store: number, nowMs: number): number {
  const { swapWork, handLocks } = world.parent;
  const until = Math.max(swapWork.busy.get(store) ?? 0, handLocks.get(store) ?? 0);
  return Math.max(0, until - nowMs);
}

/** Policy of a push job's call to the parent: the configured number of attempts, five seconds apart. */
export function jobCallPolicy(world: World, call: 'request' | 'poll'): CallPolicy {
  const key = call === 'poll' ? 'poll.status.retry.attempts' : 'controller.request.retry.attempts';
  const requestMs = call === 'poll' ? 5 * minuteMs : patient.requestMs;
  return { ...patient, attempts: world.configuration[key], requestMs };
}

/**
 * Milliseconds until a job's call fails because the response that the parent sends now is lost or too late; undefined: it arrives in time. A
 * lost response fails the call at once, a late one at the call's timeout.
 */
export function answerMissedAfter(world: World, policy: CallPolicy): number | undefined {
  const { answersLost, answersLateMs } = world.parent;
  if (answersLost > 0) return 0;
  return answersLateMs >= policy.requestMs ? policy.requestMs : undefined;
}

/** The pause after this attempt, counted from 1; undefined: it was the last one. */
export function pauseAfter(policy: CallPolicy, attempt: number): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  return policy.pausesMs[attempt - 1] ?? policy.pausesMs.at(-1) ?? 0;
}

/** Time until a call fails if every attempt is refused at once. */
export function failedCallMs(policy: CallPolicy): number {
  let spentMs = 0;
  for (let attempt = 1; attempt < policy.attempts; attempt += 1)
    spentMs += pauseAfter(policy, attempt) ?? 0;
  return Math.min(spentMs, policy.totalMs);
}

/** Duration of a roll-forward's start if a region is unreachable: five rounds of ten attempts. */
export function futureVersionsFailMs(): number {
  const { attempts, pauseMs } = futureVersionRounds;
  return attempts * failedCallMs(patient) + (attempts - 1) * pauseMs;
}
