/** The exit statuses of the command, which scripts rely on, and which of several wins. */
import type { Verdict } from '../scenarios/index.js';

/** Every status by name. */
export const exitStatus = {
  passed: 0,
  expectationMissed: 1,
  invariantViolated: 2,
  badInput: 3,
  unsettled: 4,
  simulatorBug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** The status that a verdict stands for. */
export function statusOfVerdict(verdict: Verdict): ExitStatus {
  switch (verdict) {
    case 'passed':
      return exitStatus.passed;
    case 'expectation-missed':
      return exitStatus.expectationMissed;
    case 'invariant-violated':
      return exitStatus.invariantViolated;
    case 'unsettled':
      return exitStatus.unsettled;
  }
}

/** The worst of several: ended by a signal, then 70 > 3 > 2 > 4 > 1 > 0. */
export function worstStatus(statuses: readonly ExitStatus[]): ExitStatus {
  return fromWorst.find((status) => statuses.includes(status)) ?? exitStatus.passed;
}

const fromWorst: readonly ExitStatus[] = [129, 130, 143, 70, 3, 2, 4, 1, 0];
