/**
 * Which hooks are registered for a store, in order, and which of them answer a point. A store without hooks costs one look-up of an empty
 * list.
 */

import { isCalled, type Runner, runnerOf } from '../hooks/engines.js';
import type { AnyHook, HookPoint } from '../hooks/hook.js';
import { hookOf } from '../hooks/index.js';
import type { StoreId } from '../names.js';
import type { HookSetup } from '../setup.js';
import type { World } from '../world.js';
import { hooksOf } from './world.js';

/** A registered hook: what it is, the values of its fields, and its place in the scenario's list. */
export interface Registered {
  readonly hook: AnyHook;
  readonly setup: HookSetup;
  readonly place: number;
}

/** All hooks of a store, in registration order. */
export function registered(world: World, store: StoreId): Registered[] {
  return hooksOf(world, store).flatMap((setup) => {
    const hook = hookOf(setup);
    return hook === undefined ? [] : [{ hook, setup, place: world.setup.hooks.indexOf(setup) }];
  });
}

/** Those of them that answer a point. */
export function answering(world: World, store: StoreId, point: HookPoint): Registered[] {
  return registered(world, store).filter((one) => answersAt(one, point));
}

/** Does a hook answer a point, the way it is set up? One that does not has the interface's default there: it proceeds. */
export function answersAt({ hook, setup }: Registered, point: HookPoint): boolean {
  return hook.points[point] !== undefined && (hook.answers?.(point, setup.values as never) ?? true);
}

/** Does any hook of the store answer this point? */
function anyHookAnswers(world: World, store: StoreId, point: HookPoint): boolean {
  return answering(world, store, point).length > 0;
}

/** Is this function called in this run, and does a hook of the store answer it? */
export function callsAt(world: World, store: StoreId, point: HookPoint): boolean {
  if (world.setup.hooks.length === 0) return false;
  const { switches } = world.setup.venice;
  if (switches['hook-engine'] === 'as-built' || !isCalled(switches['hook-engine'], point))
    return false;
  return anyHookAnswers(world, store, point);
}

/** Who calls hooks in this run. */
export function runner(world: World): Runner {
  return runnerOf(world.variant.hookEngine);
}

/** Does the parent, or the push job, swap this store's regions one by one as hooks let it? */
export function isHookGated(world: World, store: StoreId): boolean {
  const kind = runner(world);
  return (kind === 'parent' || kind === 'push-job') && registered(world, store).length > 0;
}

/** Do the regions themselves ask this store's hooks before they do something? */
export function isGatedByChild(world: World, store: StoreId): boolean {
  return runner(world) === 'child' && registered(world, store).length > 0;
}

/** Names of the hooks that the shipped swap service asks; none when another engine does it. */
export function asBuiltHookNames(world: World, store: StoreId): readonly string[] {
  if (world.variant.hookEngine !== 'as-built') return [];
  return registered(world, store).map(({ hook }) => hook.hook);
}
