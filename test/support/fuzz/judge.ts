/** What counts as a finding: an error that is not the product's own, a place outside the text, or more than ten seconds. */
import { Script } from 'node:vm';
import { describeProblem, ScenarioError } from '../../../scenarios/index.js';

/** Real time after which an input counts as hanging. */
export const hangMs = 10_000;

const timed = new Script('globalThis.pushsimTimedWork()');

/** Runs work and throws if it takes longer than `hangMs`, also if it would never end. */
function inTime<T>(work: () => T): T {
  let result: { readonly value: T } | undefined;
  Reflect.set(globalThis, 'pushsimTimedWork', () => {
    result = { value: work() };
  });
  timed.runInThisContext({ timeout: hangMs });
  if (result === undefined) throw new Error('the work did not end');
  return result.value;
}

/** What is wrong with how this work ended; undefined if it ended well or with a proper message. */
export function findingOf(text: string, work: () => unknown): string | undefined {
  try {
    inTime(work);
    return undefined;
  } catch (error) {
    if (!(error instanceof ScenarioError))
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    const lines = text.split('\n');
    return error.problems.map((problem) => flawOf(problem, lines)).find((flaw) => flaw !== '');
  }
}

/** Empty if a problem can be shown as it is. */
function flawOf(problem: ScenarioError['problems'][number], lines: readonly string[]): string {
  const { line, column, message } = problem;
  const words = describeProblem(problem);
  if (message.trim() === '') return `a problem without a message: ${JSON.stringify(problem)}`;
  if (line > lines.length) return `line ${line} of ${lines.length}: ${words}`;
  const length = lines[line - 1]?.length ?? 0;
  if (line > 0 && (column < 1 || column > length + 1))
    return `column ${column} of a line of ${length}: ${words}`;
  if (/(?<!received )\bundefined\b|\[object |function \w*\(/.test(wordsWithout(words)))
    return `words of the machine: ${words}`;
  return '';
}

/** Without what a file says itself, which stands in quotes. */
function wordsWithout(words: string): string {
  return words.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}
