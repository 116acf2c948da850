/**
 * The yargs definition of `sweep`, `compare` and `merge`. Their code is loaded only when they run.
 */
import type { Argv } from 'yargs';
import type { ExitStatus } from './exit-status.js';
import type { StudyRequest } from './study-command.js';
import { allowCodeOption, forceOption, overridesOf, several, single, UsageError } from './usage.js';

type Done = (status: ExitStatus) => void;

/** Adds the commands that run and join studies. */
export function studyCommands(args: Argv, done: Done): Argv {
  return args
    .command(
      'sweep [file]',
      'run a scenario with many seeds and parameter values',
      (given: Argv) => studyOptions(given.positional('file', { type: 'string' }), 'vary'),
      async (given) => done(await study('sweep', given)),
    )
    .command(
      'compare [files..]',
      'run scenarios under several profiles, policies or switches, side by side',
      (given: Argv) =>
        studyOptions(given.positional('files', { type: 'string', array: true }), 'variants'),
      async (given) => done(await study('compare', given)),
    )
    .command(
      'merge <files..>',
      'join the result files of all shards of a study',
      (given: Argv) =>
        shownOptions(
          given.positional('files', { type: 'string', array: true, demandOption: true }),
        ),
      async (given) => {
        const { mergeCommand } = await import('./merge-command.js');
        const allowCode = given.allowCode === true;
        done(mergeCommand(several(words(given.files)), await shownWords(given), allowCode));
      },
    );
}

type Given = Readonly<Record<string, unknown>>;

async function study(kind: 'sweep' | 'compare', given: Given): Promise<ExitStatus> {
  const { studyCommand } = await import('./study-command.js');
  const one = (name: string): string | undefined => single(name, words(given[name]));
  const resume = one('resume');
  const request: StudyRequest = {
    kind,
    files: [...several(words(given.files)), ...several(words(given.file))],
    overrides: overridesOf({
      venice: words(given.venice),
      policy: words(given.policy),
      switch: words(given.switch),
      set: words(given.set),
      until: words(given.until),
    }),
    axes: several(words(given[kind === 'sweep' ? 'vary' : 'variants'])),
    where: several(words(given.where)),
    seeds: one('seeds'),
    shard: one('shard'),
    untilWidth: one('target-ci-width'),
    batch: wholeNumber('batch', one('batch'), 1_000_000) ?? 50,
    confidence: percent(one('confidence')),
    workers: wholeNumber('workers', one('workers'), 256),
    runLimit: one('run-limit'),
    heapMb: wholeNumber('memory', one('memory'), 1_000_000),
    resume,
    allowCode: given.allowCode === true,
    ...(await shownWords(given)),
  };
  if (resume !== undefined) refuseBeside(request);
  else if (request.files.length === 0)
    throw new UsageError(`${kind} needs a scenario file, or --resume with a result file`);
  return studyCommand(request);
}

/** A result file holds the plan; other options would be ignored. */
function refuseBeside({
  files,
  axes,
  where,
  seeds,
  shard,
  untilWidth,
  overrides,
}: StudyRequest): void {
  const { switches = {}, ...others } = overrides;
  const isAlone =
    files.length + axes.length + where.length + Object.keys(switches).length === 0 &&
    Object.keys(others).length === 0 &&
    [seeds, shard, untilWidth].every((word) => word === undefined);
  if (!isAlone)
    throw new UsageError('--resume continues the plan in its file: give no files, seeds or values');
}

async function shownWords(given: Given) {
  const format = single('format', words(given.format)) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format} is not known; write one of text, json`);
  const { readStudyExpectation } = await import('../scenarios/index.js');
  return {
    format: format === 'json' ? ('json' as const) : ('text' as const),
    out: single('out', words(given.out)),
    html: single('html', words(given.html)),
    csv: single('csv', words(given.csv)),
    against: single('against', words(given.against)),
    measures: several(words(given.measure)),
    expectations: several(words(given.expect)).map(readStudyExpectation),
    force: given.force === true,
  };
}

function studyOptions(args: Argv, vary: 'vary' | 'variants'): Argv {
  const what =
    vary === 'vary'
      ? 'PATH=V1,V2: a field and its values, such as stores.0.partitions=4,8,16'
      : "profile=…, policy=…, engine=…, 'switch NAME=on,off' or PATH=V1,V2";
  const text = { type: 'string', requiresArg: true, nargs: 1 } as const;
  return shownOptions(args)
    .option('seeds', { ...text, describe: 'such as 1..1000 or 1,5,9 [1..100]' })
    .option(vary, { ...text, describe: `${what}; several make a grid` })
    .option('where', { ...text, describe: 'keeps combinations with PATH<VALUE or PATH<PATH' })
    .option('venice', { ...text, describe: 'profile of all variants' })
    .option('policy', { ...text, describe: 'policy of all variants' })
    .option('switch', { ...text, describe: 'NAME=VALUE for all variants' })
    .option('set', { ...text, describe: 'PATH=VALUE for all variants' })
    .option('until', { ...text, describe: 'stop each run after so long, such as 2h' })
    .option('target-ci-width', {
      ...text,
      describe: 'W% or MEASURE=W%: stop when intervals are so narrow',
    })
    .option('batch', { ...text, describe: 'seeds between two checks of the width [50]' })
    .option('confidence', { ...text, describe: '90%, 95% or 99% [95%]' })
    .option('workers', { ...text, describe: 'threads [one a processor]' })
    .option('shard', { ...text, describe: 'I/N: only this part of the seeds, see merge' })
    .option('run-limit', { ...text, describe: 'real time that one run may take [10m]' })
    .option('memory', { ...text, describe: 'heap of one worker in MB' })
    .option('resume', { ...text, describe: 'continue with an unfinished result file' });
}

function shownOptions(args: Argv): Argv {
  const text = { type: 'string', requiresArg: true, nargs: 1 } as const;
  return args
    .option('out', { ...text, describe: 'file to write the result to' })
    .option('html', { ...text, describe: 'file to write a page with pictures to' })
    .option('csv', { ...text, describe: 'file to write a table of the measures to' })
    .option('force', forceOption)
    .option('format', { ...text, describe: 'text or json [text]' })
    .option('measure', { ...text, describe: 'show measures that begin so; may be repeated' })
    .option('expect', {
      ...text,
      describe: "such as 'p95 push.p1.duration-ms <= 2h'; status 1 if missed; may be repeated",
    })
    .option('against', {
      ...text,
      describe: 'earlier result file: say what is new, gone or changed',
    })
    .option('allow-code', allowCodeOption);
}

function words(value: unknown): string | readonly string[] | undefined {
  return typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : undefined;
}

function wholeNumber(option: string, word: string | undefined, max: number): number | undefined {
  if (word === undefined) return undefined;
  const value = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  if (value < 1 || value > max)
    throw new UsageError(`--${option} ${word} is not a whole number from 1 to ${max}`);
  return value;
}

function percent(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const match = /^(\d{1,2}(?:\.\d)?)\s*%?$/.exec(word);
  if (match === null)
    throw new UsageError(`--confidence ${word} is not known; write 90%, 95% or 99%`);
  return Number(match[1]) / 100;
}
