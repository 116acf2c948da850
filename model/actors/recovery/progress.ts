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
  initiated: 'store-recovered',
  'nothing-to-do': 'store-recovered',
  'store-gone': 'store-failed',
  'attempts-failed': 'store-failed',
  current: 'version-transitioned',
  superseded: 'version-transitioned',
  'timed-out': 'confirmation-failed',
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
  const gaveUp = step === 'attempts-failed' || step === 'timed-out' || step === 'store-gone';
  if (gaveUp && switches['alert-failed-recoveries'])
    turn.record({ kind: 'recovery-alerted', region, store, reason, rule: 'RC-6' });
}

/** The final message of a recovery: the number of stores, and what an operator still has to do. */
export function closingWords(world: World, recovery: Known): string {
  const { counts, stores } = recovery;
  const failed = stores.filter(({ state }) => state === 'failed').length;
  const text = `${stores.length - failed} of ${stores.length} stores recovered`;
  if (failed > 0) return `${text}, ${failed} failed`;
  const reminder = afterRecoveryReminder(counts, world.parent.emergencySource);
  return reminder === undefined ? text : `${text}; ACTION REQUIRED: ${reminder}`;
}
