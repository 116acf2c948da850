/** Mutations of a text, without knowledge of what it means: lines, pieces, and characters are taken, doubled, swapped and put in. */
import type { Draws } from './draws.js';
import { nastyKeys, nastyPieces } from './nasty-values.js';

type Mutation = (text: string, draws: Draws) => string;

const mutations: readonly Mutation[] = [
  (text, draws) => spliced(text, draws, 0, draws.pick(nastyPieces)),
  (text, draws) => spliced(text, draws, draws.few(6), draws.pick(nastyPieces)),
  (text, draws) => spliced(text, draws, draws.few(40), ''),
  (text, draws) => text.slice(0, draws.upTo(text.length + 1)),
  (text, draws) => text.slice(draws.upTo(text.length + 1)),
  (text, draws) => `${draws.pick(nastyPieces)}${text}`,
  (text, draws) => `${text}${draws.pick(nastyPieces)}`,
  (text, draws) => withLines(text, (lines) => lines.splice(draws.upTo(lines.length), 1)),
  (text, draws) =>
    withLines(text, (lines) => lines.splice(draws.upTo(lines.length), 0, draws.pick(lines))),
  (text, draws) =>
    withLines(text, (lines) => {
      const place = draws.upTo(lines.length);
      lines[place] = `${' '.repeat(draws.upTo(5))}${lines[place]?.trimStart()}`;
    }),
  (text, draws) => withToken(text, draws, draws.pick(nastyKeys)),
  (text, draws) => withToken(text, draws, draws.pick(tokens(text))?.[0] ?? ''),
  (text, draws) => withToken(text, draws, String(draws.upTo(2 ** 31))),
  (text, draws) => spliced(text, draws, 0, draws.pick(nastyPieces).repeat(2 + draws.upTo(2_000))),
  (text, draws) => spliced(text, draws, 1, String.fromCharCode(draws.upTo(0x10000))),
  (text, draws) => text.replaceAll('\n', draws.pick(['\r', '\r\n', '\u0085', '\u2028', '\n\n'])),
];

/** A text after a few mutations; never longer than a reader must accept or refuse quickly. */
export function mutatedText(text: string, draws: Draws): string {
  let mutated = text;
  for (let left = draws.few(5); left > 0; left -= 1)
    mutated = draws.pick(mutations)(mutated, draws);
  return mutated.slice(0, 1_100_000);
}

function spliced(text: string, draws: Draws, taken: number, piece: string): string {
  const place = draws.upTo(text.length + 1);
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

function withToken(text: string, draws: Draws, by: string): string {
  const token = draws.pick(tokens(text));
  return text.slice(0, token.index) + by + text.slice(token.index + token[0].length);
}

function never(): never {
  throw new Error('the start of a text always matches');
}
