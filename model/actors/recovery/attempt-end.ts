/** The end of an attempt to recover a store: failure or success, and the release of its worker. */

import { afterFailedAttempt } from '../../rules/recovery/attempt.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { startConfirmation } from './confirmation.js';
import {
  changeStore,
  entryOf,
  pumpWorkers,
  recoveryById,
  recoveryOf,
  type Step,
  stepAfter,
} from './entries.js';
import { noteProgress } from './progress.js';

export function failAttempt(world: World, turn: ModelTurn, step: Step, cause: string): void {
  const attempts = (entryOf(world, step)?.attempts ?? 0) + 1;
  changeStore(
    turn,
    recoveryOf(step),
    step,
    { attempts, calls: 0, readyChecks: 0 },
    `attempt ${attempts} failed, ${cause}`,
  );
  const next = afterFailedAttempt(attempts, cause);
  if (next.kind === 'count-failed')
    return finish(world, turn, step, {
      state: 'failed',
      counts: 'attempts-failed',
      text: next.reason,
    });
  const { store, version } = step;
  stepAfter(world, turn, {
    recovery: recoveryOf(step),
    store,
    version,
    step: 'attempt',
    afterMs: next.afterMs,
  });
}

/** The result of phase 1 of a store, and the metric that Venice counts it under. */
export interface PhaseOneEnd {
  readonly state: 'initiated' | 'recovered' | 'skipped' | 'failed';
  readonly counts:
    | 'initiated'
    | 'nothing-to-do'
    | 'to-confirm'
    | 'ended'
    | 'store-gone'
    | 'attempts-failed';
  readonly text: string;
}

/** A worker has finished a store: it takes the next one; the last one starts the confirmation. */
export function finish(
  world: World,
  turn: ModelTurn,
  step: Step,
  { state, counts, text }: PhaseOneEnd,
): void {
  changeStore(turn, recoveryOf(step), step, { state }, text);
  const recovery = recoveryById(world, step.recovery);
  if (recovery === undefined) return;
  const startedAt = entryOf(world, step)?.startedAt ?? turn.now;
  const durationMs = counts === 'initiated' ? turn.now - startedAt : 0;
  noteProgress(world, turn, recovery, {
    store: step.store,
    step: counts,
    reason: text,
    durationMs,
  });
  pumpWorkers(world, turn);
  const { queued, running } = recovery.tally;
  if (queued + running === 0) startConfirmation(world, turn, recovery);
}
