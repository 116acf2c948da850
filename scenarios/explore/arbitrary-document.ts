/**
 * Draws a whole scenario as the value of a file, from nothing or on top of one that exists. First faults happen, then everything is healed:
 * faults end, and every region that may be marked is unmarked, so that what must happen eventually can be checked.
 */
import fc from 'fast-check';
import type { ModelCatalogue } from '../catalogue.js';
import type { Unnamed } from './arbitrary-fields.js';
import { hookDraw } from './arbitrary-hooks.js';
import { pushDraw } from './arbitrary-push.js';
import { episodeDraw, faultDraw, healAfterMinutes, operatorDraw } from './arbitrary-timeline.js';
import {
  configDraw,
  type Entry,
  latencyDraw,
  linkDraw,
  type StoreDraw,
  storeDraw,
} from './arbitrary-world.js';
import { withPossibleEntries } from './possible-entries.js';
import { type Cast, named, uniqueLinks } from './sample-names.js';

/** What may be drawn. */
export interface Bounds {
  /** Which Venice; absent: as-designed. */
  readonly venice?: Entry;
  /** Whether operator errors are drawn, too. */
  readonly mistakes: boolean;
}

/** How long a run may continue after everything is healed, as a file's duration. */
const horizon = '60h';

/** A scenario from nothing. */
export function arbitraryScenario(bounds: Bounds, catalogue: ModelCatalogue): fc.Arbitrary<Entry> {
  return fc
    .record(
      {
        seed: fc.integer({ min: 0, max: 1_000_000 }),
        ties: fc.constantFrom('fifo', 'shuffled'),
        regions: fc.integer({ min: 2, max: 5 }),
        stores: fc.array(storeDraw(), { minLength: 1, maxLength: 3 }),
        config: sometimes(configDraw()),
        hooks: sometimes(fc.array(hookDraw(catalogue.hooks), { maxLength: 3 })),
        links: sometimes(fc.array(linkDraw(), { maxLength: 2 })),
        latencies: sometimes(latencyDraw()),
        moving: movingDraw(bounds, catalogue, 1),
      },
      { noNullPrototype: true },
    )
    .map((draw) => documentOf(draw, bounds, catalogue));
}

/** More pushes, faults and actions on top of a scenario; its own expectations are left out, since they no longer need to hold. */
export function drawnOnTopOf(
  { document: base, cast }: { readonly document: Entry; readonly cast: Cast },
  bounds: Bounds,
  catalogue: ModelCatalogue,
): fc.Arbitrary<Entry> {
  return fc
    .record({
      seed: fc.integer({ min: 0, max: 1_000_000 }),
      ties: fc.constantFrom('fifo', 'shuffled'),
      moving: movingDraw(bounds, catalogue, 0),
    })
    .map(({ moving, seed, ties }) => {
      const { expect: _, violates: __, ...rest } = base;
      const pushes = cast.pushes.slice(0, moving.pushes.length);
      const added = timelineOf(moving, { ...cast, pushes });
      const own = Array.isArray(base.timeline) ? base.timeline : [];
      return withPossibleEntries(catalogue, {
        ...rest,
        seed,
        ties,
        horizon,
        timeline: [...own, ...added, ...healing(cast, [...own, ...added])],
      });
    });
}

interface Moving {
  readonly pushes: readonly Entry[];
  readonly episodes: readonly Unnamed<Entry[]>[];
  /** Faults, operator actions and mistakes. */
  readonly entries: readonly Unnamed<Entry>[];
}

/** Half of the runs have no entry of a kind, so that the other kinds are tried without it. */
function sometimes<Drawn>(arbitrary: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn | undefined> {
  return fc.option(arbitrary, { freq: 2, nil: undefined });
}

function movingDraw(
  { mistakes }: Bounds,
  { pushModes, faults, operatorActions }: ModelCatalogue,
  fewestPushes: number,
): fc.Arbitrary<Moving> {
  const many = (arbitrary: fc.Arbitrary<Unnamed<Entry>>, maxLength: number) =>
    sometimes(fc.array(arbitrary, { maxLength })).map((list) => list ?? []);
  const actions = operatorActions.filter(({ isMistake }) => isMistake !== true);
  const errors = operatorActions.filter(({ isMistake }) => mistakes && isMistake === true);
  return fc.record({
    pushes: fc.array(pushDraw(pushModes), { minLength: fewestPushes, maxLength: 5 }),
    episodes: fc.array(episodeDraw(faults), { maxLength: 2 }),
    entries: fc
      .tuple(
        many(faultDraw(faults), 3),
        many(operatorDraw(actions), 4),
        errors.length === 0 ? fc.constant([]) : many(operatorDraw(errors), 1),
      )
      .map((lists) => lists.flat()),
  });
}

interface Draw {
  readonly seed: number;
  readonly ties: string;
  readonly regions: number;
  readonly stores: readonly StoreDraw[];
  readonly config: ConfigDraw | undefined;
  readonly hooks: readonly Unnamed<Entry>[] | undefined;
  readonly links: readonly { from: number; to: number; capacity: string }[] | undefined;
  readonly latencies: Entry | undefined;
  readonly moving: Moving;
}

type ConfigDraw = ReturnType<typeof configDraw> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const regionNames = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
const storeNames = ['profiles', 'embeddings', 'ads'];

function documentOf(draw: Draw, { venice = {} }: Bounds, catalogue: ModelCatalogue): Entry {
  const cast: Cast = {
    regions: regionNames.slice(0, draw.regions),
    stores: storeNames.slice(0, draw.stores.length),
    pushes: draw.moving.pushes.map(({ prefix = '' }, index) => `${prefix}p${index + 1}`),
  };
  const timeline = timelineOf(draw.moving, cast);
  const { latencies, seed, ties } = draw;
  const hooks = wholeEntries(draw.hooks ?? [], cast);
  const links = uniqueLinks(draw.links ?? [], cast);
  const config = { ...configOf(draw.config, cast), ...asEntry(venice.config) };
  return withPossibleEntries(catalogue, {
    title: 'Found by exploring',
    seed,
    ...(ties === 'fifo' ? {} : { ties }),
    horizon,
    regions: cast.regions,
    stores: draw.stores.map((store, index) => storeOf(store, index, cast)),
    ...(hooks.length === 0 ? {} : { hooks }),
    ...(links.length === 0 ? {} : { links }),
    ...(latencies === undefined ? {} : { latencies }),
    venice: { ...venice, ...(Object.keys(config).length === 0 ? {} : { config }) },
    timeline: [...timeline, ...healing(cast, timeline)],
  });
}

function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function storeOf(
  { sourceFabric, instances, ...store }: StoreDraw,
  index: number,
  cast: Cast,
): Entry {
  const own = { name: cast.stores[index], ...named({ ...store, sourceFabric }, cast) };
  return instances === undefined ? own : { ...own, daVinci: { instances } };
}

function configOf(draw: ConfigDraw | undefined, cast: Cast): Entry {
  if (draw === undefined) return {};
  const { order, recovers, detection, cooldown, deferEmpty } = draw;
  const regions = order?.map((place) => cast.regions[place % cast.regions.length]) ?? [];
  return {
    ...(order === undefined
      ? {}
      : {
          'deferred.version.swap.region.roll.forward.order': wholeOrder(
            [...new Set(regions)],
            cast,
          ),
        }),
    ...(recovers === undefined ? {} : { 'degraded.mode.auto.recovery.enabled': recovers }),
    ...(cooldown === undefined ? {} : { 'controller.push.retry.cooldown.ms': cooldown }),
    ...(deferEmpty === undefined
      ? {}
      : { 'deferred.version.swap.for.empty.push.enabled': deferEmpty }),
    ...(detection === undefined ? {} : { 'concurrent.push.detection.strategy': detection }),
  };
}

/** An order that leaves a region out is a known design flaw, so every region is named. */
function wholeOrder(first: readonly (string | undefined)[], { regions }: Cast): string {
  return [...first, ...regions.filter((region) => !first.includes(region))].join(',');
}

/** An emergency source that is itself degraded is an operator error, and left out. */
function timelineOf({ pushes, episodes, entries: drawn }: Moving, cast: Cast): Entry[] {
  const entries = [...wholeEntries(drawn, cast), ...wholeEntries(episodes, cast).flat()];
  const marked = markedRegions(entries);
  const sound = entries.filter(
    ({ operator, region }) => operator !== 'set-emergency-source' || !marked.has(region),
  );
  const jobs = pushes.map(({ prefix: _, ...entry }, index) => ({
    ...named(entry, cast),
    push: cast.pushes[index],
  }));
  return [...sound, ...jobs];
}

/** With names filled in, less those that are about something the scenario does not have. */
function wholeEntries<T>(drawn: readonly Unnamed<T>[], cast: Cast): T[] {
  return drawn.map((entry) => entry(cast)).filter((entry) => entry !== undefined);
}

function markedRegions(timeline: readonly Entry[]): ReadonlySet<unknown> {
  const marks = timeline.filter(({ operator }) => operator === 'mark-degraded');
  return new Set(marks.map(({ region }) => region));
}

/** Unmarks, after everything else, each region that a mark names. */
function healing({ regions }: Cast, timeline: readonly Entry[]): Entry[] {
  const marked = markedRegions(timeline);
  return regions
    .filter((region) => marked.has(region))
    .map((region) => ({ at: `${healAfterMinutes}m`, operator: 'unmark-degraded', region }));
}
