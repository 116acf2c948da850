/**
 * Hooks that answer PROCEED change nothing: for drawn scenarios with one push of a store in flight, and no fault or operator's action between its
 * creation and its end, every version, status, outcome and region ends as without hooks, under each of VIP-4's engines. Instants may differ.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario } from '../../scenarios/index.js';
import { PlayedScenario } from '../support/played-scenario.js';
import { longRuns, propertySeed } from '../support/seed.js';

const engines = [
  'vip4-parent',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
];
const names = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
const stores = ['profiles', 'ads'];

/** 400 scenarios in `npm run test:deep`, 5,000 with PUSHSIM_RUNS=5000. */
const runs = longRuns(400);

/** Points that every engine can call hooks at. */
const points = [
  'preStoreVersionCreation',
  'preStartOfStoreVersionIngestionForDaVinci',
  'postStartOfStoreVersionIngestionForDaVinci',
  'preStoreVersionSwap',
  'postStoreVersionSwap',
  'preEndOfPushJob',
];

const seconds = (max: number) => fc.integer({ min: 0, max }).map((count) => `${count}s`);

const hook = fc.oneof(
  fc.constant({ hook: 'notify' }),
  fc.record({
    hook: fc.constant('scripted'),
    point: fc.constantFrom(...points),
    answers: fc.constantFrom(['PROCEED'], ['nothing'], ['throws']),
    duration: seconds(120),
  }),
);

/** Modes of a push; those with targets take some of the regions, and not all. */
function push(regions: readonly string[]) {
  const plain = fc.constantFrom('full', 'deferred', 'stream-reprocessing', 'empty', 'repush');
  const targets = fc.shuffledSubarray([...regions], {
    minLength: 1,
    maxLength: regions.length - 1,
  });
  return fc.oneof(
    plain.map((mode) => ({ mode })),
    fc.record({ mode: fc.constantFrom('targeted', 'targeted-deferred'), targets }),
  );
}

const document = fc
  .integer({ min: 2, max: names.length })
  .map((count) => names.slice(0, count))
  .chain((regions) =>
    fc.record({
      regions: fc.constant(regions),
      seed: fc.integer({ min: 0, max: 9_999 }),
      stores: fc.tuple(
        ...stores.map((name) =>
          fc.record({
            name: fc.constant(name),
            size: fc.constantFrom('1 GB', '40 GB'),
            hybrid: fc.boolean(),
            sourceFabric: fc.constantFrom(...regions),
            swapWait: fc.constantFrom('10m', '2h'),
            daVinci: fc.option(fc.record({ instances: fc.integer({ min: 1, max: 3 }) }), {
              nil: undefined,
            }),
          }),
        ),
      ),
      order: fc.option(fc.shuffledSubarray(regions, { minLength: regions.length }), {
        nil: undefined,
      }),
      emptySwaps: fc.boolean(),
      marked: fc.option(fc.constantFrom(...regions), { nil: undefined }),
      pushes: fc.tuple(...stores.map(() => push(regions))),
      hooks: fc.array(hook, { minLength: 1, maxLength: 4 }),
      engine: fc.constantFrom(...engines),
    }),
  );

type Drawn = typeof document extends fc.Arbitrary<infer D> ? D : never;

function text(drawn: Drawn, hooked: boolean): string {
  const { regions, seed, order, emptySwaps, marked, hooks, engine } = drawn;
  const mark = { at: '1m', operator: 'mark-degraded', region: marked };
  const entries = drawn.pushes.map((entry, place) => ({
    at: '10m',
    push: entry.mode === 'repush' ? `venice_re_push_${place}` : `p${place}`,
    store: stores[place],
    ...entry,
    ...(entry.mode === 'stream-reprocessing' ? { rate: '50 MB/s' } : {}),
  }));
  return JSON.stringify({
    title: 'Hooks that answer PROCEED',
    horizon: '3d',
    seed,
    regions,
    stores: drawn.stores,
    venice: {
      // A push under hooks has no limit of its own on the wait for its swaps.
      switches: { 'hook-engine': engine, 'swap-timeout': 'off' },
      config: {
        'deferred.version.swap.for.empty.push.enabled': emptySwaps,
        ...(order === undefined
          ? {}
          : { 'deferred.version.swap.region.roll.forward.order': order.join(',') }),
      },
    },
    ...(hooked ? { hooks } : {}),
    timeline: [...(marked === undefined ? [] : [mark]), ...entries],
  });
}

/** What must not depend on hooks. How long a run keeps the backup, v1, depends on its length. */
function endState(source: string) {
  const { regions, parent, pushes } = new PlayedScenario(parseScenario(source, 'drawn'))
    .toEnd()
    .world();
  return {
    regions: regions.map((region) =>
      region.stores.map(({ current, versions, dvc }) => ({
        current,
        versions: versions.slice(-1).map(({ number, status }) => `v${number} ${status}`),
        instances: dvc === undefined ? [] : [...dvc.serves],
      })),
    ),
    parent: parent.stores.map(({ current, versions }) => ({
      current,
      versions: versions.map(({ number, status, excluded }) => `v${number} ${status} ${excluded}`),
    })),
    pushes: pushes.map(({ state }) => state),
  };
}

test('hooks that answer PROCEED leave every end state as it is', { timeout: 3_600_000 }, () => {
  const holds = fc.property(document, (drawn) => {
    expect(endState(text(drawn, true))).toEqual(endState(text(drawn, false)));
  });
  const seed = process.env.PUSHSIM_SEED === undefined ? 1 : propertySeed;
  fc.assert(holds, { numRuns: runs, seed });
});
