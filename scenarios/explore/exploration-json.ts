/** The file of an unfinished exploration, written and read; reading validates everything. Reads no disk. */
import { z } from 'zod';
import { StudyError } from '../studies/study-error.js';
import type { ExplorationState } from './run-exploration.js';

/** The state of an exploration, and what its command adds. */
export interface SavedExploration extends ExplorationState {
  /** Names of the files that findings were written to, by what they break. */
  readonly names: Readonly<Record<string, string>>;
  /** Real milliseconds that the exploration has taken. */
  readonly spentMs: number;
}

const counts = z.record(z.string(), z.int().nonnegative());
const found = z.strictObject({
  run: z.int().nonnegative(),
  breaks: z.string(),
  message: z.string(),
});
const flaw = found.omit({ run: true });

const savedExploration = z.strictObject({
  format: z.literal('pushsim-hunt'),
  version: z.literal(1),
  total: z.strictObject({
    runs: z.int().nonnegative(),
    events: z.int().nonnegative(),
    found: z.array(found),
    known: counts,
    reached: counts,
    refused: counts,
    lost: counts,
  }),
  findings: z.array(
    found.extend({
      shrunk: z.strictObject({
        document: z.record(z.string(), z.unknown()),
        flaws: z.array(flaw),
        mendedBy: z.array(z.string()),
        runs: z.int().nonnegative(),
      }),
    }),
  ),
  /** They are parts of paths. */
  names: z.record(z.string(), z.string().regex(/^[\w-]+$/)),
  spentMs: z.number().nonnegative(),
});

/** The text of the file. */
export function explorationJson({ total, findings, names, spentMs }: SavedExploration): string {
  const format = { format: 'pushsim-hunt', version: 1 };
  return `${JSON.stringify({ ...format, total, findings, names, spentMs })}\n`;
}

/** Reads such a file; `file` is only a name for messages. Throws StudyError. */
export function parseExploration(text: string, file: string): SavedExploration {
  try {
    const { total, findings, names, spentMs } = savedExploration.parse(JSON.parse(text));
    return { total, findings, names, spentMs };
  } catch {
    throw new StudyError('this state of an unfinished exploration is damaged', {
      file,
      expected: 'a file that an interrupted explore has written',
      hint: 'remove it to begin again; files of findings stay',
    });
  }
}
