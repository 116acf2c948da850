/**
 * The yargs definition of the command line: commands, options and their help. What a command does is in a
 * file of its own; it is loaded only when it is run, so that the program starts quickly.
 */
import yargs, { type Argv } from 'yargs';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { exploreCommands } from './explore-arguments.js';
import { presentWords } from './renamed-words.js';
import { runCommands } from './run-arguments.js';
import { studyCommands } from './study-arguments.js';
import { print, printError, terminalWidth } from './terminal.js';
import { packageVersion, refuseWordsAfterDashes, UsageError, usageErrorOf } from './usage.js';

/**
 * Runs the command that the arguments name and returns the exit status. Throws UsageError and ScenarioError for bad
 * input.
 */
export async function dispatch(given: readonly string[]): Promise<ExitStatus> {
  const { words, notes } = presentWords(given);
  for (const note of notes) printError(note);
  refuseWordsAfterDashes(words);
  let status: ExitStatus = exitStatus.passed;
  const done = (result: ExitStatus): void => {
    status = result;
  };
  const known = exploreCommands(
    studyCommands(commands(runCommands(yargs([...words]), done), done), done),
    done,
  );
  // Help and version are handed over here; yargs itself would bypass the escaping of terminal.ts.
  await rules(known, words).parseAsync(words, {}, (_error, _argv, output) => {
    if (output !== '') print(output);
  });
  return status;
}

type Done = (status: ExitStatus) => void;

function commands(args: Argv, done: Done): Argv {
  return args
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
    .command(
      'init <file>',
      'write a commented scenario that runs, from options or a few questions',
      initOptions,
      async (given) => {
        const { initCommand } = await import('./init-command.js');
        const { file, about, regions, stores } = given;
        done(await initCommand(String(file), { about, regions, stores }));
      },
    )
    .command('schema', 'print the JSON Schema of scenario files', {}, async () => {
      const { modelCatalogue, scenarioJsonSchema } = await import('../scenarios/index.js');
      print(JSON.stringify(scenarioJsonSchema(modelCatalogue), null, 2));
    });
}

/** What holds for all commands: strictness, help, and errors as exceptions instead of an exit. */
function rules(args: Argv, words: readonly string[]): Argv {
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
      'say what to do: run, check, sweep, compare, merge, explore, init, list, explain or schema',
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
    .wrap(widthOfHelp(words))
    .exitProcess(false)
    .fail((message, error) => {
      throw usageErrorOf(message, error);
    });
}

/** Yargs lays out the help of every command that it runs; in columns only if the help is printed, because that takes longer than all the rest. */
function widthOfHelp(words: readonly string[]): number | null {
  const isRead = words.includes('--help') || words.includes('-h');
  return isRead ? Math.min(100, terminalWidth()) : null;
}

function initOptions(args: Argv) {
  return args
    .positional('file', { type: 'string', demandOption: true, describe: 'the file to write' })
    .option('about', {
      choices: ['push', 'outage', 'hook'] as const,
      requiresArg: true,
      describe: 'pushes that go well, an outage that is recovered, or a hook that stops a bad push',
    })
    .option('regions', {
      requiresArg: true,
      coerce: (value: unknown) => wholeNumber('regions', value, 2, 9),
      describe: 'how many regions, 2 to 9; absent = 3',
    })
    .option('stores', {
      requiresArg: true,
      coerce: (value: unknown) => wholeNumber('stores', value, 1, 99),
      describe: 'how many stores, 1 to 99; absent = 2',
    });
}

/** Throws UsageError for anything else. */
function wholeNumber(option: string, value: unknown, min: number, max: number): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (Number.isInteger(count) && count >= min && count <= max) return count;
  throw new UsageError(`--${option} ${String(value)} is not a whole number from ${min} to ${max}`);
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
