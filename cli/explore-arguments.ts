/** The yargs definition of `explore`. Its code is loaded only when it runs. */
import type { Argv } from 'yargs';
import { parseDuration } from '../sim/index.js';
import type { ExitStatus } from './exit-status.js';
import type { ExploreRequest } from './explore-command.js';
import { allowCodeOption, overridesOf, several, single, UsageError } from './usage.js';

/** Adds the command. */
export function exploreCommands(args: Argv, done: (status: ExitStatus) => void): Argv {
  return args.command(
    'explore [file]',
    'search for violations with random scenarios, and shrink what is found',
    exploreOptions,
    async (given) => {
      const { exploreCommand } = await import('./explore-command.js');
      done(await exploreCommand(requestOf(given)));
    },
  );
}

const text = { type: 'string', requiresArg: true } as const;

function exploreOptions(args: Argv) {
  return args
    .positional('file', { type: 'string', describe: 'a scenario to add to; absent: from nothing' })
    .option('runs', { ...text, describe: 'how many runs (default 1000)' })
    .option('for', { ...text, describe: 'how long at most, shrinking included: 30s or 10m' })
    .option('seed', { ...text, describe: 'a whole number; the same seed draws the same runs' })
    .option('workers', { ...text, describe: 'threads (default: one for each core)' })
    .option('find', { ...text, describe: 'stop as soon as this invariant is broken' })
    .option('venice', { ...text, describe: 'profile: as-designed, as-built or baseline' })
    .option('policy', { ...text, describe: "the design document's option: A to E, or N" })
    .option('switch', { ...text, nargs: 1, describe: 'NAME=VALUE; may be given several times' })
    .option('known', {
      ...text,
      nargs: 1,
      describe: "folder of known flaws; may be given several times (default: the library's)",
    })
    .option('operator-errors', {
      type: 'boolean',
      describe: 'the operator also makes errors',
    })
    .option('out', { ...text, describe: 'folder for a scenario file of each finding' })
    .option('format', { ...text, describe: 'text, json' })
    .option('allow-code', allowCodeOption);
}

type Given = Readonly<Record<string, unknown>>;

function requestOf(given: Given): ExploreRequest {
  const one = (name: string): string | undefined => single(name, words(given[name]));
  const format = one('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format} is not known; write text or json`);
  const limit = one('for');
  return {
    file: one('file'),
    venice: veniceOf(given),
    mistakes: given['operator-errors'] === true,
    seed: wholeNumber('seed', one('seed'), { least: 0, most: 4_294_967_295 }) ?? 1,
    runs:
      wholeNumber('runs', one('runs'), { least: 1, most: 100_000_000 }) ??
      (limit === undefined ? 1_000 : Number.POSITIVE_INFINITY),
    ms: limit === undefined ? Number.POSITIVE_INFINITY : durationOf(limit),
    workers: wholeNumber('workers', one('workers'), { least: 1, most: 256 }),
    find: one('find'),
    known: several(words(given.known)),
    out: one('out'),
    allowCode: given.allowCode === true,
    format,
  };
}

/** The `venice` section that the options stand for. */
function veniceOf(given: Given): ExploreRequest['venice'] {
  const {
    profile,
    policy,
    switches = {},
  } = overridesOf({
    venice: words(given.venice),
    policy: words(given.policy),
    switch: words(given.switch),
  });
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(policy === undefined ? {} : { policy }),
    ...(Object.keys(switches).length === 0 ? {} : { switches }),
  };
}

function wholeNumber(
  option: string,
  word: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (word === undefined) return undefined;
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${option} ${word} is no whole number from ${least} to ${most}`);
}

function durationOf(word: string): number {
  const ms = parseDuration(word);
  if (ms !== undefined && ms > 0) return ms;
  throw new UsageError(`--for ${word} is not a duration of at most 3650d; write 30s or 10m`);
}

function words(value: unknown): string | readonly string[] | undefined {
  return typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : undefined;
}
