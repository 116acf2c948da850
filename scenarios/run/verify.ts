/**
 * The watch over determinism: runs a scenario a second time and, should the two differ, names the first entry of the trace in which they do.
 * Says nothing of what is right; two equal runs can both be wrong.
 */
import { describeFact, type Fact } from '../../model/index.js';
import type { TraceEntry } from '../../sim/index.js';
import type { Scenario } from '../scenario.js';
import { prepare, type RunOptions } from './run.js';
import type { Run } from './run-shape.js';

/** Where two runs part. `first` and `second` are the entries in words; `at` is -1 where a run had already ended. */
export interface Mismatch {
  readonly entry: number;
  readonly first: string;
  readonly second: string;
}

/** What usually makes two runs of the same scenario differ, for the message. */
export const usualSuspects =
  'usual suspects: a hook of your own that keeps something between runs, a clock or dice in it, an order that nothing fixes (a Set of objects, keys of an object)';

/** Runs again and compares; `undefined` if the second run is the first to the last byte. */
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

/** The first entries that differ in their instant or in any number or word. */
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
