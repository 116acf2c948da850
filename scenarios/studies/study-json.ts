/**
 * Result files as texts, both ways. Writing is the same bytes for the same result; reading trusts nothing and says what is wrong. Touches no
 * disk.
 */

import { isMapping } from '../document-parts.js';
import { StudyError } from './study-error.js';
import { resultSchema, type StudyResult, studyVersion } from './study-result.js';

/** The text of a result file. */
export function studyJson(result: StudyResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** Reads a result file; `file` is only a name for messages. Throws StudyError. */
export function parseStudy(text: string, file: string): StudyResult {
  const value = jsonOf(text, file);
  const format = isMapping(value) ? value.format : undefined;
  if (!isMapping(value) || format !== 'pushsim-study')
    throw new StudyError('this is no result of a study', {
      file,
      expected: 'a file that sweep, compare or merge has written with --out',
    });
  if (value.version !== studyVersion)
    throw new StudyError('this result has another version of the format', {
      file,
      expected: String(studyVersion),
      found: JSON.stringify(value.version) ?? 'nothing',
      hint: 'read it with the version of pushsim that wrote it',
    });
  const read = resultSchema.safeParse(value);
  if (read.success) return soundLengths(value as unknown as StudyResult, file);
  const [issue] = read.error.issues;
  throw new StudyError('this result of a study is damaged', {
    file,
    found: `${issue?.path.map(String).join('.')}: ${issue?.message}`,
  });
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StudyError('this is no JSON', {
      file,
      expected: 'a file that sweep, compare or merge has written with --out',
    });
  }
}

/** Columns of one cell are equally long. */
function soundLengths(result: StudyResult, file: string): StudyResult {
  const { scenarios, variants } = result.plan;
  const isWhole = result.cells.length === scenarios.length * variants.length;
  const isEven = result.cells.every(({ runs }) => {
    const { seeds, verdicts, digests, violated, measures } = runs;
    const columns = [verdicts, digests, violated, ...measures.map(({ values }) => values)];
    return columns.every(({ length }) => length === seeds.length);
  });
  if (isWhole && isEven) return result;
  throw new StudyError('this result of a study is damaged', {
    file,
    found: isWhole ? 'columns of different lengths' : 'a wrong number of cells',
  });
}
