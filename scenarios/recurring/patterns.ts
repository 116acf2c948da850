/** Patterns of names with `*` and `?`, for stores and regions of recurring entries. */
import { type Diagnostic, flawAt, foundText, type PathStep } from '../diagnostic.js';
import { didYouMean, nameList } from '../near-miss.js';

/** The names that were matched, and what is wrong with the patterns. */
export interface Matched {
  readonly names: readonly (string | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Names that one of the patterns matches, in the order of the file; [undefined] where there is no pattern. */
export function matching(
  written: unknown,
  names: readonly string[] | undefined,
  what: string,
  path: readonly PathStep[],
): Matched {
  if (written === undefined) return { names: [undefined], diagnostics: [] };
  const patterns: readonly unknown[] = Array.isArray(written) ? written : [written];
  const texts = patterns.filter((pattern) => typeof pattern === 'string');
  if (texts.length !== patterns.length || texts.length === 0)
    return {
      names: [],
      diagnostics: flawAt(path, {
        message: `${foundText(written)} is not a list of ${what}s`,
        expected: `names or patterns of ${what}s, such as ["*"]`,
      }),
    };
  // Names that cannot be read are a problem of their own.
  if (names === undefined) return { names: [], diagnostics: [] };
  const idle = texts.filter((text) => !names.some((name) => matches(text, name)));
  return {
    names: names.filter((name) => texts.some((text) => matches(text, name))),
    diagnostics: idle.flatMap((text) =>
      flawAt(path, {
        message: `no ${what} of this file matches "${text}"`,
        expected: `a name, or a pattern with * and ?: ${nameList(names)}`,
        hint: () => didYouMean(text, names),
      }),
    ),
  };
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'u').test(name);
}
