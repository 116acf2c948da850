/**
 * Physics against arithmetic: with fixed delays every end of a copy and of a push is worked out by hand, to the millisecond. All pushes
 * write into dc-0, from which dc-1 copies.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../scenarios/index.js';
import { type Prepared, prepare } from '../../scenarios/run/run.js';
import { bytesMoved } from '../../sim/index.js';
import { propertyRuns, propertySeed } from '../support/seed.js';

/** The writer makes 100 MB a second, a link carries half of that, and replicas are never the slowest. */
const fast = 'writeRate: 100 MB/s, linkRate: 50 MB/s, replicaRate: 10 GB/s';
/** As above, but the six servers of a region take in 60 MB a second of all versions together. */
const fewBytes = 'writeRate: 1 GB/s, linkRate: 1 GB/s, replicaRate: 10 GB/s, serverRate: 10 MB/s';

interface Scene {
  readonly physics?: string;
  readonly regions?: string;
  readonly stores?: readonly string[];
  readonly timeline: readonly string[];
}

const onePush = ['at: 1m, push: p1, store: a'];
const twoPushes = [...onePush, 'at: 1m, push: p2, store: b'];

function play(scene: Scene): Played {
  const played = new Played(scene);
  played.simulation.run();
  return played;
}

function parse({ physics = fast, regions = 'dc-0, dc-1', stores, timeline }: Scene) {
  const sizes = stores ?? ['name: a, size: 4 GB', 'name: b, size: 4 GB'];
  const text = [
    'title: Arithmetic',
    'horizon: 12h',
    `regions: [${regions}]`,
    `physics: { ${physics} }`,
    'latencies:',
    '  { controllerCall: 20ms, adminChannel: 300ms, ingestionTail: 700ms, metadataRefresh: 1s }',
    'stores:',
    ...sizes.map(
      (store) =>
        `  - { partitions: 4, sourceFabric: dc-0, ${store.includes('replicas') ? '' : 'replicas: 1, '}${store} }`,
    ),
    'venice: { profile: as-built }',
    'timeline:',
    ...timeline.map((entry) => `  - { ${entry} }`),
  ];
  return parseScenario(`${text.join('\n')}\n`, 'arithmetic.yaml');
}

/** A played scenario; instants are milliseconds since its start. */
class Played {
  private readonly prepared: Prepared;
  readonly start: number;

  constructor(scene: Scene) {
    const scenario = parse(scene);
    this.prepared = prepare(scenario);
    this.start = scenario.setup.start;
  }

  get simulation(): Prepared['simulation'] {
    return this.prepared.simulation;
  }

  /** Bytes of all copies that have begun, and of those that are complete, from dc-0 to dc-1. */
  bytesToDc1(): { readonly begun: number; readonly arrived: number } {
    const begun = new Map<number, number>();
    let arrived = 0;
    for (const { fact } of this.prepared.trace.entries) {
      if (!('region' in fact) || fact.region !== 1) continue;
      if (fact.kind === 'replication-started') begun.set(fact.store, fact.bytes);
      if (fact.kind === 'replication-arrived') arrived += begun.get(fact.store) ?? 0;
    }
    return { begun: [...begun.values()].reduce((sum, bytes) => sum + bytes, 0), arrived };
  }

  /** When a region had all of a store's version 2 in its own topic. */
  copied(region: number, store = 0): number {
    return this.when((fact) => fact.kind === 'replication-ended', region, store);
  }

  /** When a region began to serve a store's version 2. */
  swapped(region: number, store = 0): number {
    return this.when((fact) => fact.kind === 'version-swapped', region, store);
  }

  /** When a push ended, and how. */
  ended(push = 0): readonly [string, number] {
    const job = this.prepared.simulation.world.pushes[push];
    return [job?.state ?? '', (job?.endedAt ?? 0) - this.start];
  }

  private when(
    wanted: (fact: Prepared['trace']['entries'][number]['fact']) => boolean,
    region: number,
    store: number,
  ): number {
    const entry = this.prepared.trace.entries.find(
      ({ fact }) =>
        wanted(fact) &&
        'region' in fact &&
        fact.region === region &&
        'store' in fact &&
        fact.store === store,
    );
    return entry === undefined ? Number.NaN : entry.at - this.start;
  }
}

// The push is requested at 60 000; the call takes 20, the answer 20: writing begins.
const writes = 60_000 + 20 + 20;
// The parent's message is sent when the call arrives and takes 300: copying begins.
const copies = 60_000 + 20 + 300;
// 4 GB at 100 MB/s.
const written = writes + 40_000;
const tail = 700;

describe('a push on an idle link', () => {
  test('is copied in its bytes by the capacity of the link', () => {
    const played = play({ timeline: onePush });
    // 4 GB / 50 MB/s = 80 000 ms.
    expect(played.copied(1)).toBe(copies + 80_000);
    expect(played.swapped(1)).toBe(copies + 80_000 + tail);
  });

  test('is in its source when it is written', () => {
    const played = play({ timeline: onePush });
    expect(played.copied(0)).toBe(written);
    expect(played.swapped(0)).toBe(written + tail);
  });

  test('is not copied before it is written', () => {
    // 4 GB / 400 MB/s = 10 000 ms of copying, but the writer needs 40 000 ms.
    const played = play({
      physics: 'writeRate: 100 MB/s, linkRate: 400 MB/s, replicaRate: 10 GB/s',
      timeline: onePush,
    });
    expect(played.copied(1)).toBe(written);
  });

  test('waits for replicas that ingest more slowly than it comes', () => {
    // A partition has 1 GB; 1 GB / 10 MB/s = 100 000 ms, longer than 80 000 of copying.
    const played = play({
      physics: 'writeRate: 100 MB/s, linkRate: 50 MB/s, replicaRate: 10 MB/s',
      timeline: onePush,
    });
    expect(played.swapped(1)).toBe(copies + 100_000 + tail);
  });

  test('ends with the first poll after its last region, a call there and back later', () => {
    // Polls begin at the end of writing, 300 000 ms apart: 100 040 is too early, 400 040 is answered.
    expect(play({ timeline: onePush }).ended()).toEqual(['succeeded', written + 300_000 + 20 + 20]);
  });
});

describe('pushes that share a link', () => {
  test('take twice as long when they are two equal ones', () => {
    const played = play({ timeline: twoPushes });
    expect(played.copied(1, 0)).toBe(copies + 2 * 80_000);
    expect(played.copied(1, 1)).toBe(copies + 2 * 80_000);
  });

  test('give the longer one the whole link when the shorter one is through', () => {
    const played = play({
      stores: ['name: a, size: 4 GB', 'name: b, size: 1 GB'],
      timeline: twoPushes,
    });
    // b: 1 GB / 25 MB/s = 40 000. a: 1 GB then, 3 GB / 50 MB/s = 60 000 more.
    expect(played.copied(1, 1)).toBe(copies + 40_000);
    expect(played.copied(1, 0)).toBe(copies + 40_000 + 60_000);
  });

  test('share it only while both are there', () => {
    const played = play({
      timeline: [...onePush, 'at: 90s, push: p2, store: b'],
    });
    // a alone for 30 000: 1.5 GB. Both: a's 2.5 GB / 25 MB/s = 100 000. b alone: 1.5 GB / 50 MB/s = 30 000.
    expect(played.copied(1, 0)).toBe(copies + 30_000 + 100_000);
    expect(played.copied(1, 1)).toBe(copies + 30_000 + 100_000 + 30_000);
  });

  test('do not share anything when they go to different regions by links of their own', () => {
    const played = play({ regions: 'dc-0, dc-1, dc-2', timeline: onePush });
    expect([played.copied(1), played.copied(2)]).toEqual([copies + 80_000, copies + 80_000]);
  });
});

describe('pushes that share the storage servers of a region', () => {
  // 6 GB / (6 servers of 10 MB/s) = 100 000 ms; the copy itself is there long before.
  const stores = ['name: a, size: 6 GB', 'name: b, size: 6 GB'];
  const begun = copies;

  test('are held up by what the servers take in', () => {
    const played = play({ physics: fewBytes, stores, timeline: onePush });
    expect(played.swapped(0)).toBe(begun + 100_000 + tail);
    expect(played.swapped(1)).toBe(begun + 100_000 + tail);
  });

  test('take twice as long when they are two equal ones, in their source too', () => {
    const played = play({ physics: fewBytes, stores, timeline: twoPushes });
    for (const region of [0, 1])
      for (const store of [0, 1])
        expect(played.swapped(region, store)).toBe(begun + 200_000 + tail);
  });

  test('take as many times longer as there are replicas of each partition', () => {
    const played = play({
      physics: fewBytes,
      stores: ['name: a, size: 6 GB, replicas: 2', 'name: b, size: 6 GB'],
      timeline: onePush,
    });
    // Leaders and followers report one after the other, each with its own tail; one may be missing.
    expect(played.swapped(1)).toBe(begun + 200_000 + tail);
  });

  test('are late by as long as the servers are down, and more when some are lost', () => {
    const outage = 'at: 80320ms, fault: server-outage, region: dc-0, for: 45s';
    const down = play({ physics: fewBytes, stores, timeline: [...onePush, outage] });
    expect(down.swapped(0)).toBe(begun + 100_000 + 45_000 + tail);
    // Three of twelve servers hold nothing of the four partitions but their share of the work.
    const lost = [9, 10, 11].map(
      (host) => `at: 80320ms, fault: server-loss, region: dc-0, host: ${host}`,
    );
    const fewer = play({
      regions: '{ name: dc-0, servers: 12 }, dc-1',
      physics: fewBytes,
      stores,
      timeline: [...onePush, ...lost],
    });
    // 20 000 at 120 MB/s: 2.4 GB. 3.6 GB / 90 MB/s = 40 000.
    expect(fewer.swapped(0)).toBe(begun + 20_000 + 40_000 + tail);
  });

  test('leave the servers to the others when they are killed', () => {
    const kill = 'at: 80s, operator: kill-push, push: p2';
    const alone = play({ physics: fewBytes, stores, timeline: [...twoPushes, kill] });
    // The kill is there at 80 300: 19 980 at 30 MB/s are 599.4 MB. 5 400.6 MB / 60 MB/s = 90 010.
    expect(alone.swapped(1, 0)).toBe(copies + 19_980 + 90_010 + tail);
    expect(alone.swapped(1, 1)).toBeNaN();
  });
});

describe('a push on a broken link', () => {
  test('is slower by the factor for as long as the link is slow', () => {
    const played = play({
      timeline: [
        ...onePush,
        'at: 80320ms, fault: link-slow, from: dc-0, to: dc-1, factor: 4, for: 40s',
      ],
    });
    // 20 000 at 50 MB/s: 1 GB. 40 000 at 12.5 MB/s: 0.5 GB. 2.5 GB / 50 MB/s = 50 000.
    expect(played.copied(1)).toBe(copies + 20_000 + 40_000 + 50_000);
  });

  test('is slower by both factors where two faults overlap', () => {
    const slow = 'fault: link-slow, from: dc-0, to: dc-1, factor: 2';
    const played = play({
      timeline: [...onePush, `at: 80320ms, ${slow}, for: 40s`, `at: 100320ms, ${slow}, for: 40s`],
    });
    // 20 000 at 50: 1 GB. 20 000 at 25, 20 000 at 12.5, 20 000 at 25: 1.25 GB. 1.75 GB / 50 MB/s = 35 000.
    expect(played.copied(1)).toBe(copies + 20_000 + 60_000 + 35_000);
  });

  test('is late by exactly as long as the link is cut', () => {
    const played = play({
      timeline: [...onePush, 'at: 80320ms, fault: link-cut, from: dc-0, to: dc-1, for: 45s'],
    });
    expect(played.copied(1)).toBe(copies + 80_000 + 45_000);
  });

  test('is not touched by the cut of the way back', () => {
    const played = play({
      timeline: [...onePush, 'at: 80320ms, fault: link-cut, from: dc-1, to: dc-0, for: 45s'],
    });
    expect(played.copied(1)).toBe(copies + 80_000);
  });

  test('is written and copied later by an outage of the brokers it is written to', () => {
    const played = play({
      timeline: [...onePush, 'at: 80320ms, fault: broker-outage, region: dc-0, for: 45s'],
    });
    expect(played.copied(0)).toBe(written + 45_000);
    expect(played.copied(1)).toBe(copies + 80_000 + 45_000);
  });
});

test('what a link has carried is what the region at its end has received, at any time and in all', () => {
  const seconds = (max: number) => fc.integer({ min: 0, max });
  const fault = fc
    .tuple(seconds(300), fc.constantFrom('link-cut', 'link-slow'), fc.integer({ min: 1, max: 60 }))
    .map(
      ([at, kind, length]) => `at: ${at}s, fault: ${kind}, from: dc-0, to: dc-1, for: ${length}s`,
    );
  const drawn = fc.record({
    pushes: fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999 }), seconds(200)), {
      minLength: 1,
      maxLength: 5,
    }),
    faults: fc.array(fault, { maxLength: 3 }),
    looks: fc.array(seconds(600), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(drawn, ({ pushes, faults, looks }) => {
      const stores = pushes.map(([size], place) => `name: s${place}, size: ${size} MB`);
      const timeline = pushes.map(
        ([, at], place) => `at: ${at}s, push: p${place}, store: s${place}`,
      );
      const played = new Played({ stores, timeline: [...timeline, ...faults] });
      const { simulation, start } = played;
      for (const at of [...looks].sort((one, other) => one - other)) {
        simulation.run(start + at * 1_000);
        const link = simulation.world.links[1]?.link;
        const moved = link === undefined ? -1 : bytesMoved(link, start + at * 1_000);
        const { begun, arrived } = played.bytesToDc1();
        expect(moved).toBeGreaterThanOrEqual(arrived);
        expect(moved).toBeLessThanOrEqual(begun);
      }
      simulation.run();
      const sent = pushes.reduce((sum, [size]) => sum + size * 1_000_000, 0);
      expect(simulation.world.links[1]?.link.moved).toBe(sent);
      expect(played.bytesToDc1()).toEqual({ begun: sent, arrived: sent });
    }),
    { seed: propertySeed, numRuns: Math.min(propertyRuns, 50), reporter: replayable },
  );
});

function replayable<Drawn>(details: fc.RunDetails<Drawn>): void {
  if (!details.failed) return;
  const replay = `PUSHSIM_SEED=${details.seed} npx vitest run test/model/physics (path ${details.counterexamplePath})`;
  throw new Error(`${fc.defaultReportMessage(details)}\nreplay: ${replay}`);
}
