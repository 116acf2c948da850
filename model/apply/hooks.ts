/** Applies facts about hook calls: counters, stored numbers, remote requests, events. */
import type { Instant } from '../../sim/index.js';
import type { HookFact } from '../facts/hooks.js';
import { isAfterStep } from '../hooks/functions.js';
import { memoryKey, remoteKey } from '../hooks/memory-keys.js';
import { parentStore } from '../world/entries.js';
import { gateKey, type HookPool, openGate } from '../world/hooks.js';
import type { WritableWorld } from '../world.js';

/** Applies one fact of this area. */
export function applyHookFact(world: WritableWorld, fact: HookFact, now: Instant): void {
  const { asked, remembered, remote, events } = world.hookBook;
  switch (fact.kind) {
    case 'hook-asked':
      return;
    case 'hook-queued':
    case 'hook-started':
    case 'hook-returned':
    case 'hook-calls-lost':
      return changePool(world, fact, now);
    case 'hook-answered': {
      const key = memoryKey(fact);
      asked.set(key, { times: (asked.get(key)?.times ?? 0) + 1, last: fact.outcome });
      if (fact.outcome === 'PROCEED' && isAfterStep(fact.point)) keepPassed(world, fact.store, key);
      if (fact.remembers !== (remembered.get(key) ?? 0)) remembered.set(key, fact.remembers);
      return;
    }
    case 'gate-changed': {
      const key = gateKey(fact);
      const gate = world.hookBook.gates.get(key) ?? openGate(fact);
      world.hookBook.gates.set(key, Object.assign(gate, fact.change));
      return;
    }
    case 'store-hooks-updated': {
      const store = parentStore(world, fact.store);
      store.hooks = fact.hooks;
      store.hookConfig = { ...store.hookConfig, ...fact.hookConfig };
      if (Object.keys(fact.hookConfig).length > 0) world.hookBook.passed.delete(fact.store);
      world.operatorLog.push({ action: 'update-store', region: -1, refused: '', at: now });
      return;
    }
    case 'hook-event-sent':
      events.push({ at: now, hook: fact.hook, text: fact.text });
      return;
    case 'remote-question-changed': {
      const key = remoteKey(fact);
      if (fact.answer === undefined) remote.delete(key);
      else remote.set(key, { epoch: fact.epoch, answer: fact.answer });
      return;
    }
  }
}

function keepPassed(world: WritableWorld, store: number, key: string): void {
  const { passed } = world.hookBook;
  const keys = passed.get(store);
  if (keys === undefined) passed.set(store, [key]);
  else if (!keys.includes(key)) keys.push(key);
}

type PoolFact = Extract<
  HookFact,
  { kind: `hook-${'queued' | 'started' | 'returned' | 'calls-lost'}` }
>;

function changePool(world: WritableWorld, fact: PoolFact, now: Instant): void {
  if (fact.kind === 'hook-calls-lost') return loseCalls(world, fact.asker);
  const { invocation } = fact;
  const pool = poolOf(world, invocation.asker);
  switch (fact.kind) {
    case 'hook-queued':
      pool.waiting = [...pool.waiting, { invocation, since: now }];
      return;
    case 'hook-started':
      pool.waiting = pool.waiting.filter((one) => one.invocation !== invocation);
      pool.running = [...pool.running, invocation];
      return;
    case 'hook-returned':
      pool.running = pool.running.filter((one) => one !== invocation);
      return;
  }
}

/** Restarts a caller: its calls are dropped, and results of earlier calls are ignored. */
export function loseCalls(world: WritableWorld, asker: number): void {
  const pool = world.hookBook.pools.get(asker);
  if (pool !== undefined) Object.assign(pool, { life: pool.life + 1, running: [], waiting: [] });
}

function poolOf(world: WritableWorld, asker: number): HookPool {
  const found = world.hookBook.pools.get(asker) ?? { life: 1, running: [], waiting: [] };
  world.hookBook.pools.set(asker, found);
  return found;
}
