/** Command lines of the fuzzer: arguments that the help lists, existing and missing files, and values of every kind. */
import type { Draws } from './draws.js';
import { nastyKeys } from './nasty-values.js';

/** The options of each command, as its help names them; `true` if one takes a value. */
export type Options = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** Commands that the fuzzer tries; unknown ones among them. */
export const commands = [
  'run',
  'check',
  'sweep',
  'compare',
  'merge',
  'explore',
  'list',
  'explain',
  'schema',
];

/** Options that only wait, or that start more threads than a test has. */
const left = ['watch', 'for', 'workers', 'help', 'version', 'memory'];

/** Files of the folder in which a command line is tried. */
export const files = {
  sound: 'sound.yaml',
  fuzzed: 'fuzzed.yaml',
  result: 'result.json',
  fuzzedResult: 'fuzzed.json',
  module: 'hook.yaml',
} as const;

const inputs = [
  ...Object.values(files),
  files.sound,
  files.fuzzed,
  files.fuzzedResult,
  'missing.yaml',
  'folder',
  'folder/*',
  '*.yaml',
  '[',
  '{a,b',
  '',
  ' ',
  '/dev/null',
  'a\u001b[2J.yaml',
  'sound.yaml/x',
];

const outputs = [
  'out',
  'out.json',
  'folder',
  'folder/deep/out.json',
  'sound.yaml',
  '/dev/null',
  '/proc/out',
  '',
];

/** Values that make an option do something, by its name. */
const values: Readonly<Record<string, readonly string[]>> = {
  venice: ['as-built', 'baseline', 'as-designd'],
  policy: ['A', 'E', 'Z'],
  switch: ['keep-backup=off', 'keep-backup', 'keep-backup=maybe', 'keep-bakup=off'],
  set: ['stores.0.size=2 GB', 'stores.9.size=1', 'timeline.0.at=', 'a..b=1', 'regions=[dc-9]'],
  seeds: ['1..3', '1,5', '3..1', '1..', '0', 'a,b', '1..2..3'],
  runs: ['1', '2', '0', '-1', '1.5', 'x', ''],
  shard: ['1/2', '2/1', '0/1', '1/0', 'x/y'],
  vary: ['stores.0.size=1 GB,2 GB', 'stores.0.size=', '=1', 'timeline.0.at=1m,2m'],
  across: [
    'profile=as-built,as-designed',
    'policy=A,B',
    'engine=vip4-parent',
    'profile=',
    'nothing=1',
  ],
  where: ['stores.0.size<stores.0.size', 'a<', '<'],
  'until-width': ['5%', '0%', 'outcome.x=5%', '-1%', 'x'],
  measure: ['outcome', 'x', ''],
  confidence: ['95%', '90%', '7', '0'],
  report: ['text', 'json,html', 'all', 'junit', 'x', ','],
  format: ['text', 'json', 'ndjson', 'xml'],
  only: ['region=dc-0', 'rule=DM-2', 'rule=', 'x=y', 'kind=push-requested'],
  from: ['1m', '-1m', '99d', 'x'],
  until: ['1h', '0s', '-1h', 'x'],
  resume: [...inputs],
  against: [...inputs],
  out: outputs,
  html: outputs,
  csv: outputs,
  trace: outputs,
  push: ['p1', 'p9'],
  find: ['current-has-data', 'no-such-invariant'],
};

const names = [
  'DM-2',
  'keep-backup',
  'notify',
  'current-has-data',
  'faults',
  'hooks',
  'rules',
  'nothing',
];

/** Reads a command's help. */
export function optionsOf(help: string): Map<string, boolean> {
  const lines = help.split('\n').flatMap((line) => {
    const name = /^ +(?:-\w, )? *--([a-z-]+)/.exec(line)?.[1];
    return name === undefined || left.includes(name)
      ? []
      : [[name, !line.includes('[boolean]')] as const];
  });
  return new Map(lines);
}

/** The arguments of one command line. */
export function commandLine(options: Options, draws: Draws): string[] {
  const command = draws.oneIn(30) ? draws.pick(nastyKeys) : draws.pick(commands);
  const known = [...(options.get(command) ?? new Map<string, boolean>())];
  const named = ['list', 'explain', 'schema'].includes(command);
  const words: string[] = [];
  for (let count = draws.upTo(3); count > 0; count -= 1)
    words.push(draws.pick(named ? names : inputs));
  if (words.length === 0 && draws.oneIn(2)) words.push(named ? 'faults' : files.sound);
  for (let count = draws.upTo(4); count > 0 && known.length > 0; count -= 1) {
    const [name, takesValue] = draws.pick(known);
    words.push(`--${name}`);
    if (takesValue && !draws.oneIn(12)) words.push(optionValue(name, draws));
  }
  if (command === 'explore' && !words.includes('--runs')) words.push('--runs', '1');
  if (['sweep', 'compare'].includes(command) && !words.includes('--seeds'))
    words.push('--seeds', '1..2');
  if (draws.oneIn(25))
    words.splice(
      draws.upTo(words.length + 1),
      0,
      draws.pick(['--', '--no-such', '-x', '-', '--=', '---', ...nastyKeys]),
    );
  return [command, ...words];
}

function optionValue(name: string, draws: Draws): string {
  const known = values[name];
  // Numbers of runs and seeds stay small: a large one is no finding.
  if (known !== undefined && (!draws.oneIn(4) || ['runs', 'seeds'].includes(name)))
    return draws.pick(known);
  return draws.pick(nastyKeys);
}
