/**
 * An error in the options of a study or in a result file: a ScenarioError, so that every command reports it like any bad input.
 */
import { type Problem, ScenarioError } from '../errors.js';

/** Details beside the message; `file` is where the error is, else the command line. */
export interface StudyWords {
  readonly expected?: string;
  readonly found?: string;
  readonly hint?: string | undefined;
  readonly file?: string;
}

/** One problem without a place in a text. */
export class StudyError extends ScenarioError {
  constructor(message: string, words: StudyWords = {}) {
    super([studyProblem(message, words)]);
  }
}

/** The same as a value, for callers that collect several. */
function studyProblem(
  message: string,
  { expected = '', found = '', hint, file = 'command line' }: StudyWords,
): Problem {
  const place = { file, line: 0, column: 0, path: '' };
  return { ...place, message, expected, found, hint };
}
