/**
 * The push job's sense of time while it polls: when it asks again, how long it bears a push status
 * of UNKNOWN, and how long a swap that does not happen. The quirks are the shipped code's; 0 means
 * "not running" in both timers, as it does there.
 */
import type { Rule } from '../rule.js';

export const pollCadenceRule: Rule = {
  id: 'PJ-2',
  title: 'When the push job polls next, and how long it bears UNKNOWN or a missing swap',
  source: 'VenicePushJob#pollStatusUntilComplete',
};

/** The instant of the next poll, and the one to remember for the poll after that. */
export interface NextPoll {
  readonly pollAtMs: number;
  readonly nextPollMs: number;
}

/**
 * The loop comes round at `nowMs` and remembers `nextPollMs`, 0 at first. It counts the interval
 * from before its pause and not from the poll, so polls come in pairs.
 */
export function nextPollAfter(nextPollMs: number, nowMs: number, intervalMs: number): NextPoll {
  return { pollAtMs: Math.max(nowMs, nextPollMs), nextPollMs: nowMs + intervalMs };
}

/** `given-up` ends the job; `sinceMs` is the timer to remember, 0 while it does not run. */
export interface Patience {
  readonly kind: 'patient' | 'given-up';
  readonly sinceMs: number;
  readonly waitedMs: number;
}

/**
 * Bears UNKNOWN until it has lasted the whole limit without a break
 * (`job.status.in.unknown.state.timeout.ms`).
 */
export function bearUnknown(
  unknown: boolean,
  {
    sinceMs,
    nowMs,
    limitMs,
  }: { readonly sinceMs: number; readonly nowMs: number; readonly limitMs: number },
): Patience {
  if (!unknown) return { kind: 'patient', sinceMs: 0, waitedMs: 0 };
  if (sinceMs === 0) return { kind: 'patient', sinceMs: nowMs, waitedMs: 0 };
  const waitedMs = nowMs - sinceMs;
  return { kind: waitedMs < limitMs ? 'patient' : 'given-up', sinceMs, waitedMs };
}

/** What a wait for a swap is measured by. */
export interface SwapWait {
  readonly sinceMs: number;
  readonly nowMs: number;
  /** The store's wait between its target regions and the others. */
  readonly swapWaitMinutes: number;
  /** The job was told of degraded regions. */
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
 * Bears a swap that has not happened; with `swapTimeout` a degraded push bears it for ever.
 */
export function bearSwapWait(
  { sinceMs, nowMs, swapWaitMinutes, degradedPush }: SwapWait,
  { swapTimeout }: SwapWaitVariant,
): Patience {
  const lengthMs = (swapWaitMinutes + swapBufferMinutes) * 60_000;
  const waitedMs = nowMs - sinceMs;
  const tooLong = swapTimeout
    ? !degradedPush && waitedMs > lengthMs
    : waitedMs > sinceMs + lengthMs;
  return { kind: tooLong ? 'given-up' : 'patient', sinceMs, waitedMs };
}
