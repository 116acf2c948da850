/** How the vector files name what became of a change to a push's status. */
import type { PushTransition } from '../../../../model/rules/aggregation/push-transition.js';

/** The vectors' name of an outcome. */
export function outcomeName(outcome: PushTransition): string {
  const names = { allowed: 'applied', ignored: 'ignoredAsRedundant', rejected: 'rejected' };
  return names[outcome];
}
