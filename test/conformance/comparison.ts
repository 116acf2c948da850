/**
 * Compares a found answer with a recorded one, as JSON values, and describes a difference so that one can act
 * on it. Kept apart from conformance.test.ts because it must be fast: it runs once per case, while the words are
 * made only for failures.
 */

/** One case whose answer differs. */
export interface Mismatch {
  readonly target: string;
  readonly index: number;
  readonly input: unknown;
  readonly expected: unknown;
  readonly found: unknown;
}

/**
 * Where the two values first differ, such as `.versions[2].status`, or undefined if they are the same. A
 * property that is undefined counts as absent; the order of properties does not matter.
 */
export function firstDifference(expected: unknown, found: unknown, path = ''): string | undefined {
  if (expected === found) return undefined;
  if (Array.isArray(expected) && Array.isArray(found))
    return differenceOfLists(expected, found, path);
  if (isRecord(expected) && isRecord(found)) return differenceOfRecords(expected, found, path);
  return path === '' ? 'the whole answer' : path;
}

/** The difference with everything needed to repeat the case by hand; long values are cut. */
export function wordsOf({ target, index, input, expected, found }: Mismatch): string {
  return [
    `${target}, case ${index}: differs at ${firstDifference(expected, found) ?? 'nothing'}`,
    `  input:    ${shown(input, inputMax)}`,
    `  expected: ${shown(expected, answerMax)}`,
    `  found:    ${shown(found, answerMax)}`,
  ].join('\n');
}

const inputMax = 6_000;
const answerMax = 3_000;

function differenceOfLists(
  expected: unknown[],
  found: unknown[],
  path: string,
): string | undefined {
  for (let i = 0; i < Math.min(expected.length, found.length); i++) {
    const difference = firstDifference(expected[i], found[i], `${path}[${i}]`);
    if (difference !== undefined) return difference;
  }
  return expected.length === found.length ? undefined : `${path}.length`;
}

function differenceOfRecords(
  expected: Record<string, unknown>,
  found: Record<string, unknown>,
  path: string,
): string | undefined {
  for (const key of Object.keys(expected)) {
    const difference = firstDifference(expected[key], found[key], `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  const surplus = Object.keys(found).find(
    (key) => found[key] !== undefined && !Object.hasOwn(expected, key),
  );
  return surplus === undefined ? undefined : `${path}.${surplus}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown, max: number): string {
  const text =
    value instanceof Error
      ? `threw ${value.stack ?? value.message}`
      : (JSON.stringify(value) ?? String(value));
  return text.length <= max
    ? text
    : `${text.slice(0, max)}… (${text.length - max} more characters)`;
}
