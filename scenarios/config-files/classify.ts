/**
 * Sorts the keys of a configuration into the three kinds: in effect, without effect here, said elsewhere, beside unknown ones. Makes the
 * sentences about them; the value of a key that holds a secret is in none.
 */
import { configNames, isSecretKey, readConfigValue, type Standing } from '../../model/index.js';
import type { Hint } from '../diagnostic.js';
import { didYouMean } from '../near-miss.js';

/** What becomes of one key. `value` is there for keys in effect, `why` for the others: a reason, or what to write. */
export interface Classified {
  readonly key: string;
  readonly standing: Standing | 'unknown';
  readonly value?: boolean | number | string;
  readonly why: string;
  /** What is wrong with the value of a key in effect. */
  readonly wrong?: KeyProblem;
}

/** What is wrong with a key, as a diagnostic without its place. */
interface KeyProblem {
  readonly message: string;
  readonly expected: string;
  readonly hint?: Hint;
  readonly aboutKey?: boolean;
}

/** Classifies a key and reads its value. */
export function classify(key: string, value: unknown): Classified {
  const read = readConfigValue(key, value);
  switch (read.kind) {
    case 'read':
      return { key, standing: 'in effect', value: read.value, why: '' };
    case 'without-effect':
      return { key, standing: 'without effect here', why: read.why };
    case 'said-elsewhere':
      return { key, standing: 'said elsewhere', why: read.write };
    case 'unknown-key':
      return { key, standing: 'unknown', why: 'no key of Venice at commit 77ea837f' };
    case 'wrong-value':
      return { key, standing: 'in effect', why: '', wrong: wrongValue(key, read.expected) };
  }
}

/** Issues show the value that they are about; with `aboutKey` they show the key, which is the case for secrets. */
function wrongValue(key: string, expected: string): KeyProblem {
  return isSecretKey(key)
    ? {
        message: `the value of ${key}, which is not shown, cannot be read`,
        expected,
        aboutKey: true,
      }
    : { message: `is not a value of ${key}`, expected };
}

/** Why a key cannot stand where a key in effect is required: said elsewhere, unknown, or under `--strict-config` without effect. */
export function objection({ key, standing, why }: Classified): KeyProblem {
  if (standing === 'said elsewhere')
    return { message: `${key} is said elsewhere`, expected: why, hint: `write ${why}` };
  if (standing === 'without effect here')
    return {
      message: `${key} is without effect here: ${why}`,
      expected: 'only keys in effect, because of --strict-config',
      hint: 'remove the key, or leave out --strict-config',
    };
  return {
    message: `no Venice configuration key is called ${key}`,
    expected: "one of Venice's keys, such as those that `pushsim list config` shows",
    hint: () => didYouMean(key, configNames()),
  };
}

/** `3 in effect, 2 without effect here, 1 said elsewhere`, kinds without a key left out. */
export function countsText(keys: readonly Classified[]): string {
  const kinds = ['in effect', 'without effect here', 'said elsewhere', 'unknown'] as const;
  const counts = kinds.map((kind) => {
    return [keys.filter(({ standing }) => standing === kind).length, kind] as const;
  });
  return counts
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(', ');
}

/** One line each for keys that are said elsewhere or unknown. */
export function detailLines(keys: readonly Classified[]): readonly string[] {
  return keys.flatMap((entry) => {
    const { key, standing, why } = entry;
    if (standing === 'said elsewhere') return [`    ${key}: write ${why}`];
    if (standing !== 'unknown') return [];
    const near = didYouMean(key, configNames());
    return [`    ${key}: ${why}${near === undefined ? '' : `; ${near}`}`];
  });
}
