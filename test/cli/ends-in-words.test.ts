/** Whatever is typed, whatever a file holds and wherever output goes: a sentence, status 3 or 4, no stack trace, and no control character for the terminal. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visibleText } from '../../cli/visible-text.js';
import { expandGlob } from '../../scenarios/glob.js';
import { findScenarios, ScenarioError } from '../../scenarios/index.js';
import { parseScenario } from '../../scenarios/parse.js';
import { type Outcome, pushsim, pushsimProcess, startPushsim } from './command.js';
import { aPush } from './study-file.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-words-'));
  writeFileSync(join(folder, 'in.yaml'), aPush);
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]) => pushsim(words, { cwd: folder });
const stackTrace = /\n\s+at .*[.:]\d+:\d+/;
const controls = /[^\n\t\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u;

function endsInWords({ status, stdout, stderr }: Outcome): void {
  expect(stderr).not.toMatch(stackTrace);
  expect(stderr).not.toContain('bug in the simulator');
  expect(stdout + stderr).not.toMatch(controls);
  expect(stderr.length).toBeGreaterThan(10);
  expect(status).toBe(3);
}

/** Every option that takes a value, by command. */
const wanting = {
  run: 'venice policy switch set seed until format report out only from to trace push',
  check: 'venice policy switch set seed until',
  sweep:
    'seeds vary where venice policy switch set until target-ci-width batch confidence workers shard run-limit memory resume out html csv format measure against',
  compare: 'seeds variants where out html csv workers',
  merge: 'out html csv format measure against',
  explore: 'runs for seed workers find venice policy switch out format',
};
const cases = Object.entries(wanting).flatMap(([command, options]) =>
  options.split(' ').map((option) => [command, option] as const),
);

describe('an option without its value', () => {
  test.each(cases)('%s --%s says that it needs one', async (command, option) => {
    const outcome = await run(command, 'in.yaml', `--${option}`, '--allow-code');
    endsInWords(outcome);
    expect(outcome.stderr).toContain(`--${option} needs a value`);
  });
});

describe('a command line that cannot be meant', () => {
  test.each([
    [
      'words after --',
      ['run', 'in.yaml', '--', 'more.yaml'],
      /nothing is read after --.*more\.yaml/,
    ],
    ['options after --', ['sweep', 'in.yaml', '--', '--seeds', '1'], /nothing is read after --/],
    ['no worker of a sweep', ['sweep', 'in.yaml', '--workers', '0'], /from 1 to 256/],
    ['an exploration without workers', ['explore', '--workers', '0'], /from 1 to 256/],
    ['an exploration without runs', ['explore', '--runs', '0'], /from 1 to/],
    [
      'an exploration for an unknown invariant',
      ['explore', '--find', 'no-such-invariant'],
      /is no invariant/,
    ],
    [
      'an exploration for a misspelt invariant',
      ['explore', '--find', 'no-ghost-versoin'],
      /did you mean no-ghost-version\?/,
    ],
    ['a time that is too long', ['explore', '--for', '36500d'], /at most 3650d/],
    ['a name with controls', ['run', 'a\u001b[31m\u009b\r\n\u202eb.yaml'], /no such file/],
    ['an option with controls', ['run', 'in.yaml', '--\u001b[31m'], /Unknown argument/],
    [
      'a switch with controls',
      ['run', 'in.yaml', '--switch', '\u001b]0;x\u0007=on'],
      /not a known/,
    ],
  ] as const)('%s', async (_what, words, says) => {
    const outcome = await run(...words);
    endsInWords(outcome);
    expect(outcome.stderr).toMatch(says);
  });
});

describe('a file', () => {
  test.each([
    ['a directive with an escape', '%FOO\u001b[31m\n---\na: 1\n', /Unknown directive %FOO\\u001b/],
    ['a lone CR', 'title: x\r  y\n  - a: b\n', /not valid YAML/],
    ['an anchor with a C1 control', 'title: *\u009b31m\n', /the alias .* names no anchor/],
    ['a tag that turns the text around', 'title: !<\u202ex> y\n', /not valid YAML/],
  ])('%s reaches no terminal raw', async (_what, text, says) => {
    writeFileSync(join(folder, 'odd.yaml'), text);
    const outcome = await run('check', 'odd.yaml');
    endsInWords(outcome);
    expect(outcome.stderr).toMatch(says);
  });

  test('a name of two lines stands on one', async () => {
    mkdirSync(join(folder, 'two\nPASSED'), { recursive: true });
    writeFileSync(join(folder, 'two\nPASSED', 'x.yaml'), 'title: [');
    expect((await run('check', 'two\nPASSED')).stderr).toMatch(/^two\\nPASSED\/x\.yaml:/);
  });
});

test('the output filter keeps our colours, and no other control characters', () => {
  const text = '\u001b[1mbold\u001b[22m \u001b[2J\u0007 tab\there\r\u009b1m\u2066';
  const rest = '\\u001b[2J\\u0007 tab\there\\u000d\\u009b1m\\u2066';
  expect(visibleText(text, true)).toBe(`\u001b[1mbold\u001b[22m ${rest}`);
  expect(visibleText(text, false)).toBe(`\\u001b[1mbold\\u001b[22m ${rest}`);
});

describe('every problem', () => {
  /** Changes to a valid file, each of which breaks it. */
  const breakages: readonly (readonly [RegExp, string])[] = [
    [/title: .*/, 'title: [a, b'],
    [/title: .*/, "title: 'a"],
    [/title: .*/, 'title: "a'],
    [/title: .*/, 'title: "\\q"'],
    [/title: .*/, 'title: a: b'],
    [/title: .*/, 'title: &a &b c'],
    [/title: .*/, 'title: !!str !!int 3'],
    [/title: .*/, 'title: !odd x'],
    [/title: .*/, 'title: *nothing'],
    [/title: .*/, 'title: @x'],
    [/title: .*/, 'title: a\n\tb: c'],
    [/title: .*/, 'title: a\n title: b'],
    [/title: .*/, 'title: a\ntitle: b'],
    [/title: .*/, '? [a]: b'],
    [/title: .*/, '%YAML 1.1\n---\ntitle: a'],
    [/title: .*/, 'title: { a: 1, b\n- c }'],
    [/title: .*/, '}'],
    [/title: .*/, `title: ${'['.repeat(50)}`],
    [/title: .*/, `${'long'.repeat(400)}: x`],
    [/title: .*/, 'title: "\\a"'],
    [/title: .*/, '"\\u0007": 1'],
    [/title: .*/, '__proto__: 1'],
    [/title: .*/, 'toString: 1'],
    [/horizon: .*/, 'horizon: 36500d'],
    [/horizon: .*/, 'horizon: 5m 6h'],
    [/horizon: .*/, 'horizon: .nan'],
    [/regions: .*/, `regions: [${'r'.repeat(90_000)}, dc-1]`],
    [/regions: .*/, 'regions: []'],
    [/timeline:[\s\S]*/, 'expect: [{ push: p1, ends: succeeded }]'],
    [/timeline:[\s\S]*/, 'timeline: [{ at: 1m, fault: client-loss, store: profiles }]'],
    [/timeline:[\s\S]*/, 'timeline: [{ at: 1m, fault: constructor, region: toString }]'],
    [/stores: .*/, 'stores: [{ name: profiles, size: valueOf }]'],
    [/latencies: .*/, 'latencies: { ingestionTail: { uniform: [5s, 1s] } }'],
    [/latencies: .*/, 'venice: { switches: { constructor: on }, config: { toString: 1 } }'],
    [/latencies: .*/, 'hooks: [{ hook: hasOwnProperty }]'],
  ];

  test.each(breakages)(
    '%s -> %s says what is expected or what to write, in bounds',
    (part, bad) => {
      try {
        parseScenario(aPush.replace(part, bad), 'in.yaml');
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        for (const { message, expected, found, hint = '' } of error.problems) {
          expect(expected + hint, message).not.toBe('');
          for (const text of [message, expected, found, hint]) {
            expect(text.length).toBeLessThanOrEqual(600);
            expect(text).not.toMatch(/\bundefined\b|function |one of none|: none$/);
          }
        }
        return;
      }
      expect.unreachable('it was not refused');
    },
  );

  test('names the limit of a duration', () => {
    const long = aPush.replace('horizon: 6h', 'horizon: 36500d');
    expect(() => parseScenario(long, 'in.yaml')).toThrow(/is too long[\s\S]*at most 3650d/);
  });

  test('of a fault without its region is about the region alone', () => {
    const fault = 'timeline: [{ at: 1m, fault: client-loss, rgion: dc-0, store: profiles }]';
    const text = aPush.replace(
      /stores: .*/,
      'stores: [{ name: profiles, size: 1 GB, daVinci: { instances: 3, regions: [dc-0] } }]',
    );
    expect(() => parseScenario(text.replace(/timeline:[\s\S]*/, fault), 'in.yaml')).toThrow(
      /region is missing/,
    );
    expect(() => parseScenario(text.replace(/timeline:[\s\S]*/, fault), 'in.yaml')).not.toThrow(
      /no Da Vinci instances/,
    );
  });
});

describe('many files', () => {
  test('a glob with many ** reads each folder once for each step', () => {
    let looks = 0;
    const namesIn = (path: string) => {
      looks += 1;
      const isDeep = path.split('/').length > 5;
      const folders = ['a', 'b', 'c'].map((name) => ({ name, isFolder: true }));
      return [...(isDeep ? [] : folders), { name: 'x.yaml', isFolder: false }];
    };
    const found = expandGlob('top/**/**/*/**/**/*.yaml', namesIn);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength((3 ** 6 - 3) / 2);
    expect(looks).toBeLessThanOrEqual((3 ** 6 - 1) / 2);
  });

  // Files are made and read one by one; on a machine with much else to do that takes its time.
  test('2,000 empty files are judged in seconds', { timeout: 120_000 }, async () => {
    mkdirSync(join(folder, 'empty'));
    for (let number = 0; number < 2_000; number += 1)
      writeFileSync(join(folder, 'empty', `${number}.yaml`), '');
    const began = process.cpuUsage();
    const { status, stdout } = await run('check', 'empty');
    const { user } = process.cpuUsage(began);
    expect([status, stdout]).toEqual([3, '2000 scenarios: 0 valid, 2000 with problems\n']);
    expect(user / 1e6).toBeLessThan(4);
    expect(findScenarios([join(folder, 'empty/**/*.yaml')])).toHaveLength(2_000);
  });
});

describe('a full disk', () => {
  const full = (words: string[], stream: 1 | 2) =>
    startPushsim(
      words,
      folder,
      {},
      [0, 1, 2].map((each) => (each === stream ? '/dev/full' : 'pipe')),
    );

  test('on stdout is reported once, with a message', async () => {
    const { ended, output } = full(['run', 'in.yaml'], 1);
    expect(await ended).toBe(3);
    expect(output.stderr).toMatch(
      /^pushsim: the output is incomplete: no space left on the device/,
    );
    expect(output.stderr.match(/ENOSPC/g)).toHaveLength(1);
  });

  test('on stderr changes nothing else', async () => {
    expect(await full(['check', 'nothing.yaml'], 2).ended).toBe(3);
  });
});

// Filling the memory takes seconds, and many on a machine with much else to do.
test('a run without enough memory says so, and the next scenario runs', {
  timeout: 120_000,
}, async () => {
  const lines = Array.from(
    { length: 400 },
    (_, number) => `  - { at: ${number + 1}h, push: p${number}, store: profiles }`,
  );
  const many = aPush
    .replace(/horizon: .*/, 'horizon: 400d')
    .replace(/timeline:[\s\S]*/, `timeline:\n${lines.join('\n')}\n`);
  writeFileSync(
    join(folder, 'much.yaml'),
    many.replace('partitions: 2', 'partitions: 2000, replicas: 5'),
  );
  const env = { NODE_OPTIONS: '--max-old-space-size=50' };
  const { status, stdout, stderr } = await pushsimProcess(['run', 'much.yaml', 'in.yaml'], {
    cwd: folder,
    env,
  });
  expect(stderr).toMatch(/^much\.yaml:\nthe run is out of memory: it needs more than the \d+ MB/);
  expect(stderr).toContain('--trace digest');
  expect(stdout).toContain('PASSED  A push');
  expect(status).toBe(4);
});
