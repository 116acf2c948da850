/**
 * The run as a Chrome trace event file, which Perfetto opens: regions as processes, actors as threads,
 * flows for messages, instants for facts, and spans for pushes, faults, degraded periods, recoveries and
 * served versions. Time counts from the start of the run, in microseconds as the format wants it.
 */
import type { Run } from '../../scenarios/index.js';
import { defaultChoice, type RenderChoice, type Report } from '../report.js';
import { isWanted } from '../text/line-filter.js';
import { verdictWords } from '../text/verdict.js';
import { flowEvents } from './chrome-trace-flows.js';
import { type Places, placesOf, type TraceEvent } from './chrome-trace-places.js';
import { spanEvents } from './chrome-trace-spans.js';

export const traceReport: Report = {
  name: 'trace',
  title: 'Chrome trace event file: opens in Perfetto or chrome://tracing',
  extension: 'trace.json',
  render: renderTrace,
};

/** The whole document, one event a line, ending in a line feed. */
export function renderTrace(run: Run, choice: RenderChoice = defaultChoice): string {
  const places = placesOf(run);
  const happened = [
    ...spanEvents(run, places),
    ...flowEvents(run, places),
    ...factEvents(run, places, choice),
  ].sort((one, other) => one.ts - other.ts);
  const lines = [...places.named(), ...happened].map((event) => JSON.stringify(event));
  const head = JSON.stringify({
    displayTimeUnit: 'ms',
    otherData: {
      scenario: run.scenario.title,
      file: run.scenario.file,
      seed: run.seed,
      digest: run.digest,
      verdict: verdictWords(run),
    },
  });
  return `${head.slice(0, -1)},"traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}

/** The lines of the narrative, as instants on the thread of their actor, and violations as global instants. */
function factEvents(run: Run, places: Places, { filter }: RenderChoice): TraceEvent[] {
  const { start } = run.scenario.setup;
  const facts = run.narrative.filter((line) => isWanted(line, filter, start));
  return [
    ...facts.map(({ atMs, where, text, kind, rule, store, push, region }): TraceEvent => {
      const args = { rule, store, push, region };
      const place = places.of(where, kind);
      return { name: text, cat: kind, ph: 'i', s: 't', ts: places.time(atMs), ...place, args };
    }),
    ...run.violations.map(({ invariant, atMs, message }): TraceEvent => {
      const place = places.of('parent', 'violation');
      const name = `VIOLATION ${invariant}`;
      const ts = places.time(atMs);
      return { name, cat: 'violation', ph: 'i', s: 'g', ts, ...place, args: { message } };
    }),
  ];
}
