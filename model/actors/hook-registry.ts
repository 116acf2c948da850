/** Which hooks are registered for a store, in order, and which of them answer a point. A store without hooks costs a look at an empty list. */
import type { HookPoint } from '../hooks/hook.js';
import { type AnyHook, hooks } from '../hooks/index.js';
import type { StoreId } from '../names.js';
import { hooksOf } from '../questions.js';
import type { HookSetup } from '../setup.js';
import type { World } from '../world.js';

export const asks = [];

/** A registered hook: what it is, the values of its fields, and its place in the scenario's list. */
export interface Registered {
  readonly hook: AnyHook;
  readonly setup: HookSetup;
  readonly place: number;
}

/** All hooks of a store, in registration order. */
export function registered(world: World, store: StoreId): Registered[] {
  return hooksOf(world, store).flatMap((setup) => {
    const hook = hooks.find((one) => one.hook === setup.hook);
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
export function anyHookAnswers(world: World, store: StoreId, point: HookPoint): boolean {
  return answering(world, store, point).length > 0;
}

/** How the store's hooks are called in this run: gated by the parent as VIP-4 has it, or as the shipped code does. */
export function isHookGated(world: World, store: StoreId): boolean {
  return (
    world.setup.venice.switches['hook-engine'] === 'vip4-parent' &&
    registered(world, store).length > 0
  );
}
