/** The command that shows a run again, as a shell takes it. */
import type { Run } from '../../scenarios/index.js';

/** The command that runs the same scenario with the same seed. */
export function replayCommand({ scenario, seed }: Run, replayWith: string): string {
  const words = ['pushsim run', shellWord(scenario.file), '--seed', shellWord(seed), replayWith];
  return words.filter((word) => word !== '').join(' ');
}

/** A word as a shell takes it whole, on one line and without control characters. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  const isPlain = !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(word);
  return isPlain ? `'${word.replaceAll("'", `'\\''`)}'` : `$'${escaped(word)}'`;
}

/** Inside `$'…'`: quotes, backslashes and everything invisible as escapes. */
function escaped(word: string): string {
  return word.replace(/['\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) => {
    if (mark === "'" || mark === '\\') return `\\${mark}`;
    return `\\U${(mark.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
}
