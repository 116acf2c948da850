/**
 * What is wrong with what an author wrote: a list of problems, each with a place, what was expected,
 * what was found and what to write instead. All problems of a file travel in one error. Flaws of the
 * simulated Venice and of the simulator itself are not reported here.
 */

/** One thing to mend. `line` and `column` count from 1; 0 means that the problem has no place in a text. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the document, such as `timeline[3].region`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  /** What to write instead. */
  readonly hint?: string | undefined;
}

/** Thrown for bad input: every problem at once, in order of position. */
export class ScenarioError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'ScenarioError';
  }
}

/** Two to four lines: place, path and message; then what was expected and found; then what to write. */
export function describeProblem(problem: Problem): string {
  const lines = [
    `${placeOf(problem)}: ${problem.path === '' ? '' : `${problem.path}: `}${problem.message}`,
  ];
  if (problem.expected !== '') lines.push(`    expected: ${problem.expected}`);
  if (problem.found !== '') lines.push(`    found:    ${problem.found}`);
  if (problem.hint !== undefined) lines.push(`    hint:     ${problem.hint}`);
  return lines.join('\n');
}

/** `file:line:column`, as far as it is known. */
function placeOf({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
