/**
 * Every metric of a run in the order in which reports print them: Venice's own of degraded mode under their OpenTelemetry names, the
 * measures by which policies are compared (`outcome.*`), and the simulator's own (`simulated.*`). Names are stable.
 */
import type { MetricDeclaration } from './declaration.js';

type Details = Omit<MetricDeclaration, 'name' | 'type' | 'meaning'>;

const stats = 'DegradedModeStats';
const options = 'degraded-mode design, comparison of the options';
const perCluster: Details = { unit: '', dimensions: ['cluster'], source: stats };
const perRegion: Details = { unit: '', dimensions: ['cluster', 'region'], source: stats };
const perStore: Details = { unit: '', dimensions: ['cluster', 'store'], source: stats };
const compared: Details = { unit: '', dimensions: [], source: options };
const perHook: Details = { unit: '', dimensions: ['hook', 'function'], source: 'VIP-4, metrics' };
const simulated: Details = { unit: '', dimensions: [], source: 'the simulator' };

export const metrics = [
  gauge(
    'degraded_mode.dc.active_count',
    'Regions marked after the last mark or unmark.',
    perCluster,
  ),
  gauge('degraded_mode.dc.duration_minutes', 'Age of a mark at the last look of the monitor.', {
    ...perRegion,
    unit: 'minutes',
  }),
  counter('degraded_mode.push.auto_converted_count', 'Pushes turned into targeted ones.', perStore),
  counter('degraded_mode.push.blocked_incremental_count', 'Incremental pushes refused.', perStore),
  counter('degraded_mode.recovery.store_success_count', 'Recoveries initiated.', perStore),
  counter(
    'degraded_mode.recovery.store_failure_count',
    'Recoveries that could not be initiated or confirmed.',
    perStore,
  ),
  counter(
    'degraded_mode.recovery.version_transitioned_count',
    'Recovered versions that the region serves.',
    perStore,
  ),
  gauge('degraded_mode.recovery.progress', 'Stores counted of the last recovery of a region.', {
    ...perRegion,
    unit: 'percent',
  }),
  gauge('degraded_mode.recovery.store_duration_ms', 'From preparing a region to the copy.', {
    ...perStore,
    unit: 'ms',
  }),
  counter(
    'push.completed.degraded.count',
    'Push jobs that succeeded although degraded regions were left out.',
    { ...perStore, source: 'degraded-mode design, step 4' },
  ),
  counter('hooks.invocations', 'Calls of a hook, counted when they begin.', perHook),
  counter('hooks.outcomes', 'Answers of a hook, by outcome.', {
    ...perHook,
    dimensions: ['hook', 'function', 'outcome'],
  }),
  counter('hooks.failures', 'Calls that ended in an exception.', perHook),
  counter('hooks.timeouts', 'Calls that a time-out interrupted.', perHook),
  counter('hooks.queue_wait_ms', 'Time that calls waited for a worker, all together.', {
    ...perHook,
    unit: 'ms',
  }),
  gauge(
    'hooks.queue_wait_quantile_ms',
    'Time that calls waited for a worker, by quantile; 1 is the longest.',
    {
      ...perHook,
      dimensions: ['hook', 'function', 'quantile'],
      unit: 'ms',
    },
  ),
  gauge(
    'hooks.queued_at_end',
    'Calls that still wait for a worker at the end of the run.',
    perHook,
  ),
  gauge('hooks.queued_at_end_wait_ms', 'How long these calls have waited, all together.', {
    ...perHook,
    unit: 'ms',
  }),
  gauge('outcome.push_success_share', 'Push jobs that succeeded among those that ended.', {
    ...compared,
    unit: 'share',
  }),
  gauge('outcome.push_verdict_ms', 'Mean time from the start of a push job to its verdict.', {
    ...compared,
    unit: 'ms',
  }),
  counter(
    'outcome.false_failures',
    'Push jobs that failed although every sound region served the version within an hour.',
    compared,
  ),
  counter(
    'outcome.false_successes',
    'Push jobs that succeeded although a sound region did not serve the version.',
    compared,
  ),
  gauge(
    'outcome.blast_radius_regions',
    'Most regions that served a bad version at once.',
    compared,
  ),
  gauge('outcome.bad_region_minutes', 'Minutes in which regions served a bad version, summed.', {
    ...compared,
    unit: 'minutes',
  }),
  gauge('outcome.bad_traffic_share', 'Largest share of all reads that met a bad version at once.', {
    ...compared,
    unit: 'share',
  }),
  gauge(
    'outcome.bad_traffic_minutes',
    'Share of all reads that met a bad version, summed over minutes.',
    { ...compared, unit: 'minutes' },
  ),
  gauge('outcome.regions_ever_bad', 'Regions that ever served a bad version.', compared),
  gauge(
    'outcome.bad_signal_to_reverted_ms',
    'From the first sign of a bad version to the last region that leaves it, or to the end.',
    { ...compared, unit: 'ms' },
  ),
  gauge(
    'outcome.detection_delay_ms',
    'From the first sign of a bad version to the first ABORT or ROLLBACK of a hook.',
    { ...compared, unit: 'ms' },
  ),
  gauge(
    'outcome.swaps_after_rollback',
    'Swaps to a version after a hook had said ABORT or ROLLBACK about it.',
    compared,
  ),
  gauge(
    'outcome.stuck_regions',
    'Regions that at the end serve a bad version that no hook saw or that a hook rolled back, or ingest or hold a version that hooks ended.',
    compared,
  ),
  gauge(
    'outcome.served_everywhere_ms',
    'Mean time from the start of a push until every region serves its version or a newer one.',
    { ...compared, unit: 'ms' },
  ),
  gauge(
    'outcome.staleness',
    'Age of the newest version served anywhere, summed over the time a region served an older one.',
    { ...compared, unit: 'square minutes', dimensions: ['region'] },
  ),
  gauge('outcome.behind_ms', 'How long a region served an older version than another region.', {
    ...compared,
    unit: 'ms',
    dimensions: ['region'],
  }),
  gauge(
    'outcome.stale_ms',
    'How long a region served an older version than another region of at least one store.',
    { ...compared, unit: 'ms', dimensions: ['region'] },
  ),
  counter(
    'outcome.operator_actions',
    'Marks, unmarks, changes of the emergency source, and rolls, replays and kills by hand.',
    compared,
  ),
  counter('outcome.false_positives', 'Marks of a region in which nothing was broken.', compared),
  gauge(
    'outcome.stranded_versions',
    'Stranded versions at the end of the run: ghosts, orphans, stuck versions.',
    { ...compared, dimensions: ['kind'] },
  ),
  counter('outcome.recovery_initiations', 'Versions rebuilt in a region by a recovery.', compared),
  counter(
    'outcome.recoveries_in_vain',
    'Versions rebuilt in a region that it never served.',
    compared,
  ),
  counter('outcome.recoveries', 'Recoveries of a region that were started.', {
    ...compared,
    dimensions: ['region'],
  }),
  gauge(
    'outcome.recovery_copying_ms',
    'From the start of a recovery of a region until all its copies are under way, the longest.',
    { ...compared, dimensions: ['region'], unit: 'ms' },
  ),
  gauge(
    'outcome.recovery_longest_ms',
    'From the start of a recovery of a region until it is complete, the longest.',
    { ...compared, dimensions: ['region'], unit: 'ms' },
  ),
  gauge(
    'outcome.recovery_complete_ms',
    'From the first unmark of a region to the last confirmation before its next mark, the longest.',
    { ...compared, dimensions: ['region'], unit: 'ms' },
  ),
  counter('outcome.invariant_violations', 'Breaches of invariants.', compared),
  counter('simulated.admin_messages', 'Messages in the admin channel.', simulated),
  counter(
    'simulated.alerts',
    'Alerts: overdue marks (the first of each) and recoveries given up.',
    {
      ...simulated,
      dimensions: ['about'],
    },
  ),
  gauge('simulated.stalled_swaps', 'Stores whose deferred swap is far over its wait.', {
    ...simulated,
    dimensions: ['cluster'],
  }),
  counter('simulated.replicated_bytes', 'Bytes that crossed links between regions.', {
    ...simulated,
    unit: 'bytes',
  }),
] as const satisfies readonly MetricDeclaration[];

/** The name of a known metric. */
export type MetricName = (typeof metrics)[number]['name'];

function gauge<const Name extends string>(name: Name, meaning: string, details: Details) {
  return { name, type: 'gauge', meaning, ...details } as const;
}

function counter<const Name extends string>(name: Name, meaning: string, details: Details) {
  return { name, type: 'counter', meaning, ...details } as const;
}
