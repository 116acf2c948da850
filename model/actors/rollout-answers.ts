/**
 * What a hook's answer in a rollout comes to: it is counted, and the region goes on, is asked again later, or the push
 * ends. Which question comes next is rollout.ts's business.
 */
import type { EventOf } from '../events.js';
import type { Outcome } from '../hooks/hook.js';
import { parentUp, pushJob } from '../questions.js';
import { isVeto } from '../rules/hooks/outcome-chain.js';
import { askAgainAtMs } from '../rules/hooks/swap-questions.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { askChain } from './hook-runner.js';
import { callPauseMs, requestVersion } from './parent-controller.js';
import { endPush } from './push-end.js';
import { askNext, questionOf, type WorldRollout } from './rollout.js';
import { changeRegion, proceed } from './rollout-steps.js';
import { veto } from './rollout-veto.js';

export const asks = [];

export type Asked = Pick<
  EventOf<'hook-answer-due'>,
  'store' | 'version' | 'push' | 'region' | 'point'
>;

/** A hook chain has answered, or hangs until its time-out. */
export const onHookAnswerDue: Handler<'hook-answer-due'> = (world, event, turn) => {
  if (event.epoch !== world.parent.epoch || !parentUp(world)) return leaderGone(turn, event);
  if (pushJob(world, event.push).state !== 'running') return;
  const outcome = askChain(world, turn, event, event.waited);
  if (outcome === 'hangs') {
    const seconds = Number(world.configuration['venice.store.lifecycle.hooks.timeout.seconds']);
    if (seconds > 0) turn.schedule(seconds * 1_000, { ...event, waited: true });
    return;
  }
  if (event.version === 0) return jobAnswered(world, turn, event, outcome);
  const { store, version } = event;
  turn.record({ kind: 'rollout-changed', store, version, change: { asking: false } });
  answered(world, turn, event, outcome);
};

/** Before a version exists the push job notices that its call failed and repeats it; a rollout is resumed by the new leader. */
function leaderGone(turn: ModelTurn, { push, version }: EventOf<'hook-answer-due'>): void {
  if (version > 0) return;
  turn.schedule(callPauseMs, {
    kind: 'version-request-arrived',
    push,
    attempt: 1,
  });
}

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

function jobAnswered(
  world: World,
  turn: ModelTurn,
  event: EventOf<'hook-answer-due'>,
  outcome: Outcome,
): void {
  if (!isVeto(outcome)) return requestVersion(world, turn, event.push);
  const reason = `a hook said ${outcome} at ${event.point}`;
  turn.record({ kind: 'push-refused', push: event.push, store: event.store, reason, rule: 'LH-7' });
  endPush(world, turn, event.push, { outcome: 'refused', reason, rule: 'LH-7' });
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
