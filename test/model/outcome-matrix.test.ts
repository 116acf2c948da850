/**
 * The outcome matrix of a push beside a degraded region, played by the running model, row by row: what becomes of a request beside a degraded dc-1, and how the
 * push and its version end, as built and as designed, with dc-1 answering and with dc-1 down.
 */
import { describe, expect, test } from 'vitest';
import { inOrder, playScene, type Scene } from '../support/played-scenario.js';
import { down, mark, push } from '../support/switch-case.js';

/** How a push ends: its job, its version in the parent, what the regions serve. */
type End = readonly [job: string, parent: string, serves: readonly number[]];

interface Row {
  readonly row: string;
  /** The push, and the store, as a scenario says them. */
  readonly asks?: string;
  readonly store?: string;
  readonly also?: readonly string[];
  readonly scene?: Partial<Scene>;
  /** Without it the request is refused, with this message. */
  readonly becomes?: {
    readonly converted: boolean;
    /** Targets of the AddVersion by name; none = all regions. */
    readonly targets: readonly string[];
    readonly deferred: boolean;
    readonly dc1: 'creates it' | 'does not';
    /** Whether the parent's record says that it was pushed without a degraded region: as built, as designed. */
    readonly degradedPush: readonly [boolean, boolean];
  };
  readonly refused?: string;
  /** As built and as designed, each with dc-1 answering and with dc-1 down. */
  readonly built?: readonly [End, End];
  readonly designed?: readonly [End, End];
}

const withoutDc1 = ['dc-0', 'dc-2'];
const kept: End = ['succeeded', 'PARTIALLY_ONLINE', [2, 1, 2]];
const served: End = ['succeeded', 'ONLINE', [2, 2, 2]];
/** The shipped job waits a day for a region that answers and half an hour for one that does not, and has the version killed. */
const endless = (serves: readonly number[]): readonly [End, End] => [
  ['killed', 'KILLED', serves],
  ['failed', 'KILLED', serves],
];
/** A push that needs dc-1: fine with it, and failed without, though a version that is served is not killed as designed. */
const needsDc1 = { built: [served, ['failed', 'KILLED', [2, 1, 2]]] } as const;
const needsDc1Designed = { designed: [served, ['failed', 'PARTIALLY_ONLINE', [2, 1, 2]]] } as const;
const asAsked = { converted: false, targets: [], deferred: false, dc1: 'creates it' } as const;

const rows: readonly Row[] = [
  {
    row: 'batch, targets none',
    becomes: {
      converted: true,
      targets: withoutDc1,
      deferred: true,
      dc1: 'does not',
      degradedPush: [true, true],
    },
    built: endless([2, 1, 2]),
    designed: [kept, kept],
  },
  {
    // As built its healthy regions swap by themselves; as designed the deferral survives, and no region swaps.
    row: 'batch, targets none, user defer=true',
    asks: 'mode: deferred',
    becomes: {
      converted: true,
      targets: withoutDc1,
      deferred: true,
      dc1: 'does not',
      degradedPush: [true, true],
    },
    built: endless([2, 1, 2]),
    designed: [
      ['succeeded', 'STARTED', [1, 1, 1]],
      ['succeeded', 'STARTED', [1, 1, 1]],
    ],
  },
  {
    // A push job that names every region is refused before it sends the request (hooks example 87), so there is a fourth one here.
    row: 'batch, "dc-0,dc-1,dc-2"',
    asks: 'mode: targeted, targets: [dc-0, dc-1, dc-2]',
    scene: {
      regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'],
      config: { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2,dc-3' },
    },
    becomes: {
      converted: true,
      targets: withoutDc1,
      deferred: true,
      dc1: 'does not',
      degradedPush: [true, true],
    },
    built: endless([2, 1, 2, 1]),
    designed: [
      ['succeeded', 'PARTIALLY_ONLINE', [2, 1, 2, 2]],
      ['succeeded', 'PARTIALLY_ONLINE', [2, 1, 2, 2]],
    ],
  },
  {
    // As built dc-2 ingests it, stays PUSHED and never serves it.
    row: 'batch, "dc-0,dc-1" defer',
    asks: 'mode: targeted-deferred, targets: [dc-0, dc-1]',
    becomes: {
      converted: true,
      targets: ['dc-0'],
      deferred: true,
      dc1: 'does not',
      degradedPush: [true, true],
    },
    built: endless([2, 1, 1]),
    designed: [kept, kept],
  },
  {
    row: 'batch, "dc-0" defer',
    asks: 'mode: targeted-deferred, targets: [dc-0]',
    becomes: {
      converted: false,
      targets: ['dc-0'],
      deferred: true,
      dc1: 'does not',
      degradedPush: [false, true],
    },
    built: endless([2, 1, 1]),
    designed: [kept, kept],
  },
  {
    // As built the job queries all regions and never reaches its second phase; as designed that phase brings it even to dc-1.
    row: 'batch, "dc-0" no defer',
    asks: 'mode: targeted, targets: [dc-0]',
    becomes: {
      converted: false,
      targets: ['dc-0'],
      deferred: false,
      dc1: 'does not',
      degradedPush: [false, false],
    },
    built: endless([2, 1, 1]),
    // The second phase goes to dc-2 first, in Java's order, and then fails for dc-1.
    designed: [served, ['failed', 'PARTIALLY_ONLINE', [2, 1, 2]]],
  },
  {
    row: 'batch, "dc-1"',
    asks: 'mode: targeted, targets: [dc-1]',
    refused: 'every region this push to profiles asks for (dc-1) is degraded',
  },
  {
    row: 'hybrid, targets none',
    store: 'hybrid: true',
    becomes: { ...asAsked, degradedPush: [false, false] },
    ...needsDc1,
    ...needsDc1Designed,
  },
  {
    row: 'hybrid, targets none, user defer=true',
    asks: 'mode: deferred',
    store: 'hybrid: true',
    becomes: { ...asAsked, deferred: true, degradedPush: [false, false] },
    built: [
      ['succeeded', 'STARTED', [1, 1, 1]],
      ['failed', 'KILLED', [1, 1, 1]],
    ],
    designed: [
      ['succeeded', 'STARTED', [1, 1, 1]],
      ['failed', 'KILLED', [1, 1, 1]],
    ],
  },
  {
    row: 'hybrid, "dc-0" defer',
    asks: 'mode: targeted-deferred, targets: [dc-0]',
    store: 'hybrid: true',
    becomes: {
      converted: false,
      targets: ['dc-0'],
      deferred: true,
      dc1: 'does not',
      degradedPush: [false, true],
    },
    built: endless([2, 1, 1]),
    designed: [kept, kept],
  },
  {
    row: 'system store',
    store: 'system: true',
    becomes: { ...asAsked, degradedPush: [false, false] },
    ...needsDc1,
    ...needsDc1Designed,
  },
  {
    row: 'incremental',
    asks: 'mode: incremental',
    store: 'hybrid: true, incremental: true, activeActive: true',
    refused: 'no incremental push to profiles while dc-1 is degraded',
  },
  {
    row: 'all regions degraded, targets none',
    also: [mark('dc-0', '6m'), mark('dc-2', '6m')],
    scene: { switches: { 'min-healthy': 'off' } },
    refused: 'every region this push to profiles asks for (dc-0, dc-1, dc-2) is degraded',
  },
  {
    row: 'flag off',
    also: ['at: 7m, operator: update-cluster-config, degradedMode: false'],
    becomes: { ...asAsked, degradedPush: [false, false] },
    ...needsDc1,
    ...needsDc1Designed,
  },
];

function play(row: Row, profile: string, isDown: boolean) {
  return playScene({
    profile,
    config: inOrder,
    horizon: '30h',
    store: ['size: 1 GB', ...(row.store === undefined ? [] : [row.store])].join(', '),
    timeline: [
      ...(isDown ? [down('dc-1', '0s', '30h', 'region-outage')] : []),
      mark('dc-1'),
      ...(row.also ?? []),
      push('p1', '10m', row.asks),
    ],
    ...row.scene,
  });
}

function endOf(row: Row, profile: string, isDown: boolean): End {
  const played = play(row, profile, isDown).toEnd();
  return [played.job().state, played.parentStatus(2), played.serves()];
}

/** What the parent made of the request, and what dc-1 did with it, two minutes after it was sent. */
function becomes(row: Row, profile: string) {
  const played = play(row, profile, false).until('12m');
  const { names, parent } = played.world();
  const record = parent.stores[0]?.versions.find(({ number }) => number === 2);
  return {
    converted: played.facts('push-converted').length === 1,
    targets: record?.targets.map((region) => names.regions[region]),
    deferred: record?.swapDeferred,
    dc1: played.statuses(2)[1] === 'NOT_CREATED' ? 'does not' : 'creates it',
    degradedPush: record?.degradedPush,
  };
}

describe.each([
  ['as-built', 0],
  ['as-designed', 1],
] as const)('%s: outcome matrix, dc-1 degraded', (profile, column) => {
  for (const row of rows) {
    const { row: name, refused, built, designed } = row;
    if (row.becomes === undefined) {
      test(`row ${name}: refused`, () => {
        const played = play(row, profile, false).until('30m');
        expect(played.job().state).toBe('refused');
        expect(played.job().reason).toContain(refused ?? 'no reason is given');
        expect(played.facts('parent-version-created')).toEqual([]);
      });
      continue;
    }
    const { degradedPush, ...rest } = row.becomes;
    test(`row ${name}: what becomes of it`, () => {
      expect(becomes(row, profile)).toEqual({ ...rest, degradedPush: degradedPush[column] });
    });

    test(`row ${name}: how it ends`, () => {
      const ends = [endOf(row, profile, false), endOf(row, profile, true)];
      expect(ends).toEqual(profile === 'as-built' ? built : designed);
    });
  }
});

test('every row of the matrix is played', () => {
  expect(rows.map(({ row }) => row)).toEqual([
    'batch, targets none',
    'batch, targets none, user defer=true',
    'batch, "dc-0,dc-1,dc-2"',
    'batch, "dc-0,dc-1" defer',
    'batch, "dc-0" defer',
    'batch, "dc-0" no defer',
    'batch, "dc-1"',
    'hybrid, targets none',
    'hybrid, targets none, user defer=true',
    'hybrid, "dc-0" defer',
    'system store',
    'incremental',
    'all regions degraded, targets none',
    'flag off',
  ]);
  for (const { becomes, refused, built, designed } of rows) {
    expect(becomes === undefined).toBe(refused !== undefined);
    expect(becomes === undefined || (built !== undefined && designed !== undefined)).toBe(true);
  }
});
