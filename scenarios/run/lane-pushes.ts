/**
 * How far each region is with each version over time: one stretch per push status, from the record of the version to its completion or
 * removal. One pass over the facts for all regions.
 */
import type { Fact, Names } from '../../model/index.js';
import type { Instant, TraceEntry } from '../../sim/index.js';
import { PushOfVersion } from './narrate.js';
import type { LanePush } from './run-shape.js';

/** One list a region, in the order in which the stretches began. A final status lasts for no time. */
export function lanePushesOf(
  names: Names,
  entries: readonly TraceEntry<Fact>[],
  end: Instant,
): LanePush[][] {
  const strips = new PushStrips(names);
  for (const { at, fact } of entries) strips.take(fact, at);
  return strips.finish(end);
}

interface Open {
  readonly stretch: Omit<LanePush, 'toMs'>;
  readonly place: number;
}

class PushStrips {
  private readonly pushes = new PushOfVersion();
  private readonly lanes: LanePush[][];
  private readonly open: Map<string, Open>[];

  constructor(private readonly names: Names) {
    this.lanes = names.regions.map(() => []);
    this.open = names.regions.map(() => new Map());
  }

  take(fact: Fact, at: Instant): void {
    this.pushes.learn(fact);
    if (fact.kind === 'version-created') this.begin(fact, 'STARTED', at);
    else if (fact.kind === 'push-status-set') this.begin(fact, fact.status, at);
    else if (fact.kind === 'version-deleted') this.close(fact, at);
  }

  finish(end: Instant): LanePush[][] {
    for (const [region, open] of this.open.entries())
      for (const { stretch, place } of open.values())
        this.put(region, place, { ...stretch, toMs: end });
    return this.lanes;
  }

  private begin(about: OfVersion, status: string, at: Instant): void {
    const { region, store, version } = about;
    const was = this.open[region]?.get(keyOf(about))?.stretch.status;
    if (was === status) return;
    this.close(about, at);
    const lane = this.lanes[region];
    if (lane === undefined) return;
    const stretch = {
      store: this.names.stores[store] ?? '',
      version,
      push: this.names.pushes[this.pushes.ofVersion(store, version)] ?? '',
      status,
      fromMs: at,
    };
    const place = lane.push({ ...stretch, toMs: at }) - 1;
    if (!isFinal(status)) this.open[region]?.set(keyOf(about), { stretch, place });
  }

  private close(about: OfVersion, at: Instant): void {
    const open = this.open[about.region];
    const found = open?.get(keyOf(about));
    if (found === undefined) return;
    this.put(about.region, found.place, { ...found.stretch, toMs: at });
    open?.delete(keyOf(about));
  }

  private put(region: number, place: number, stretch: LanePush): void {
    const lane = this.lanes[region];
    if (lane !== undefined) lane[place] = stretch;
  }
}

interface OfVersion {
  readonly region: number;
  readonly store: number;
  readonly version: number;
}

/** Nothing comes after it: completed, or an error of any kind. */
function isFinal(status: string): boolean {
  return status === 'COMPLETED' || status.includes('ERROR');
}

function keyOf({ store, version }: OfVersion): string {
  return `${store} ${version}`;
}
