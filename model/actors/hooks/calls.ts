/**
 * Hook invocations in time: the hooks of a chain are invoked one after the other, each invocation waits for a worker of its caller, at
 * most one runs per store, it takes its duration, and a timeout ends it. hook-return.ts continues a chain.
 */
import type { HookPoint, HookResult } from '../../hooks/hook.js';
import { type RegionId, type StoreId, storeName } from '../../names.js';
import { hookAt, type Registered, stillToCall } from '../../queries/registered-hooks.js';
import { parentUp } from '../../queries/world.js';
import { type HookInvocation, parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { callHook } from './runner.js';

/** A hook call point with its store, version and region. */
export interface HookQuestion {
  readonly point: HookPoint;
  readonly push: number;
  readonly store: StoreId;
  readonly version: number;
  readonly region: RegionId;
  readonly asker: number;
  readonly ending?: string;
}

/** Starts the chain of hooks at a call point; returns false, without effect, if there is none to call. */
export function askHooks(world: World, turn: ModelTurn, question: HookQuestion): boolean {
  const places = stillToCall(world, question).map(({ place }) => place);
  if (places.length === 0) return false;
  const { store, version, region, point } = question;
  turn.record({ kind: 'hook-asked', store, version, region, point });
  const life = world.hookBook.pools.get(question.asker)?.life ?? 1;
  queue(world, turn, { ending: '', ...question, life, places, step: 0, heard: [] });
  return true;
}

export function queue(world: World, turn: ModelTurn, invocation: HookInvocation): void {
  const { store, version, region, asker } = invocation;
  turn.record({ kind: 'hook-queued', store, version, region, invocation });
  startWaiting(world, turn, asker);
}

/** Assigns free workers to waiting invocations, oldest first; one whose store is busy waits without a worker. */
export function startWaiting(world: World, turn: ModelTurn, asker: number): void {
  if (asker === parentAsks && !parentUp(world)) return;
  const limited = world.variant.hookLimits;
  const threads = world.configuration['venice.store.lifecycle.hooks.threads'];
  for (;;) {
    const pool = world.hookBook.pools.get(asker);
    if (pool === undefined) return;
    if (limited && threads > 0 && pool.running.length >= threads) return;
    const next = pool.waiting.find(
      ({ invocation }) => !limited || pool.running.every(({ store }) => store !== invocation.store),
    );
    if (next === undefined) return;
    start(world, turn, next.invocation, turn.now - next.since);
  }
}

function start(world: World, turn: ModelTurn, invocation: HookInvocation, queueMs: number): void {
  const { store, version, region, places, step } = invocation;
  const one = hookAt(world, places[step] ?? -1);
  const reply = callHook(world, turn, invocation, one);
  const hangs = typeof reply === 'object' && reply?.kind === 'hangs';
  const limitMs = timeoutMs(world);
  const takesMs = hangs
    ? Number.POSITIVE_INFINITY
    : durationOf(world, turn, invocation, one, reply);
  const forEver = takesMs === Number.POSITIVE_INFINITY && limitMs === Number.POSITIVE_INFINITY;
  const { hook } = one.hook;
  turn.record({ kind: 'hook-started', store, version, region, invocation, forEver, hook, queueMs });
  if (forEver) return;
  const timedOut = takesMs > limitMs;
  turn.schedule(Math.min(takesMs, limitMs), {
    kind: 'hook-returns-due',
    invocation,
    reply: timedOut ? undefined : reply,
    timedOut,
  });
}

function timeoutMs(world: World): number {
  const seconds = world.configuration['venice.store.lifecycle.hooks.timeout.seconds'];
  const limited = world.variant.hookLimits && seconds > 0;
  return limited ? seconds * 1_000 : Number.POSITIVE_INFINITY;
}

function durationOf(
  world: World,
  turn: ModelTurn,
  { store }: HookInvocation,
  one: Registered,
  reply: HookResult,
): number {
  if (typeof reply === 'object' && reply?.kind === 'answers' && reply.takesMs !== undefined)
    return Math.max(0, Math.ceil(reply.takesMs));
  const delay = one.setup.takes ?? world.setup.latencies.hookCall;
  return turn.draw(delay, `hookCall/${storeName(world.names, store)}`);
}

/** Drops the invocations of a caller that have not ended. */
export function unfinishedInvocations(world: World, asker: number): readonly HookInvocation[] {
  const pool = world.hookBook.pools.get(asker);
  if (pool === undefined) return [];
  return [...pool.running, ...pool.waiting.map(({ invocation }) => invocation)];
}
