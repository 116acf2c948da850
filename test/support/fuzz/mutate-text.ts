/** Mutations of a text, without knowledge of what it means: lines, pieces, and characters are taken, doubled, swapped and put in. */
import type { Dice } from './dice.js';
import { nastyKeys, nastyPieces } from './nasty-values.js';

type Mutation = (text: string, dice: Dice) => string;

const mutations: readonly Mutation[] = [
  (text, dice) => spliced(text, dice, 0, dice.pick(nastyPieces)),
  (text, dice) => spliced(text, dice, dice.few(6), dice.pick(nastyPieces)),
  (text, dice) => spliced(text, dice, dice.few(40), ''),
  (text, dice) => text.slice(0, dice.upTo(text.length + 1)),
  (text, dice) => text.slice(dice.upTo(text.length + 1)),
  (text, dice) => `${dice.pick(nastyPieces)}${text}`,
  (text, dice) => `${text}${dice.pick(nastyPieces)}`,
  (text, dice) => withLines(text, (lines) => lines.splice(dice.upTo(lines.length), 1)),
  (text, dice) =>
    withLines(text, (lines) => lines.splice(dice.upTo(lines.length), 0, dice.pick(lines))),
  (text, dice) =>
    withLines(text, (lines) => {
      const place = dice.upTo(lines.length);
      lines[place] = `${' '.repeat(dice.upTo(5))}${lines[place]?.trimStart()}`;
    }),
  (text, dice) => withToken(text, dice, dice.pick(nastyKeys)),
  (text, dice) => withToken(text, dice, dice.pick(tokens(text))?.[0] ?? ''),
  (text, dice) => withToken(text, dice, String(dice.upTo(2 ** 31))),
  (text, dice) => spliced(text, dice, 0, dice.pick(nastyPieces).repeat(2 + dice.upTo(2_000))),
  (text, dice) => spliced(text, dice, 1, String.fromCharCode(dice.upTo(0x10000))),
  (text, dice) => text.replaceAll('\n', dice.pick(['\r', '\r\n', '\u0085', '\u2028', '\n\n'])),
];

/** A text after a few mutations; never longer than a reader must accept or refuse quickly. */
export function mutatedText(text: string, dice: Dice): string {
  let mutated = text;
  for (let left = dice.few(5); left > 0; left -= 1) mutated = dice.pick(mutations)(mutated, dice);
  return mutated.slice(0, 1_100_000);
}

function spliced(text: string, dice: Dice, taken: number, piece: string): string {
  const place = dice.upTo(text.length + 1);
  return text.slice(0, place) + piece + text.slice(place + taken);
}

function withLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function tokens(text: string): RegExpExecArray[] {
  const found = [...text.matchAll(/[\w.-]+/g)];
  return found.length === 0 ? [/^/.exec(text) ?? never()] : found;
}

function withToken(text: string, dice: Dice, by: string): string {
  const token = dice.pick(tokens(text));
  return text.slice(0, token.index) + by + text.slice(token.index + token[0].length);
}

function never(): never {
  throw new Error('the start of a text always matches');
}
