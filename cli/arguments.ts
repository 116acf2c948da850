/**
 * The command line as yargs knows it: commands, options and their help. What a command does is in a
 * file of its own; it is loaded only when it is asked for, so that the program starts quickly.
 */
import yargs, { type Argv } from 'yargs';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { exploreCommands } from './explore-arguments.js';
import { type RunFormat, runCommand, runFormats } from './run-command.js';
import type { TraceWish } from './run-protocol.js';
import { studyCommands } from './study-arguments.js';
import { print, terminalWidth } from './terminal.js';
import {
  allowCodeOption,
  commaWords,
  forceOption,
  overridesOf,
  packageVersion,
  refuseWordsAfterDashes,
  single,
  UsageError,
  usageErrorOf,
  type VeniceWords,
} from './usage.js';

/**
 * Does what the words ask for and gives the exit status. Throws UsageError and ScenarioError for bad
 * input.
 */
export async function obey(words: readonly string[]): Promise<ExitStatus> {
  refuseWordsAfterDashes(words);
  let status: ExitStatus = exitStatus.passed;
  const done = (result: ExitStatus): void => {
    status = result;
  };
  const known = exploreCommands(studyCommands(commands(yargs([...words]), done), done), done);
  // Help and version are handed over here; yargs itself would write them past the terminal's door.
  await rules(known).parseAsync(words, {}, (_error, _argv, output) => {
    if (output !== '') print(output);
  });
  return status;
}

type Done = (status: ExitStatus) => void;

function commands(args: Argv, done: Done): Argv {
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
    )
    .command(
      'list [kind]',
      `list scenarios, faults, hooks, invariants, rules, switches, …`,
      kindPlace,
      async ({ kind }) => {
        const { listCommand } = await import('./catalogue-commands.js');
        done(listCommand(kind));
      },
    )
    .command(
      'explain <name>',
      'say what something is and where it comes from',
      namePlace,
      async ({ name }) => {
        const { explainCommand } = await import('./catalogue-commands.js');
        done(explainCommand(String(name)));
      },
    )
    .command('schema', 'print the JSON Schema of scenario files', {}, async () => {
      const { modelCatalogue, scenarioJsonSchema } = await import('../scenarios/index.js');
      print(JSON.stringify(scenarioJsonSchema(modelCatalogue), null, 2));
    });
}

/** What holds for all commands: strictness, help, and mistakes as exceptions instead of an exit. */
function rules(args: Argv): Argv {
  return args
    .scriptName('pushsim')
    .usage('$0 COMMAND\n\nSimulates batch pushes of a multi-region Venice.')
    .option('color', { type: 'boolean', hidden: true })
    .parserConfiguration({
      'parse-positional-numbers': false,
      'parse-numbers': false,
      'dot-notation': false,
    })
    .demandCommand(
      1,
      'say what to do: run, check, sweep, compare, merge, explore, list, explain or schema',
    )
    .strict()
    .recommendCommands()
    .version(packageVersion())
    .alias('help', 'h')
    .epilogue(
      'Exit status: 0 passed, 1 an expectation missed, 2 an invariant violated, 3 bad input or usage,\n' +
        '4 did not settle or ran out of memory, 70 a bug in the simulator, 129, 130, 143 ended by a signal.',
    )
    .locale('en')
    .wrap(Math.min(100, terminalWidth()))
    .exitProcess(false)
    .fail((message, error) => {
      throw usageErrorOf(message, error);
    });
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
    .option('seed', { type: 'string', requiresArg: true, describe: 'seed of all chance' })
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
    .option('push', {
      type: 'string',
      requiresArg: true,
      describe: 'the push whose messages a diagram shows',
    });
}

function kindPlace(args: Argv) {
  return args.positional('kind', {
    type: 'string',
    describe: 'what to list; absent: what can be listed',
  });
}

function namePlace(args: Argv) {
  return args.positional('name', {
    type: 'string',
    demandOption: true,
    describe: 'the name or id of anything that can be listed',
  });
}

interface RunWords extends VeniceWords {
  readonly [word: string]: unknown;
}

async function run(given: RunWords): Promise<ExitStatus> {
  const { lineFilter } = await import('./line-choice.js');
  const format = formatOf(single('format', wordsOf(given.format)));
  const out = single('out', wordsOf(given.out));
  const reports = commaWords(wordsOf(given.report));
  if (reports.length > 0 && out === undefined && format !== 'text') {
    throw new UsageError(`--report needs --out DIR when --format is ${format}`);
  }
  const trace = traceOf(given, { format, reports, out });
  return runCommand({
    trace,
    paths: textsOf(given.files),
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
