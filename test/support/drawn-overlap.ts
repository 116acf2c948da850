/**
 * Draws a scenario in which a degraded push and its recovery overlap with other pushes, marks, rollbacks, fail-overs and faults, at every
 * stage. All faults end and all marks come off long before the horizon, so that the end shows whether everything was healed.
 */
import fc from 'fast-check';

/** Instants of the stages, in seconds: creation, writing, swap, attempt, copy, confirmation, and well after. */
const stages = [
  300, 302, 310, 330, 600, 900, 1_799, 1_800, 1_801, 1_815, 1_860, 2_100, 3_000, 5_400,
] as const;

const allRegions = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4', 'dc-5', 'dc-6'];

const modes = [
  'full',
  'full',
  'repush',
  'deferred',
  'targeted',
  'targeted-deferred',
  'empty',
  'incremental',
] as const;

/** A fault of one region, of a store in it, of a link, or of the parent. */
const faults = [
  'region-outage',
  'controller-outage',
  'controller-failover',
  'server-outage',
  'broker-outage',
  'network-cut',
  'disk-full',
  'replica-error',
  'link-cut',
  'link-slow',
  'parent-failover',
] as const;

const anyPlace = fc.nat({ max: 6 });

const disturbance = fc.oneof(
  fc.record({
    kind: fc.constant('push' as const),
    mode: fc.constantFrom(...modes),
    place: anyPlace,
  }),
  fc.record({
    kind: fc.constant('mark' as const),
    place: anyPlace,
    minutes: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({ kind: fc.constant('rollback' as const) }),
  fc.record({ kind: fc.constant('roll-forward' as const) }),
  fc.record({
    kind: fc.constant('fault' as const),
    fault: fc.constantFrom(...faults),
    place: anyPlace,
    minutes: fc.constantFrom(1, 5, 12, 45, 180),
  }),
);

/** A drawn overlap, before it is written as a scenario. */
export const arbitraryOverlap = (regions: number) =>
  fc.record({
    regions: fc.constant(regions),
    marked: fc.constantFrom(1, 1, 2),
    sizeGb: fc.constantFrom(1, 4, 40),
    mode: fc.constantFrom(...modes),
    slow: fc.boolean(),
    ordered: fc.boolean(),
    hybrid: fc.constantFrom(false, false, true),
    source: fc.nat({ max: 2 }),
    unmarkAt: fc.constantFrom(1_800, 1_800, 600, 310),
    seed: fc.integer({ min: 1, max: 1_000 }),
    disturbances: fc.array(fc.tuple(fc.constantFrom(...stages), disturbance), {
      minLength: 1,
      maxLength: 4,
    }),
  });

export type DrawnOverlap =
  ReturnType<typeof arbitraryOverlap> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const hybrid = { hybrid: true, activeActive: true, incremental: true };

/** When everything is over: no fault holds and no region is marked any more. */
const healedAt = 4 * 3_600;

/** Not drawn: a rollback before the push of its version has ended, which stops the push (VIP-4) and not a recovery. */
function isJudged({ ordered }: DrawnOverlap) {
  return ([second, one]: DrawnOverlap['disturbances'][number]) =>
    one.kind !== 'rollback' || (!ordered && second > 900);
}

type Entry = Readonly<Record<string, unknown>>;

/** The scenario of a drawn overlap. */
export function documentOfOverlap(drawn: DrawnOverlap): Record<string, unknown> {
  const regions = allRegions.slice(0, drawn.regions);
  const marked = regions.slice(1, 1 + Math.min(drawn.marked, Math.max(1, regions.length - 2)));
  const at = (seconds: number) => `${seconds}s`;
  const place = { hybrid: drawn.hybrid, regions };
  const timeline: Entry[] = [
    ...marked.map((region) => ({ at: at(120), operator: 'mark-degraded', region, timeout: '48h' })),
    { at: at(300), push: 'p1', store: 'profiles', ...modeOf(drawn.mode, place, 0) },
    ...marked.map((region) => ({ at: at(drawn.unmarkAt), operator: 'unmark-degraded', region })),
    ...drawn.disturbances
      .filter(isJudged(drawn))
      .flatMap(([second, one], index) => entriesOf(one, place, { second, index, at })),
    ...regions.map((region) => ({ at: at(healedAt), operator: 'unmark-degraded', region })),
  ];
  const order = { 'deferred.version.swap.region.roll.forward.order': regions.join(',') };
  return {
    title: 'a drawn overlap',
    seed: drawn.seed,
    horizon: '30h',
    regions,
    stores: [
      {
        name: 'profiles',
        size: `${drawn.sizeGb} GB`,
        sourceFabric: regions[drawn.source % regions.length],
        ...(drawn.hybrid ? hybrid : {}),
      },
    ],
    ...(drawn.slow ? { links: [{ from: 'dc-0', to: 'dc-1', capacity: '10 MB/s' }] } : {}),
    ...(drawn.ordered ? { venice: { config: order } } : {}),
    timeline,
  };
}

/** A store that takes no increments gets a full push instead. */
function modeOf(
  mode: (typeof modes)[number],
  { hybrid, regions }: { readonly hybrid: boolean; readonly regions: readonly string[] },
  offset: number,
) {
  if (mode === 'full' || (mode === 'incremental' && !hybrid)) return {};
  if (!mode.startsWith('targeted')) return { mode };
  return { mode, targets: [regions[offset % regions.length]] };
}

interface Moment {
  readonly second: number;
  readonly index: number;
  readonly at: (seconds: number) => string;
}

type Disturbance = DrawnOverlap['disturbances'][number][1];

function entriesOf(
  one: Disturbance,
  place: { readonly hybrid: boolean; readonly regions: readonly string[] },
  { second, index, at }: Moment,
): readonly Entry[] {
  const { regions } = place;
  const instant = { at: at(second) };
  const region = 'place' in one ? regions[one.place % regions.length] : undefined;
  switch (one.kind) {
    case 'push':
      return [
        {
          ...instant,
          push: `p${index + 2}`,
          store: 'profiles',
          ...modeOf(one.mode, place, one.place),
        },
      ];
    case 'mark':
      return [
        { ...instant, operator: 'mark-degraded', region, timeout: '48h' },
        { at: at(second + one.minutes * 60), operator: 'unmark-degraded', region },
      ];
    case 'rollback':
      return [{ ...instant, operator: 'roll-back', store: 'profiles' }];
    case 'roll-forward':
      return [{ ...instant, operator: 'roll-forward', store: 'profiles' }];
    case 'fault':
      return [{ ...instant, fault: one.fault, for: `${one.minutes}m`, ...whereOf(one, regions) }];
  }
}

function whereOf(
  { fault, place: index }: Extract<Disturbance, { kind: 'fault' }>,
  regions: readonly string[],
): Record<string, unknown> {
  const region = regions[index % regions.length];
  if (fault === 'parent-failover') return {};
  if (fault === 'replica-error') return { region, store: 'profiles' };
  if (!fault.startsWith('link-')) return { region };
  const link = { from: region, to: regions[(index + 1) % regions.length] };
  return link;
}
