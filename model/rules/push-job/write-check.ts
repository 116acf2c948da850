/**
 * What the push job concludes from a status check while it still writes: an end in error stops the writer at once; otherwise
 * it continues. PJ-1 decides the end of the push.
 */
import { type ExecutionStatus, isError, isTerminal } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const writeCheckRule: Rule = {
  id: 'PJ-9',
  title: 'When the push job stops writing',
  source: 'VenicePushJob#startPushJobKillCheckMonitor, #runJobWithKillDetection',
};

/** `no-answer`: no controller could be reached, for all the retries; that is only logged. */
export type WriteCheckAnswer =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'answered'; readonly status: ExecutionStatus };

export type WriteCheck =
  | { readonly kind: 'write-on' }
  | { readonly kind: 'stop'; readonly reason: string };

/** Does the job keep writing? */
export function checkWhileWriting(answer: WriteCheckAnswer): WriteCheck {
  if (answer.kind === 'no-answer') return { kind: 'write-on' };
  const { status } = answer;
  if (!isTerminal(status) || !isError(status)) return { kind: 'write-on' };
  return { kind: 'stop', reason: `its push had ended as ${status} while it was still writing` };
}
