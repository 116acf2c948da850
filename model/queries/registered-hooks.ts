/**
 * Hooks registered for a store, in order, and those that implement a point. For a store without hooks one lookup returns an empty list.
 */

import { isCalled, type Runner, runnerOf } from '../hooks/engines.js';
import { isAfterStep } from '../hooks/functions.js';
import type { AnyHook, HookPoint } from '../hooks/hook.js';
import { hookOf } from '../hooks/index.js';
import { memoryKey } from '../hooks/memory-keys.js';
import { type Nameable, valuesUnder } from '../hooks/overrides.js';
import type { StoreId, VersionAt } from '../names.js';
import type { HookSetup } from '../setup.js';
import { hookConstructorValues } from '../venice-config.js';
import { parentStore } from '../world/entries.js';
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
  return registered(world, store).filter((one) => answersAt(world, store, one, point));
}

/** True if a hook implements a point under its field values. Otherwise the interface's default applies: PROCEED. */
export function answersAt(
  world: World,
  store: StoreId,
  one: Registered,
  point: HookPoint,
): boolean {
  const { hook } = one;
  if (hook.points[point] === undefined || hook.answers === undefined)
    return hook.points[point] !== undefined;
  return hook.answers(point, valuesOf(world, store, one) as never);
}

/** The field values of a hook for a store: the scenario's, under the texts of its configuration. */
export function valuesOf(
  world: World,
  store: StoreId,
  { hook, setup }: Registered,
): Readonly<Record<string, unknown>> {
  const config = hookConfigOf(world, store);
  return valuesUnder(hook, setup.values, { config, nameable: nameableIn(world) });
}

/** The configuration of hooks as text: the cluster's values, overridden by the store's. */
export function hookConfigOf(world: World, store: StoreId): Readonly<Record<string, string>> {
  const { config } = world.setup.venice;
  let common = constructorCache.get(config);
  if (common === undefined) {
    common = hookConstructorValues(config);
    constructorCache.set(config, common);
  }
  const own = parentStore(world, store).hookConfig;
  return Object.keys(own).length === 0 ? common : { ...common, ...own };
}

/** Cached, since it is read at every call: the cluster's configuration does not change in a run. */
const constructorCache = new WeakMap<object, Readonly<Record<string, string>>>();

/** What texts for hooks may name in this run. */
export function nameableIn({ names, setup }: World): Nameable {
  const { regions, stores, pushes } = names;
  return { regions, stores, pushes, zones: setup.zones ?? {} };
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
