/**
 * How long the recoveries of a run took, and what bound them: bytes for each link, stores copied, the time that each resource alone needs (link,
 * servers, pool), the one that binds, and what twice as much of each would save. Queueing and the pauses between checks come on top.
 */
import { defaultServers, veniceConfig } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';
import { formatDuration } from '../../sim/index.js';
import type { Report } from '../report.js';
import { safeLine } from './safe-text.js';

export const recoveryReport: Report = {
  name: 'recovery',
  title: 'How long recoveries took, which resource bound them, what twice as much would save',
  extension: 'recovery.txt',
  render: renderRecovery,
};

/** One copy of a recovery. */
export interface Copy {
  readonly from: string;
  readonly bytes: number;
  readonly replicas: number;
  /** Preparation and readiness checks, during which it held a worker. */
  readonly workerMs: number;
}

/** What the copies of one region share. */
export interface Capacity {
  /** Bytes per second from each other region. */
  readonly linkRate: (from: string) => number;
  /** Bytes per second that all servers of the region take in. */
  readonly serverRate: number;
  readonly workers: number;
}

/** The time that a resource needs for all copies if nothing else holds them back. */
export interface ResourceTime {
  readonly resource: string;
  readonly ms: number;
  /** The shortest time of the whole recovery with twice as much of it. */
  readonly doubledMs: number;
}

/** Every resource, the one that binds first. */
export function resourceTimes(copies: readonly Copy[], capacity: Capacity): ResourceTime[] {
  const sum = (of: (copy: Copy) => number, some = copies) =>
    some.reduce((total, copy) => total + of(copy), 0);
  const sources = [...new Set(copies.map(({ from }) => from))];
  const alone: (readonly [resource: string, ms: number])[] = [
    ...sources.map((from): readonly [string, number] => {
      const bytes = sum(
        (copy) => copy.bytes,
        copies.filter((copy) => copy.from === from),
      );
      return [`link from ${from}`, (1_000 * bytes) / capacity.linkRate(from)];
    }),
    ['servers', (1_000 * sum(({ bytes, replicas }) => bytes * replicas)) / capacity.serverRate],
    ['pool', sum(({ workerMs }) => workerMs) / capacity.workers],
  ];
  return alone
    .map(([resource, ms]) => {
      const others = alone.flatMap(([name, time]) => (name === resource ? [] : [time]));
      return { resource, ms, doubledMs: Math.max(ms / 2, ...others) };
    })
    .sort((one, other) => other.ms - one.ms);
}

function renderRecovery(run: Run): string {
  const regions = run.scenario.setup.regions.map(({ name }) => name);
  const parts = regions.flatMap((name, region) => {
    const copies = copiesInto(run, region);
    return copies.length === 0 ? [] : [regionText(run, name, region, copies)];
  });
  const lines = parts.length === 0 ? ['no recovery copied anything'] : parts.flat();
  return `${[`recoveries of ${safeLine(run.scenario.title)}`, ...lines].join('\n')}\n`;
}

function regionText(run: Run, name: string, region: number, copies: readonly Copy[]): string[] {
  const { setup } = run.scenario;
  const { servers = defaultServers } = setup.regions[region] ?? {};
  const config = veniceConfig(setup.venice.profile, setup.venice.config);
  const own = (from: string) =>
    setup.links.find((link) => link.from === from && link.to === name)?.bytesPerSecond;
  const times = resourceTimes(copies, {
    linkRate: (from) => own(from) ?? setup.physics.linkRate,
    serverRate: servers * setup.physics.serverRate,
    workers: Math.max(1, config['degraded.mode.recovery.thread.pool.size']),
  });
  const took = tookText(run, region);
  const shortest = Math.max(...times.map(({ ms }) => ms));
  const bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
  return [
    `${safeLine(name)}: ${copies.length} copies, ${Math.round(bytes / 1_000_000)} MB, took ${took}, bound by ${times[0]?.resource ?? ''}`,
    ...times.map(
      ({ resource, ms, doubledMs }) =>
        `  ${resource.padEnd(20)} ${whole(ms).padStart(12)} alone, twice as much saves ${whole(shortest - doubledMs)}`,
    ),
  ];
}

/** The copies of recoveries that began to read in a region, with the phase 1 that each needed. */
function copiesInto(run: Run, region: number): Copy[] {
  const recovered = new Set<string>();
  const workerMs = new Map<number, number>();
  const copies: { readonly store: number; readonly from: number; readonly bytes: number }[] = [];
  for (const { fact } of run.facts) {
    if (!('region' in fact) || fact.region !== region) continue;
    if (fact.kind === 'version-created' && fact.recovered)
      recovered.add(`${fact.store}/${fact.version}`);
    if (fact.kind === 'replication-started' && recovered.has(`${fact.store}/${fact.version}`))
      copies.push(fact);
    if (fact.kind === 'recovery-progressed' && fact.step === 'initiated')
      workerMs.set(fact.store, (workerMs.get(fact.store) ?? 0) + fact.durationMs);
  }
  const { stores, regions } = run.scenario.setup;
  return copies.map(({ store, from, bytes }) => ({
    from: regions[from]?.name ?? '',
    bytes,
    replicas: stores[store]?.replicas ?? 1,
    workerMs: workerMs.get(store) ?? 0,
  }));
}

/** From the first recovery of a region to the end of its last one. */
function tookText(run: Run, region: number): string {
  const of = run.facts.filter(({ fact }) => 'region' in fact && fact.region === region);
  const from = of.find(({ fact }) => fact.kind === 'recovery-started')?.at ?? 0;
  const to = of.findLast(
    ({ fact }) => fact.kind === 'recovery-phase-changed' && fact.phase === 'complete',
  )?.at;
  return to === undefined || to < from ? 'an unknown time, as it is not over' : whole(to - from);
}

function whole(ms: number): string {
  return formatDuration(Math.round(ms / 1_000) * 1_000);
}
