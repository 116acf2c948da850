/** The JSON document of a run: what stands in the World at the end, by names. Keys may be added, never renamed. */
import type { MetricValue, WritableWorld as World } from '../../model/index.js';
import { bytesMoved, type Instant, type RunEnd } from '../../sim/index.js';
import type { Scenario } from '../scenario.js';
import type { ExpectationResult, RunSummary, Verdict, ViolationReport } from './run-shape.js';
import { type Counts, totalsOf } from './totals.js';

/** What is known of a run besides its World. */
export interface RunFacts {
  readonly end: RunEnd;
  readonly events: number;
  readonly digest: string;
  readonly seed: string;
  readonly verdict: Verdict;
  readonly expectations: readonly ExpectationResult[];
  readonly violations: readonly ViolationReport[];
  /** What was counted while the run happened. */
  readonly metrics: readonly MetricValue[];
  /** What else was counted; undefined if nothing was. */
  readonly counts: Counts | undefined;
}

/** The summary of a finished run. */
export function summarize(scenario: Scenario, world: World, facts: RunFacts): RunSummary {
  const { profile, policy, switches } = scenario.setup.venice;
  const { end, events, digest, seed, verdict, expectations, violations } = facts;
  return {
    scenario: scenario.title,
    file: scenario.file,
    seed,
    venice: { profile, policy, switches: { ...switches } },
    verdict,
    expected: expectations.length,
    totals: totalsOf(scenario, world, facts),
    end: { reason: end.reason === 'instant-limit' ? 'event-limit' : end.reason, atMs: end.at },
    events,
    digest,
    pushes: pushesOf(world),
    stores: storesOf(world),
    degradedRegions: world.parent.registry.stored.map(
      ({ region }) => world.names.regions[region] ?? '',
    ),
    recoveries: recoveriesOf(world),
    violations,
    expectations,
    metrics: [...facts.metrics, ...simulatedMetrics(world, end.at)],
  };
}

function pushesOf(world: World): RunSummary['pushes'] {
  return world.pushes.map((job) => ({
    push: world.names.pushes[job.push] ?? '',
    store: world.names.stores[job.store] ?? '',
    version: job.version,
    outcome: job.state === 'waiting' ? 'running' : job.state,
    reason: job.reason,
    checkpoint: job.checkpoint,
    startedMs: job.startedAt,
    endedMs: job.endedAt === 0 ? null : job.endedAt,
  }));
}

function storesOf(world: World): RunSummary['stores'] {
  return world.parent.stores.map((parent, store) => ({
    store: world.names.stores[store] ?? '',
    parentCurrent: parent.current,
    serving: Object.fromEntries(
      world.regions.map((region, id) => [
        world.names.regions[id] ?? '',
        region.stores[store]?.current ?? 0,
      ]),
    ),
    versions: parent.versions.map(({ number, status }) => ({
      version: number,
      status,
      regions: Object.fromEntries(
        world.regions.flatMap((region, id) => {
          const found = region.stores[store]?.versions.find((version) => version.number === number);
          return found === undefined ? [] : [[world.names.regions[id] ?? '', found.status]];
        }),
      ),
    })),
  }));
}

function recoveriesOf(world: World): RunSummary['recoveries'] {
  return world.parent.recoveryHistory.map(({ region, counts, phase }) => ({
    region: world.names.regions[region] ?? '',
    totalStores: counts.totalStores,
    initiatedStores: counts.initiatedStores,
    recoveredStores: counts.recoveredStores,
    failedStores: counts.failedStores,
    endedStores: counts.endedStores,
    versionsTransitioned: counts.versionsTransitioned,
    complete: phase === 'complete',
  }));
}

function simulatedMetrics(world: World, at: Instant): RunSummary['metrics'] {
  const between = world.links.filter((_, link) => link % (world.regions.length + 1) !== 0);
  const bytes = Math.round(between.reduce((sum, { link }) => sum + bytesMoved(link, at), 0));
  return [
    { name: 'simulated.admin_messages', labels: {}, value: world.adminChannel.length },
    { name: 'simulated.replicated_bytes', labels: {}, value: bytes },
  ];
}
