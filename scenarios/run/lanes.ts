/** The lanes of a run: for each region the versions that it served, and the periods in which it was down, degraded or recovering. */
import type { Fact, WritableWorld as World } from '../../model/index.js';
import type { Instant, Trace } from '../../sim/index.js';
import { lanePushesOf } from './lane-pushes.js';
import type { Lane, LaneBand, LaneOfVersions } from './run-shape.js';

/** One lane a region, in file order. */
export function lanesOf(
  world: World,
  trace: Trace<Fact>,
  end: Instant,
  serves: readonly LaneOfVersions[],
): Lane[] {
  const pushes = lanePushesOf(world.names, trace.entries, end);
  return world.names.regions.map((region, id) => ({
    region,
    serves: serves[id]?.serves ?? [],
    pushes: pushes[id] ?? [],
    bands: [
      ...outagesOf(world, trace, region, end),
      ...degradedOf(trace, id, end),
      ...recoveringOf(trace, id, end),
    ],
  }));
}

function outagesOf(world: World, trace: Trace<Fact>, region: string, end: Instant): LaneBand[] {
  const bands: LaneBand[] = [];
  const open = new Map<number, { readonly text: string; readonly at: Instant }>();
  for (const { at, fact } of trace.entries) {
    if (fact.kind !== 'fault-began' && fact.kind !== 'fault-healed') continue;
    const entry = world.setup.timeline[fact.entry];
    if (entry?.kind !== 'fault' || !concerns(entry.values, region)) continue;
    if (fact.kind === 'fault-began') open.set(fact.entry, { text: fact.fault, at });
    else close(open, fact.entry, bands, at);
  }
  for (const entry of [...open.keys()]) close(open, entry, bands, end);
  return bands;
}

/** Whether a field of a fault names the region, alone or in a list. */
function concerns(values: Readonly<Record<string, unknown>>, region: string): boolean {
  return Object.values(values).some(
    (value) => value === region || (Array.isArray(value) && value.includes(region)),
  );
}

function close(
  open: Map<number, { readonly text: string; readonly at: Instant }>,
  entry: number,
  bands: LaneBand[],
  toMs: Instant,
): void {
  const began = open.get(entry);
  if (began === undefined) return;
  bands.push({ kind: 'outage', fromMs: began.at, toMs, text: began.text });
  open.delete(entry);
}

function degradedOf(trace: Trace<Fact>, region: number, end: Instant): LaneBand[] {
  return periods(trace, end, {
    kind: 'degraded',
    begins: (fact) => fact.kind === 'degraded-marked' && fact.region === region,
    ends: (fact) => fact.kind === 'degraded-unmarked' && fact.region === region,
  });
}

function recoveringOf(trace: Trace<Fact>, region: number, end: Instant): LaneBand[] {
  return periods(trace, end, {
    kind: 'recovering',
    begins: (fact) => fact.kind === 'recovery-started' && fact.region === region,
    ends: (fact) =>
      fact.kind === 'recovery-phase-changed' && fact.region === region && fact.phase === 'complete',
  });
}

interface Period {
  readonly kind: LaneBand['kind'];
  begins(fact: Fact): boolean;
  ends(fact: Fact): boolean;
}

function periods(trace: Trace<Fact>, end: Instant, { kind, begins, ends }: Period): LaneBand[] {
  const bands: LaneBand[] = [];
  let since: Instant | undefined;
  for (const { at, fact } of trace.entries) {
    if (since === undefined && begins(fact)) since = at;
    else if (since !== undefined && ends(fact)) {
      bands.push({ kind, fromMs: since, toMs: at, text: kind });
      since = undefined;
    }
  }
  if (since !== undefined) bands.push({ kind, fromMs: since, toMs: end, text: kind });
  return bands;
}
