/**
 * What follows from a hook's answer in a rollout: a region is admitted, let go on, swapped, asked again later, or the push ends with an
 * abort or a rollback. Which question comes next is rollout.ts's business.
 */
import type { EventOf } from '../events.js';
import type { Outcome } from '../hooks/hook.js';
import { namesOf, parentUp, parentVersion, pushJob } from '../questions.js';
import { isVeto, type Veto } from '../rules/hooks/outcome-chain.js';
import { askAgainAtMs } from '../rules/hooks/swap-questions.js';
import { vetoEffects, vetoEffectsRule } from '../rules/hooks/veto-effects.js';
import type { RolloutRegion } from '../world/parent.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { askChain } from './hook-runner.js';
import {
  callRollForward,
  sendAdmin,
  sendRollBack,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from './parent-commands.js';
import { requestVersion } from './parent-controller.js';
import { endPush } from './push-end.js';
import { askNext, phased, questionOf, regionsWith, type WorldRollout } from './rollout.js';

export const asks = [vetoEffectsRule];

type Asked = Pick<EventOf<'hook-answer-due'>, 'store' | 'version' | 'push' | 'region' | 'point'>;

/** A hook chain has answered, or hangs until its time-out. */
export const onHookAnswerDue: Handler<'hook-answer-due'> = (world, event, turn) => {
  if (event.epoch !== world.parent.epoch || !parentUp(world)) return;
  if (pushJob(world, event.push).state !== 'running') return;
  const call = { ...event, askedBefore: askedBefore(world, event) };
  const outcome = askChain(world, turn, call, event.waited);
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

function askedBefore(world: World, { store, version, region, point }: Asked): number {
  const rollout = world.parent.rollouts.get(store);
  if (rollout === undefined || rollout.version !== version) return 0;
  const question = questionOf[point];
  if (region < 0 || question === undefined) return rollout.endAsked;
  return rollout.regions[region]?.asked[question] ?? 0;
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
    const change = { endAsked: rollout.endAsked + 1, endAskAgainAt: again };
    turn.record({ kind: 'rollout-changed', store, version, change });
  } else {
    changeRegion(turn, rollout, asked.region, {
      asked: { ...region.asked, [question]: region.asked[question] + 1 },
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

function proceed(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  { point, region }: Asked,
): void {
  const { store, version } = rollout;
  const entry = rollout.regions[region];
  switch (point) {
    case 'preStoreVersionCreation':
      return admit(world, turn, rollout, region);
    case 'preStartOfStoreVersionIngestionForDaVinci':
      changeRegion(turn, rollout, region, { dvc: 'released' });
      if (entry?.admission === 'undecided')
        changeRegion(turn, rollout, region, { admission: 'cleared' });
      else sendAdmin(world, turn, { kind: 'ReleaseDvc', store, version, regions: [region] });
      return;
    case 'postStartOfStoreVersionIngestionForDaVinci':
      return changeRegion(turn, rollout, region, { postDvcDone: true });
    case 'preStoreVersionSwap':
      return swap(world, turn, rollout, region);
    case 'postStoreVersionSwap':
      return changeRegion(turn, rollout, region, { swap: 'done' });
    default:
      return complete(world, turn, rollout);
  }
}

function admit(world: World, turn: ModelTurn, rollout: WorldRollout, region: number): void {
  const hasInstances = world.regions[region]?.stores[rollout.store]?.dvc !== undefined;
  if (hasInstances) changeRegion(turn, rollout, region, { creationPassed: true });
  else
    changeRegion(turn, rollout, region, {
      creationPassed: true,
      admission: 'cleared',
      dvc: 'none',
    });
}

/** Sends one AddVersion for all regions that hooks have let in since the last one. */
export function sendAdmitted(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const { store, version, push } = rollout;
  const targets = [...rollout.regions.keys()].filter(
    (region) => rollout.regions[region]?.admission === 'cleared',
  );
  const record = parentVersion(world, store, version);
  if (targets.length === 0 || record === undefined) return;
  const dvcHeld = targets.filter((region) => rollout.regions[region]?.dvc === 'held');
  for (const region of targets) changeRegion(turn, rollout, region, { admission: 'admitted' });
  sendAdmin(world, turn, {
    kind: 'AddVersion',
    store,
    version,
    push,
    bytes: record.bytes,
    source: record.sourceFabric,
    targeted: true,
    targets,
    swapDeferred: true,
    degraded: record.degradedSnapshot,
    hookGated: true,
    converted: record.converted,
    deferredByUser: record.deferredByUser,
    excluded: record.excluded,
    dvcHeld,
    repush: record.repush,
  });
}

function swap(world: World, turn: ModelTurn, rollout: WorldRollout, region: number): void {
  const { store, version } = rollout;
  changeRegion(turn, rollout, region, { swap: 'sent' });
  if (world.setup.venice.switches['swap-transport'] === 'admin-channel') {
    sendAdmin(world, turn, { kind: 'RollForward', store, version, regions: [region] });
  } else if (callRollForward(world, turn, store, [region]) === 'failed') {
    changeRegion(turn, rollout, region, { swap: 'pending' });
  }
}

function complete(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const { store, version, push } = rollout;
  const excluded = parentVersion(world, store, version)?.excluded ?? [];
  const left = excluded.length === 0 ? '' : ` without ${namesOf(world, excluded).join(', ')}`;
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: 'completed',
    text: `is complete${left}`,
    rule: 'LH-6',
  });
  setStatus(
    world,
    turn,
    { store, version },
    excluded.length === 0 ? 'ONLINE' : 'PARTIALLY_ONLINE',
    'LH-6',
  );
  setParentCurrent(world, turn, { store, version });
  truncateParentTopic(world, turn, { store, version });
  endPush(world, turn, push, {
    outcome: 'succeeded',
    reason: left === '' ? '' : `succeeded${left}, degraded`,
    rule: 'LH-6',
  });
}

function veto(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  asked: Asked,
  outcome: Veto,
): void {
  const { store, version, push } = rollout;
  const effects = vetoEffects({
    veto: outcome,
    askedRegion: world.names.regions[asked.region] ?? '',
    abortScope: world.setup.venice.switches['abort-scope'],
    regions: [...rollout.regions.keys()].map((region) => phased(world, rollout, region)),
  });
  if (effects.job === 'ends-later') {
    changeRegion(turn, rollout, asked.region, { admission: 'excluded' });
    return askNext(world, turn, rollout);
  }
  const where = asked.region < 0 ? '' : ` for ${world.names.regions[asked.region]}`;
  const reason = `a hook said ${outcome} at ${asked.point}${where}`;
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: outcome === 'ABORT' ? 'aborted' : 'rolled-back',
    text: `ends: ${reason}`,
    rule: 'LH-7',
  });
  const back = effects.rollBack.map((name) => world.names.regions.indexOf(name));
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
  if (effects.deleteAfterwards) {
    const event = {
      kind: 'rollout-clean-up-due',
      store,
      version,
      epoch: world.parent.epoch,
      tries: 0,
    } as const;
    turn.schedule(cleanUpPeriodMs, event);
  }
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}

const cleanUpPeriodMs = 60_000;
const cleanUpTries = 60;

/** After a rollback: once no region serves or ingests the version any more, it is deleted everywhere. */
export const onRolloutCleanUpDue: Handler<'rollout-clean-up-due'> = (world, event, turn) => {
  const { store, version, epoch, tries } = event;
  const rollout = world.parent.rollouts.get(store);
  if (epoch !== world.parent.epoch || rollout === undefined || rollout.version !== version) return;
  const busy = regionsWith(world, rollout).some((region) => {
    const { current, versions } = world.regions[region]?.stores[store] ?? {
      current: 0,
      versions: [],
    };
    return (
      current === version || versions.find(({ number }) => number === version)?.status === 'STARTED'
    );
  });
  if (!busy) return sendAdmin(world, turn, { kind: 'DeleteVersion', store, version });
  if (tries < cleanUpTries) turn.schedule(cleanUpPeriodMs, { ...event, tries: tries + 1 });
};

function changeRegion(
  turn: ModelTurn,
  rollout: WorldRollout,
  region: number,
  change: Partial<RolloutRegion>,
): void {
  const { store, version } = rollout;
  turn.record({ kind: 'rollout-region-changed', store, version, region, change });
}
