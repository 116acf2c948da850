/** The families of the OpenMetrics text: type, unit and meaning of every name; the model's own are declared there. */
import { metrics } from '../../model/index.js';
import type { MetricSummary, Run } from '../../scenarios/index.js';

/** One family; `unit` is '' or what the name ends in. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'info' | 'unknown';
  readonly unit: string;
  readonly help: string;
  readonly samples: readonly Pick<MetricSummary, 'labels' | 'value'>[];
}

type Meaning = Pick<Family, 'type' | 'unit' | 'help'>;

/** What the model declares about each of its metrics. */
const meanings: ReadonlyMap<string, Meaning> = new Map(
  metrics.map(({ name, type, unit, meaning }) => {
    // The format wants a unit to be the end of the name, and has no units of several words.
    const isSuffix = unit !== '' && familyName(name).endsWith(`_${unit}`);
    return [name, { type, unit: isSuffix ? unit : '', help: meaning }];
  }),
);

/** The empty family of a metric: from the table, or a name without a description. */
export function familyOf(metric: string): Family {
  const name = familyName(metric);
  const meaning = meanings.get(metric);
  const unknown = { type: 'unknown' as const, unit: '', help: `${metric} of the run` };
  return { name, ...(meaning ?? unknown), samples: [] };
}

/** A name as the format allows it: letters, digits, underscores. */
function familyName(metric: string): string {
  const word = metric.replace(/[^a-zA-Z0-9_]/g, '_').replace(/_(total|info|created)$/, '');
  return /^[a-zA-Z_]/.test(word) ? word : `_${word}`;
}

/** The simulator's own metrics of a run. */
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
