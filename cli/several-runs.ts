/** Outputs of several runs together: their documents in one array, and how many ended how. Pure. */
import { type ExitStatus, exitStatus } from './exit-status.js';

/** One document as it is; several as an array. */
export function joined(documents: readonly string[], files: number): string {
  const [only] = documents;
  if (files === 1 && only !== undefined) return only;
  const entries = documents.map((document) => document.trimEnd().replaceAll('\n', '\n  '));
  return `[\n  ${entries.join(',\n  ')}\n]\n`;
}

/** `12 scenarios: 11 passed, 1 missed an expectation`. */
export function countsLine(statuses: readonly ExitStatus[]): string {
  const parts = countedWords.flatMap(([status, words]) => {
    const count = statuses.filter((each) => each === status).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const scenarios = statuses.length === 1 ? 'scenario' : 'scenarios';
  return `${statuses.length} ${scenarios}: ${parts.join(', ') || 'none finished'}`;
}

const countedWords: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.passed, 'passed'],
  [exitStatus.expectationMissed, 'missed an expectation'],
  [exitStatus.invariantViolated, 'violated an invariant'],
  [exitStatus.unsettled, 'did not settle'],
  [exitStatus.badInput, 'could not be read'],
  [exitStatus.simulatorBug, 'met a bug of the simulator'],
];
