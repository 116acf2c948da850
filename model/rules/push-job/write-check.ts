/**
 * What the push job concludes from a look at its push while it still writes: an end in error stops the writer at once, everything else lets
 * it go on. The end of the push is another decision (PJ-1).
 */
import { type ExecutionStatus, isError, isTerminal } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const writeCheckRule: Rule = {
  id: 'PJ-9',
  title: 'When the push job stops writing',
  source: 'VenicePushJob#startPushJobKillCheckMonitor, #runJobWithKillDetection',
};

/** `no-answer`: no controller could be reached, for all the retries; that is logged and no more. */
export type WriteCheckAnswer =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'answered'; readonly status: ExecutionStatus };

export type WriteCheck =
  | { readonly kind: 'write-on' }
  | { readonly kind: 'stop'; readonly reason: string };

/** Does the job go on writing? */
export function checkWhileWriting(answer: WriteCheckAnswer): WriteCheck {
  if (answer.kind === 'no-answer') return { kind: 'write-on' };
  const { status } = answer;
  if (!isTerminal(status) || !isError(status)) return { kind: 'write-on' };
  return { kind: 'stop', reason: `its push had ended as ${status} while it was still writing` };
}
