/**
 * Recoveries that overlap with something else, as a table: every kind is played with other regions, marks, push modes, seeds and
 * sizes, and ends as the degraded-mode design says. A kind is a property of all its rows.
 */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../scenarios/index.js';

const five = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
const seven = [...five, 'dc-5', 'dc-6'];

/** A small scenario: what a row leaves out is one store of 4 GB in four regions, as designed, for a day. */
interface Overlap {
  readonly timeline: readonly string[];
  readonly regions?: readonly string[];
  readonly stores?: readonly string[];
  readonly links?: readonly string[];
  readonly venice?: string;
  readonly latencies?: string;
  readonly seed?: number;
  readonly horizon?: string;
}

function play(overlap: Overlap, expects: readonly string[] = []) {
  const list = (key: string, lines: readonly string[] = []) =>
    lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => `  - { ${line} }`)];
  const {
    stores = ['name: profiles, size: 4 GB, sourceFabric: dc-0'],
    regions = five.slice(0, 4),
  } = overlap;
  const lines = [
    'title: overlap',
    `seed: ${overlap.seed ?? 1}`,
    `horizon: ${overlap.horizon ?? '24h'}`,
    `regions: [${regions.join(', ')}]`,
    ...list('stores', stores),
    ...list('links', overlap.links),
    ...(overlap.latencies === undefined ? [] : [`latencies: { ${overlap.latencies} }`]),
    ...(overlap.venice === undefined ? [] : [`venice: { ${overlap.venice} }`]),
    ...list('timeline', overlap.timeline),
    ...list('expect', expects),
  ];
  return runScenario(parseScenario(`${lines.join('\n')}\n`, 'overlap.yaml'));
}

/** What was missed or violated; nothing if the run is as it should be. */
function wrong(overlap: Overlap, expects: readonly string[]): readonly string[] {
  const { expectations, violations } = play(overlap, expects);
  return [
    ...expectations.flatMap(({ held, text, found }) => (held ? [] : [`${text}: ${found}`])),
    ...violations.map(({ invariant, message }) => `${invariant}: ${message}`),
  ];
}

const mark = (region: string, at = '2m') =>
  `at: ${at}, operator: mark-degraded, region: ${region}, timeout: 30h`;
const unmark = (region: string, at = '30m') =>
  `at: ${at}, operator: unmark-degraded, region: ${region}`;
const push = (more = '', at = '5m', name = 'p1') =>
  `at: ${at}, push: ${name}, store: profiles${more}`;
const fault = (kind: string, region: string, at: string, lasts: string) =>
  `at: ${at}, fault: ${kind}, region: ${region}, for: ${lasts}`;
const serves = (region: string, version: number, at = 'end') =>
  `at: ${at}, store: profiles, region: ${region}, serves: ${version}`;
const is = (status: string, at = 'end') =>
  `at: ${at}, store: profiles, version: 2, status: ${status}`;
const slowTo = (region: string) => [`from: dc-0, to: ${region}, capacity: 10 MB/s`];
const large = ['name: profiles, size: 40 GB, sourceFabric: dc-0'];
const inOrder = (regions: readonly string[]) =>
  `config: { deferred.version.swap.region.roll.forward.order: '${regions.join(',')}' }`;

interface Row extends Overlap {
  readonly name: string;
  readonly expects: readonly string[];
}

function kind(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('$name', ({ expects, ...overlap }) => {
      expect(wrong(overlap, expects)).toEqual([]);
    });
  });
}

const one = [mark('dc-1'), push(), unmark('dc-1')];
const two = [mark('dc-1'), mark('dc-2', '3m'), push(), unmark('dc-1'), unmark('dc-2', '33m')];

kind('a recovery whose copy failed begins again', [
  ...['disk-full', 'replica-error', 'client-error'].map((broken) => ({
    name: `after ${broken} in five regions`,
    regions: five,
    stores: ['name: profiles, size: 4 GB, sourceFabric: dc-0, daVinci: { instances: 2 }'],
    timeline: [
      ...one,
      broken === 'disk-full'
        ? fault(broken, 'dc-1', '29m', '10m')
        : `${fault(broken, 'dc-1', '29m', '10m')}, store: profiles`,
    ],
    expects: [serves('dc-1', 2), is('ONLINE'), 'recovery: dc-1, failed: 0, complete: true'],
  })),
  ...[2, 3, 4].map((seed) => ({
    name: `in two regions, seed ${seed}`,
    seed,
    timeline: [
      ...two,
      fault('disk-full', 'dc-1', '29m', '2h'),
      fault('disk-full', 'dc-2', '29m', '1h'),
    ],
    expects: [serves('dc-1', 2), serves('dc-2', 2), is('ONLINE')],
  })),
  {
    name: 'when the copy is killed with the push',
    regions: seven,
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, 'at: 40m, operator: kill-push, push: p1'],
    expects: [serves('dc-1', 2), is('ONLINE')],
  },
  {
    name: 'in a rollout order',
    venice: inOrder(five),
    regions: five,
    timeline: [...one, fault('disk-full', 'dc-1', '29m', '10m')],
    expects: [serves('dc-1', 2), is('ONLINE')],
  },
]);

const rollBack = 'at: 40m, operator: roll-back, store: profiles';
const ended = (region: string) => [
  serves(region, 1),
  `recovery: ${region}, recovered: 0, failed: 0, complete: true`,
];
const noTransition = 'metric: degraded_mode.recovery.version_transitioned_count, is: 0';

kind('a rollback during a recovery stands', [
  ...[five.slice(0, 3), five, seven].map((regions) => ({
    name: `in ${regions.length} regions`,
    regions,
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, rollBack],
    expects: [...ended('dc-1'), serves('dc-2', 1), noTransition, "tells: 'ALERT', times: 0"],
  })),
  {
    name: 'in two recovering regions',
    regions: five,
    stores: large,
    links: [...slowTo('dc-1'), ...slowTo('dc-2')],
    timeline: [...two, rollBack],
    expects: [...ended('dc-1'), ...ended('dc-2'), is('ROLLED_BACK'), noTransition],
  },
  {
    name: 'of the other regions by name',
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, `${rollBack}, regions: [dc-0, dc-2, dc-3]`],
    expects: [...ended('dc-1'), noTransition],
  },
  {
    name: 'while the region has no controller',
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, fault('controller-outage', 'dc-1', '35m', '3h'), rollBack],
    expects: [serves('dc-1', 1), noTransition],
  },
  {
    name: 'between two attempts',
    timeline: [...one, fault('controller-outage', 'dc-1', '29m', '1h'), rollBack],
    expects: [serves('dc-1', 1), noTransition],
  },
  {
    name: 'of a repush',
    stores: large,
    links: slowTo('dc-1'),
    timeline: [mark('dc-1'), push(', mode: repush'), unmark('dc-1'), rollBack],
    expects: [...ended('dc-1'), noTransition],
  },
]);

const deferred = ', mode: deferred';
const forward = (at = '20m', more = '') =>
  `at: ${at}, operator: roll-forward, store: profiles${more}`;

kind('a push deferred by hand is recovered, too', [
  ...[five.slice(0, 3), five, seven].map((regions) => ({
    name: `in ${regions.length} regions`,
    regions,
    timeline: [mark('dc-1'), push(deferred), forward(), unmark('dc-1')],
    expects: [is('PARTIALLY_ONLINE', '25m'), serves('dc-1', 2), is('ONLINE')],
  })),
  {
    name: 'if the mark came off before the roll-forward',
    timeline: [mark('dc-1'), push(deferred), unmark('dc-1', '15m'), forward()],
    expects: [is('PARTIALLY_ONLINE', '20m1s'), serves('dc-1', 2), is('ONLINE')],
  },
  {
    name: 'in two marked regions',
    regions: five,
    timeline: [
      mark('dc-1'),
      mark('dc-2', '3m'),
      push(deferred),
      forward(),
      unmark('dc-1'),
      unmark('dc-2', '2h'),
    ],
    expects: [
      is('PARTIALLY_ONLINE', '1h'),
      serves('dc-1', 2, '1h'),
      serves('dc-2', 2),
      is('ONLINE'),
    ],
  },
  {
    name: 'while the marked region is down',
    timeline: [
      fault('region-outage', 'dc-1', '0s', '1h'),
      mark('dc-1'),
      push(deferred),
      forward(),
      unmark('dc-1', '70m'),
    ],
    expects: [is('PARTIALLY_ONLINE', '25m'), serves('dc-2', 2, '25m'), serves('dc-1', 2)],
  },
  {
    name: 'region by region',
    timeline: [
      mark('dc-1'),
      push(deferred),
      forward('20m', ', regions: [dc-0]'),
      forward('25m', ', regions: [dc-2, dc-3]'),
      unmark('dc-1'),
    ],
    expects: [is('STARTED', '24m'), is('PARTIALLY_ONLINE', '26m'), serves('dc-1', 2), is('ONLINE')],
  },
]);

kind('a recovery goes on while a newer push is in progress', [
  ...[five.slice(0, 3), five].map((regions) => ({
    name: `that is deferred, in ${regions.length} regions`,
    regions,
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, push(deferred, '50m', 'p2')],
    expects: [serves('dc-1', 2, '3h'), is('ONLINE', '3h')],
  })),
  {
    name: 'that is full, and ends once its version is served',
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, push(', size: 1 GB', '50m', 'p2')],
    expects: [serves('dc-1', 3), 'recovery: dc-1, recovered: 1, failed: 0, complete: true'],
  },
  {
    name: 'that is rolled forward before the copy is complete',
    stores: large,
    links: slowTo('dc-1'),
    timeline: [...one, push(`${deferred}, size: 1 GB`, '50m', 'p2'), forward('70m')],
    expects: [
      serves('dc-1', 3, '71m'),
      serves('dc-1', 3),
      "tells: 'deletes v2 of profiles: v3 is served'",
    ],
  },
  {
    name: 'in two recovering regions',
    regions: five,
    stores: large,
    links: [...slowTo('dc-1'), ...slowTo('dc-2')],
    timeline: [...two, push(deferred, '50m', 'p2')],
    expects: [serves('dc-1', 2, '3h'), serves('dc-2', 2, '3h'), is('ONLINE', '3h')],
  },
]);

const away = (region: string) => fault('controller-outage', region, '29m', '5m');

kind('a failed recovery is repeated while another region is marked', [
  ...[five.slice(0, 4), five, seven].map((regions) => ({
    name: `in ${regions.length} regions`,
    regions,
    timeline: [
      mark('dc-1'),
      mark('dc-2', '3m'),
      push(),
      away('dc-2'),
      unmark('dc-2'),
      unmark('dc-1', '20h'),
    ],
    expects: [serves('dc-2', 2, '36m'), serves('dc-1', 1, '19h'), serves('dc-1', 2), is('ONLINE')],
  })),
  {
    name: 'of two regions while a third is marked',
    regions: seven,
    timeline: [
      mark('dc-1'),
      mark('dc-2', '3m'),
      mark('dc-3', '4m'),
      push(),
      away('dc-2'),
      away('dc-3'),
      unmark('dc-2'),
      unmark('dc-3', '31m'),
    ],
    expects: [serves('dc-2', 2, '40m'), serves('dc-3', 2, '40m'), serves('dc-1', 1)],
  },
]);

kind('a marked region is no source of a push that is not converted', [
  ...['hybrid: true, activeActive: true', 'hybrid: true'].map((more) => ({
    name: `of a store that is ${more}`,
    stores: [`name: profiles, size: 4 GB, sourceFabric: dc-1, ${more}`],
    timeline: [fault('region-outage', 'dc-1', '0s', '2h'), mark('dc-1'), push()],
    expects: [serves('dc-0', 2, '10m'), serves('dc-2', 2, '10m'), 'push: p1, ends: failed'],
  })),
  {
    name: 'with two marked regions of five',
    regions: five,
    stores: ['name: profiles, size: 4 GB, sourceFabric: dc-1, hybrid: true, activeActive: true'],
    timeline: [
      fault('broker-outage', 'dc-1', '0s', '2h'),
      fault('broker-outage', 'dc-2', '0s', '2h'),
      mark('dc-1'),
      mark('dc-2', '3m'),
      push(),
    ],
    expects: [serves('dc-0', 2, '10m'), serves('dc-3', 2, '10m')],
  },
  {
    name: 'and an emergency source that an operator has set outlives the last unmark',
    venice: 'switches: { mark-sets-emergency-source: on }',
    timeline: [
      'at: 1m, operator: set-emergency-source, region: dc-2',
      mark('dc-1'),
      push(),
      unmark('dc-1'),
    ],
    expects: [serves('dc-1', 2), "tells: 'clears the emergency source region', times: 0"],
  },
]);

describe('changes of the registry are serial, each decided on what the one before has written', () => {
  test.each([
    ['as-designed', 5, 20],
    ['as-designed', 0, 20],
    ['as-designed', 19, 200],
    ['as-built', 5, 20],
  ])('%s, an unmark %i ms after a mark, with writes of %i ms', (profile, afterMs, writeMs) => {
    const overlap = {
      venice: `profile: ${profile}`,
      latencies: `registryWrite: ${writeMs}ms`,
      timeline: [mark('dc-1', '1m'), unmark('dc-1', `${60_000 + afterMs}ms`)],
    };
    const late = `tells: 'unmarks dc-1', after: 'marks dc-1', within: ${writeMs}ms`;
    expect(wrong(overlap, [late, 'region: dc-1, degraded: false'])).toEqual([]);
  });

  test('two marks and an unmark during one write leave exactly the second mark', () => {
    const timeline = [mark('dc-1', '1m'), mark('dc-2', '60001ms'), unmark('dc-1', '60002ms')];
    const overlap = { regions: five, latencies: 'registryWrite: 1s', timeline };
    const left = ['region: dc-1, degraded: false', 'region: dc-2, degraded: true'];
    expect(wrong({ ...overlap, horizon: '5m' }, left)).toEqual([]);
  });
});

describe('the recoveries of all regions share one pool', () => {
  const stores = ['a', 'b', 'c'].map((name) => `name: ${name}, size: 1 GB, sourceFabric: dc-0`);
  const pushes = ['a', 'b', 'c'].map((name) => `at: 5m, push: ${name}, store: ${name}`);

  function copies(workers: number, regions: readonly string[], more = ''): string[] {
    const run = play({
      regions: seven,
      stores,
      latencies: 'controllerCall: 1s',
      venice: `${more}config: { degraded.mode.recovery.thread.pool.size: ${workers} }`,
      timeline: [
        ...regions.map((region) => mark(region)),
        ...pushes,
        ...regions.map((region) => unmark(region)),
      ],
    });
    return run.narrative.flatMap(({ text }) =>
      text.includes('copies it from')
        ? [text.replace(/recovery of (.) v2 in (....):.*/, '$2 $1')]
        : [],
    );
  }

  test.each([
    ['dc-1', 'dc-2'],
    ['dc-3', 'dc-1', 'dc-2'],
  ])('with one worker, region by region: %s, %s', (...regions) => {
    const named = regions.filter((region) => typeof region === 'string');
    expect(copies(1, named)).toEqual(
      named.flatMap((region) => ['a', 'b', 'c'].map((store) => `${region} ${store}`)),
    );
  });

  test('with two workers, two at a time', () => {
    const order = copies(2, ['dc-1', 'dc-2']);
    expect([new Set(order.slice(0, 2)), order[2]]).toEqual([
      new Set(['dc-1 a', 'dc-1 b']),
      'dc-1 c',
    ]);
  });
});

describe('every output has the same number of recovered stores', () => {
  const stores = ['a', 'b', 'c'].map(
    (name, place) => `name: ${name}, size: ${1 + 7 * place} GB, sourceFabric: dc-0`,
  );
  const timeline = [
    mark('dc-1'),
    ...['a', 'b', 'c'].map((name) => `at: 5m, push: ${name}, store: ${name}`),
    unmark('dc-1'),
  ];
  const overlap = (profile: string, horizon: string): Overlap => ({
    stores,
    links: slowTo('dc-1'),
    horizon,
    timeline,
    venice: `profile: ${profile}, ${inOrder(five.slice(0, 4))}, switches: { recovered-version-swaps: on, poll-effective-targets: on }`,
  });

  test.each([
    ['as-designed', '31m', 3, 0, 0],
    ['as-designed', '50m', 3, 1, 1 / 3],
    ['as-designed', '2h', 3, 3, 1],
    ['as-built', '50m', 3, 3, 100],
  ])(
    '%s, at %s: %i begun, %i recovered, progress %d',
    (profile, horizon, begun, recovered, progress) => {
      const run = play(overlap(profile, horizon), [`recovery: dc-1, recovered: ${recovered}`]);
      const [recovery] = run.summary.recoveries;
      const gauge = run.summary.metrics.find(
        ({ name }) => name === 'degraded_mode.recovery.progress',
      );
      expect(recovery).toMatchObject({ initiatedStores: begun, recoveredStores: recovered });
      expect(gauge?.value).toBeCloseTo(progress, 9);
      expect(run.expectations.map(({ found }) => found)).toEqual([
        expect.stringMatching(`^${recovered} stores`),
      ]);
    },
  );
});

describe('one version, one transition', () => {
  test.each([
    [five.slice(0, 4), ['dc-1', 'dc-2']],
    [five, ['dc-1', 'dc-2', 'dc-3']],
    [seven, ['dc-4', 'dc-1', 'dc-6', 'dc-2']],
  ])('in %j without %j', (regions, marked) => {
    const timeline = [
      ...marked.map((region) => mark(region)),
      push(),
      ...marked.map((region, place) => unmark(region, `${30 + 3 * place}m`)),
    ];
    const { summary } = play({ regions, timeline });
    const counted = summary.recoveries.map(({ versionsTransitioned }) => versionsTransitioned);
    expect(counted).toEqual(marked.map((_, place) => (place === marked.length - 1 ? 1 : 0)));
    const metrics = summary.metrics.filter(({ name }) =>
      name.endsWith('version_transitioned_count'),
    );
    expect(metrics.map(({ value }) => value)).toEqual([1]);
  });
});

describe('a call to a region that does not answer takes its time', () => {
  test.each(['region-outage', 'controller-outage', 'network-cut'])('%s', (kind) => {
    const attempts = ['32m29s', '32m30s'].map(
      (at, place) => `at: ${at}, recovery: dc-1, failed: ${place}`,
    );
    const pauses = [
      "tells: 'attempt 2 failed', after: 'attempt 1 failed', within: 50s",
      "tells: 'attempt 3 failed', after: 'attempt 2 failed', within: 55s",
    ];
    const timeline = [...one, fault(kind, 'dc-1', '29m', '1h')];
    expect(wrong({ timeline, horizon: '33m' }, [...attempts, ...pauses])).toEqual([]);
  });

  test('a region that is not ready is given up after 60 checks and 60 pauses', () => {
    const timeline = [...one, fault('disk-full', 'dc-1', '29m', '30m')];
    const said =
      "tells: 'not ready after 300 s', after: 'recovery of dc-1 is complete', within: 331s";
    expect(wrong({ timeline, horizon: '37m' }, [said])).toEqual([]);
  });
});
