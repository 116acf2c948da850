/**
 * The engines in which every region invokes hooks itself: before it creates a version, before and after it swaps, and about its Da Vinci
 * instances. A region sees only itself. hook-answers.ts handles the answers.
 */

import type { AddVersion } from '../../admin-message.js';
import type { HookPoint } from '../../hooks/hook.js';
import type { RegionId, VersionName } from '../../names.js';
import { callsAt, isGatedByChild } from '../../queries/registered-hooks.js';
import { childStore, childVersion, controllerUp } from '../../queries/world.js';
import { type ChildGate, type GateQuestion, gateKey, openGate } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { askHooks } from '../hooks/calls.js';

export const pointOf: Readonly<Record<GateQuestion, HookPoint>> = {
  creation: 'preStoreVersionCreation',
  dvc: 'preStartOfStoreVersionIngestionForDaVinci',
  postDvc: 'postStartOfStoreVersionIngestionForDaVinci',
  swap: 'preStoreVersionSwap',
  postSwap: 'postStoreVersionSwap',
};

/** May the region create the version now? `refused`: a hook has vetoed it. */
export function mayCreate(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: AddVersion,
): 'go' | 'wait' | 'refused' {
  if (!isGatedByChild(world, admin.store)) return 'go';
  const passed = passes(world, turn, region, admin, 'creation');
  if (passed) return 'go';
  return gateOf(world, region, admin).creation === 'refused' ? 'refused' : 'wait';
}

/** The version is there: milestones are told, and Da Vinci instances wait for their hook. */
export function askOnCreation(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  if (!isGatedByChild(world, name.store)) return;
  tellMilestone(world, turn, region, name, 'postStoreVersionCreation');
  if (holdsInstances(world, region, name.store)) passes(world, turn, region, name, 'dvc');
}

/** Do hooks hold the instances of this region back until they have said otherwise? */
export function holdsInstances(world: World, region: RegionId, store: number): boolean {
  return (
    isGatedByChild(world, store) &&
    childStore(world, region, store).dvc !== undefined &&
    callsAt(world, store, pointOf.dvc)
  );
}

/** Something has been completed in a region; hooks are told and answer nothing. */
export function tellMilestone(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  point: HookPoint,
): void {
  if (!isGatedByChild(world, name.store) || !callsAt(world, name.store, point)) return;
  askHooks(world, turn, {
    point,
    ...name,
    push: pushOf(world, region, name),
    region,
    asker: region,
  });
}

/** May the region swap, as far as its own hooks are concerned? They are asked if they have not been. */
export function maySwapByItself(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): boolean {
  if (!isGatedByChild(world, name.store)) return true;
  const { dvc, postDvc } = gateOf(world, region, name);
  if (isShut(dvc) || isShut(postDvc)) return false;
  return passes(world, turn, region, name, 'swap');
}

/** The region has swapped: may it report that it is done? */
export function mayFinish(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): boolean {
  return !isGatedByChild(world, name.store) || passes(world, turn, region, name, 'postSwap');
}

/** A controller that returns puts its open questions again. */
export function resumeGates(world: World, turn: ModelTurn, region: RegionId): void {
  for (const gate of world.hookBook.gates.values()) {
    if (gate.region !== region) continue;
    for (const question of questions)
      if (gate[question] === 'asking') ask(world, turn, gate, question);
  }
}

/** A WAIT has lasted its interval. */
export const onGateDue: Handler<'gate-due'> = (
  world,
  { region, store, version, question },
  turn,
) => {
  const gate = gateOf(world, region, { store, version });
  if (gate[question] !== 'waiting' || !controllerUp(world, region)) return;
  ask(world, turn, gate, question);
};

export const questions: readonly GateQuestion[] = [
  'creation',
  'dvc',
  'postDvc',
  'swap',
  'postSwap',
];

/** Has a question been passed? One that no hook answers has; one that was never put is put now. */
export function passes(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  question: GateQuestion,
): boolean {
  const { store, version } = name;
  const gate = gateOf(world, region, name);
  if (question === 'swap' && !gate.completed)
    turn.record({ kind: 'gate-changed', region, store, version, change: { completed: true } });
  if (gate[question] === 'passed') return true;
  if (gate[question] !== 'open') return false;
  if (!callsAt(world, store, pointOf[question])) {
    set(turn, region, name, question, 'passed');
    return true;
  }
  set(turn, region, name, question, 'asking');
  ask(world, turn, gateOf(world, region, name), question);
  return false;
}

function ask(
  world: World,
  turn: ModelTurn,
  { region, store, version }: Readonly<ChildGate>,
  question: GateQuestion,
): void {
  const push = pushOf(world, region, { store, version });
  const point = pointOf[question];
  set(turn, region, { store, version }, question, 'asking');
  askHooks(world, turn, { point, push, store, version, region, asker: region });
}

export function set(
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
  question: GateQuestion,
  state: ChildGate[GateQuestion],
): void {
  turn.record({ kind: 'gate-changed', region, store, version, change: { [question]: state } });
}

export function gateOf(
  world: World,
  region: RegionId,
  { store, version }: VersionName,
): Readonly<ChildGate> {
  return (
    world.hookBook.gates.get(gateKey(region, store, version)) ?? openGate(region, store, version)
  );
}

function isShut(state: ChildGate[GateQuestion]): boolean {
  return state === 'asking' || state === 'waiting' || state === 'refused';
}

function pushOf(world: World, region: RegionId, { store, version }: VersionName): number {
  const versions = world.parent.stores[store]?.versions ?? [];
  return (
    childVersion(world, region, store, version)?.push ??
    versions.find(({ number }) => number === version)?.push ??
    -1
  );
}
