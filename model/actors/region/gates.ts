/**
 * The engines in which every region invokes hooks itself: before it creates a version, before and after it swaps, and about its Da Vinci
 * instances. A region has data about itself only. hook-answers.ts applies the results.
 */

import type { AddVersion } from '../../admin-message.js';
import type { HookPoint } from '../../hooks/hook.js';
import type { RegionId, StoreAt, VersionAt } from '../../names.js';
import { callsAt, isGatedByChild } from '../../queries/registered-hooks.js';
import { childStore, childVersion, parentVersion } from '../../queries/world.js';
import { type ChildGate, type GateQuestion, gateKey, openGate } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
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
  const at = { region, store: admin.store, version: admin.version };
  if (passes(world, turn, at, 'creation')) return 'go';
  return gateOf(world, at).creation === 'refused' ? 'refused' : 'wait';
}

/** The version exists: sends milestone notifications; Da Vinci instances wait for their hook. */
export function askOnCreation(world: World, turn: ModelTurn, at: VersionAt): void {
  if (!isGatedByChild(world, at.store)) return;
  notifyMilestone(world, turn, at, 'postStoreVersionCreation');
  if (holdsInstances(world, at)) passes(world, turn, at, 'dvc');
  else if (hasInstances(world, at)) passes(world, turn, at, 'postDvc');
}

function hasInstances(world: World, { region, store }: StoreAt): boolean {
  return childStore(world, region, store).dvc !== undefined;
}

/** True if hooks hold back the instances of this region. */
export function holdsInstances(world: World, at: StoreAt): boolean {
  return (
    isGatedByChild(world, at.store) &&
    hasInstances(world, at) &&
    callsAt(world, at.store, pointOf.dvc)
  );
}

/** Notifies hooks that a step has been completed in a region; these calls have no outcome. */
export function notifyMilestone(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  point: HookPoint,
): void {
  const { region, store, version } = at;
  if (!isGatedByChild(world, store) || !callsAt(world, store, point)) return;
  const push = pushOf(world, at);
  askHooks(world, turn, { point, store, version, push, region, asker: region });
}

/** Do the region's own hooks let it swap? Starts the invocation if there was none. */
export function maySwapByItself(world: World, turn: ModelTurn, at: VersionAt): boolean {
  if (!isGatedByChild(world, at.store)) return true;
  const { dvc, postDvc, completed } = gateOf(world, at);
  if (!completed) turn.record({ kind: 'gate-changed', ...at, change: { completed: true } });
  if (isShut(dvc) || isShut(postDvc)) return false;
  return passes(world, turn, at, 'swap');
}

/** The region has swapped: calls the hooks after it. May the region report completion, unless it has done so before? */
export function mayFinish(world: World, turn: ModelTurn, at: VersionAt): boolean {
  return !isGatedByChild(world, at.store) || passes(world, turn, at, 'postSwap');
}

export const questions = Object.keys(pointOf) as readonly GateQuestion[];

/** Has a gate been passed? A gate without hooks has; a gate that was not started is started now. */
export function passes(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  question: GateQuestion,
): boolean {
  const gate = gateOf(world, at);
  if (gate[question] === 'passed') return true;
  if (gate[question] !== 'open') return false;
  if (!callsAt(world, at.store, pointOf[question])) {
    set(turn, at, question, 'passed');
    return true;
  }
  return !ask(world, turn, at, question);
}

/** Starts the chain of hooks of a gate; returns false if there is none to call. */
export function ask(world: World, turn: ModelTurn, at: VersionAt, question: GateQuestion): boolean {
  const { region, store, version } = at;
  const push = pushOf(world, at);
  const point = pointOf[question];
  set(turn, at, question, 'asking');
  if (askHooks(world, turn, { point, push, store, version, region, asker: region })) return true;
  set(turn, at, question, 'passed');
  return false;
}

export function set(
  turn: ModelTurn,
  at: VersionAt,
  question: GateQuestion,
  state: ChildGate[GateQuestion],
): void {
  turn.record({ kind: 'gate-changed', ...at, change: { [question]: state } });
}

export function gateOf(world: World, at: VersionAt): Readonly<ChildGate> {
  return world.hookBook.gates.get(gateKey(at)) ?? openGate(at);
}

function isShut(state: ChildGate[GateQuestion]): boolean {
  return state === 'asking' || state === 'waiting' || state === 'refused';
}

function pushOf(world: World, at: VersionAt): number {
  const known = childVersion(world, at) ?? parentVersion(world, at.store, at.version);
  return known?.push ?? -1;
}
