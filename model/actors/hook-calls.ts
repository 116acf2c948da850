/**
 * Hook calls in time: a chain of hooks is asked one after the other, each call waits for a worker of whoever asks, no store is asked twice at
 * once, a call takes its time, and a time-out interrupts it. What the chain's outcome means is hook-outcomes.ts's business.
 */
import type { HookPoint, HookResult } from '../hooks/hook.js';
import type { RegionId, StoreId } from '../names.js';
import { parentUp } from '../questions.js';
import { chainGoesOn, chainVerdict } from '../rules/hooks/outcome-chain.js';
import { type HookErrand, parentAsks } from '../world/hooks.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { chainAnswered } from './hook-outcomes.js';
import { answering, type Registered } from './hook-registry.js';
import { callHook, hearReturned } from './hook-runner.js';

export const asks = [];

/** A question for the hooks of a store. */
export interface HookQuestion {
  readonly point: HookPoint;
  readonly push: number;
  readonly store: StoreId;
  readonly version: number;
  readonly region: RegionId;
  readonly asker: number;
  readonly ending?: string;
}

/** Puts a question to the hooks that answer it; false, and nothing happens, if there are none. */
export function askHooks(world: World, turn: ModelTurn, question: HookQuestion): boolean {
  if (answering(world, question.store, question.point).length === 0) return false;
  const { store, version, region, point } = question;
  turn.record({ kind: 'hook-asked', store, version, region, point });
  const life = world.hookBook.pools.get(question.asker)?.life ?? 1;
  queue(world, turn, { ending: '', ...question, life, step: 0, heard: [] });
  return true;
}

/** A call is over: its worker is free, and the chain goes on or has its outcome. */
export const onHookReturnsDue: Handler<'hook-returns-due'> = (world, event, turn) => {
  const { errand, reply, timedOut, queueMs } = event;
  const pool = world.hookBook.pools.get(errand.asker);
  if (pool === undefined || pool.life !== errand.life) return;
  const { store, version, region, asker } = errand;
  // Plain data may have been copied on the way; the pool knows its own.
  const own = pool.running.find((one) => isSame(one, errand)) ?? errand;
  turn.record({ kind: 'hook-returned', store, version, region, errand: own });
  const one = answering(world, store, errand.point)[errand.step];
  if (one !== undefined) {
    const result = hearReturned(world, turn, errand, { one, reply, timedOut, queueMs });
    const heard = [...errand.heard, result];
    goOn(world, turn, { ...errand, heard, step: errand.step + 1 });
  }
  startWaiting(world, turn, asker);
};

function isSame(one: HookErrand, other: HookErrand): boolean {
  return (
    one.store === other.store &&
    one.version === other.version &&
    one.region === other.region &&
    one.point === other.point &&
    one.push === other.push
  );
}

function goOn(world: World, turn: ModelTurn, errand: HookErrand): void {
  const more = errand.step < answering(world, errand.store, errand.point).length;
  if (more && chainGoesOn(errand.heard, 'first-veto-ends')) return queue(world, turn, errand);
  const { outcome } = chainVerdict(errand.heard, 'first-veto-ends');
  chainAnswered(world, turn, errand, outcome);
}

function queue(world: World, turn: ModelTurn, errand: HookErrand): void {
  const { store, version, region, asker } = errand;
  turn.record({ kind: 'hook-queued', store, version, region, errand });
  startWaiting(world, turn, asker);
}

/** Gives free workers to the calls that wait, oldest first; a call whose store is busy waits without a worker. */
export function startWaiting(world: World, turn: ModelTurn, asker: number): void {
  if (asker === parentAsks && !parentUp(world)) return;
  const limited = world.setup.venice.switches['hook-limits'];
  const threads = Number(world.configuration['venice.store.lifecycle.hooks.threads']);
  for (;;) {
    const pool = world.hookBook.pools.get(asker);
    if (pool === undefined) return;
    if (limited && threads > 0 && pool.running.length >= threads) return;
    const next = pool.waiting.find(
      ({ errand }) => !limited || pool.running.every(({ store }) => store !== errand.store),
    );
    if (next === undefined) return;
    start(world, turn, next.errand, turn.now - next.since);
  }
}

function start(world: World, turn: ModelTurn, errand: HookErrand, queueMs: number): void {
  const { store, version, region, point, step } = errand;
  const one = answering(world, store, point)[step];
  const reply = one === undefined ? 'PROCEED' : callHook(world, turn, errand, one);
  const hangs = typeof reply === 'object' && reply?.kind === 'hangs';
  const limitMs = timeoutMs(world);
  const takesMs = hangs ? Number.POSITIVE_INFINITY : durationOf(world, turn, errand, one, reply);
  const forEver = takesMs === Number.POSITIVE_INFINITY && limitMs === Number.POSITIVE_INFINITY;
  const hook = one?.hook.hook ?? '';
  turn.record({ kind: 'hook-started', store, version, region, errand, forEver, hook });
  if (forEver) return;
  const timedOut = takesMs > limitMs;
  turn.schedule(Math.min(takesMs, limitMs), {
    kind: 'hook-returns-due',
    errand,
    reply: timedOut ? undefined : reply,
    timedOut,
    queueMs,
  });
}

function timeoutMs(world: World): number {
  const seconds = Number(world.configuration['venice.store.lifecycle.hooks.timeout.seconds']);
  const limited = world.setup.venice.switches['hook-limits'] && seconds > 0;
  return limited ? seconds * 1_000 : Number.POSITIVE_INFINITY;
}

function durationOf(
  world: World,
  turn: ModelTurn,
  { store }: HookErrand,
  one: Registered | undefined,
  reply: HookResult,
): number {
  if (typeof reply === 'object' && reply?.kind === 'answers' && reply.takesMs !== undefined)
    return Math.max(0, Math.ceil(reply.takesMs));
  const delay = one?.setup.takes ?? world.setup.latencies.hookCall;
  return turn.draw(delay, `hookCall/${world.names.stores[store] ?? ''}`);
}

/** The calls of an asker that have not ended. */
export function unfinishedErrands(world: World, asker: number): readonly HookErrand[] {
  const pool = world.hookBook.pools.get(asker);
  if (pool === undefined) return [];
  return [...pool.running, ...pool.waiting.map(({ errand }) => errand)];
}
