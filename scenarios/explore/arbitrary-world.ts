/**
 * Draws the static part of a scenario: stores, links, latencies, configuration. Places are drawn as numbers and named
 * later, so that a shrunken draw with fewer regions or stores still means something. Nothing here runs a scenario.
 */
import fc from 'fast-check';

/** A piece of a scenario as a file would hold it. */
export type Entry = Readonly<Record<string, unknown>>;

const place = fc.nat({ max: 11 });

/** A duration of whole minutes, as a file writes it. */
export function minutes(max: number, min = 0): fc.Arbitrary<string> {
  return fc.integer({ min, max }).map(written);
}

/** Whole minutes, as a file writes them. */
export function written(count: number): string {
  return count === 0 ? '0s' : `${count}m`;
}

export type Weighted<T> = readonly [weight: number, arbitrary: fc.Arbitrary<T>];

/** One of several kinds of thing, each with its weight. */
export function weighted<T>(...kinds: readonly Weighted<T>[]): fc.Arbitrary<T> {
  return fc.oneof(...kinds.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** A region or store to be named later. */
export function someone(): fc.Arbitrary<number> {
  return place;
}

/** What a store may be like; `sourceFabric` is a place. */
export function storeDraw() {
  return fc.record(
    {
      partitions: fc.integer({ min: 1, max: 4 }),
      replicas: fc.integer({ min: 1, max: 3 }),
      size: fc.constantFrom('10 MB', '4 GB', '40 GB'),
      sourceFabric: place,
      startsWith: fc.integer({ min: 0, max: 3 }),
      swapWait: minutes(30),
      hybrid: fc.boolean(),
      activeActive: fc.boolean(),
      incremental: fc.boolean(),
      dictionary: rarely(),
      migrating: rarely(),
      system: rarely(),
      paused: rarely(),
      instances: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ['partitions', 'replicas', 'size', 'sourceFabric'] },
  );
}

/** True one time in ten, else absent. */
function rarely(): fc.Arbitrary<true | undefined> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(true as const) },
  );
}

export type StoreDraw =
  ReturnType<typeof storeDraw> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Configuration keys; the rollout order is drawn as a list of places. */
export function configDraw() {
  return fc.record(
    {
      order: fc.array(place, { minLength: 1, maxLength: 6 }),
      recovers: fc.boolean(),
      cooldown: fc.constantFrom(0, 600_000),
      deferEmpty: fc.boolean(),
      detection: fc.constantFrom('TOPIC_BASED_ONLY', 'PARENT_VERSION_STATUS_ONLY', 'DUAL'),
    },
    { requiredKeys: [] },
  );
}

/** A link between two places. */
export function linkDraw() {
  return fc.record({
    from: place,
    to: place,
    capacity: fc.constantFrom('1 MB/s', '30 MB/s', '900 MB/s'),
  });
}

/** Some latencies, in every form a file may give them. */
export function latencyDraw(): fc.Arbitrary<Entry> {
  return fc.record(
    {
      controllerCall: delay(),
      adminChannel: delay(),
      ingestionTail: delay(),
      metadataRefresh: delay(),
      registryWrite: delay(),
      registryWatch: delay(),
      hookCall: delay(),
    },
    { requiredKeys: [] },
  );
}

function delay(): fc.Arbitrary<unknown> {
  const milliseconds = fc.integer({ min: 0, max: 5_000 });
  return fc.oneof(
    milliseconds.map((count) => `${count}ms`),
    fc
      .tuple(milliseconds, milliseconds)
      .map(([least, more]) => ({ uniform: [`${least}ms`, `${least + more}ms`] })),
    fc.record({ exponential: fc.constantFrom('5ms', '2s'), max: fc.constant('1m') }),
    fc.record({
      logNormal: fc.record({
        median: fc.constantFrom('100ms', '3s'),
        sigma: fc.constantFrom(0.5, 1.5),
      }),
    }),
    fc.constant({ empirical: ['0s', '1s', '60s'] }),
  );
}
