/**
 * Errors of a command line, and the conversion of its arguments to values. Isolates the quirks of
 * yargs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Overrides } from '../scenarios/index.js';
import { packageRoot } from './package-root.js';

/** Thrown for a command line that cannot be understood; the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The option that permits custom hooks to run. */
export const allowCodeOption = {
  type: 'boolean',
  describe: 'run the code of custom hooks that scenarios name',
} as const;

/** The option that lets foreign files be replaced. */
export const forceOption = {
  type: 'boolean',
  describe: 'replace files of --out and the like that pushsim did not write',
} as const;

/** Throws for arguments that yargs would silently ignore. */
export function refuseWordsAfterDashes(words: readonly string[]): void {
  const at = words.indexOf('--');
  if (at < 0 || at === words.length - 1) return;
  throw new UsageError(
    `nothing is read after --, and there is: ${words.slice(at + 1).join(' ')}\n    write it before --, and a file that begins with a dash as ./-FILE`,
  );
}

/** Rewrites the errors of yargs; passes on errors that a command threw. */
export function usageErrorOf(message: string, error: Error | undefined): Error {
  if (error !== undefined && error.name !== 'YError') return error;
  const option = /^(?:Not enough arguments following|Missing argument value): (\S+)$/.exec(message);
  return new UsageError(option === null ? message : `--${option[1]} needs a value`);
}

/** The options for profile, policy, switches and seed, as yargs gives them. */
export interface VeniceOptions {
  readonly seed?: string | readonly string[] | undefined;
  readonly venice?: string | readonly string[] | undefined;
  readonly policy?: string | readonly string[] | undefined;
  readonly until?: string | readonly string[] | undefined;
  readonly switch?: string | readonly string[] | undefined;
  readonly set?: string | readonly string[] | undefined;
  readonly config?: string | readonly string[] | undefined;
  readonly strictConfig?: boolean | undefined;
}

/**
 * The overrides that the options stand for. Throws UsageError for an option given twice or a switch
 * without `=`.
 */
export function overridesOf(words: VeniceOptions): Overrides {
  const [seed, profile, policy, horizon] = [
    single('seed', words.seed),
    single('venice', words.venice),
    single('policy', words.policy),
    single('until', words.until),
  ];
  const switches = Object.fromEntries(several(words.switch).map(switchOf));
  const settings = several(words.set);
  const configFiles = several(words.config);
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(profile === undefined ? {} : { profile }),
    ...(policy === undefined ? {} : { policy }),
    ...(horizon === undefined ? {} : { horizon }),
    switches,
    ...(settings.length === 0 ? {} : { settings }),
    ...(configFiles.length === 0 ? {} : { configFiles }),
    ...(words.strictConfig === true ? { strictConfig: true } : {}),
  };
}

/** The one value of an option. */
export function single(
  option: string,
  value: string | readonly string[] | undefined,
): string | undefined {
  const values = several(value);
  if (values.length > 1)
    throw new UsageError(`--${option} was given ${values.length} times; give it once`);
  return values[0];
}

/** Values separated by commas, from one option or several. */
export function splitList(value: string | readonly string[] | undefined): string[] {
  const words = several(value).flatMap((each) => each.split(','));
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
}

/** The version in the package's own description. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  const version = /"version":\s*"([^"]+)"/.exec(text)?.[1];
  return version ?? 'unknown';
}

/** All values of an option that may be given several times. */
export function several(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function switchOf(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at <= 0 || at === word.length - 1) {
    throw new UsageError(`--switch ${word} has no value; write it as --switch NAME=off`);
  }
  return [word.slice(0, at), word.slice(at + 1)];
}
