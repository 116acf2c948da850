/**
 * What a study keeps of a run: its verdict, its digest, and every number worth comparing, by name. All metrics of the run are
 * included, so a new one needs no change here. Pure; the names are stable and documented in docs/studies.md.
 */
import type { PushSummary, Run, Verdict } from '../run/run-shape.js';
import type { MeasureUnit } from './study-result.js';

/** One number of a run; null where there is none, such as the duration of a push that never ends. */
interface Measure {
  readonly name: string;
  readonly unit: MeasureUnit;
  readonly value: number | null;
}

/** Which measures a run has; runs with the same ones share it, because a study keeps many runs. */
export type Layout = readonly Omit<Measure, 'value'>[];

/** All that is kept of one run. */
export interface RunRow {
  readonly seed: string;
  readonly verdict: Verdict;
  readonly digest: string;
  readonly violated: readonly string[];
  readonly layout: Layout;
  /** One for each entry of the layout. */
  readonly values: readonly (number | null)[];
}

/** Interns layouts. */
export class Layouts {
  private readonly known = new Map<string, Layout>();
  private last: Layout = [];

  /** The one layout with these names. */
  of(wanted: Layout): Layout {
    if (sameNames(wanted, this.last)) return this.last;
    const key = wanted.map(({ name }) => name).join('\n');
    this.last = this.known.get(key) ?? wanted.map(({ name, unit }) => ({ name, unit }));
    this.known.set(key, this.last);
    return this.last;
  }
}

function sameNames(one: Layout, other: Layout): boolean {
  return (
    one === other ||
    (one.length === other.length && one.every(({ name }, at) => name === other[at]?.name))
  );
}

/** Above it the pushes of a run are only counted and averaged. */
const pushesNamedMax = 20;

/** The row of a finished run. */
export function measured(run: Run, layouts: Layouts): RunRow {
  const measures = [...ofRun(run), ...ofPushes(run), ...ofRegions(run), ...ofMetrics(run)];
  return {
    seed: run.seed,
    verdict: run.verdict,
    digest: run.digest,
    violated: [...new Set(run.violations.map(({ invariant }) => invariant))],
    layout: layouts.of(measures),
    values: measures.map(({ value }) => value),
  };
}

function ofRun({ verdict, end, scenario, events, violations, expectations }: Run): Measure[] {
  const missed = expectations.filter(({ held }) => !held).length;
  return [
    yesNo('passed', verdict === 'passed'),
    { name: 'end-ms', unit: 'ms', value: end.at - scenario.setup.start },
    { name: 'events', unit: 'number', value: events },
    { name: 'violations', unit: 'number', value: violations.length },
    { name: 'expectations-missed', unit: 'number', value: missed },
  ];
}

function ofPushes(run: Run): Measure[] {
  const { pushes } = run.summary;
  if (pushes.length === 0) return [];
  const spread = servedEverywhere(run);
  const increments = incrementsOf(run);
  const times = pushes.map((push) => ({
    push,
    duration: push.endedMs === null ? null : push.endedMs - push.startedMs,
    everywhere: increments.has(push.push) ? null : spread(push),
    makesVersion: !increments.has(push.push),
  }));
  const succeeded = pushes.filter(({ outcome }) => outcome === 'succeeded').length;
  const all: Measure[] = [
    { name: 'pushes.succeeded-share', unit: 'number', value: succeeded / pushes.length },
    { name: 'pushes.duration-ms', unit: 'ms', value: meanOf(times.map((one) => one.duration)) },
    ...(times.some(({ makesVersion }) => makesVersion)
      ? [
          {
            name: 'pushes.everywhere-ms',
            unit: 'ms',
            value: meanOf(times.map((one) => one.everywhere)),
          } as const,
        ]
      : []),
  ];
  if (pushes.length > pushesNamedMax) return all;
  return all.concat(
    times.flatMap(({ push: { push, outcome }, duration, everywhere, makesVersion }) => {
      const ended: Measure[] = [
        yesNo(`push.${push}.succeeded`, outcome === 'succeeded'),
        { name: `push.${push}.duration-ms`, unit: 'ms', value: duration },
      ];
      if (!makesVersion) return ended;
      return [
        ...ended,
        yesNo(`push.${push}.everywhere`, everywhere !== null),
        { name: `push.${push}.everywhere-ms`, unit: 'ms', value: everywhere },
      ];
    }),
  );
}

/** Pushes that add to a version that is there already; nothing of theirs is to be served everywhere. */
function incrementsOf({ scenario }: Run): ReadonlySet<string> {
  return new Set(
    scenario.setup.timeline.flatMap((entry) =>
      entry.kind === 'push' && entry.mode === 'incremental' ? [entry.push] : [],
    ),
  );
}

/** From the start of a push until every region serves its version or a newer one; null if that never happens. */
function servedEverywhere({ serves: lanes }: Run): (push: PushSummary) => number | null {
  const byStore = new Map<string, { region: number; version: number; fromMs: number }[]>();
  for (const [region, { serves }] of lanes.entries()) {
    for (const { store, version, fromMs } of serves) {
      const known = byStore.get(store) ?? [];
      known.push({ region, version, fromMs });
      byStore.set(store, known);
    }
  }
  return ({ store, version, startedMs }) => {
    if (version === 0) return null;
    const first = new Array<number>(lanes.length).fill(Number.POSITIVE_INFINITY);
    for (const { region, version: served, fromMs } of byStore.get(store) ?? [])
      if (served >= version) first[region] = Math.min(first[region] ?? fromMs, fromMs);
    const last = Math.max(...first);
    return last === Number.POSITIVE_INFINITY ? null : last - startedMs;
  };
}

/** How long each region served something older than the newest version that any region served at that time, all stores together. */
function ofRegions({ summary }: Run): Measure[] {
  return summary.metrics.flatMap(({ name, labels, value }) => {
    if (name !== 'outcome.behind_ms') return [];
    return [{ name: `region.${labels.region}.behind-ms`, unit: 'ms', value }];
  });
}

function ofMetrics({ summary }: Run): Measure[] {
  return summary.metrics.map(({ name, labels, value }) => {
    let words = '';
    for (const label of Object.keys(labels))
      words += `${words === '' ? '' : ','}${label}=${labels[label]}`;
    return { name: words === '' ? name : `${name}{${words}}`, unit: unitOf(name), value };
  });
}

function unitOf(name: string): MeasureUnit {
  let unit = unitsKept.get(name);
  if (unit === undefined) {
    unit = /[._-]ms$/i.test(name) ? 'ms' : 'number';
    unitsKept.set(name, unit);
  }
  return unit;
}

/** Cached units of metrics, by name. */
const unitsKept = new Map<string, MeasureUnit>();

function yesNo(name: string, is: boolean): Measure {
  return { name, unit: 'yes-no', value: is ? 1 : 0 };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}
