/**
 * Is the admin message that a region has just read the next one? A gap means that messages are
 * lost; then the whole cluster stops consuming, unless the producer's own numbering shows that
 * nothing is missing.
 */
import type { Rule } from '../rule.js';

export const adminOrderRule: Rule = {
  id: 'AC-1',
  title: 'Is the next admin message in order?',
  source: 'AdminConsumptionTask#checkAndValidateMessage',
};

/** A message with the position of the one delegated before it. */
export interface AdminSequence {
  readonly executionId: number;
  /** Undefined: nothing was delegated since the region began to read, so any id is the first. */
  readonly lastDelegated: number | undefined;
  /** An operator has set the region to skip just this message's check. */
  readonly toldToSkip: boolean;
  /**
   * The producer's sequence numbers continue across the gap; false also when there is nothing to
   * compare with.
   */
  readonly producerContinues: boolean;
}

/**
 * `in-order`: delegate it and remember its id. `halted`: the cluster's consumption stands still at
 * this message.
 */
export type AdminOrder =
  | {
      readonly kind: 'in-order';
      readonly because: 'first' | 'next' | 'told-to-skip' | 'gap-is-legitimate';
    }
  | { readonly kind: 'duplicate'; readonly reason: string }
  | { readonly kind: 'halted'; readonly reason: string };

/** Checks one message. */
export function judgeAdminOrder(sequence: AdminSequence): AdminOrder {
  const { executionId, lastDelegated } = sequence;
  if (sequence.toldToSkip) return { kind: 'in-order', because: 'told-to-skip' };
  if (lastDelegated === undefined) return { kind: 'in-order', because: 'first' };
  if (executionId === lastDelegated + 1) return { kind: 'in-order', because: 'next' };
  if (executionId <= lastDelegated) {
    return {
      kind: 'duplicate',
      reason: `admin message ${executionId} came again after ${lastDelegated}`,
    };
  }
  if (sequence.producerContinues) return { kind: 'in-order', because: 'gap-is-legitimate' };
  const missing = `${lastDelegated + 1} to ${executionId - 1}`;
  const reason = `admin messages ${missing} are missing; restore them or make the region skip them`;
  return { kind: 'halted', reason };
}
