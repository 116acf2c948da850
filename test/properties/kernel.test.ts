/**
 * Guarantees of the kernel for random input: the queue against a sorted array, the pool and the link
 * against slow and obvious ones, and a toy model that may be put aside between any two events and gone on
 * with. The toy is a car wash, since the kernel must not care.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesMoved,
  createLink,
  createPool,
  EventQueue,
  joinLink,
  leaveLink,
  type Model,
  nextFinish,
  release,
  type SharedLink,
  Simulation,
  type SimulationParts,
  setLinkCapacity,
  submit,
  type Ticket,
  type Turn,
  takeFinished,
  type WorkerPool,
  withdraw,
} from '../../sim/index.js';
import { propertyRuns } from '../support/seed.js';

describe('event queue', () => {
  type Step =
    | { readonly kind: 'push'; readonly at: number; readonly tie: number; readonly back: boolean }
    | { readonly kind: 'cancel'; readonly which: number }
    | { readonly kind: 'take' }
    | { readonly kind: 'copy' };

  const push: fc.Arbitrary<Step> = fc.record({
    kind: fc.constant('push' as const),
    at: fc.oneof(fc.nat({ max: 5 }), fc.integer({ min: -1_000, max: 1_000 })),
    tie: fc.oneof(fc.constant(0), fc.constantFrom(0.25, 0.5, 0.75)),
    back: fc.boolean(),
  });
  const cancel: fc.Arbitrary<Step> = fc.record({
    kind: fc.constant('cancel' as const),
    which: fc.nat(),
  });
  const steps = fc.array(
    fc.oneof(
      { arbitrary: push, weight: 6 },
      { arbitrary: cancel, weight: 4 },
      { arbitrary: fc.constant<Step>({ kind: 'take' }), weight: 2 },
      { arbitrary: fc.constant<Step>({ kind: 'copy' }), weight: 1 },
    ),
    { maxLength: 600, size: 'max' },
  );

  interface Entry {
    readonly at: number;
    readonly tie: number;
    readonly arrival: number;
    readonly back: boolean;
    readonly ticket: Ticket;
  }

  function inOrder(one: Entry, other: Entry): number {
    return one.at - other.at || one.tie - other.tie || one.arrival - other.arrival;
  }

  /** Reference implementation: an array that is sorted at every read. */
  class SortedArray {
    readonly tickets: Ticket[] = [];
    entries: Entry[] = [];

    push(step: Extract<Step, { kind: 'push' }>, ticket: Ticket): void {
      this.entries.push({ ...step, arrival: this.tickets.length, ticket });
      this.tickets.push(ticket);
    }

    cancel(ticket: Ticket): boolean {
      const before = this.entries.length;
      this.entries = this.entries.filter((entry) => entry.ticket !== ticket);
      return this.entries.length < before;
    }

    take(): Entry | undefined {
      return this.entries.sort(inOrder).shift();
    }
  }

  /** Plays steps on both and compares every answer. */
  function play(all: readonly Step[]): void {
    const slow = new SortedArray();
    let quick = new EventQueue<number>();
    for (const step of all) {
      if (step.kind === 'push') {
        const ticket = quick.push(step.at, step.tie, slow.tickets.length, step.back);
        expect(slow.tickets.includes(ticket)).toBe(false);
        slow.push(step, ticket);
      } else if (step.kind === 'cancel') {
        const ticket = slow.tickets[step.which % slow.tickets.length] ?? 0;
        expect(quick.cancel(ticket)).toBe(slow.cancel(ticket));
      } else if (step.kind === 'take') {
        const next = slow.take();
        expect(quick.peekAt()).toBe(next?.at);
        expect(quick.pop()).toEqual(next && { at: next.at, event: next.arrival });
      } else quick = EventQueue.restore(structuredClone(quick.snapshot()));
      expect(quick.size).toBe(slow.entries.length);
      expect(quick.awaited).toBe(slow.entries.filter(({ back }) => !back).length);
    }
    const rest = Array.from(slow.entries.sort(inOrder), ({ arrival }) => arrival);
    expect(rest.map(() => quick.pop()?.event)).toEqual(rest);
    expect(quick.pop()).toBeUndefined();
  }

  test('answers as a sorted array does, and no ticket comes twice', () => {
    fc.assert(fc.property(steps, play), { seed: 20_261_010, numRuns: propertyRuns });
  });

  test('the order stays when most events are called off at once', () => {
    const entry = fc.record({ at: fc.nat({ max: 300 }), stays: fc.nat({ max: 3 }) });
    const entries = fc.array(entry, { minLength: 100, maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(entries, (all) => {
        const queue = new EventQueue<number>();
        const tickets = all.map(({ at }, place) => queue.push(at, 0, place));
        for (const [place, { stays }] of all.entries())
          if (stays > 0) queue.cancel(tickets[place] ?? 0);
        const rest = [...all.entries()].filter(([, { stays }]) => stays === 0);
        rest.sort(([one, a], [other, b]) => a.at - b.at || one - other);
        expect(rest.map(() => queue.pop()?.event)).toEqual(rest.map(([place]) => place));
        expect(queue.size).toBe(0);
      }),
      { seed: 20_261_017, numRuns: propertyRuns },
    );
  });

  test('the order does not depend on the order of pushing when no two are equal', () => {
    const distinct = fc.uniqueArray(fc.integer(), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(distinct, (instants) => {
        const queue = new EventQueue<number>();
        for (const at of instants) queue.push(at, 0, at);
        const sorted = [...instants].sort((a, b) => a - b);
        expect(sorted.map(() => queue.pop()?.event)).toEqual(sorted);
      }),
      { seed: 20_261_011, numRuns: propertyRuns },
    );
  });
});

describe('worker pool', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('submit', 'submit', 'release', 'withdraw'), fc.nat({ max: 30 })),
    { maxLength: 100, size: 'max' },
  );

  test('no worker is idle while a task waits, and tasks begin in order of arrival', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), steps, (workers, all) => {
        const pool = createPool(workers);
        let waiting: number[] = [];
        let busy = 0;
        for (const [place, [kind, which]] of all.entries()) {
          if (kind === 'submit') {
            const free = busy < workers;
            expect(submit(pool, place)).toBe(free ? 'started' : 'queued');
            if (free) busy += 1;
            else waiting.push(place);
          } else if (kind === 'withdraw') {
            withdraw(pool, which);
            waiting = waiting.filter((task) => task !== which);
          } else if (busy > 0) {
            const next = waiting.shift();
            expect(release(pool)).toBe(next);
            if (next === undefined) busy -= 1;
          }
          expect(pool).toEqual({ workers, busy, waiting });
        }
      }),
      { seed: 20_261_012, numRuns: propertyRuns },
    );
  });
});

describe('shared link', () => {
  type Step =
    | { readonly kind: 'join'; readonly bytes: number }
    | { readonly kind: 'leave'; readonly which: number }
    | { readonly kind: 'capacity'; readonly bytesPerMs: number };

  const stepsWith = (bytesPerMs: fc.Arbitrary<number>, bytes: fc.Arbitrary<number>) =>
    fc.array(
      fc.record({
        wait: fc.nat({ max: 20 }),
        step: fc.oneof(
          fc.record({ kind: fc.constant('join' as const), bytes }),
          fc.record({ kind: fc.constant('join' as const), bytes }),
          fc.record({ kind: fc.constant('leave' as const), which: fc.nat() }),
          fc.record({ kind: fc.constant('capacity' as const), bytesPerMs }),
        ) as fc.Arbitrary<Step>,
      }),
      { maxLength: 40, size: 'max' },
    );

  /** The slow way, a millisecond at a time. */
  class SlowLink {
    transfers: { readonly id: number; left: number }[] = [];
    capacity = 0;
    moved = 0;
    /** Bytes too few to be shared out. */
    pot = 0;

    /** One millisecond: equal shares, and the unused part of a share goes to the others. */
    tick(): number[] {
      const through: number[] = [];
      for (let left = this.capacity + this.pot; this.transfers.length > 0; ) {
        const sharers = this.transfers.length;
        const least = Math.min(...this.transfers.map(({ left: lacking }) => lacking));
        const share = Math.min(least, Math.floor(left / sharers));
        for (const transfer of this.transfers) transfer.left -= share;
        this.moved += share * sharers;
        left -= share * sharers;
        this.pot = left;
        if (share < least) return through;
        through.push(...this.finished());
      }
      this.pot = 0;
      return through;
    }

    /** Including bytes in transit that no transfer has received yet. */
    carried(): number {
      return this.moved + this.pot;
    }

    finished(): number[] {
      const through = this.transfers.filter(({ left }) => left === 0);
      this.transfers = this.transfers.filter(({ left }) => left > 0);
      return through.map(({ id }) => id);
    }
  }

  /** Takes everyone off who is through by then, at the announced instants. */
  function finishUntil(link: SharedLink, until: number): [at: number, transfer: number][] {
    const seen: [number, number][] = [];
    for (let at = nextFinish(link); at !== undefined && at <= until; at = nextFinish(link)) {
      const through = takeFinished(link, at);
      expect(through).not.toEqual([]);
      for (const transfer of through) seen.push([at, transfer]);
    }
    return seen;
  }

  test('every arrival is that of a link played millisecond by millisecond', () => {
    // Six transfers at most: then all shares of a capacity that 60 divides are whole.
    const capacities = fc.constantFrom(0, 60, 120, 600, 6_000);
    fc.assert(
      fc.property(stepsWith(capacities, fc.nat({ max: 20_000 })), (all) => {
        const link = createLink(60, 0);
        const slow = new SlowLink();
        slow.capacity = 60;
        let now = 0;
        const quickly: [number, number][] = [];
        const slowly: [number, number][] = [];
        for (const [place, { wait, step }] of [
          ...all,
          { wait: 3_000, step: undefined },
        ].entries()) {
          quickly.push(...finishUntil(link, now + wait));
          for (let ms = 0; ms < wait; ms += 1) {
            now += 1;
            for (const id of slow.tick()) slowly.push([now, id]);
          }
          if (step?.kind === 'join' && slow.transfers.length < 6) {
            joinLink(link, place, step.bytes, now);
            slow.transfers.push({ id: place, left: step.bytes });
          } else if (step?.kind === 'capacity') {
            setLinkCapacity(link, step.bytesPerMs, now);
            slow.capacity = step.bytesPerMs;
          } else if (step?.kind === 'leave') {
            const leaving = slow.transfers[step.which % slow.transfers.length];
            expect(leaveLink(link, leaving?.id ?? -1, now)).toBe(leaving?.left ?? 0);
            slow.transfers = slow.transfers.filter((one) => one !== leaving);
            if (slow.transfers.length === 0) slow.pot = 0;
          }
          for (const id of slow.finished()) slowly.push([now, id]);
          quickly.push(...finishUntil(link, now));
          expect(bytesMoved(link, now)).toBe(slow.carried());
        }
        expect(quickly).toEqual(slowly);
      }),
      { seed: 20_261_013, numRuns: propertyRuns },
    );
  });

  test('bytes are conserved at any capacity: joined = moved + taken off + still lacking', () => {
    const capacities = fc.oneof(
      fc.constant(0),
      fc.double({ min: 1e-3, max: 1e8, noNaN: true }),
      fc.integer({ min: 1, max: 10_000_000 }),
    );
    const sizes = fc.oneof(
      fc.maxSafeInteger().map((n) => Math.abs(n) % 1e13),
      fc.nat(),
    );
    fc.assert(
      fc.property(stepsWith(capacities, sizes), (all) => {
        const link = createLink(125_000, 0);
        let now = 0;
        let joined = 0;
        let takenOff = 0;
        for (const [place, { wait, step }] of all.entries()) {
          finishUntil(link, now + wait);
          now += wait;
          if (step.kind === 'join') {
            joinLink(link, place, step.bytes, now);
            joined += step.bytes;
          } else if (step.kind === 'capacity') setLinkCapacity(link, step.bytesPerMs, now);
          else takenOff += leaveLink(link, link.transfers[step.which % 7]?.id ?? -1, now);
        }
        expect(link.moved + takenOff + link.pending).toBe(joined);
        setLinkCapacity(link, 1_000, now);
        finishUntil(link, Number.POSITIVE_INFINITY);
        expect(link.moved + takenOff).toBe(joined);
      }),
      { seed: 20_261_014, numRuns: propertyRuns },
    );
  });
});

/** Cars wait for a bay, are washed, and then send their picture over a link that is sometimes cut. */
interface CarWash {
  readonly bays: WorkerPool;
  readonly link: SharedLink;
  readonly patience: Map<number, Ticket>;
  linkTicket: Ticket;
  /** The car whose wash begins with this fact; -1 = none. */
  begins: number;
  through: readonly number[];
}

type WashEvent =
  | { readonly kind: 'arrives' | 'washed' | 'gives-up'; readonly car: number }
  | { readonly kind: 'link-due' | 'weather' };

type WashFact =
  | {
      readonly kind: 'arrived' | 'washed' | 'given-up';
      readonly car: number;
      readonly ticket: Ticket;
    }
  | { readonly kind: 'link-awaited'; readonly ticket: Ticket }
  | { readonly kind: 'pictures-sent' }
  | { readonly kind: 'weather-changed'; readonly bytesPerMs: number };

type WashTurn = Turn<WashEvent, WashFact>;

const factKinds = [
  'arrived',
  'washed',
  'given-up',
  'link-awaited',
  'pictures-sent',
  'weather-changed',
];

function carWash(cars: number): Model<CarWash, WashEvent, WashFact> {
  return {
    handle: (world, event, turn) => handleWash({ world, turn, cars }, event),
    apply: applyWash,
    encode: (fact, digest) => {
      digest.mix(factKinds.indexOf(fact.kind));
      if ('car' in fact) digest.mix(fact.car);
      if ('ticket' in fact) digest.mix(fact.ticket);
      if ('bytesPerMs' in fact) digest.mix(fact.bytesPerMs);
    },
  };
}

interface Washing {
  readonly world: CarWash;
  readonly turn: WashTurn;
  readonly cars: number;
}

function handleWash({ world, turn, cars }: Washing, event: WashEvent): void {
  switch (event.kind) {
    case 'arrives': {
      const { car } = event;
      const next = { kind: 'arrives', car: car + 1 } as const;
      if (next.car < cars) turn.scheduleDrawn({ kind: 'exponential', mean: 300 }, 'arrivals', next);
      const patience = { kind: 'uniform', min: 500, max: 4_000 } as const;
      const ticket = turn.scheduleDrawn(patience, 'patience', { kind: 'gives-up', car });
      turn.record({ kind: 'arrived', car, ticket });
      return beginWash(world, turn);
    }
    case 'washed':
      turn.record({ kind: 'washed', car: event.car, ticket: 0 });
      beginWash(world, turn);
      return awaitLink(world, turn);
    case 'gives-up':
      turn.record({ kind: 'given-up', car: event.car, ticket: 0 });
      return awaitLink(world, turn);
    case 'link-due':
      turn.record({ kind: 'pictures-sent' });
      for (const car of world.through) turn.cancel(world.patience.get(car) ?? 0);
      return awaitLink(world, turn);
    case 'weather': {
      const ms = turn.draw({ kind: 'empirical', quantiles: [1, 40, 900] }, 'weather');
      turn.schedule(ms, { kind: 'weather' }, true);
      turn.record({ kind: 'weather-changed', bytesPerMs: [0, 0.7, 3, 10][ms % 4] ?? 0 });
      return awaitLink(world, turn);
    }
  }
}

function beginWash(world: CarWash, turn: WashTurn): void {
  if (world.begins < 0) return;
  const delay = { kind: 'log-normal', median: 400, sigma: 0.6, max: 3_000 } as const;
  turn.scheduleDrawn(delay, 'washing', { kind: 'washed', car: world.begins });
}

function awaitLink(world: CarWash, turn: WashTurn): void {
  turn.cancel(world.linkTicket);
  const due = nextFinish(world.link);
  const ticket =
    due === undefined ? 0 : turn.schedule(Math.max(0, due - turn.now), { kind: 'link-due' });
  turn.record({ kind: 'link-awaited', ticket });
}

function applyWash(world: CarWash, fact: WashFact, now: number): void {
  switch (fact.kind) {
    case 'arrived':
      world.begins = submit(world.bays, fact.car) === 'started' ? fact.car : -1;
      world.patience.set(fact.car, fact.ticket);
      return;
    case 'washed':
      world.begins = release(world.bays) ?? -1;
      joinLink(world.link, fact.car, 1_000 + (fact.car % 5) * 333, now);
      return;
    case 'given-up':
      withdraw(world.bays, fact.car);
      leaveLink(world.link, fact.car, now);
      return;
    case 'link-awaited':
      world.linkTicket = fact.ticket;
      return;
    case 'pictures-sent':
      world.through = takeFinished(world.link, now);
      return;
    case 'weather-changed':
      setLinkCapacity(world.link, fact.bytesPerMs, now);
      return;
  }
}

interface Day {
  readonly cars: number;
  readonly seed: number;
  readonly ties: 'fifo' | 'shuffled';
  readonly bays: number;
}

const days: fc.Arbitrary<Day> = fc.record({
  cars: fc.integer({ min: 1, max: 60 }),
  seed: fc.integer(),
  ties: fc.constantFrom('fifo', 'shuffled'),
  bays: fc.integer({ min: 1, max: 3 }),
});

type WashParts = Omit<SimulationParts<CarWash, WashEvent, WashFact>, 'world'>;

function partsOf({ cars, seed, ties }: Day): WashParts {
  const limits = { horizon: 10_000_000, eventsMax: 100_000, eventsAtOneInstantMax: 1_000 };
  return { model: carWash(cars), seed, ties, start: 0, limits };
}

function opened(day: Day): Simulation<CarWash, WashEvent, WashFact> {
  const world: CarWash = {
    bays: createPool(day.bays),
    link: createLink(3, 0),
    patience: new Map(),
    linkTicket: 0,
    begins: -1,
    through: [],
  };
  const simulation = new Simulation({ ...partsOf(day), world });
  simulation.scheduleAt(0, { kind: 'arrives', car: 0 });
  simulation.scheduleAt(0, { kind: 'weather' }, true);
  return simulation;
}

describe('a run of a toy model', () => {
  test('settles, and has the same digest whenever it is run with the same seed', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [one, other] = [opened(day), opened(day)];
        const end = one.run();
        expect(end.reason).toBe('settled');
        expect(other.run()).toEqual(end);
        expect(other.digest()).toBe(one.digest());
        expect(other.world).toEqual(one.world);
      }),
      { seed: 20_261_015, numRuns: propertyRuns },
    );
  });

  test('has another digest with another seed', () => {
    const digests = Array.from({ length: 200 }, (_, seed) => {
      const simulation = opened({ cars: 10, seed, ties: 'fifo', bays: 2 });
      simulation.run();
      return simulation.digest();
    });
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('uses what it is meant to: queues, cuts, shares, and tickets that are called off', () => {
    let waited = false;
    let cut = false;
    let shared = false;
    let calledOff = false;
    const look = (world: CarWash): void => {
      waited ||= world.bays.waiting.length > 0;
      cut ||= world.link.capacity === 0 && world.link.transfers.length > 0;
      shared ||= world.link.transfers.length > 1;
      calledOff ||= world.through.length > 0;
    };
    const day: Day = { cars: 60, seed: 1, ties: 'fifo', bays: 2 };
    const simulation = opened(day);
    const { world } = simulation;
    while (simulation.now < 20_000 && simulation.step()) look(world);
    expect({ waited, cut, shared, calledOff }).toEqual({
      waited: true,
      cut: true,
      shared: true,
      calledOff: true,
    });
  });

  test('a run that is snapshotted between any two events and resumed ends as the whole run does', () => {
    fc.assert(
      fc.property(days, fc.nat(), (day, cut) => {
        const whole = opened(day);
        const end = whole.run();
        const first = opened(day);
        for (let left = cut % (end.events + 1); left > 0; left -= 1) first.step();
        const snapshot = structuredClone(first.snapshot());
        const kept = structuredClone(snapshot);
        for (const run of [first, resumed(), resumed()]) {
          expect(run.run()).toEqual(end);
          expect(run.digest()).toBe(whole.digest());
          expect(run.world).toEqual(whole.world);
        }
        expect(snapshot).toEqual(kept);

        function resumed() {
          return Simulation.resume(snapshot, partsOf(day));
        }
      }),
      { seed: 20_261_016, numRuns: propertyRuns },
    );
  });

  test('a snapshot shares nothing with the run it was taken from', () => {
    const run = opened({ cars: 20, seed: 5, ties: 'shuffled', bays: 1 });
    for (let i = 0; i < 30; i += 1) run.step();
    const snapshot = run.snapshot();
    const kept = structuredClone(snapshot);
    run.run();
    expect(snapshot).toEqual(kept);
    expect(run.snapshot()).not.toEqual(kept);
  });
});
