/** Counts the progress of a recovery, as Venice publishes it, and raises the alert for a store that was given up. */

import type { FactOf } from '../../facts.js';
import type { StoreId } from '../../names.js';
import {
  afterRecoveryReminder,
  afterStep,
  type ProgressStep,
  progressRule,
} from '../../rules/recovery/progress.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

export const asks = [progressRule];

type Known = World['parent']['recoveryHistory'][number];

type Step = FactOf<'recovery-progressed'>['step'];

/** The result for a store of a recovery, and the reason for the alert. */
export interface Progress {
  readonly store: StoreId;
  readonly step: Step;
  readonly reason: string;
  readonly durationMs?: number;
}

const counted: Readonly<Record<Step, ProgressStep>> = {
  initiated: 'store-initiated',
  'nothing-to-do': 'store-recovered',
  'to-confirm': 'store-to-confirm',
  ended: 'store-ended',
  'store-gone': 'store-failed',
  'attempts-failed': 'store-failed',
  confirmed: 'confirmed',
  current: 'version-transitioned',
  superseded: 'confirmed',
  'copy-failed': 'confirmation-failed',
  'timed-out': 'confirmation-failed',
  'confirmation-ended': 'confirmation-ended',
  completed: 'completed',
};

/** Counts one step. */
export function noteProgress(
  world: World,
  turn: ModelTurn,
  recovery: Known,
  { store, step, reason, durationMs = 0 }: Progress,
): void {
  const { switches } = world.setup.venice;
  const { id, region } = recovery;
  const { variant } = world;
  const counts = afterStep(recovery.counts, counted[step], variant);
  turn.record({
    kind: 'recovery-progressed',
    region,
    recovery: id,
    store,
    step,
    counts,
    durationMs,
    rule: 'RC-6',
  });
  if (givesUp(step) && switches['alert-failed-recoveries'])
    turn.record({ kind: 'recovery-alerted', region, store, reason, rule: 'RC-6' });
}

/** Steps that leave a region without the version. */
export function givesUp(step: Step): boolean {
  return ['attempts-failed', 'timed-out', 'copy-failed', 'store-gone'].includes(step);
}

/** The final message of a recovery: the number of stores, and what an operator still has to do. */
export function closingWords(world: World, { counts }: Known): string {
  const { totalStores, recoveredStores, failedStores, endedStores } = counts;
  // As built a store counts as recovered when its copy begins, and may count as failed, too.
  const counted = world.variant.clampProgress ? '' : 'counted as ';
  const done = `${recoveredStores} of ${totalStores} stores ${counted}recovered`;
  const text = endedStores === 0 ? done : `${done}, ${endedStores} ended because of a rollback`;
  if (failedStores > 0) return `${text}, ${failedStores} failed`;
  const reminder = afterRecoveryReminder(counts, world.parent.emergencySource);
  return reminder === undefined ? text : `${text}; ACTION REQUIRED: ${reminder}`;
}
