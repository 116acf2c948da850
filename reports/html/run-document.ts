/**
 * A finished run as the document that its HTML page carries. The same run gives the same document; independent
 * of the page's layout.
 */
import { type SwitchOverrides, switches, switchValues } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';
import { replayCommand } from '../text/replay-line.js';
import { totalsLine } from '../text/totals.js';
import {
  gapNote,
  verdictMood,
  verdictReason,
  verdictWords,
  violationMark,
} from '../text/verdict.js';
import { valueWord, veniceLine } from '../text/words.js';
import { WordTable } from './columns.js';
import { encodeNarrative } from './narrative-table.js';
import { runTables } from './run-tables.js';
import type { BandRow, PushRow, RunDocument, RunHead } from './shape.js';

/** All that the page of a run needs; `replayWith` are the options of its command besides file and seed. */
export function runDocument(run: Run, replayWith: string): RunDocument {
  const { regions, stores, pushes } = run.names;
  const words = new WordTable();
  const tables = runTables(run, words);
  const narrative = encodeNarrative(run.narrative, {
    start: run.scenario.setup.start,
    region: placesOf(regions),
    store: placesOf(stores),
    push: placesOf(pushes),
    words,
  });
  return {
    kind: 'run',
    head: headOf(run, replayWith),
    regions,
    stores,
    pushes: pushRows(run),
    words: words.words,
    bands: bandRows(run),
    ...tables,
    narrative,
  };
}

function headOf(run: Run, replayWith: string): RunHead {
  const { scenario, end } = run;
  const { start } = scenario.setup;
  return {
    title: scenario.title,
    story: scenario.story,
    file: scenario.file,
    text: scenario.text,
    seed: run.seed,
    ties: scenario.ties,
    venice: veniceLine(run),
    switches: switchRows(run),
    replay: replayCommand(run, replayWith),
    digest: run.digest,
    events: run.events,
    verdict: run.verdict,
    verdictWords: verdictWords(run),
    mood: verdictMood(run),
    totals: totalsLine(run.summary),
    reason: verdictReason(run),
    lasted: end.at - start,
    ended: end.words,
    expectations: run.expectations.map(({ text, held, found }) => ({ text, held, found })),
    violations: run.violations.map((violation) => ({
      invariant: violation.invariant,
      at: violation.atMs - start,
      message: `${violation.message}${gapNote(violation)}`,
      announced: violationMark(run, violation) !== 'violated',
    })),
  };
}

function switchRows({ scenario }: Run): RunHead['switches'] {
  const { profile, switches: values } = scenario.setup.venice;
  const usual: SwitchOverrides = switchValues(profile);
  return switches.map(({ name }) => [name, valueWord(values[name]), values[name] === usual[name]]);
}

function pushRows({ summary, names, scenario }: Run): PushRow[] {
  const stores = placesOf(names.stores);
  const { start } = scenario.setup;
  return summary.pushes.map(({ push, store, version, outcome, reason, startedMs, endedMs }) => ({
    name: push,
    store: stores.get(store) ?? -1,
    version,
    outcome,
    reason,
    from: startedMs - start,
    to: endedMs === null ? -1 : endedMs - start,
  }));
}

function bandRows({ lanes, scenario }: Run): BandRow[] {
  const { start } = scenario.setup;
  return lanes.flatMap(({ bands }, region) =>
    bands.map(({ kind, fromMs, toMs, text }) => ({
      region,
      kind,
      from: fromMs - start,
      to: toMs - start,
      text,
    })),
  );
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}
