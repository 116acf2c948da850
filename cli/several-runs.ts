/** Outputs of several runs together: their documents in one array, and how many ended how. Pure. */
import { type ExitStatus, exitStatus } from './exit-status.js';

/** One document as it is; several as an array. */
export function joined(documents: readonly string[], files: number): string {
  const [only] = documents;
  if (files === 1 && only !== undefined) return only;
  const entries = documents.map((document) => document.trimEnd().replaceAll('\n', '\n  '));
  return `[\n  ${entries.join(',\n  ')}\n]\n`;
}

/** `12 scenarios: 1 missed an expectation, 10 passed, 1 completed with nothing expected`: the worst first. */
export function countsLine(statuses: readonly ExitStatus[], unjudged: number): string {
  const parts = countedWords.flatMap(([status, words]) => {
    const all = statuses.filter((each) => each === status).length;
    const count = status === exitStatus.passed ? all - unjudged : all;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  if (unjudged > 0) parts.push(`${unjudged} completed with nothing expected`);
  const scenarios = statuses.length === 1 ? 'scenario' : 'scenarios';
  return `${statuses.length} ${scenarios}: ${parts.join(', ') || 'none finished'}`;
}

const countedWords: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.simulatorBug, 'met a bug of the simulator'],
  [exitStatus.badInput, 'could not be read'],
  [exitStatus.invariantViolated, 'violated an invariant'],
  [exitStatus.unsettled, 'did not settle'],
  [exitStatus.expectationMissed, 'missed an expectation'],
  [exitStatus.passed, 'passed'],
];
