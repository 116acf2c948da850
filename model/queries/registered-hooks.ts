/**
 * Hooks registered for a store, in order, and those that implement a point. For a store without hooks one lookup returns an empty list.
 */

import { isCalled, type Runner, runnerOf } from '../hooks/engines.js';
import { isAfterStep } from '../hooks/functions.js';
import type { AnyHook, HookPoint } from '../hooks/hook.js';
import { hookOf } from '../hooks/index.js';
import { memoryKey } from '../hooks/memory-keys.js';
import type { StoreId, VersionAt } from '../names.js';
import type { HookSetup } from '../setup.js';
import type { World } from '../world.js';
import { hooksOf } from './world.js';

/** A registered hook: its declaration, its field values, and its index in the scenario's list. */
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

/** The hook at an index of the scenario's list; throws for one that has no hook. */
export function hookAt(world: World, place: number): Registered {
  const setup = world.setup.hooks[place];
  const hook = setup === undefined ? undefined : hookOf(setup);
  if (setup === undefined || hook === undefined) throw new Error(`no hook at index ${place}`);
  return { hook, setup, place };
}

/**
 * The hooks to call at a point. Before a step all of them: they must let it pass together. After a step only those that have not returned
 * PROCEED about it.
 */
export function stillToCall(
  world: World,
  of: VersionAt & { readonly point: HookPoint },
): Registered[] {
  const all = answering(world, of.store, of.point);
  const passed = world.hookBook.passed.get(of.store);
  if (passed === undefined || !isAfterStep(of.point)) return all;
  return all.filter(({ place }) => !passed.includes(memoryKey({ ...of, place })));
}

/** The hooks of a store that implement a point. */
export function answering(world: World, store: StoreId, point: HookPoint): Registered[] {
  return registered(world, store).filter((one) => answersAt(one, point));
}

/** True if a hook implements a point under its field values. Otherwise the interface's default applies: PROCEED. */
export function answersAt({ hook, setup }: Registered, point: HookPoint): boolean {
  return hook.points[point] !== undefined && (hook.answers?.(point, setup.values as never) ?? true);
}

/** True if any hook of the store implements this point. */
function anyHookAnswers(world: World, store: StoreId, point: HookPoint): boolean {
  return answering(world, store, point).length > 0;
}

/** True if the run's engine calls this function and a hook of the store implements it. */
export function callsAt(world: World, store: StoreId, point: HookPoint): boolean {
  if (world.setup.hooks.length === 0) return false;
  const { switches } = world.setup.venice;
  if (switches['hook-engine'] === 'as-built' || !isCalled(switches['hook-engine'], point))
    return false;
  return anyHookAnswers(world, store, point);
}

/** The process that calls hooks in this run. */
export function runner(world: World): Runner {
  return runnerOf(world.variant.hookEngine);
}

/** True if the parent, or the push job, swaps this store's regions one by one, gated by hooks. */
export function isHookGated(world: World, store: StoreId): boolean {
  const kind = runner(world);
  return (kind === 'parent' || kind === 'push-job') && registered(world, store).length > 0;
}

/** True if the regions themselves call this store's hooks before their actions. */
export function isGatedByChild(world: World, store: StoreId): boolean {
  return runner(world) === 'child' && registered(world, store).length > 0;
}

/** Names of the hooks that the as-built swap service calls; none in other engines. */
export function asBuiltHookNames(world: World, store: StoreId): readonly string[] {
  if (world.variant.hookEngine !== 'as-built') return [];
  return registered(world, store).map(({ hook }) => hook.hook);
}
