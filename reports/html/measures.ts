/**
 * Curves over time, computed from a run's document: reads by version, reads served by a bad version, how far
 * regions lag behind, how far recoveries are, what goes over connections. Every region and store counts the
 * same; reads mean what servers serve. Pure; used by the page and tested without one.
 */
import { sumsOf } from './columns.js';
import type { RunDocument } from './shape.js';
import type { Timeline } from './timeline.js';

/** Several curves over the same instants. Values hold until the next instant when `stepped`. */
export interface Curves {
  readonly at: readonly number[];
  readonly lines: readonly Curve[];
  readonly stepped: boolean;
}

interface Curve {
  readonly label: string;
  readonly values: readonly number[];
}

/** Which regions and stores count; -1 = all. */
export interface Choice {
  readonly region: number;
  readonly store: number;
}

/** Percent of reads by the version that answers them; the oldest versions are taken together. */
export function readsByVersion(timeline: Timeline, choice: Choice): Curves {
  const counts = new Map<number, number>();
  const sweep = new Sweep(timeline, choice);
  const at: number[] = [];
  const rows: ReadonlyMap<number, number>[] = [];
  sweep.run((instant, change) => {
    if (change.from >= 0) counts.set(change.from, (counts.get(change.from) ?? 1) - 1);
    counts.set(change.to, (counts.get(change.to) ?? 0) + 1);
    if (at.at(-1) === instant) rows[rows.length - 1] = new Map(counts);
    else {
      at.push(instant);
      rows.push(new Map(counts));
    }
  });
  const versions = [...counts.keys()].sort((one, other) => one - other);
  const named = versions.slice(-6);
  const older = versions.slice(0, -6);
  const percent = (count: number): number => (100 * count) / Math.max(1, sweep.pairs);
  const lines = named.map((version) => ({
    label: version === 0 ? 'nothing' : `v${version}`,
    values: rows.map((row) => percent(row.get(version) ?? 0)),
  }));
  const rest = {
    label: 'older',
    values: rows.map((row) => percent(older.reduce((sum, one) => sum + (row.get(one) ?? 0), 0))),
  };
  return closed(
    { at, lines: older.length > 0 ? [rest, ...lines] : lines, stepped: true },
    timeline,
  );
}

/** Percent of reads that a version answers which was later rolled back or whose push failed. */
export function blastRadius(timeline: Timeline, choice: Choice): Curves {
  const bad = badVersions(timeline.document);
  const sweep = new Sweep(timeline, choice);
  const at: number[] = [];
  const values: number[] = [];
  let count = 0;
  sweep.run((instant, { store, from, to }) => {
    if (bad.has(`${store} ${from}`)) count -= 1;
    if (bad.has(`${store} ${to}`)) count += 1;
    const value = (100 * count) / Math.max(1, sweep.pairs);
    if (at.at(-1) === instant) values[values.length - 1] = value;
    else {
      at.push(instant);
      values.push(value);
    }
  });
  const lines = [{ label: 'reads served by a bad version', values }];
  return closed({ at, lines, stepped: true }, timeline);
}

/** The area below a stepped curve of percents, as milliseconds of full traffic. */
export function fullTrafficMs({ at, lines }: Curves): number {
  const values = lines[0]?.values ?? [];
  return values.reduce((sum, value, place) => {
    const next = at[place + 1];
    return next === undefined ? sum : sum + (value / 100) * (next - (at[place] ?? 0));
  }, 0);
}

/**
 * Minutes for which each region has been behind, averaged over its stores: since another region first served
 * a newer version that was not taken back.
 */
export function staleness(timeline: Timeline, choice: Choice): Curves {
  const { regions, head } = timeline.document;
  const bad = badVersions(timeline.document);
  const watched = choice.region >= 0 ? [choice.region] : [...regions.keys()];
  const behind = regions.map(() => ({ stores: 0, sinceSum: 0 }));
  const since = new Map<string, number>();
  const current = new Map<string, number>();
  const firstServed = new Map<number, { readonly version: number; readonly at: number }[]>();
  const at: number[] = [];
  const values = watched.map((): number[] => []);
  const sweep = new Sweep(timeline, { ...choice, region: -1 });
  const stores = choice.store >= 0 ? 1 : timeline.document.stores.length;
  const sample = (instant: number): void => {
    at.push(instant);
    for (const [place, region] of watched.entries()) {
      const { stores: count, sinceSum } = behind[region] ?? { stores: 0, sinceSum: 0 };
      values[place]?.push((count * instant - sinceSum) / 60_000 / Math.max(1, stores));
    }
  };
  const settle = (region: number, store: number): void => {
    const key = `${region} ${store}`;
    const newer = (firstServed.get(store) ?? []).filter(
      ({ version }) => version > (current.get(key) ?? 0),
    );
    const now = newer.length === 0 ? -1 : Math.min(...newer.map((one) => one.at));
    const was = since.get(key) ?? -1;
    const sum = behind[region];
    if (sum === undefined || now === was) return;
    sum.stores += (now < 0 ? 0 : 1) - (was < 0 ? 0 : 1);
    sum.sinceSum += Math.max(0, now) - Math.max(0, was);
    since.set(key, now);
  };
  const grid = gridOf(head.lasted);
  let next = 0;
  sweep.run((instant, { region, store, to }) => {
    for (; (grid[next] ?? Number.POSITIVE_INFINITY) < instant; next += 1) sample(grid[next] ?? 0);
    if (at.at(-1) !== instant) sample(instant);
    current.set(`${region} ${store}`, to);
    const known = firstServed.get(store) ?? [];
    if (!bad.has(`${store} ${to}`) && !known.some(({ version }) => version === to)) {
      firstServed.set(store, [...known, { version: to, at: instant }]);
      for (const other of regions.keys()) settle(other, store);
    } else settle(region, store);
    at.pop();
    for (const line of values) line.pop();
    sample(instant);
  });
  for (; next < grid.length; next += 1) sample(grid[next] ?? 0);
  const lines = watched.map((region, place) => ({
    label: regions[region] ?? '',
    values: values[place] ?? [],
  }));
  return { at, lines, stepped: false };
}

/** Stores that each recovery has brought back, in percent of its stores. */
export function recoveryProgress({ document }: Timeline, choice: Choice): Curves {
  const { recoveries, recoverySteps, regions, words, head } = document;
  const instants = sumsOf(recoverySteps.at);
  const done = recoveries.map(() => new Set<number>());
  const at: number[] = [];
  const values = recoveries.map((): number[] => []);
  const sample = (instant: number): void => {
    if (at.at(-1) === instant) {
      at.pop();
      for (const line of values) line.pop();
    }
    at.push(instant);
    for (const [place, { stores }] of recoveries.entries())
      values[place]?.push((100 * (done[place]?.size ?? 0)) / Math.max(1, stores));
  };
  sample(0);
  for (const [row, instant] of instants.entries()) {
    const state = words[recoverySteps.state[row] ?? -1];
    if (state !== 'recovered' && state !== 'skipped') continue;
    const store = recoverySteps.store[row] ?? -1;
    done[recoverySteps.recovery[row] ?? -1]?.add(store);
    sample(instant);
  }
  sample(head.lasted);
  const lines = recoveries.flatMap(({ region }, place) =>
    choice.region >= 0 && choice.region !== region
      ? []
      : [{ label: `${regions[region] ?? ''} (${place + 1})`, values: values[place] ?? [] }],
  );
  return { at, lines, stepped: true };
}

/** Megabits a second over each connection, each copy at its average rate; the eight busiest. */
export function linkUse({ document }: Timeline, choice: Choice): Curves {
  const { transfers, regions, head } = document;
  const chosen = transfers.filter(
    ({ store, source, target }) =>
      (choice.store < 0 || store === choice.store) &&
      (choice.region < 0 || source === choice.region || target === choice.region),
  );
  const links = new Map<string, { bytes: number; changes: [number, number][] }>();
  for (const { source, target, from, to, bytes } of chosen) {
    const label = `${regions[source] ?? ''} → ${regions[target] ?? ''}`;
    const link = links.get(label) ?? { bytes: 0, changes: [] };
    const rate = (bytes * 8) / 1_000 / Math.max(1, to - from);
    link.bytes += bytes;
    link.changes.push([from, rate], [to, -rate]);
    links.set(label, link);
  }
  const busiest = [...links].sort(([, one], [, other]) => other.bytes - one.bytes).slice(0, 8);
  const instants = new Set(busiest.flatMap(([, { changes }]) => changes.map(([at]) => at)));
  const at = [...new Set([0, ...instants, head.lasted])].sort((one, other) => one - other);
  const lines = busiest.map(([label, { changes }]) => {
    const sorted = changes.sort(([one], [other]) => one - other);
    let next = 0;
    let rate = 0;
    const values = at.map((instant) => {
      for (; (sorted[next]?.[0] ?? Number.POSITIVE_INFINITY) <= instant; next += 1)
        rate += sorted[next]?.[1] ?? 0;
      return Math.max(0, Math.round(rate * 1_000) / 1_000);
    });
    return { label, values };
  });
  return { at, lines, stepped: true };
}

/** Versions that were taken back or failed, as `store version`. */
function badVersions({ versions, words }: RunDocument): ReadonlySet<string> {
  const bad = new Set<string>();
  for (const [row, status] of versions.status.entries())
    if (badStatuses.has(words[status] ?? ''))
      bad.add(`${versions.store[row] ?? -1} ${versions.version[row] ?? -1}`);
  return bad;
}

const badStatuses: ReadonlySet<string> = new Set(['ROLLED_BACK', 'ERROR', 'KILLED']);

interface ServesChange {
  readonly region: number;
  readonly store: number;
  /** -1 for what was served from the start. */
  readonly from: number;
  readonly to: number;
}

/** Goes through every change of what is served, in order. */
class Sweep {
  /** Regions times stores that count. */
  readonly pairs: number;

  constructor(
    private readonly timeline: Timeline,
    private readonly choice: Choice,
  ) {
    const { regions, stores } = timeline.document;
    this.pairs = (choice.region < 0 ? regions.length : 1) * (choice.store < 0 ? stores.length : 1);
  }

  run(take: (at: number, change: ServesChange) => void): void {
    const { serves } = this.timeline.document;
    const current = new Map<number, number>();
    for (const [row, at] of this.timeline.servesAt.entries()) {
      const [region, store] = [serves.region[row] ?? -1, serves.store[row] ?? -1];
      if (this.choice.region >= 0 && region !== this.choice.region) continue;
      if (this.choice.store >= 0 && store !== this.choice.store) continue;
      const to = serves.version[row] ?? 0;
      const key = region * this.timeline.document.stores.length + store;
      take(at, { region, store, from: current.get(key) ?? -1, to });
      current.set(key, to);
    }
  }
}

/** Repeats the last values at the end of the run, so that a stepped curve reaches it. */
function closed(curves: Curves, { document: { head } }: Timeline): Curves {
  if (curves.at.length === 0 || curves.at.at(-1) === head.lasted) return curves;
  return {
    ...curves,
    at: [...curves.at, head.lasted],
    lines: curves.lines.map(({ label, values }) => ({
      label,
      values: [...values, values.at(-1) ?? 0],
    })),
  };
}

function gridOf(lasted: number): number[] {
  return Array.from({ length: 201 }, (_, place) => (lasted * place) / 200);
}
