/**
 * Whole simulation engines that the bench compares: ours and those of npm. Each runs as many processes as asked for, every one of which
 * waits a step and continues; `start` returns a function that handles so many events.
 */
import { createRequire } from 'node:module';
import { type Model, Simulation } from '../sim/index.js';

/** An engine to measure; it is skipped above `pendingMax`, where it takes too long. */
export interface EnginePeer {
  readonly name: string;
  readonly pendingMax: number;
  start(pending: number, steps: Float64Array): (events: number) => void;
}

/** The state of a process: how often it continued. */
interface Counter {
  turns: number;
}

/** The whole kernel: queue, clock, limits; and with a fact written and mixed into the digest for every event. */
export const ourEngines: readonly EnginePeer[] = [
  { name: 'pushsim (digest on)', pendingMax: 1e7, start: startOurs(true) },
  { name: 'pushsim (empty events)', pendingMax: 1e7, start: startOurs(false) },
];

function startOurs(records: boolean): EnginePeer['start'] {
  return (pending, steps) => {
    let next = 0;
    const model: Model<Counter, number, number> = {
      handle: (_world, event, turn) => {
        if (records) turn.record(event);
        next = (next + 1) & (steps.length - 1);
        turn.schedule(steps[next]!, event);
      },
      apply: (world) => {
        world.turns += 1;
      },
      encode: (fact, digest) => digest.mix(fact),
    };
    const horizon = Number.MAX_SAFE_INTEGER;
    const limits = { horizon, eventsMax: horizon, eventsAtOneInstantMax: horizon };
    const parts = { model, world: { turns: 0 }, seed: 1, ties: 'fifo', start: 0, limits } as const;
    const simulation = new Simulation<Counter, number, number>(parts);
    for (let id = 0; id < pending; id += 1)
      simulation.scheduleAt(steps[id & (steps.length - 1)]!, id);
    return (events) => {
      for (let i = 0; i < events; i += 1) simulation.step();
    };
  };
}

/**
 * Engines of npm that are installed. simscript is left out: it scans all its events at every step (3 events a second with a million
 * pending) and brings a compiler of its own along.
 */
export function enginePeers(): readonly EnginePeer[] {
  return simjs();
}

const load = createRequire(import.meta.url);

interface Timer {
  done(callback: () => void): void;
}
interface SimjsEntity {
  setTimer(duration: number): Timer;
}
interface Simjs {
  readonly Sim: new () => { addEntity(entity: unknown): void; step(): boolean };
  readonly Entity: new (simulation: unknown, name?: string) => SimjsEntity;
}

/** It exports nothing in Node and assigns itself to `window`. */
function simjs(): readonly EnginePeer[] {
  const window: { Sim?: Simjs } = {};
  const found = installed('simjs', { window }) === undefined ? undefined : window.Sim;
  if (found === undefined) return [];
  const { Sim, Entity } = found;
  const start = (pending: number, steps: Float64Array) => {
    let next = 0;
    class Waiting extends Entity {
      start(): void {
        next = (next + 1) & (steps.length - 1);
        this.setTimer(steps[next]!).done(this.start);
      }
    }
    const simulation = new Sim();
    for (let id = 0; id < pending; id += 1) simulation.addEntity(Waiting);
    return (events: number) => {
      for (let i = 0; i < events; i += 1) simulation.step();
    };
  };
  return [{ name: 'simjs', pendingMax: 1e7, start }];
}

/** A package loaded with some globals in place; undefined if it is not installed. */
function installed(name: string, globals: Readonly<Record<string, unknown>>): unknown {
  Object.assign(globalThis, globals);
  try {
    return load(name);
  } catch {
    return undefined;
  } finally {
    for (const key of Object.keys(globals)) Reflect.deleteProperty(globalThis, key);
  }
}
