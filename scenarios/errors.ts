/**
 * Errors in a scenario file: a list of problems, each with a place, what was expected,
 * what was found and what to write instead. One error carries all problems of a file. Defects of the
 * simulated Venice and of the simulator itself are not reported here.
 */

/** One thing to fix. `line` and `column` count from 1; 0 means that the problem has no place in a text. */
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
  const { path, message, expected, found, hint } = problem;
  const lines = [
    `${placeOf(problem)}: ${path === '' ? '' : `${capped(path)}: `}${capped(message)}`,
  ];
  if (expected !== '') lines.push(`    expected: ${capped(expected)}`);
  if (found !== '') lines.push(`    found:    ${capped(found)}`);
  if (hint !== undefined) lines.push(`    hint:     ${capped(hint)}`);
  return lines.join('\n');
}

/** Both found and expected texts may be very long. */
const lineLengthMax = 600;

/** A text cut to the length of one line of a message. */
export function capped(text: string): string {
  return text.length <= lineLengthMax ? text : `${text.slice(0, lineLengthMax - 1)}…`;
}

/** `file:line:column`, as far as it is known, on one line whatever the file is called. */
function placeOf({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>): string {
  const name = file.replace(/[\r\n]/g, (mark) => (mark === '\n' ? '\\n' : '\\r'));
  return line === 0 ? name : `${name}:${line}:${column}`;
}
