/** The families of the OpenMetrics text: type, unit and meaning of every name. Source of the degraded-mode names: degraded §8.1. */
import type { MetricSummary, Run } from '../scenarios/index.js';

/** One family; `unit` is '' or what the name ends in. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'info' | 'unknown';
  readonly unit: string;
  readonly help: string;
  readonly samples: readonly Pick<MetricSummary, 'labels' | 'value'>[];
}

type Meaning = Pick<Family, 'type' | 'unit' | 'help'>;

const meanings: Readonly<Record<string, Meaning>> = {
  'degraded_mode.dc.active_count': gauge('regions that are marked degraded'),
  'degraded_mode.dc.duration_minutes': gauge('how long a region has been degraded', 'minutes'),
  'degraded_mode.push.auto_converted_count': counter(
    'pushes that were turned into targeted pushes',
  ),
  'degraded_mode.push.blocked_incremental_count': counter('incremental pushes that were refused'),
  'degraded_mode.recovery.store_success_count': counter('stores whose recovery could be initiated'),
  'degraded_mode.recovery.store_failure_count': counter('stores whose recovery failed'),
  'degraded_mode.recovery.version_transitioned_count': counter(
    'recovered versions that are online everywhere again',
  ),
  'degraded_mode.recovery.progress': gauge('share of a recovery that is done, in percent'),
  'degraded_mode.recovery.store_duration_ms': gauge('how long a store took to initiate', 'ms'),
  'simulated.admin_messages': counter('messages in the admin channel'),
  'simulated.replicated_bytes': counter('bytes that crossed links between regions', 'bytes'),
};

/** The empty family of a metric: from the table, or a name that nobody described. */
export function familyOf(metric: string): Family {
  const name = familyName(metric);
  const meaning = meanings[metric] ?? { type: 'unknown', unit: '', help: `${metric} of the run` };
  return { name, ...meaning, samples: [] };
}

/** A name as the format allows it: letters, digits, underscores. */
function familyName(metric: string): string {
  const word = metric.replace(/[^a-zA-Z0-9_]/g, '_').replace(/_(total|info|created)$/, '');
  return /^[a-zA-Z_]/.test(word) ? word : `_${word}`;
}

/** What the simulator knows of a run. */
export function runFamilies(run: Run): Family[] {
  const { scenario, summary, seed, digest, end, verdict } = run;
  const { profile, policy } = summary.venice;
  const broken = countsBy(run.violations.map(({ invariant }) => invariant));
  const held = countsBy(run.expectations.map((one) => String(one.held)));
  const seconds = (end.at - scenario.setup.start) / 1_000;
  return [
    family('pushsim_run', info('the run that these numbers are of'), [
      { labels: { seed, digest, profile, policy, verdict }, value: 1 },
    ]),
    family('pushsim_passed', gauge('1 when the run passed, else 0'), [
      { labels: {}, value: verdict === 'passed' ? 1 : 0 },
    ]),
    family('pushsim_events', counter('events that were simulated'), [
      { labels: {}, value: run.events },
    ]),
    family('pushsim_simulated_seconds', gauge('how much time was simulated', 'seconds'), [
      { labels: {}, value: seconds },
    ]),
    family('pushsim_expectations', gauge('expectations by whether they held'), [
      ...[...held].map(([word, value]) => ({ labels: { held: word }, value })),
    ]),
    family('pushsim_violations', counter('breaches by invariant'), [
      ...[...broken].map(([invariant, value]) => ({ labels: { invariant }, value })),
    ]),
    ...pushFamilies(run),
  ];
}

function pushFamilies({ summary }: Run): Family[] {
  const ended = summary.pushes.flatMap(({ push, store, startedMs, endedMs }) =>
    endedMs === null ? [] : [{ labels: { push, store }, value: (endedMs - startedMs) / 1_000 }],
  );
  return [
    family('pushsim_push_outcome', gauge('1 for the outcome that a push had'), [
      ...summary.pushes.map(({ push, store, outcome }) => {
        return { labels: { push, store, outcome }, value: 1 };
      }),
    ]),
    family('pushsim_push_duration_seconds', gauge('from start to end of a push', 'seconds'), ended),
  ];
}

function family(name: string, meaning: Meaning, samples: Family['samples']): Family {
  return { name, ...meaning, samples };
}

function countsBy(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function gauge(help: string, unit = ''): Meaning {
  return { type: 'gauge', unit, help };
}

function counter(help: string, unit = ''): Meaning {
  return { type: 'counter', unit, help };
}

function info(help: string): Meaning {
  return { type: 'info', unit: '', help };
}
