/**
 * The order of the queue does not depend on how it stores events: programs with thousands pending, near and far, with and without ties,
 * against a sorted list.
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
  pushes: fc.constantFrom(50, 700, 2_000),
  tiesDrawn: fc.boolean(),
  calledOff: fc.constantFrom(0, 0.1, 0.6),
  start: fc.constantFrom(0, 1_772_442_000_000, -(2 ** 50)),
});

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
  private readonly streams: RandomStreams;
  private arrivals = 0;
  private now: number;

  constructor(mix: Mix) {
    this.mix = mix;
    this.streams = new RandomStreams(mix.seed);
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
    return this.streams.draw('program');
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
  test('is that of a sorted list for drawn programs', () => {
    const options = {
      seed: propertySeed,
      numRuns: Math.max(12, Math.floor(propertyRuns / 5)),
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
  ] as const)(
    'is that of a sorted list with 10,000 events pending, %s',
    (_name, bounds, tiesDrawn) => {
      const mix = { seed: 7, bounds, pushes: 10_000, calledOff: 0.1, start: 1_772_442_000_000 };
      new Program({ ...mix, tiesDrawn }).play();
    },
  );
});
