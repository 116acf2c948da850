/** A store's entry in a recovery: how an attempt fails, and how a worker is done with it. */
import type { EventOf } from '../events.js';
import { afterFailedAttempt } from '../rules/recovery/attempt.js';
import { entryIn } from '../world/parent.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { changeStore, pumpWorkers, recoveryById, stepAfter } from './recovery.js';
import { startConfirmation } from './recovery-confirmation.js';
import { noteProgress } from './recovery-progress.js';

export const asks = [];

export type Step = EventOf<'recovery-step-due'>;

export function failAttempt(world: World, turn: ModelTurn, step: Step, cause: string): void {
  const attempts = (entryOf(world, step)?.attempts ?? 0) + 1;
  changeStore(
    turn,
    recoveryOf(step),
    step,
    { attempts, readyChecks: 0 },
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

/** How phase 1 of a store ended, and as what Venice counts it. */
export interface PhaseOneEnd {
  readonly state: 'initiated' | 'recovered' | 'failed';
  readonly counts: 'initiated' | 'nothing-to-do' | 'store-gone' | 'attempts-failed';
  readonly text: string;
}

/** A worker is done with a store: the next one gets it, and the last one starts the confirmation. */
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
  pumpWorkers(world, turn, recovery);
  const { queued, running } = recovery.tally;
  if (queued + running === 0) startConfirmation(world, turn, recovery);
}

export function recoveryOf(step: Step): {
  readonly id: number;
  readonly region: number;
  readonly epoch: number;
} {
  return { id: step.recovery, region: step.region, epoch: step.epoch };
}

export function entryOf(world: World, { recovery, store, version }: Step) {
  const found = recoveryById(world, recovery);
  return found === undefined ? undefined : entryIn(found, store, version);
}
