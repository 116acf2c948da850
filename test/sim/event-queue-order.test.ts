/**
 * The order of the queue does not depend on how it keeps its events: long programs with thousands pending, near and far, alone and in
 * crowds, against a plain list in which every event is put where it belongs.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue, RandomStreams, type Ticket } from '../../sim/index.js';
import { propertyRuns, propertySeed } from '../support/seed.js';

/** How far ahead events are pushed: a bound below which distances are drawn, and how often. */
interface Mix {
  readonly seed: number;
  readonly bounds: readonly number[];
  readonly pushes: number;
  readonly tiesDrawn: boolean;
  readonly calledOff: number;
  readonly start: number;
}

const mixes: fc.Arbitrary<Mix> = fc.record({
  seed: fc.nat(),
  bounds: fc.array(fc.constantFrom(1, 2, 4, 90, 5_000, 60_000, 3_600_000, 1e9, 1e13), {
    minLength: 1,
    maxLength: 4,
  }),
  pushes: fc.constantFrom(50, 700, 4_000),
  tiesDrawn: fc.boolean(),
  calledOff: fc.constantFrom(0, 0.1, 0.6),
  start: fc.constantFrom(0, 1_772_442_000_000, -(2 ** 50)),
});

/** The ring is shaped anew while its first bucket is empty, and the first event of the heap comes after the next one of the ring. */
const emptyFirstBucket: Mix = {
  seed: 313940485,
  bounds: [2, 3_600_000, 60_000],
  pushes: 700,
  tiesDrawn: true,
  calledOff: 0,
  start: 0,
};

interface Entry {
  readonly at: number;
  readonly tie: number;
  readonly arrival: number;
  readonly ticket: Ticket;
}

/** All entries in order, the next one last, so that taking it is cheap. */
class PlainList {
  readonly entries: Entry[] = [];

  insert(entry: Entry): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comesFirst(entry, this.entries[middle]!)) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, entry);
  }
}

function comesFirst(one: Entry, other: Entry): boolean {
  return (one.at - other.at || one.tie - other.tie || one.arrival - other.arrival) < 0;
}

/** One program on both: it fills, holds, and runs dry. */
class Program {
  readonly plain = new PlainList();
  queue = new EventQueue<number>();
  private readonly mix: Mix;
  private readonly dice: RandomStreams;
  private arrivals = 0;
  private now: number;

  constructor(mix: Mix) {
    this.mix = mix;
    this.dice = new RandomStreams(mix.seed);
    this.now = mix.start;
  }

  play(): void {
    const { pushes, calledOff } = this.mix;
    for (let i = 0; i < pushes; i += 1) this.push();
    for (let i = 0; i < pushes; i += 1) {
      this.take();
      this.push();
      if (this.draw() < calledOff) this.callOff();
      if (i % 1_001 === 1_000)
        this.queue = EventQueue.restore(structuredClone(this.queue.snapshot()));
    }
    while (this.plain.entries.length > 0) this.take();
    expect(this.queue.take()).toBe(false);
  }

  private draw(): number {
    return this.dice.draw('program');
  }

  private push(): void {
    const { bounds, tiesDrawn } = this.mix;
    const bound = bounds[Math.floor(this.draw() * bounds.length)] ?? 1;
    const at = this.now + Math.floor(this.draw() * bound);
    const tie = tiesDrawn && this.draw() < 0.5 ? Math.floor(this.draw() * 5) / 4 - 0.5 : 0;
    const arrival = this.arrivals++;
    const ticket = this.queue.push(at, tie, arrival);
    this.plain.insert({ at, tie, arrival, ticket });
  }

  private callOff(): void {
    const { entries } = this.plain;
    const place = Math.floor(this.draw() * entries.length);
    const [entry] = entries.splice(place, 1);
    if (entry !== undefined && !this.queue.cancel(entry.ticket))
      throw new Error(`ticket ${entry.ticket} was not taken`);
  }

  private take(): void {
    const next = this.plain.entries.pop();
    const found = this.queue.take() ? this.queue.event : undefined;
    if (found !== next?.arrival || this.queue.size !== this.plain.entries.length)
      expect([found, this.queue.size]).toEqual([next?.arrival, this.plain.entries.length]);
    this.now = next?.at ?? this.now;
  }
}

describe('the order of events', () => {
  test('is that of a plain list, however many there are and however they crowd', () => {
    const options = {
      seed: propertySeed,
      numRuns: Math.max(12, Math.floor(propertyRuns / 5)),
      examples: [[emptyFirstBucket]] as [Mix][],
    };
    fc.assert(
      fc.property(mixes, (mix) => new Program(mix).play()),
      options,
    );
  });

  test.each([
    ['near and in crowds', [4, 90], true],
    ['near and far', [60_000, 3_600_000, 1e9], true],
    ['far', [1e9], false],
  ] as const)('is that of a plain list with very many events, %s', (_name, bounds, tiesDrawn) => {
    const mix = { seed: 7, bounds, pushes: 40_000, calledOff: 0.1, start: 1_772_442_000_000 };
    new Program({ ...mix, tiesDrawn }).play();
  });

  test('stays when the future is laid out anew among events of the same instant', () => {
    const queue = new EventQueue<number>();
    let arrivals = 0;
    const push = (at: number, many: number) => {
      for (let i = 0; i < many; i += 1) queue.push(at, 0, arrivals++);
    };
    push(5_000, 40);
    push(1e12, 300);
    push(5_000, 40);
    push(4_000, 300);
    push(5_000, 40_000);
    const early = Array.from({ length: 300 }, (_, i) => 380 + i);
    const late = [...Array(40).keys(), ...Array.from({ length: 40 }, (_, i) => 340 + i)];
    const last = Array.from({ length: 40_000 }, (_, i) => 680 + i);
    const expected = [...early, ...late, ...last];
    expect(expected.map(() => queue.pop()?.event)).toEqual(expected);
  });

  test('stays when a crowd of one instant lies among events far apart', () => {
    const queue = new EventQueue<number>();
    const crowd = 5_000;
    for (let i = 0; i < crowd; i += 1) {
      queue.push(60_000, 0, i);
      queue.push(i * 7_919 + 60_001, 0, crowd + i);
    }
    for (let i = 0; i < crowd; i += 1) {
      expect(queue.pop()).toEqual({ at: 60_000, event: i });
      if (i % 2 === 0) queue.push(60_000, 0, 2 * crowd + i);
    }
    for (let i = 0; i < crowd; i += 2) expect(queue.pop()?.event).toBe(2 * crowd + i);
    for (let i = 0; i < crowd; i += 1) expect(queue.pop()?.event).toBe(crowd + i);
  });

  test('holds for the future when somebody looked far ahead before it was pushed', () => {
    const queue = new EventQueue<string>();
    for (let i = 0; i < 200; i += 1) queue.push(i, 0, 'early');
    queue.push(1e9, 0, 'late');
    for (let i = 0; i < 200; i += 1) queue.take();
    expect(queue.peekAt()).toBe(1e9);
    queue.push(300, 0, 'between');
    expect([queue.pop()?.event, queue.pop()?.event, queue.pop()]).toEqual([
      'between',
      'late',
      undefined,
    ]);
  });
});
