/** Draws small scenarios as texts: regions, stores, pushes, faults, operator's actions, hooks, latencies, profiles. */
import fc from 'fast-check';

const regions = ['dc-0', 'dc-1', 'dc-2', 'dc-3'] as const;
const stores = ['profiles', 'embeddings'] as const;

const minutes = (max: number) => fc.integer({ min: 0, max }).map((count) => `${count}m`);
const region = (count: number) => fc.constantFrom(...regions.slice(0, count));
const store = (count: number) => fc.constantFrom(...stores.slice(0, count));

function fault(count: number) {
  const place = fc.record({
    at: minutes(120),
    fault: fc.constantFrom(
      'region-outage',
      'controller-outage',
      'broker-outage',
      'server-outage',
      'network-cut',
    ),
    region: region(count),
    for: fc.integer({ min: 1, max: 180 }).map((length) => `${length}m`),
  });
  const parent = fc.record({
    at: minutes(200),
    fault: fc.constant('parent-failover'),
    for: fc.integer({ min: 1, max: 300 }).map((length) => `${length}s`),
  });
  const link = fc
    .tuple(
      minutes(120),
      fc.constantFrom('link-cut', 'link-slow'),
      fc.shuffledSubarray(regions.slice(0, count), { minLength: 2 }),
    )
    .map(([at, kind, [from, to]]) => ({ at, fault: kind, from, to, for: '30m' }));
  return fc.oneof({ weight: 4, arbitrary: place }, parent, link);
}

function operatorAction(count: number) {
  const about = fc.constantFrom('mark-degraded', 'unmark-degraded', 'set-emergency-source');
  return fc.record({ at: minutes(240), operator: about, region: region(count) });
}

const hook = fc.oneof(
  fc.record({ hook: fc.constant('minimum-delay'), between: minutes(20) }),
  fc.record({
    hook: fc.constant('scripted'),
    point: fc.constantFrom(
      'preStoreVersionCreation',
      'preStoreVersionSwap',
      'postStoreVersionSwap',
      'preEndOfPushJob',
    ),
    answers: fc.array(fc.constantFrom('PROCEED', 'WAIT', 'ABORT', 'ROLLBACK', 'throws'), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

/** A scenario as JSON text, which is YAML too. */
export const anyScenario: fc.Arbitrary<string> = fc
  .record({
    regionCount: fc.integer({ min: 2, max: 4 }),
    storeCount: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ regionCount, storeCount }) =>
    fc.record({
      title: fc.constant('drawn'),
      seed: fc.integer({ min: 0, max: 1_000_000 }),
      ties: fc.constantFrom('fifo', 'shuffled'),
      horizon: fc.constant('30h'),
      regions: fc.constant(regions.slice(0, regionCount)),
      stores: fc
        .tuple(
          fc.integer({ min: 1, max: 4 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 0, max: 3 }),
        )
        .map(([partitions, replicas, instances]) =>
          stores.slice(0, storeCount).map((name) => ({
            name,
            partitions,
            replicas,
            size: '4 GB',
            sourceFabric: 'dc-0',
            ...(instances === 0 ? {} : { daVinci: { instances } }),
          })),
        ),
      venice: fc.record({ profile: fc.constantFrom('as-designed', 'as-built', 'baseline') }),
      hooks: fc.array(hook, { maxLength: 2 }),
      timeline: fc
        .tuple(
          fc.array(fc.record({ at: minutes(180), store: store(storeCount) }), {
            minLength: 1,
            maxLength: 3,
          }),
          fc.array(fault(regionCount), { maxLength: 3 }),
          fc.array(operatorAction(regionCount), { maxLength: 3 }),
        )
        .map(([pushes, faults, actions]) => [
          ...faults,
          ...actions,
          ...pushes.map((push, place) => ({ ...push, push: `p${place + 1}` })),
        ]),
    }),
  )
  .map((scenario) => JSON.stringify(scenario));
