/**
 * The replay of the library and the test vectors: every file is run once in a test run, and all tests of this folder read its stored
 * result (they share a worker, see vitest.config.ts). Changed files, for tests that a change is detected, are run once for each change.
 */
import { readFileSync } from 'node:fs';
import { reportNamed, ruleCoverage } from '../../reports/index.js';
import {
  loadScenario,
  type Overrides,
  parseScenario,
  type Run,
  runScenario,
  type Scenario,
} from '../../scenarios/index.js';

/** The result of a run. */
export interface Outcome {
  readonly verdict: Run['verdict'];
  /** Expectations that were missed, as text. */
  readonly missed: readonly string[];
  /** Names of the invariants that were violated, each once. */
  readonly violated: readonly string[];
}

/** The result of the run of an unchanged file, without its trace: hundreds of traces do not fit into memory. */
export interface Replay extends Outcome {
  readonly text: string;
  readonly scenario: Scenario;
  readonly digest: string;
  /** The golden narrative. */
  readonly narrative: string;
  /** Ids of the rules that decided something. */
  readonly rules: readonly string[];
  /** Names of the metrics that are not 0 at its end, each once. */
  readonly metrics: readonly string[];
  /** The parent's statuses of version 2 in order, and ONLINE once more for a roll-forward after it. */
  readonly parentHistory: readonly string[];
}

const replays = new Map<string, Replay>();
const changes = new Map<string, Outcome>();

/** The run of a file as it is. */
export function replayOf(file: string): Replay {
  const known = replays.get(file);
  if (known !== undefined) return known;
  const scenario = loadScenario(file);
  const run = runScenario(scenario);
  const replay = {
    ...outcomeOf(run),
    text: readFileSync(file, 'utf8'),
    scenario,
    digest: run.digest,
    narrative: reportNamed('narrative')?.render(run) ?? '',
    rules: [...ruleCoverage([run]).keys()],
    metrics: metricsOf(run),
    parentHistory: parentHistoryOf(run),
  };
  replays.set(file, replay);
  return replay;
}

/** The run of a file with another text or other switches. */
export function changed(file: string, text: string, overrides: Overrides = {}): Outcome {
  const key = JSON.stringify([file, text, overrides]);
  const outcome = changes.get(key) ?? outcomeOf(runScenario(parseScenario(text, file, overrides)));
  changes.set(key, outcome);
  return outcome;
}

function outcomeOf({ verdict, expectations, violations }: Run): Outcome {
  return {
    verdict,
    missed: expectations.filter(({ held }) => !held).map(({ text }) => text),
    violated: [...new Set(violations.map(({ invariant }) => invariant))],
  };
}

function metricsOf({ summary }: Run): string[] {
  const measured = summary.metrics.filter(({ value }) => value !== 0);
  return [...new Set(measured.map(({ name }) => name))];
}

function parentHistoryOf({ facts }: Run): string[] {
  const history = ['STARTED'];
  for (const { fact } of facts) {
    if (fact.kind === 'parent-version-status-set' && fact.version === 2) history.push(fact.status);
    const forward = fact.kind === 'version-swapped' && fact.because === 'rolled-forward';
    if (forward && history.at(-1) === 'ONLINE') history.push('ONLINE');
  }
  return history;
}
