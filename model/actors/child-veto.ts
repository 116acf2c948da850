/**
 * What a veto does in the engines in which regions ask: the region acts on itself at once, and a rollback travels to the others by a flag on
 * the job status, by a call to the parent, or by calls to the siblings. Regions that the word has not reached go on by themselves.
 */
import type { Outcome } from '../hooks/hook.js';
import type { RegionId } from '../names.js';
import {
  allRegions,
  childStore,
  childVersion,
  controllerUp,
  parentUp,
  pushJob,
  reachable,
} from '../questions.js';
import { isVeto, type Veto } from '../rules/hooks/outcome-chain.js';
import type { HookErrand } from '../world/hooks.js';
import type { World } from '../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from './actor.js';
import { sendAdmin, sendRollBack, setStatus } from './parent-commands.js';
import { endPush } from './push-end.js';
import { failVersion } from './push-monitor.js';
import { setPushStatus } from './push-status.js';
import type { VersionName } from './source-fabric.js';
import { killInRegion, rollBackVersion } from './version-life.js';

export const asks = [];

/** How often and after what pause a call to a sibling or to the parent is tried. */
const attempts = 10;
const pauseMs = 5_000;

/** A region's hooks have vetoed: it gives the version up, or goes back if it serves it. */
export function regionVetoes(world: World, turn: ModelTurn, errand: HookErrand, veto: Veto): void {
  const { region, store, version, point } = errand;
  const name = { store, version };
  const details = `a hook said ${veto} at ${point}`;
  const serves = childStore(world, region, store).current === version;
  if (serves) {
    if (veto === 'ROLLBACK') goBack(world, turn, region, name);
    setPushStatus(world, turn, region, name, { status: 'ERROR', details });
  } else if (childVersion(world, region, store, version) !== undefined) {
    failVersion(world, turn, region, name, { status: 'ERROR', details });
  }
  if (veto === 'ROLLBACK') spread(world, turn, region, name);
}

/** A job whose end hooks were asked about, by the region that it was written in. */
export function jobEndAnswered(
  world: World,
  turn: ModelTurn,
  { push, asker, store, version, point }: HookErrand,
  outcome: Outcome,
): void {
  if (pushJob(world, push).state !== 'running') return;
  if (outcome === 'WAIT') {
    const seconds = Number(
      world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds'],
    );
    turn.schedule(seconds * 1_000, { kind: 'status-poll-due', push });
    return;
  }
  if (!isVeto(outcome)) {
    const reason = 'every region has completed, and the hooks let the job end';
    return endPush(world, turn, push, { outcome: 'succeeded', reason, rule: 'LH-10' });
  }
  if (outcome === 'ROLLBACK') spread(world, turn, asker, { store, version });
  const reason = `a hook said ${outcome} at ${point}`;
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}

function goBack(world: World, turn: ModelTurn, region: RegionId, name: VersionName): void {
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    ...name,
    regions: [region],
    versioned: true,
  });
}

function spread(world: World, turn: ModelTurn, from: RegionId, name: VersionName): void {
  turn.record({ kind: 'gate-changed', region: from, ...name, change: { rollback: true } });
  const engine = world.setup.venice.switches['hook-engine'];
  if (engine === 'vip4-child-rpc') call(world, turn, { from, to: -1, ...name, attempt: 1 });
  if (engine !== 'vip4-child-peer') return;
  for (const to of allRegions(world)) {
    if (to !== from) call(world, turn, { from, to, ...name, attempt: 1 });
  }
}

interface VetoCall extends VersionName {
  readonly from: RegionId;
  /** -1 = the parent. */
  readonly to: RegionId;
  readonly attempt: number;
}

function call(world: World, turn: ModelTurn, veto: VetoCall): void {
  const place = world.names.regions[veto.from] ?? '';
  const event = { kind: 'veto-call-arrived', ...veto } as const;
  scheduleAfter(world, turn, { name: 'controllerCall', place }, event);
}

/** The word of a rollback reaches the parent or a sibling, or is tried again. */
export const onVetoCallArrived: Handler<'veto-call-arrived'> = (world, event, turn) => {
  const { from, to, store, version, attempt } = event;
  const name = { store, version };
  const arrives =
    reachable(world, from) &&
    (to < 0 ? parentUp(world) : reachable(world, to) && controllerUp(world, to));
  if (!arrives) {
    if (attempt < attempts) turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
    return;
  }
  if (to < 0) return rollBackEverywhere(world, turn, name);
  if (childStore(world, to, store).current === version) return goBack(world, turn, to, name);
  killInRegion(world, turn, to, name);
};

/** The parent has asked the regions how a push stands: a flag on an answer tells it of a rollback. */
export function noticeFlags(world: World, turn: ModelTurn, name: VersionName): void {
  if (world.hookBook.gates.size === 0) return;
  for (const gate of world.hookBook.gates.values()) {
    const concerns = gate.store === name.store && gate.version === name.version;
    if (concerns && gate.rollback && reachable(world, gate.region))
      return rollBackEverywhere(world, turn, name);
  }
}

function rollBackEverywhere(world: World, turn: ModelTurn, name: VersionName): void {
  const { store, version } = name;
  const record = world.parent.stores[store]?.versions.find(({ number }) => number === version);
  if (record === undefined || record.rolledBackBy === 'hook') return;
  const status = 'ROLLED_BACK';
  turn.record({
    kind: 'parent-version-status-set',
    ...name,
    status,
    rolledBackBy: 'hook',
    rule: 'LH-7',
  });
  setStatus(world, turn, name, status, 'LH-7');
  sendAdmin(world, turn, { kind: 'KillPush', ...name });
  sendRollBack(world, turn, name, { regions: goingBack(world, name), by: 'hook' });
  const reason = 'a region said ROLLBACK';
  endPush(world, turn, record.push, { outcome: 'failed', reason, rule: 'LH-7' });
}

/** A rollback that names its version may go to everybody; another would undo an older version where this one is not served. */
function goingBack(world: World, { store, version }: VersionName): RegionId[] {
  if (world.setup.venice.switches['versioned-rollback']) return allRegions(world);
  return allRegions(world).filter((region) => childStore(world, region, store).current === version);
}
