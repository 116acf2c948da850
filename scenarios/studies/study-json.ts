/**
 * Result files as texts, both ways. Equal results give equal bytes; reading validates everything and reports what is wrong. Reads no
 * disk.
 */

import { isMapping } from '../document-parts.js';
import { contradiction } from './result-checks.js';
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
  const damage = misshapen(value) ?? contradiction(value as unknown as StudyResult);
  if (damage === undefined) return value as unknown as StudyResult;
  throw new StudyError('this result of a study is damaged', {
    file,
    expected: 'a file as sweep, compare or merge has written it',
    found: damage,
    hint: 'run the study again; a result that was edited by hand cannot be trusted',
  });
}

/** A message about the first place that does not match the schema of a result. */
function misshapen(value: object): string | undefined {
  try {
    const read = resultSchema.safeParse(value);
    if (read.success) return undefined;
    const [issue] = read.error.issues;
    const place = issue?.path.map(String).join('.');
    const isMissing = issue?.message.includes('received undefined') === true;
    return isMissing ? `no ${place}` : `${place}: ${issue?.message}`;
  } catch (error) {
    if (error instanceof RangeError) return 'values that nest too deeply';
    throw error;
  }
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
