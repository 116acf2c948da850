/** The event loop: order of calls, stop reasons and their messages, pause and resume. */
import { describe, expect, test } from 'vitest';
import {
  type Limits,
  type Model,
  type Observer,
  Simulation,
  type SimulationParts,
  SimulatorBug,
  Trace,
  type Turn,
} from '../../sim/index.js';

/** A world that records what was applied to it. */
interface Diary {
  readonly lines: string[];
}

type Handle = (name: string, turn: Turn<string, string>) => void;

const roomy: Limits = { horizon: 1_000_000, eventsMax: 1_000, eventsAtOneInstantMax: 100 };

/** Events are names; a model writes the name down unless a test says what it should do instead. */
function modelOf(handle: Handle = (name, turn) => turn.record(name)): Model<Diary, string, string> {
  return {
    handle: (_world, name, turn) => handle(name, turn),
    apply: (world, name, now) => {
      world.lines.push(`${now} ${name}`);
    },
    encode: (name, digest) => digest.mix(name.length),
  };
}

type Parts = SimulationParts<Diary, string, string>;

function simulationOf(
  handle?: Handle,
  parts: Partial<Parts> = {},
): Simulation<Diary, string, string> {
  return new Simulation({
    model: modelOf(handle),
    world: { lines: [] },
    seed: 1,
    ties: 'fifo',
    start: 0,
    limits: roomy,
    describe: (name: string) => name.replace(/\d+$/, ''),
    ...parts,
  });
}

describe('a run', () => {
  test('events happen at their instants, and the clock moves with them', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(20, 'b');
    simulation.scheduleAt(10, 'a');
    expect(simulation.run()).toEqual({
      reason: 'settled',
      at: 20,
      events: 2,
      words: 'settled at 00:00:00.020: nothing is left to happen',
    });
    expect(simulation.world.lines).toEqual(['10 a', '20 b']);
    expect([simulation.now, simulation.events]).toEqual([20, 2]);
  });

  test('an event may let others happen, at the same instant too', () => {
    const simulation = simulationOf((name, turn) => {
      turn.record(name);
      if (name === 'a') {
        turn.schedule(5, 'later');
        turn.schedule(0, 'at once');
      }
    });
    simulation.scheduleAt(10, 'a');
    simulation.scheduleAt(10, 'b');
    simulation.run();
    expect(simulation.world.lines).toEqual(['10 a', '10 b', '10 at once', '15 later']);
  });

  test('nothing scheduled is settled at the start', () => {
    const end = simulationOf(undefined, { start: 500 }).run();
    expect(end).toMatchObject({ reason: 'settled', at: 500, events: 0 });
    expect(end.words).toContain('00:00:00.000');
  });

  test('an event that was called off does not happen', () => {
    const simulation = simulationOf();
    const ticket = simulation.scheduleAt(10, 'a');
    simulation.scheduleAt(20, 'b');
    simulation.cancel(ticket);
    simulation.run();
    expect(simulation.world.lines).toEqual(['20 b']);
  });

  test('a drawn delay comes from the named stream, a fixed one draws nothing', () => {
    const simulation = simulationOf((name, turn) => {
      turn.record(name);
      if (name !== 'a') return;
      turn.scheduleDrawn({ kind: 'fixed', ms: 7 }, 'pace', 'fixed');
      turn.scheduleDrawn({ kind: 'uniform', min: 100, max: 200 }, 'pace', 'drawn');
      turn.record(`draws ${turn.draw({ kind: 'fixed', ms: 3 }, 'pace')}`);
    });
    simulation.scheduleAt(0, 'a');
    simulation.run();
    const [, , fixed, drawn] = simulation.world.lines;
    expect(fixed).toBe('7 fixed');
    expect(Number.parseInt(drawn ?? '', 10)).toBeGreaterThanOrEqual(100);
    expect(simulation.snapshot().streams.draws).toBe(1);
  });

  test('step handles one event and says whether there was one', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(10, 'a');
    expect([simulation.step(), simulation.step()]).toEqual([true, false]);
    expect(simulation.world.lines).toEqual(['10 a']);
  });

  test('step keeps the limits of the run', () => {
    const late = simulationOf(undefined, { limits: { ...roomy, horizon: 15 } });
    for (const at of [10, 20]) late.scheduleAt(at, 'a');
    expect([late.step(), late.step()]).toEqual([true, false]);
    const many = simulationOf(undefined, { limits: { ...roomy, eventsMax: 1 } });
    for (const at of [10, 20]) many.scheduleAt(at, 'a');
    expect([many.step(), many.step()]).toEqual([true, false]);
    const stuck = simulationOf(undefined, { limits: { ...roomy, eventsAtOneInstantMax: 2 } });
    for (const name of ['a', 'b', 'c']) stuck.scheduleAt(10, name);
    expect([stuck.step(), stuck.step(), stuck.step()]).toEqual([true, true, false]);
  });
});

describe('time', () => {
  test('never goes back: an event in the past is a bug of the simulator', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(10, 'a');
    simulation.run();
    expect(() => simulation.scheduleAt(9, 'b')).toThrow(SimulatorBug);
    expect(() => simulation.scheduleAt(9, 'b')).toThrow('an event is due at 9, before now (10)');
    expect(() => simulation.scheduleAt(10, 'b')).not.toThrow();
  });

  test('a negative delay is a bug of the simulator, and so is one that is no number', () => {
    const turns: (() => void)[] = [];
    const simulation = simulationOf((_name, turn) => {
      turns.push(
        () => turn.schedule(-1, 'b'),
        () => turn.schedule(Number.NaN, 'b'),
      );
    });
    simulation.scheduleAt(10, 'a');
    simulation.run();
    expect(turns.length).toBe(2);
    for (const turn of turns) expect(turn).toThrow(SimulatorBug);
  });

  test('nothing can be scheduled before the start', () => {
    expect(() => simulationOf(undefined, { start: 100 }).scheduleAt(99, 'a')).toThrow(SimulatorBug);
  });
});

describe('background events', () => {
  /** A monitor that ticks every 10 ms for ever, and one piece of work. */
  function monitored(): Simulation<Diary, string, string> {
    const simulation = simulationOf((name, turn) => {
      turn.record(name);
      if (name === 'tick') turn.schedule(10, 'tick', true);
    });
    simulation.scheduleAt(0, 'tick', true);
    return simulation;
  }

  test('a run in which only background events are left has settled', () => {
    const simulation = monitored();
    simulation.scheduleAt(25, 'work');
    expect(simulation.run()).toMatchObject({ reason: 'settled', at: 25, events: 4 });
    expect(simulation.world.lines).toEqual(['0 tick', '10 tick', '20 tick', '25 work']);
  });

  test('background events alone never begin', () => {
    expect(monitored().run()).toMatchObject({ reason: 'settled', events: 0 });
  });

  test('a pause lets background events happen up to its instant', () => {
    const simulation = monitored();
    expect(simulation.run(30)).toMatchObject({ reason: 'horizon', at: 30, events: 4 });
    expect(simulation.run()).toMatchObject({ reason: 'settled', at: 30, events: 4 });
  });
});

describe('where a run stops', () => {
  test('at the horizon, whose own events still happen', () => {
    const simulation = simulationOf(undefined, { limits: { ...roomy, horizon: 20 } });
    for (const at of [10, 20, 21, 22]) simulation.scheduleAt(at, at < 22 ? 'move' : 'check');
    expect(simulation.run()).toEqual({
      reason: 'horizon',
      at: 20,
      events: 2,
      words: 'reached the horizon after 00:00:00.020; still to come: 1 × check, 1 × move',
    });
  });

  test('after so many events, with the most frequent kinds that are pending', () => {
    const simulation = simulationOf(undefined, { limits: { ...roomy, eventsMax: 2 } });
    const names = ['a', 'a', 'poll1', 'poll2', 'poll3', 'copy1', 'copy2', 'swap', 'zap', 'zap'];
    for (const [place, name] of names.entries()) simulation.scheduleAt(place, name);
    expect(simulation.run()).toEqual({
      reason: 'event-limit',
      at: 1,
      events: 2,
      words: 'stopped after 2 events at 00:00:00.001; still to come: 3 × poll, 2 × copy, 2 × zap',
    });
  });

  test('when the clock stands still, with the kind that goes in circles', () => {
    const simulation = simulationOf(
      (name, turn) => {
        turn.record(name);
        turn.schedule(0, name);
      },
      { limits: { ...roomy, eventsAtOneInstantMax: 5 } },
    );
    simulation.scheduleAt(30, 'circle');
    simulation.scheduleAt(99, 'never');
    expect(simulation.run()).toEqual({
      reason: 'instant-limit',
      at: 30,
      events: 5,
      words:
        'stopped at 00:00:00.030: more than 5 events at one instant; ' +
        'still to come: 1 × circle, 1 × never',
    });
  });

  test('a run that was put aside while the clock stood still has no new allowance of events at one instant', () => {
    const circle: Handle = (name, turn) => {
      turn.schedule(0, name);
    };
    const limits = { ...roomy, eventsAtOneInstantMax: 5 };
    const run = simulationOf(circle, { limits });
    run.scheduleAt(30, 'circle');
    for (let i = 0; i < 3; i += 1) run.step();
    const parts = { model: modelOf(circle), seed: 1, ties: 'fifo', start: 0, limits } as const;
    const resumed = Simulation.resume(run.snapshot(), parts);
    expect(resumed.run()).toMatchObject({ reason: 'instant-limit', at: 30, events: 5 });
  });

  test('as many events at each instant as are allowed pass', () => {
    const limits = { ...roomy, eventsAtOneInstantMax: 3 };
    const simulation = simulationOf(undefined, { limits });
    for (const at of [0, 0, 0, 1, 1, 1, 2, 2, 2]) simulation.scheduleAt(at, 'a');
    expect(simulation.run()).toMatchObject({ reason: 'settled', events: 9 });
  });

  test('exactly as many events as are allowed settle', () => {
    const simulation = simulationOf(undefined, { limits: { ...roomy, eventsMax: 3 } });
    for (const at of [0, 1, 2]) simulation.scheduleAt(at, 'a');
    expect(simulation.run()).toMatchObject({ reason: 'settled', events: 3 });
  });

  test('without names, pending events are just events', () => {
    const simulation = new Simulation({
      model: modelOf(),
      world: { lines: [] },
      seed: 1,
      ties: 'fifo',
      start: 0,
      limits: { ...roomy, horizon: 5 },
    });
    for (const at of [6, 7, 8]) simulation.scheduleAt(at, 'a');
    expect(simulation.run().words).toBe(
      'reached the horizon after 00:00:00.000; still to come: 3 × event',
    );
  });

  test('a run that settles with background work left says what it leaves', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(10, 'a');
    for (const at of [20, 30]) simulation.scheduleAt(at, 'watch', true);
    expect(simulation.run().words).toBe(
      'settled at 00:00:00.010: only background work is left (2 × watch)',
    );
  });

  test('times in messages count from the start', () => {
    const start = 1_772_442_000_000;
    const limits = { ...roomy, horizon: start + 100_000 };
    const simulation = simulationOf(undefined, { start, limits });
    simulation.scheduleAt(start + 61_001, 'a');
    expect(simulation.run().words).toMatch(/^settled at 00:01:01.001:/);
  });
});

describe('pausing', () => {
  test('everything up to and including the instant happens, and then the run continues', () => {
    const simulation = simulationOf();
    for (const at of [10, 20, 30]) simulation.scheduleAt(at, 'a');
    expect(simulation.run(20)).toMatchObject({ reason: 'horizon', at: 20, events: 2 });
    expect(simulation.run(25)).toMatchObject({ reason: 'horizon', at: 20, events: 2 });
    expect(simulation.run()).toMatchObject({ reason: 'settled', at: 30, events: 3 });
  });

  test('a run with pauses ends as one without', () => {
    const whole = toing();
    const paused = toing();
    whole.run();
    for (let at = 0; at < 5_000; at += 37) paused.run(at);
    paused.run();
    expect(paused.digest()).toBe(whole.digest());
  });

  test('a pause never passes the horizon', () => {
    const simulation = simulationOf(undefined, { limits: { ...roomy, horizon: 15 } });
    for (const at of [10, 20]) simulation.scheduleAt(at, 'a');
    expect(simulation.run(30)).toMatchObject({ reason: 'horizon', at: 10 });
  });

  test('between pauses something new may be scheduled', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(10, 'a');
    simulation.run(10);
    simulation.scheduleAt(15, 'b');
    simulation.run();
    expect(simulation.world.lines).toEqual(['10 a', '15 b']);
  });

  function toing(): Simulation<Diary, string, string> {
    const simulation = simulationOf((name, turn) => {
      turn.record(name);
      if (turn.now < 4_000) turn.scheduleDrawn({ kind: 'uniform', min: 0, max: 90 }, 'pace', name);
    });
    for (const name of ['a', 'bb', 'ccc']) simulation.scheduleAt(0, name);
    return simulation;
  }
});

describe('ties', () => {
  function orderOf(ties: Parts['ties'], seed: number): string {
    const simulation = simulationOf(undefined, { ties, seed });
    for (const name of 'abcdefgh') simulation.scheduleAt(0, name);
    simulation.run();
    return simulation.world.lines.map((line) => line.slice(2)).join('');
  }

  test('first in, first out whatever the seed', () => {
    expect([1, 2, 3].map((seed) => orderOf('fifo', seed))).toEqual(Array(3).fill('abcdefgh'));
  });

  test('shuffled ties repeat for a seed and differ between seeds', () => {
    const orders = [1, 2, 3, 4].map((seed) => orderOf('shuffled', seed));
    expect(orders).toEqual([1, 2, 3, 4].map((seed) => orderOf('shuffled', seed)));
    expect(new Set([...orders, 'abcdefgh']).size).toBe(5);
    for (const order of orders) expect([...order].sort().join('')).toBe('abcdefgh');
  });

  test('shuffling never moves an event to another instant', () => {
    const simulation = simulationOf(undefined, { ties: 'shuffled' });
    for (const at of [3, 1, 2, 1, 3, 2]) simulation.scheduleAt(at, 'a');
    simulation.run();
    expect(simulation.world.lines.map((line) => line[0])).toEqual(['1', '1', '2', '2', '3', '3']);
  });
});

describe('observers', () => {
  /** Writes down what it sees, with how far the world was. */
  function witness(name: string, seen: string[]): Observer<Diary, string> {
    return {
      onFact: (fact, world, now) =>
        seen.push(`${name} sees ${fact} at ${now}, ${world.lines.length}`),
      onTurnEnd: (world, now) => seen.push(`${name} turns at ${now}, ${world.lines.length}`),
      onEnd: (world, end) => seen.push(`${name} ends ${end.reason}, ${world.lines.length}`),
    };
  }

  test('they see each fact after it was written, in the order in which they were given', () => {
    const seen: string[] = [];
    const observers = [witness('one', seen), witness('two', seen)];
    const simulation = simulationOf(
      (name, turn) => {
        turn.record(`${name}1`);
        turn.record(`${name}2`);
      },
      { observers },
    );
    simulation.scheduleAt(5, 'a');
    simulation.run();
    expect(seen).toEqual([
      'one sees a1 at 5, 1',
      'two sees a1 at 5, 1',
      'one sees a2 at 5, 2',
      'two sees a2 at 5, 2',
      'one turns at 5, 2',
      'two turns at 5, 2',
      'one ends settled, 2',
      'two ends settled, 2',
    ]);
  });

  test('an observer may omit callbacks', () => {
    const simulation = simulationOf(undefined, { observers: [{}] });
    simulation.scheduleAt(5, 'a');
    expect(simulation.run().reason).toBe('settled');
  });

  test('a trace keeps every fact with its instant', () => {
    const trace = new Trace<string>();
    const simulation = simulationOf(undefined, { observers: [trace] });
    simulation.scheduleAt(5, 'a');
    simulation.scheduleAt(7, 'b');
    simulation.run();
    expect(trace.entries).toEqual([
      { at: 5, fact: 'a' },
      { at: 7, fact: 'b' },
    ]);
  });

  test('watching changes nothing', () => {
    const [watched, alone] = [{ observers: [new Trace<string>()] }, {}].map((parts) => {
      const simulation = simulationOf(undefined, parts);
      simulation.scheduleAt(5, 'a');
      simulation.run();
      return simulation.digest();
    });
    expect(watched).toBe(alone);
  });
});

describe('the digest of a run', () => {
  function digestAfter(...scheduled: readonly (readonly [at: number, name: string])[]): string {
    const simulation = simulationOf((name, turn) => {
      if (name !== 'silent') turn.record(name);
    });
    for (const [at, name] of scheduled) simulation.scheduleAt(at, name);
    simulation.run();
    return simulation.digest();
  }

  test('is frozen: goldens are compared with it', () => {
    expect(digestAfter([1, 'a'], [2, 'bb'])).toBe('52cee7730f947aea');
  });

  test('distinguishes facts, instants, order and events without facts', () => {
    const digests = [
      digestAfter([1, 'a'], [2, 'bb']),
      digestAfter([1, 'bb'], [2, 'a']),
      digestAfter([1, 'a'], [3, 'bb']),
      digestAfter([1, 'a']),
      digestAfter([1, 'a'], [1, 'silent']),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('distinguishes two runs that differ in one draw only', () => {
    const digests = [0, 1].map((draws) => {
      const simulation = simulationOf((_name, turn) => {
        if (draws > 0) turn.draw({ kind: 'uniform', min: 1, max: 2 }, 'idle');
      });
      simulation.scheduleAt(1, 'a');
      simulation.run();
      return simulation.digest();
    });
    expect(digests[0]).not.toBe(digests[1]);
  });

  test('can be read at any time and does not change by that', () => {
    const simulation = simulationOf();
    simulation.scheduleAt(1, 'a');
    const before = simulation.digest();
    expect(simulation.digest()).toBe(before);
    simulation.run();
    expect(simulation.digest()).toBe(simulation.digest());
    expect(simulation.digest()).not.toBe(before);
  });
});

describe('what the loop refuses', () => {
  const quiet = { apply: () => undefined, encode: () => undefined };
  const limits = { horizon: 1_000, eventsMax: 10, eventsAtOneInstantMax: 10 };

  test('a snapshot within an event, which could not be resumed', () => {
    let refused: unknown;
    const simulation: Simulation<object, string, never> = new Simulation({
      model: {
        ...quiet,
        handle: () => {
          try {
            simulation.snapshot();
          } catch (error) {
            refused = error;
          }
        },
      },
      world: {},
      seed: 1,
      ties: 'fifo',
      start: 0,
      limits,
    });
    simulation.scheduleAt(1, 'tick');
    simulation.run();
    expect(refused).toBeInstanceOf(SimulatorBug);
    expect(() => simulation.snapshot()).not.toThrow();
  });

  test('an instant that is no whole millisecond', () => {
    const model = { ...quiet, handle: () => undefined };
    const simulation = new Simulation({
      model,
      world: {},
      seed: 1,
      ties: 'fifo',
      start: 0,
      limits,
    });
    expect(() => simulation.scheduleAt(0.5, 'tick')).toThrow(SimulatorBug);
  });
});
