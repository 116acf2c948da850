/**
 * Which status of a push may follow which. Roots are compared, so a Da Vinci error counts as ERROR on
 * both sides; the push then records the exact status.
 */
import { type ExecutionStatus, rootStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const pushTransitionRule: Rule = {
  id: 'SA-11',
  title: 'Which push status may follow which',
  source: 'OfflinePushStatus#validatePushStatusTransition',
};

/** `ignored`: not allowed, but the push has this very status already. `rejected`: an error in Venice. */
export type PushTransition = 'allowed' | 'ignored' | 'rejected';

/** Decides about a change of a push's status. */
export function decidePushTransition(from: ExecutionStatus, to: ExecutionStatus): PushTransition {
  if (successors.get(rootStatus(from))?.includes(rootStatus(to))) return 'allowed';
  return from === to ? 'ignored' : 'rejected';
}

/** By root; a status that is missing here has no successor. */
const successors: ReadonlyMap<ExecutionStatus, readonly ExecutionStatus[]> = new Map([
  ['NOT_CREATED', ['STARTED', 'ERROR']],
  ['STARTED', ['STARTED', 'END_OF_PUSH_RECEIVED', 'COMPLETED', 'ERROR']],
  ['END_OF_PUSH_RECEIVED', ['COMPLETED', 'ERROR']],
  ['COMPLETED', ['ARCHIVED']],
  ['ERROR', ['ARCHIVED']],
]);
