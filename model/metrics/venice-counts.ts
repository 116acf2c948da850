/**
 * Counts Venice's published metrics of degraded mode from facts, with Venice's semantics: a conversion counts when it is decided, progress
 * only in the second phase, a deleted store not at all.
 */
import type { FactKind, FactOf } from '../facts.js';
import { regionName, storeName } from '../names.js';
import { parentVersion, pushJob } from '../queries/world.js';
import { progressGauge } from '../rules/recovery/progress.js';
import type { World } from '../world.js';
import type { MetricBook } from './book.js';

/** The one cluster of a simulated Venice. */
const cluster = 'venice';

/** The kinds of fact that count. */
export const veniceKinds = [
  'degraded-marked',
  'degraded-unmarked',
  'mark-measured',
  'push-converted',
  'push-refused',
  'push-ended',
  'recovery-progressed',
  'mark-overdue',
  'recovery-alerted',
  'swap-stalled',
] as const satisfies readonly FactKind[];

/** Counts one fact, after it has been written into the World. */
export function countForVenice(
  book: MetricBook,
  fact: FactOf<(typeof veniceKinds)[number]>,
  world: World,
): void {
  switch (fact.kind) {
    case 'degraded-marked':
      return book.set('degraded_mode.dc.active_count', { cluster }, fact.active);
    case 'degraded-unmarked':
      if (fact.changed) book.set('degraded_mode.dc.active_count', { cluster }, fact.active);
      return;
    case 'mark-measured': {
      const labels = labelsOfRegion(world, fact.region);
      return book.set('degraded_mode.dc.duration_minutes', labels, fact.minutes);
    }
    case 'push-converted':
      return book.count('degraded_mode.push.auto_converted_count', labelsOf(world, fact.store));
    case 'push-refused':
      if (fact.rule === 'DM-6')
        book.count('degraded_mode.push.blocked_incremental_count', labelsOf(world, fact.store));
      return;
    case 'push-ended':
      return countDegradedCompletion(book, fact, world);
    case 'recovery-progressed':
      return countProgress(book, fact, world);
    case 'mark-overdue':
      return book.count('simulated.alerts', { about: 'overdue-mark' });
    case 'swap-stalled':
      return book.set('simulated.stalled_swaps', { cluster }, fact.stores);
    case 'recovery-alerted':
      return book.count('simulated.alerts', { about: 'failed-recovery' });
  }
}

function countDegradedCompletion(
  book: MetricBook,
  { push, store, outcome }: FactOf<'push-ended'>,
  world: World,
): void {
  if (!world.variant.countDegradedCompletions) return;
  const { degraded, version } = pushJob(world, push);
  const partial = parentVersion(world, store, version)?.status === 'PARTIALLY_ONLINE';
  if (outcome === 'succeeded' && degraded.length > 0 && partial)
    book.count('push.completed.degraded.count', labelsOf(world, store));
}

function countProgress(book: MetricBook, fact: FactOf<'recovery-progressed'>, world: World): void {
  const { region, store, step, counts, durationMs } = fact;
  if (step === 'initiated') {
    book.count('degraded_mode.recovery.store_success_count', labelsOf(world, store));
    book.set('degraded_mode.recovery.store_duration_ms', labelsOf(world, store), durationMs);
  }
  if (step === 'attempts-failed' || step === 'timed-out' || step === 'copy-failed')
    book.count('degraded_mode.recovery.store_failure_count', labelsOf(world, store));
  if (step === 'current')
    book.count('degraded_mode.recovery.version_transitioned_count', labelsOf(world, store));
  const { variant } = world;
  // As built the gauge is not written in phase 1; as designed it follows every step.
  if (variant.clampProgress || gaugeAsBuilt.includes(step)) {
    const place = labelsOfRegion(world, region);
    book.set('degraded_mode.recovery.progress', place, progressGauge(counts, variant));
  }
}

const gaugeAsBuilt: readonly string[] = ['current', 'timed-out', 'completed'];

function labelsOf(world: World, store: number): { cluster: string; store: string } {
  return { cluster, store: storeName(world.names, store) };
}

type LabelsOfRegion = Readonly<{ cluster: string; region: string }>;

/** Cached: a mark is measured every minute of a run. */
function labelsOfRegion({ names }: World, region: number): LabelsOfRegion {
  let labels = labelsKept.get(names);
  if (labels === undefined) {
    labels = names.regions.map((_, id) => ({ cluster, region: regionName(names, id) }));
    labelsKept.set(names, labels);
  }
  return labels[region] ?? { cluster, region: '' };
}

const labelsKept = new WeakMap<World['names'], readonly LabelsOfRegion[]>();
