/** The durations of failing remote calls, against the figures of the specification. */
import { describe, expect, test } from 'vitest';
import {
  adminLockWaitMs,
  callPolicies,
  failedCallMs,
  futureVersionsFailMs,
  pauseAfter,
} from '../../../model/queries/remote-calls.js';

describe('a remote call without an answer', () => {
  test('takes 45 s for a store of a region: ten attempts, nine pauses', () => {
    expect(failedCallMs(callPolicies['region-store'])).toBe(45_000);
  });

  test('takes 245 s at the start of a roll-forward, longer than others wait for the lock', () => {
    expect(futureVersionsFailMs()).toBe(245_000);
    expect(futureVersionsFailMs()).toBeGreaterThan(adminLockWaitMs);
  });

  test('takes 15 s for the confirmation of a rollback, 1.2 s for a roll-forward', () => {
    expect(failedCallMs(callPolicies['rollback-confirmation'])).toBe(15_000);
    expect(failedCallMs(callPolicies['roll-forward'])).toBe(1_200);
  });

  test('takes no time at all when it is tried once', () => {
    expect(failedCallMs(callPolicies['swap-store'])).toBe(0);
  });

  test('pauses between attempts and not after the last', () => {
    expect(pauseAfter(callPolicies['roll-forward'], 4)).toBe(500);
    expect(pauseAfter(callPolicies['roll-forward'], 5)).toBeUndefined();
  });
});
