/**
 * A push under hooks as VIP-4 accepts it: the parent invokes hooks before each region is created, before Da Vinci instances begin, before
 * and after each swap and before the end, one call at a time per store. Calling hooks, counting results and vetoes are mutually recursive.
 */

import type { Outcome } from '../../hooks/hook.js';
import {
  type RegionId,
  regionId,
  regionName,
  type StoreId,
  type VersionName,
} from '../../names.js';
import { rolloutOrderOf, waitMs } from '../../queries/configuration.js';
import { statusInRegion } from '../../queries/push-status.js';
import { runner } from '../../queries/registered-hooks.js';
import { allRegions, childStore, parentUp, pushJob } from '../../queries/world.js';
import { isVeto, type Veto } from '../../rules/hooks/outcome-chain.js';
import { askAgainAtMs } from '../../rules/hooks/swap-questions.js';
import { abortedStatus, vetoEffects, vetoEffectsRule } from '../../rules/hooks/veto-effects.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import {
  sendAdmin,
  sendRollBack,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from '../commands/parent-commands.js';
import { askHooks } from '../hooks/calls.js';
import { nextQuestion, type Question, questionOf } from './next-question.js';
import { askerFor, goesAfterTargets, observe, phased, type WorldRollout } from './phases.js';
import { type Asked, changeRegion, proceedRollout, scheduleCleanUp } from './steps.js';

export const asks = [vetoEffectsRule];

/** Period of the parent's own checks of the regions, in milliseconds. */
const passPeriodMs = 60_000;

/** A version gated by hooks was created. */
export function startRollout(
  world: World,
  turn: ModelTurn,
  rollout: Pick<WorldRollout, 'store' | 'version' | 'push' | 'plan' | 'targets'> & {
    readonly excluded: readonly RegionId[];
    readonly later: readonly RegionId[];
  },
): void {
  turn.record({ kind: 'rollout-started', ...rollout, rule: 'LH-5' });
  passAfter(world, turn, rollout, 0);
}

/** A new leader resumes the hook calls of its predecessor. */
export function resumeRollouts(world: World, turn: ModelTurn): void {
  for (const rollout of world.parent.rollouts.values()) {
    if (rollout.stage === 'running') passAfter(world, turn, rollout, 0);
  }
}

/** Schedules the next check of a rollout. */
export function passAfter(
  world: World,
  turn: ModelTurn,
  { store, version }: VersionName,
  afterMs: number,
  periodic = true,
): void {
  const { epoch } = world.parent;
  turn.schedule(afterMs, { kind: 'rollout-tick-due', store, version, epoch, periodic });
}

/** One check: makes the next hook call that is due, unless one is in progress. */
export const onRolloutTickDue: Handler<'rollout-tick-due'> = (world, event, turn) => {
  const rollout = world.parent.rollouts.get(event.store);
  if (rollout?.version !== event.version || rollout.stage === 'ended') return;
  const isJob = runner(world) === 'push-job';
  if (isJob && !parentUp(world)) {
    // The job's calls need a parent.
    turn.schedule(passPeriodMs, { ...event, periodic: false });
    return;
  }
  if (!isJob && (event.epoch !== world.parent.epoch || !parentUp(world))) return;
  if (pushJob(world, rollout.push).state !== 'running') return endWithJob(turn, rollout);
  if (!isJob) observe(world, turn, rollout);
  if (endsWithTarget(world, turn, rollout)) return;
  if (!rollout.asking) askNext(world, turn, rollout);
  if (event.periodic && !isJob) passAfter(world, turn, rollout, passPeriodMs);
};

function endWithJob(turn: ModelTurn, { store, version }: WorldRollout): void {
  const text = 'ends with its push job';
  turn.record({ kind: 'rollout-ended', store, version, outcome: 'killed', text });
}

/** A push job that calls hooks itself has polled the regions, and checks again. */
export function jobHasPolled(world: World, turn: ModelTurn, store: StoreId): void {
  const rollout = world.parent.rollouts.get(store);
  if (rollout === undefined || rollout.stage === 'ended' || runner(world) !== 'push-job') return;
  observe(world, turn, rollout);
  if (endsWithTarget(world, turn, rollout)) return;
  if (!rollout.asking) askNext(world, turn, rollout);
}

/** Regions that go after the targets would wait for ever for one that has failed: the push fails with it. */
function endsWithTarget(world: World, turn: ModelTurn, rollout: WorldRollout): boolean {
  const { store, version, targets, regions } = rollout;
  const waits = [...regions.keys()].some((region) => goesAfterTargets(world, rollout, region));
  const failed = targets.find((region) => regions[region]?.seen === 'failed');
  if (!waits || failed === undefined) return false;
  const status = statusInRegion(world, { region: failed, store, version });
  const failure = `${regionName(world.names, failed)}, which goes first, ended as ${status}`;
  failRollout(world, turn, { ...rollout, failure });
  return true;
}

/** Checks for the next hook call right after an answer. */
export function askNext(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const question = nextQuestion(world, turn, rollout);
  if (question === undefined) return;
  ask(world, turn, rollout, question);
}

function ask(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  { point, region }: Question,
): void {
  const { store, version, push } = rollout;
  if (point === 'preEndOfPushJob' && rollout.failure !== '')
    return failRollout(world, turn, rollout);
  const asker = askerFor(world, push);
  if (!askHooks(world, turn, { point, push, store, version, region, asker })) {
    answered(world, turn, { store, version, push, region, point }, 'PROCEED');
    return;
  }
  turn.record({ kind: 'rollout-changed', store, version, change: { asking: true } });
}

/** Applies an answer and makes the next hook call. */
export function answered(world: World, turn: ModelTurn, asked: Asked, outcome: Outcome): void {
  const rollout = world.parent.rollouts.get(asked.store);
  if (rollout === undefined || rollout.version !== asked.version || rollout.stage === 'ended')
    return;
  count(world, turn, rollout, asked, outcome);
  if (isVeto(outcome)) return vetoRollout(world, turn, rollout, asked, outcome);
  if (outcome === 'PROCEED') proceedRollout(world, turn, rollout, asked);
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
  const interval = waitMs(world);
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
  if (again > 0) passAfter(world, turn, rollout, interval, false);
  // A version may be created while its instances are held back.
  if (
    asked.point === 'preStartOfStoreVersionIngestionForDaVinci' &&
    outcome === 'WAIT' &&
    region?.admission === 'undecided'
  ) {
    changeRegion(turn, rollout, asked.region, { admission: 'cleared', dvc: 'held' });
  }
}

/** The regions that hooks let pass are through, and others were left behind: the version keeps the regions that serve it, and the push fails. */
function failRollout(
  world: World,
  turn: ModelTurn,
  { store, version, push, failure: reason }: WorldRollout,
): void {
  const all = allRegions(world);
  const serving = all.filter((region) => childStore(world, region, store).current === version);
  const text = `ends: ${reason}`;
  turn.record({ kind: 'rollout-ended', store, version, outcome: 'aborted', text, rule: 'LH-7' });
  setStatus(world, turn, { store, version }, abortedStatus(serving.length, all.length), 'LH-7');
  if (serving.length > 0) setParentCurrent(world, turn, { store, version });
  truncateParentTopic(world, turn, { store, version });
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}

export function vetoRollout(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  asked: Asked,
  outcome: Veto,
): void {
  const { store, version, push } = rollout;
  const effects = vetoEffects({
    veto: outcome,
    askedRegion: asked.region < 0 ? '' : regionName(world.names, asked.region),
    abortScope: world.variant.abortScope,
    rollbackScope: world.variant.rollbackScope,
    order: rolloutOrderOf(world),
    regions: [...rollout.regions.keys()].map((region) => phased(world, rollout, region)),
  });
  const where = asked.region < 0 ? '' : ` for ${regionName(world.names, asked.region)}`;
  const reason = `a hook said ${outcome} at ${asked.point}${where}`;
  if (effects.job === 'ends-later') {
    changeRegion(turn, rollout, asked.region, { admission: 'excluded' });
    turn.record({ kind: 'rollout-changed', store, version, change: { failure: reason } });
    const after = world.parent.rollouts.get(store);
    return after === undefined ? undefined : askNext(world, turn, after);
  }
  const ended = outcome === 'ABORT' ? 'aborted' : 'rolled-back';
  const text = `ends: ${reason}`;
  turn.record({ kind: 'rollout-ended', store, version, outcome: ended, text, rule: 'LH-7' });
  const back = effects.rollBack.map((name) => regionId(world.names, name));
  if (effects.parentStatus !== undefined) {
    const rolledBackBy =
      effects.parentStatus === 'ROLLED_BACK' ? ({ rolledBackBy: 'hook' } as const) : {};
    turn.record({
      kind: 'parent-version-status-set',
      store,
      version,
      status: effects.parentStatus,
      ...rolledBackBy,
      rule: 'LH-7',
    });
  }
  if (effects.kill) sendAdmin(world, turn, { kind: 'KillPush', store, version });
  if (back.length > 0) sendRollBack(world, turn, { store, version }, { regions: back, by: 'hook' });
  if (effects.deleteAfterwards) scheduleCleanUp(world, turn, { store, version });
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}
