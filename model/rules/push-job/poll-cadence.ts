/**
 * The push job's timing while it polls: when it polls again, how long it tolerates a push status
 * of UNKNOWN, and how long a swap that does not happen. The quirks are the shipped code's; 0 means
 * "not running" in both timers, as it does there.
 */
import type { Rule } from '../rule.js';

export const pollCadenceRule: Rule = {
  id: 'PJ-2',
  title: 'When the push job polls next, and how long it tolerates UNKNOWN or a missing swap',
  source: 'VenicePushJob#pollStatusUntilComplete',
};

/** The instant of the next poll, and the stored one for the poll after that. */
export interface NextPoll {
  readonly pollAtMs: number;
  readonly nextPollMs: number;
}

/**
 * The loop runs at `nowMs` with the stored `nextPollMs`, 0 at first. It counts the interval
 * from before its pause and not from the poll, so polls come in pairs.
 */
export function nextPollAfter(nextPollMs: number, nowMs: number, intervalMs: number): NextPoll {
  return { pollAtMs: Math.max(nowMs, nextPollMs), nextPollMs: nowMs + intervalMs };
}

/** `given-up` ends the job; `sinceMs` is the timer to store, 0 while it does not run. */
export interface Tolerance {
  readonly kind: 'waits' | 'given-up';
  readonly sinceMs: number;
  readonly waitedMs: number;
}

/**
 * Tolerates UNKNOWN until it has lasted the whole limit without interruption
 * (`job.status.in.unknown.state.timeout.ms`).
 */
export function tolerateUnknown(
  unknown: boolean,
  {
    sinceMs,
    nowMs,
    limitMs,
  }: { readonly sinceMs: number; readonly nowMs: number; readonly limitMs: number },
): Tolerance {
  if (!unknown) return { kind: 'waits', sinceMs: 0, waitedMs: 0 };
  if (sinceMs === 0) return { kind: 'waits', sinceMs: nowMs, waitedMs: 0 };
  const waitedMs = nowMs - sinceMs;
  return { kind: waitedMs < limitMs ? 'waits' : 'given-up', sinceMs, waitedMs };
}

/** The input of the wait for a swap. */
export interface SwapWait {
  readonly sinceMs: number;
  readonly nowMs: number;
  /** The store's wait between its target regions and the others. */
  readonly swapWaitMinutes: number;
  /** The job's version answer named degraded regions. */
  readonly degradedPush: boolean;
}

/**
 * `swapTimeout` on: the limit is a length of time. As built it is an instant, which no length of
 * time reaches on a real clock.
 */
export interface SwapWaitVariant {
  readonly swapTimeout: boolean;
}

/** Minutes beyond the store's own wait. */
const swapBufferMinutes = 20;

/**
 * Tolerates a swap that has not happened; with `swapTimeout` a degraded push tolerates it without a limit.
 */
export function tolerateSwapWait(
  { sinceMs, nowMs, swapWaitMinutes, degradedPush }: SwapWait,
  { swapTimeout }: SwapWaitVariant,
): Tolerance {
  const lengthMs = (swapWaitMinutes + swapBufferMinutes) * 60_000;
  const waitedMs = nowMs - sinceMs;
  const tooLong = swapTimeout
    ? !degradedPush && waitedMs > lengthMs
    : waitedMs > sinceMs + lengthMs;
  return { kind: tooLong ? 'given-up' : 'waits', sinceMs, waitedMs };
}
