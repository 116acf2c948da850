/** The options of `pushsim run` and `pushsim check`. */
import type { Argv } from 'yargs';
import type { ExitStatus } from './exit-status.js';
import { isFile } from './is-file.js';
import { runCommand } from './run-command.js';
import type { TraceWish } from './run-protocol.js';
import { type RunFormat, runFormats } from './run-request.js';
import {
  allowCodeOption,
  forceOption,
  overridesOf,
  single,
  splitList,
  UsageError,
  type VeniceOptions,
} from './usage.js';

/** Adds both commands. */
export function runCommands(args: Argv, done: (status: ExitStatus) => void): Argv {
  return args
    .command('run <files..>', 'run scenarios: files, folders, globs', runOptions, async (given) => {
      done(await run(given));
    })
    .command(
      'check <files..>',
      'say what is wrong with scenarios, without running them',
      veniceOptions,
      async (given) => {
        const { checkCommand } = await import('./check-command.js');
        const allowCode = given.allowCode === true;
        done(checkCommand(textsOf(given.files), overridesOf(given), { allowCode }));
      },
    );
}

function filesPlace(args: Argv) {
  return args.positional('files', {
    type: 'string',
    array: true,
    demandOption: true,
    describe: 'files, folders or globs',
  });
}

function veniceOptions(args: Argv) {
  return filesPlace(args)
    .option('venice', {
      type: 'string',
      requiresArg: true,
      describe: 'profile: as-designed, as-built or baseline',
    })
    .option('policy', {
      type: 'string',
      requiresArg: true,
      describe: "the design document's option: A to E, or N",
    })
    .option('switch', {
      type: 'string',
      requiresArg: true,
      nargs: 1,
      describe: 'NAME=VALUE; may be given several times',
    })
    .option('set', {
      type: 'string',
      requiresArg: true,
      nargs: 1,
      describe: "PATH=VALUE: a field of the file, such as stores.0.size='10 GB'",
    })
    .option('config', {
      type: 'string',
      requiresArg: true,
      nargs: 1,
      describe: "one of Venice's .properties files; may be given several times",
    })
    .option('strict-config', {
      type: 'boolean',
      describe: 'refuse configuration keys that are not in effect',
    })
    .option('seed', { type: 'string', requiresArg: true, describe: 'seed of all random numbers' })
    .option('until', {
      type: 'string',
      requiresArg: true,
      describe: 'stop after so long, such as 2h',
    })
    .option('allow-code', allowCodeOption);
}

function runOptions(args: Argv) {
  return veniceOptions(args)
    .option('format', {
      type: 'string',
      requiresArg: true,
      default: 'text',
      describe: runFormats.join(', '),
    })
    .option('report', {
      type: 'string',
      requiresArg: true,
      nargs: 1,
      describe: 'reports, separated by commas: see list reports',
    })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'folder to write the reports to',
    })
    .option('force', forceOption)
    .option('only', {
      type: 'string',
      requiresArg: true,
      nargs: 1,
      describe: 'lines of region=, store=, push=, rule= or kind=; may be given several times',
    })
    .option('from', {
      type: 'string',
      requiresArg: true,
      describe: 'lines from so long after the start, such as 5m',
    })
    .option('to', { type: 'string', requiresArg: true, describe: 'lines up to there' })
    .option('verify', {
      type: 'boolean',
      describe: 'run twice, and say where the runs differ if they do',
    })
    .option('trace', {
      type: 'string',
      requiresArg: true,
      describe: 'FILE: write every fact there as it happens, and keep none; digest: keep none',
    })
    .option('watch', {
      type: 'boolean',
      describe: 'run again whenever the file is saved, and show what has changed',
    })
    .option('push', {
      type: 'string',
      requiresArg: true,
      describe: 'the push whose messages a diagram shows',
    });
}

interface RunWords extends VeniceOptions {
  readonly [word: string]: unknown;
}

async function run(given: RunWords): Promise<ExitStatus> {
  const { lineFilter } = await import('./line-choice.js');
  const format = formatOf(single('format', wordsOf(given.format)));
  const out = single('out', wordsOf(given.out));
  const reports = splitList(wordsOf(given.report));
  if (reports.length > 0 && out === undefined && format !== 'text') {
    throw new UsageError(`--report needs --out DIR when --format is ${format}`);
  }
  const trace = traceOf(given, { format, reports, out });
  const paths = textsOf(given.files);
  if (given.watch === true) refuseWatch(given, paths);
  return runCommand({
    trace,
    watches: given.watch === true,
    paths,
    overrides: overridesOf(given),
    allowCode: given.allowCode === true,
    format,
    reports,
    out,
    force: given.force === true,
    verifies: given.verify === true,
    filter: lineFilter({
      only: listOf(wordsOf(given.only)),
      from: single('from', wordsOf(given.from)),
      to: single('to', wordsOf(given.to)),
    }),
    push: single('push', wordsOf(given.push)) ?? '',
  });
}

/** Watching shows the summary of one file. */
function refuseWatch(given: RunWords, paths: readonly string[]): void {
  const [path = ''] = paths;
  if (paths.length !== 1 || !isFile(path))
    throw new UsageError(`--watch takes one file, not ${paths.join(' ')}`);
  const other = ['report', 'out', 'trace', 'verify'].find((option) => given[option] !== undefined);
  const word = other ?? (given.format === 'text' ? undefined : 'format');
  if (word !== undefined)
    throw new UsageError(`--watch shows the summary of one file; leave out --${word}`);
}

/** Reports that are made of the end of a run and its metrics alone. */
const traceless: readonly string[] = ['summary', 'json', 'metrics', 'junit'];

function traceOf(
  given: RunWords,
  { format, reports, out }: Pick<Parameters<typeof runCommand>[0], 'format' | 'reports' | 'out'>,
): TraceWish {
  const word = single('trace', wordsOf(given.trace));
  if (word === undefined) return 'kept';
  if (given.verify === true)
    throw new UsageError('--verify compares traces, and --trace keeps none; leave one of them out');
  const wanted = [...reports, ...(format === 'ndjson' ? [format] : [])];
  const all = reports.length === 0 && out !== undefined ? 'all of them' : undefined;
  const reader = wanted.find((name) => !traceless.includes(name)) ?? all;
  if (reader !== undefined)
    throw new UsageError(
      `--trace keeps no facts for reports (${reader}); without them there are ${traceless.join(', ')}`,
    );
  return word === 'digest' ? word : { file: word };
}

function formatOf(word: string | undefined): RunFormat {
  const format = runFormats.find((each) => each === word);
  if (format === undefined)
    throw new UsageError(`--format ${word} is not known; write one of ${runFormats.join(', ')}`);
  return format;
}

function wordsOf(value: unknown): string | readonly string[] | undefined {
  return typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : undefined;
}

function listOf(words: string | readonly string[] | undefined): readonly string[] {
  return typeof words === 'string' ? [words] : (words ?? []);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
