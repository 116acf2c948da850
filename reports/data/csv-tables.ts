/** The small tables of a run: intervals by region, pushes, expectations, violations, metrics. Instants are milliseconds since 1970. */
import type { Lane, Run } from '../../scenarios/index.js';
import type { Table } from './csv-facts.js';

/** Every stretch of time of every region: what it served, how pushes stood, and when it was down, degraded or recovering. */
export function intervalTable({ lanes, scenario }: Run): Table {
  const { start } = scenario.setup;
  const columns = [
    ...['region', 'kind', 'store', 'version', 'push', 'state'],
    ...['from_ms', 'to_ms', 'from_elapsed_ms', 'lasts_ms'],
  ];
  const rows = lanes.flatMap((lane) =>
    intervalsOf(lane).map(({ words, fromMs, toMs }) => {
      return [lane.region, ...words, fromMs, toMs, fromMs - start, toMs - fromMs];
    }),
  );
  return { columns, rows };
}

interface Interval {
  /** Kind, store, version, push, state. */
  readonly words: readonly (string | number)[];
  readonly fromMs: number;
  readonly toMs: number;
}

function intervalsOf({ serves, pushes, bands }: Lane): Interval[] {
  return [
    ...bands.map((band) => ({ ...band, words: [band.kind, '', '', '', band.text] })),
    ...serves.map(({ store, version, fromMs, toMs }) => {
      return { words: ['serves', store, version, '', ''], fromMs, toMs };
    }),
    ...pushes.map(({ store, version, push, status, fromMs, toMs }) => {
      return { words: ['push', store, version, push, status], fromMs, toMs };
    }),
  ];
}

/** One row a push job, in the order of the file. */
export function pushTable({ summary, scenario }: Run): Table {
  const { start } = scenario.setup;
  const columns = [
    ...['push', 'store', 'version', 'outcome', 'reason'],
    ...['started_ms', 'ended_ms', 'started_elapsed_ms', 'lasted_ms'],
  ];
  const rows = summary.pushes.map(
    ({ push, store, version, outcome, reason, startedMs, endedMs }) => {
      const ended =
        endedMs === null ? [null, startedMs - start, null] : endedCells(startedMs, endedMs);
      return [push, store, version === 0 ? null : version, outcome, reason, startedMs, ...ended];
    },
  );
  return { columns, rows };

  function endedCells(startedMs: number, endedMs: number): number[] {
    return [endedMs, startedMs - start, endedMs - startedMs];
  }
}

/** What the file expected, and what was found. */
export function expectationTable({ expectations }: Run): Table {
  const rows = expectations.map(({ text, held, found }) => [text, held, found]);
  return { columns: ['expectation', 'held', 'found'], rows };
}

/** Every breach of an invariant. */
export function violationTable({ violations, scenario }: Run): Table {
  const { setup, violates } = scenario;
  const rows = violations.map(({ invariant, atMs, message }) => {
    return [invariant, atMs, atMs - setup.start, violates.includes(invariant), message];
  });
  return { columns: ['invariant', 'at_ms', 'elapsed_ms', 'announced', 'message'], rows };
}

/** One row a number; labels as `name=value`, separated by semicolons. */
export function metricTable({ summary }: Run): Table {
  const rows = summary.metrics.map(({ name, labels, value }) => {
    const words = Object.entries(labels).map(([label, text]) => `${label}=${text}`);
    return [name, words.join(';'), value];
  });
  return { columns: ['metric', 'labels', 'value'], rows };
}
