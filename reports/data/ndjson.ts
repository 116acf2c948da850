/**
 * One JSON line per narrated fact, and the summary as the last line: for programs that read while a
 * file is still being written.
 */
import type { NarrativeLine, Run } from '../../scenarios/index.js';
import { defaultChoice, type Report } from '../report.js';
import { isWanted } from '../text/line-filter.js';

export const ndjsonReport: Report = {
  name: 'ndjson',
  title: 'One JSON line per fact, then one with the summary',
  extension: 'ndjson',
  render: (run, { filter } = defaultChoice) => {
    const { start } = run.scenario.setup;
    const wanted = run.narrative.filter((line) => isWanted(line, filter, start));
    return `${[...wanted.map((line) => factLine(line, run)), summaryLine(run)].join('\n')}\n`;
  },
};

/**
 * `type` distinguishes facts from the summary; `file` distinguishes runs when several are written one after the
 * other.
 */
function factLine(line: NarrativeLine, { scenario }: Run): string {
  const { atMs, where, text, kind, rule, region, store, version, push, important } = line;
  return JSON.stringify({
    type: 'fact',
    file: scenario.file,
    atMs,
    where,
    kind,
    text,
    rule,
    region,
    store,
    version,
    push,
    important,
  });
}

function summaryLine({ summary }: Run): string {
  return JSON.stringify({ type: 'summary', ...summary });
}
