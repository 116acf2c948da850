/**
 * What a hook's answer in a rollout comes to: it is counted, and the region goes on, is asked again later, or the push
 * ends. Which question comes next is rollout.ts's business.
 */
import type { Outcome } from '../hooks/hook.js';
import { isVeto } from '../rules/hooks/outcome-chain.js';
import { askAgainAtMs } from '../rules/hooks/swap-questions.js';
import type { HookErrand } from '../world/hooks.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { askNext, questionOf, type WorldRollout } from './rollout.js';
import { changeRegion, proceed } from './rollout-steps.js';
import { veto } from './rollout-veto.js';

export const asks = [];

/** The question that was answered. */
export type Asked = Pick<HookErrand, 'store' | 'version' | 'push' | 'region' | 'point'>;

/** Carries an answer out and asks the next question. */
export function answered(world: World, turn: ModelTurn, asked: Asked, outcome: Outcome): void {
  const rollout = world.parent.rollouts.get(asked.store);
  if (rollout === undefined || rollout.version !== asked.version || rollout.stage === 'ended')
    return;
  count(world, turn, rollout, asked, outcome);
  if (isVeto(outcome)) return veto(world, turn, rollout, asked, outcome);
  if (outcome === 'PROCEED') proceed(world, turn, rollout, asked);
  const after = world.parent.rollouts.get(asked.store);
  if (after?.stage === 'running') askNext(world, turn, after);
}

function count(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  asked: Asked,
  outcome: Outcome,
): void {
  const { store, version } = rollout;
  const interval =
    Number(world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds']) * 1_000;
  const again = outcome === 'WAIT' ? askAgainAtMs(turn.now, interval) : 0;
  const question = questionOf[asked.point];
  const region = rollout.regions[asked.region];
  if (question === undefined || region === undefined) {
    turn.record({ kind: 'rollout-changed', store, version, change: { endAskAgainAt: again } });
  } else {
    changeRegion(turn, rollout, asked.region, {
      askAgainAt: { ...region.askAgainAt, [question]: again },
    });
  }
  if (again > 0)
    turn.schedule(interval, {
      kind: 'rollout-pass-due',
      store,
      version,
      epoch: world.parent.epoch,
      periodic: false,
    });
  // A version may be created while its instances are told to wait.
  if (
    asked.point === 'preStartOfStoreVersionIngestionForDaVinci' &&
    outcome === 'WAIT' &&
    region?.admission === 'undecided'
  ) {
    changeRegion(turn, rollout, asked.region, { admission: 'cleared', dvc: 'held' });
  }
}
