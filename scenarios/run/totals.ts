/** The totals of a run: what did not go well, in numbers that stand under the verdict of every report. */
import type {
  HookWait,
  MetricValue,
  MetricWatch,
  WritableWorld as World,
} from '../../model/index.js';
import type { PushEnding, Scenario } from '../scenario.js';
import type {
  BadVersionSummary,
  HookWaitSummary,
  RunTotals,
  ViolationReport,
} from './run-shape.js';

/** What the observers of a run counted besides its metrics. */
export type Counts = Pick<MetricWatch, 'badVersions' | 'hookWaits'>;

interface Known {
  readonly violations: readonly ViolationReport[];
  readonly metrics: readonly MetricValue[];
  readonly counts: Counts | undefined;
}

const hour = 3_600_000;

/** The totals at the end of a run. */
export function totalsOf(
  { violates }: Pick<Scenario, 'violates'>,
  world: World,
  { violations, metrics, counts }: Known,
): RunTotals {
  const expected = violations.filter(({ invariant }) => violates.includes(invariant)).length;
  const knownGaps = violations.filter(
    ({ invariant, gaps }) => gaps !== undefined && !violates.includes(invariant),
  ).length;
  return {
    pushes: pushTotals(world),
    ...(counts === undefined ? {} : { counted: countedTotals(world, counts, metrics) }),
    recoveries: recoveryTotals(world),
    violations: { unexpected: violations.length - expected - knownGaps, knownGaps, expected },
  };
}

function pushTotals({ pushes }: World): RunTotals['pushes'] {
  const totals: Record<PushEnding, number> = {
    failed: 0,
    killed: 0,
    refused: 0,
    died: 0,
    running: 0,
    succeeded: 0,
  };
  for (const { state } of pushes) totals[state === 'waiting' ? 'running' : state] += 1;
  return { all: pushes.length, ...totals };
}

function countedTotals(
  world: World,
  counts: Counts,
  metrics: readonly MetricValue[],
): NonNullable<RunTotals['counted']> {
  const sum = (wanted: string): number =>
    metrics.reduce((total, { name, value }) => (name === wanted ? total + value : total), 0);
  return {
    staleRegionHours: Math.round((sum('outcome.stale_ms') / hour) * 100) / 100,
    badVersions: badVersionsOf(world, counts),
    badReadsShare: sum('outcome.bad_traffic_share'),
    hookCallsThatThrew: sum('hooks.failures'),
    hookCallsTimedOut: sum('hooks.timeouts'),
    hookWaits: counts.hookWaits().map((wait) => waitOf(world, wait)),
  };
}

function badVersionsOf({ names }: World, counts: Counts): BadVersionSummary[] {
  return counts.badVersions().map(({ store, version, push, regions, regionMinutes }) => ({
    push: names.pushes[push] ?? '',
    store: names.stores[store] ?? '',
    version,
    regions: [...regions].map((region) => names.regions[region] ?? ''),
    regionMinutes: Math.round(regionMinutes * 100) / 100,
  }));
}

function waitOf({ names }: World, wait: HookWait): HookWaitSummary {
  const { hook, point, store, version, region, state, times, since } = wait;
  return {
    hook,
    function: point,
    store: names.stores[store] ?? '',
    version,
    region: names.regions[region] ?? '',
    state,
    times,
    sinceMs: since,
  };
}

function recoveryTotals({ parent }: World): RunTotals['recoveries'] {
  const latest = new Map<string, boolean>();
  for (const { region, stores } of parent.recoveryHistory)
    for (const { store, state } of stores) latest.set(`${region} ${store}`, state === 'failed');
  return {
    all: parent.recoveryHistory.length,
    incomplete: parent.recoveryHistory.filter(({ phase }) => phase !== 'complete').length,
    storesFailed: [...latest.values()].filter(Boolean).length,
  };
}
