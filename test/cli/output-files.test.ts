/** Files that the command writes: what is never replaced, what is recognised as ours, and where a result goes that cannot be written. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FileKind, isOfKind, kindOfReport } from '../../cli/file-marks.js';
import { makeFolder, OutputFiles, writeNew } from '../../cli/output-files.js';
import { reports } from '../../reports/index.js';
import { pushsim, pushsimProcess } from './command.js';
import { aPush } from './study-file.js';

const root = mkdtempSync(join(tmpdir(), 'pushsim-files-'));
let folder = '';
let used = 0;

beforeEach(() => {
  used += 1;
  folder = join(root, String(used));
  mkdirSync(folder);
  writeFileSync(join(folder, 'in.yaml'), aPush);
  writeFileSync(join(folder, 'other.yaml'), aPush);
});

afterAll(() => rmSync(root, { recursive: true }));

const run = (...words: string[]) => pushsim(words, { cwd: folder });
const path = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(path(name), 'utf8');
const sweep = ['sweep', 'in.yaml', '--seeds', '1..2'];

/** Every option that names a file, with a command that takes it. */
const options: readonly (readonly [string, readonly string[]])[] = [
  ['--out', sweep],
  ['--html', sweep],
  ['--csv', sweep],
  ['--trace', ['run', 'in.yaml']],
];

/** What blocks the path, created there; the message that says so. */
const obstacles: readonly (readonly [string, (at: string) => void, RegExp])[] = [
  ['a pipe', (at) => execFileSync('mkfifo', [at]), /is a pipe/],
  ['a link', (at) => symlinkSync('nowhere', at), /is a link/],
  ['a folder', (at) => mkdirSync(at), /is a folder/],
  ['a foreign file', (at) => writeFileSync(at, '{ "mine": true }\n'), /already there.*--force/],
  [
    'a read-only file',
    (at) => {
      writeFileSync(at, '');
      chmodSync(at, 0o444);
    },
    /read-only/,
  ],
];

describe.each(options)('%s of %j', (option, words) => {
  test.each(obstacles)(
    '%s is refused before the run and stays as it was',
    async (_what, make, says) => {
      make(path('target'));
      const before = lstatSync(path('target'));
      const { status, stdout, stderr } = await run(...words, option, 'target');
      expect(stderr).toMatch(says);
      expect([status, stdout]).toEqual([3, '']);
      const after = lstatSync(path('target'));
      expect([after.ino, after.mode, after.size]).toEqual([before.ino, before.mode, before.size]);
    },
  );

  test('an input of the command is refused, whatever it is called, also with --force', async () => {
    const { status, stderr } = await run(...words, option, `../${used}/in.yaml`, '--force');
    expect(stderr).toContain('is an input of this command');
    expect(status).toBe(3);
    expect(text('in.yaml')).toBe(aPush);
  });

  test.each(['/proc/pushsim', '/proc/self/pushsim', '/dev/full', 'in.yaml/below'])(
    '%s is refused and not waited for',
    async (place) => {
      const { status, stderr } = await run(...words, option, place);
      expect(stderr).toMatch(/is a device|belongs to the system|is no folder|cannot be written/);
      expect(status).toBe(3);
    },
  );

  test('its own earlier file is replaced, and a foreign one with --force', async () => {
    writeFileSync(path('target'), 'mine');
    expect((await run(...words, option, 'target', '--force')).status).toBeLessThan(3);
    const first = text('target');
    expect(first).not.toBe('mine');
    expect((await run(...words, option, 'target')).status).toBeLessThan(3);
    expect(text('target')).toBe(first);
  });
});

describe('marks', () => {
  const written: (readonly [string, FileKind])[] = [];

  beforeAll(async () => {
    const all = join(root, 'all');
    mkdirSync(all);
    writeFileSync(
      join(all, 'in.yaml'),
      aPush.replace('A push', `'A "push" with, commas: and 50 % <b>'`),
    );
    const cwd = { cwd: all };
    await pushsim(['run', 'in.yaml', '--out', 'reports', '--only', 'region=dc-1'], cwd);
    for (const { name, extension, extensions = [extension], gather } of reports)
      for (const each of extensions)
        written.push([join(all, 'reports', gather?.fileName ?? `in.${each}`), kindOfReport(name)]);
    await pushsim(['run', 'in.yaml', '--trace', 'facts'], cwd);
    await pushsim([...sweep, '--out', 'study', '--html', 'page', '--csv', 'table'], cwd);
    written.push([join(all, 'facts'), 'facts'], [join(all, 'study'), 'study']);
    written.push([join(all, 'page'), 'html'], [join(all, 'table'), 'csv']);
  });

  test('every kind of file that is written is recognised as its own kind and as no other', () => {
    const kinds = [...new Set(written.map(([, kind]) => kind))];
    expect(written.length).toBeGreaterThan(18);
    for (const [file, kind] of written)
      expect(
        kinds.filter((each) => isOfKind(file, each)),
        file,
      ).toEqual([kind]);
  });

  test('no file written by users is taken for output of pushsim', () => {
    const foreign = ['{}', '{"scenario": 1}', 'a,b\n1,2\n', '<!doctype html>\n<p>', 'title: x\n'];
    foreign.push(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mine">',
      'sequenceDiagram\n',
    );
    foreign.push('{"format":"mine"}', '# TYPE up gauge\n', 'PASSED\n', aPush, '\u0000\u0001');
    for (const each of foreign) {
      writeFileSync(path('foreign'), each);
      for (const [, kind] of written) expect(isOfKind(path('foreign'), kind), each).toBe(false);
    }
  });
});

test('a result of hours is not replaced by a table of it: only a file of the same kind is', async () => {
  await run(...sweep, '--out', 'study.json');
  const { status } = await run(...sweep, '--csv', 'study.json');
  expect(status).toBe(3);
  expect(text('study.json')).toMatch(/^\{"format":"pushsim-study"/);
});

test('two options that name one file are refused', async () => {
  expect((await run(...sweep, '--out', 'x', '--html', './x')).stderr).toContain('both name');
});

test('merge replaces none of its parts', async () => {
  for (const part of ['1', '2'])
    await run(...sweep, '--shard', `${part}/2`, '--out', `${part}.json`);
  const before = text('1.json');
  expect((await run('merge', '1.json', '2.json', '--out', '1.json')).status).toBe(3);
  expect(text('1.json')).toBe(before);
});

test('an unfinished study is replaced only with --force', async () => {
  await run(...sweep, '--out', 'study.json');
  const { cells, ...rest } = JSON.parse(text('study.json'));
  const none = { seeds: [], verdicts: [], digests: [], violated: [], measures: [] };
  const counts = { passed: 0, 'expectation-missed': 0, 'invariant-violated': 0, unsettled: 0 };
  const cell = { ...cells[0], runs: none, verdicts: counts, measures: [] };
  const unfinished = { ...rest, state: 'unfinished', cells: [cell] };
  writeFileSync(path('study.json'), JSON.stringify(unfinished));
  expect((await run(...sweep, '--out', 'study.json')).stderr).toContain('--resume study.json');
  expect((await run(...sweep, '--out', 'study.json', '--force')).status).toBe(0);
});

test('a folder of reports that holds a scenario of the command is not written over it', async () => {
  writeFileSync(path('in.json'), JSON.stringify({ title: 'not a scenario' }));
  const { status } = await run('run', 'in.json', '--report', 'json', '--out', '.', '--force');
  expect(status).toBe(3);
  expect(JSON.parse(text('in.json'))).toEqual({ title: 'not a scenario' });
});

test('what cannot be written after all is saved elsewhere and named', () => {
  const files = new OutputFiles({ inputs: [], force: false });
  const target = { path: path('gone/x.json'), kind: 'study', option: '--out' } as const;
  files.check([target]);
  writeFileSync(path('gone'), 'now a file');
  const problem = files.write(target, '{"format":"pushsim-study",\n') ?? '';
  const saved = /saved as (\S+) instead$/.exec(problem)?.[1] ?? '';
  expect(readFileSync(saved, 'utf8')).toBe('{"format":"pushsim-study",\n');
  rmSync(join(saved, '..'), { recursive: true });
});

test('a new file is made by one of two, and nothing unfinished stays', () => {
  expect(writeNew(path('deep/er/new'), 'one')).toBe(true);
  expect(writeNew(path('deep/er/new'), 'two')).toBe(false);
  expect([readFileSync(path('deep/er/new'), 'utf8'), readdirSync(path('deep/er'))]).toEqual([
    'one',
    ['new'],
  ]);
});

test('a folder that cannot be made ends in an error and not in a loop', () => {
  expect(() => makeFolder('/proc/pushsim/a/b')).toThrow();
});

test('two commands that write into one folder lose nothing and refuse nothing', async () => {
  for (let number = 0; number < 12; number += 1)
    copyFileSync(path('in.yaml'), path(`s${number}.yaml`));
  const halves = [
    ['s0', 's1', 's2', 's3', 's4', 's5'],
    ['s6', 's7', 's8', 's9', 's10', 's11'],
  ];
  const both = () =>
    Promise.all(
      halves.map((names) =>
        pushsimProcess(
          ['run', ...names.map((name) => `${name}.yaml`), '--report', 'json,csv', '--out', 'out'],
          { cwd: folder },
        ),
      ),
    );
  expect((await both()).map(({ status }) => status)).toEqual([0, 0]);
  expect(readdirSync(path('out'))).toHaveLength(12 * 7);
  expect(
    (
      await pushsim(
        [
          'run',
          ...halves.flat().map((name) => `${name}.yaml`),
          '--report',
          'json,csv',
          '--out',
          'out',
        ],
        { cwd: folder },
      )
    ).status,
  ).toBe(0);
  expect(existsSync(path('out/.pushsim-reports.json'))).toBe(false);
});
