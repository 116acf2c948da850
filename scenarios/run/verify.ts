/**
 * Checks determinism: runs a scenario a second time and, if the two differ, reports the first entry of the trace that does.
 * It does not check correctness; two equal runs can both be wrong.
 */
import { describeFact, type Fact } from '../../model/index.js';
import type { TraceEntry } from '../../sim/index.js';
import type { Scenario } from '../scenario.js';
import { prepare, type RunOptions } from './run.js';
import type { Run } from './run-shape.js';

/** Where two runs differ. `first` and `second` are the entries as text; `at` is -1 where a run had already ended. */
export interface Mismatch {
  readonly entry: number;
  readonly first: string;
  readonly second: string;
}

/** What usually makes two runs of the same scenario differ, for the message. */
export const usualSuspects =
  'usual causes: a custom hook that keeps state or uses a clock or random numbers, an unspecified order (a Set of objects, keys)';

/** Runs again and compares; `undefined` if both runs are byte-identical. */
export function verifyRun(
  scenario: Scenario,
  run: Run,
  options: RunOptions = {},
): Mismatch | undefined {
  const { simulation, trace } = prepare(scenario, options);
  simulation.run();
  if (simulation.digest() === run.digest) return undefined;
  return firstMismatch(run.facts, trace.entries, run.names);
}

/** The first entries that differ in their instant or in any field. */
export function firstMismatch(
  one: readonly TraceEntry<Fact>[],
  other: readonly TraceEntry<Fact>[],
  names: Run['names'],
): Mismatch {
  const length = Math.max(one.length, other.length);
  for (let entry = 0; entry < length; entry += 1) {
    const [first, second] = [one[entry], other[entry]];
    if (JSON.stringify(first) !== JSON.stringify(second))
      return { entry, first: entryWords(first, names), second: entryWords(second, names) };
  }
  return { entry: length, first: 'the same facts', second: 'the same facts in another digest' };
}

function entryWords(entry: TraceEntry<Fact> | undefined, names: Run['names']): string {
  if (entry === undefined) return 'nothing: the run is over';
  const line = describeFact(entry.fact, names);
  const words = line === undefined ? JSON.stringify(entry.fact) : `${line.where} ${line.text}`;
  return `${entry.at} ${entry.fact.kind}: ${words}`;
}
