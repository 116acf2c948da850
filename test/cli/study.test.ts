/**
 * Studies through the real command: worker threads, interruptions, shards. Whatever happens on the way, the result file has the
 * bytes of an undisturbed study.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyResult } from '../../scenarios/index.js';
import { pushsim, pushsimProcess, startPushsim } from './command.js';
import { aPush, longSweep, until } from './study-file.js';

let folder = '';
const stackTrace = /\n\s+at .*[.:]\d+:\d+/;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-study-'));
  writeFileSync(join(folder, 'push.yaml'), aPush);
  writeFileSync(join(folder, 'missed.yaml'), aPush.replace('succeeded', 'failed'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  return pushsim(words, { cwd: folder });
}

/** With worker threads. */
function runProcess(...words: string[]) {
  return pushsimProcess(words, { cwd: folder });
}

function text(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function study(file: string): StudyResult {
  return JSON.parse(text(file));
}

function runsIn(file: string): number {
  return study(file).cells.reduce((sum, { runs }) => sum + runs.seeds.length, 0);
}

describe('sweep', () => {
  test('prints verdicts and measures, and writes the same bytes with one worker and with three', async () => {
    const words = ['sweep', 'push.yaml', '--seeds', '1..30', '--vary', 'stores.0.partitions=2,4'];
    const one = await runProcess(...words, '--workers', '1', '--out', 'one.json');
    const three = await runProcess(...words, '--workers', '3', '--out', 'deep/three.json');
    expect([one.status, one.stderr]).toEqual([0, '']);
    expect(one.stdout).toMatch(/^SWEEP {2}A push\n {2}2 variants, seeds 1\.\.30, 60 runs, 95 % /);
    expect(one.stdout).toContain('push.p1.duration-ms');
    expect(three.stdout).toBe(one.stdout);
    expect(text('deep/three.json')).toBe(text('one.json'));
    expect((await run('sweep', 'push.yaml', '--seeds', '1..3', '--format', 'json')).stdout).toMatch(
      /^\{"format":"pushsim-study","version":1,/,
    );
  });

  test('is judged by its worst run, and says how to see it', async () => {
    const { status, stdout } = await run(
      'sweep',
      'missed.yaml',
      '--seeds',
      '4,5',
      '--set',
      'ties=shuffled',
    );
    expect(status).toBe(1);
    expect(stdout).toContain('pushsim run missed.yaml --seed 4 --set ties=shuffled\n');
  });

  test('stops when the interval is narrow enough', async () => {
    const words = ['sweep', 'push.yaml', '--seeds', '1..500', '--target-ci-width', '30%'];
    const { stdout } = await run(...words, '--batch', '5');
    expect(stdout).toContain('stops when passed is 30 % wide: 10 seeds run');
  });

  test('reports a run that takes too long or too much memory, and ends', async () => {
    const slow = await runProcess('sweep', 'push.yaml', '--seeds', '1..2', '--run-limit', '1ms');
    expect(slow.status).toBe(4);
    expect(slow.stdout).toContain('seed 1: it took longer than 0.001 s');
    const big = aPush.replace('partitions: 2', 'partitions: 60000');
    writeFileSync(join(folder, 'big.yaml'), big);
    const greedy = await runProcess('sweep', 'big.yaml', '--seeds', '1', '--memory', '12');
    expect(greedy.stdout).toContain('seed 1: its worker ran out of memory');
    expect(greedy.status).toBe(4);
  });
});

describe('an interrupted sweep', () => {
  test('reports what is finished, and resumes to the bytes of an uninterrupted one', async () => {
    expect((await run('sweep', 'push.yaml', ...longSweep, '--out', 'calm.json')).status).toBe(0);
    const { child, output, ended } = startPushsim(
      ['sweep', 'push.yaml', ...longSweep, '--out', 'broken.json'],
      folder,
    );
    await until(() => existsSync(join(folder, 'broken.json')));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(output.stderr).toMatch(
      /^interrupted: \d+ of 700 runs were finished; continue with: pushsim sweep --resume broken\.json\n$/,
    );
    expect(output.stdout).toContain('unfinished: these are the runs so far');
    expect(runsIn('broken.json')).toBeGreaterThan(0);
    expect(runsIn('broken.json')).toBeLessThan(700);
    const again = await run('sweep', 'push.yaml', ...longSweep, '--out', 'broken.json');
    expect([again.status, again.stdout]).toEqual([3, '']);
    expect(again.stderr).toContain('--resume broken.json');
    expect((await run('sweep', '--resume', 'broken.json')).status).toBe(0);
    expect(text('broken.json') === text('calm.json')).toBe(true);
  });
});

describe('shards', () => {
  test('of three commands merged are the whole', async () => {
    const words = ['sweep', 'push.yaml', '--seeds', '1..20', '--workers', '1'];
    await run(...words, '--out', 'whole.json');
    const files = [1, 2, 3].map((number) => `part${number}.json`);
    for (const [index, file] of files.entries())
      expect((await run(...words, '--shard', `${index + 1}/3`, '--out', file)).status).toBe(0);
    const { status, stdout } = await run('merge', ...files.reverse(), '--out', 'merged.json');
    expect(status).toBe(0);
    expect(stdout).toContain('20 runs');
    expect(text('merged.json')).toBe(text('whole.json'));
  });

  test('of different studies are refused', async () => {
    await run('sweep', 'push.yaml', '--seeds', '1..21', '--shard', '1/3', '--out', 'other.json');
    const { status, stderr } = await run('merge', 'part2.json', 'other.json', 'part3.json');
    expect(stderr).toMatch(/^other\.json: .*\n.*seeds: "1\.\.20" and "1\.\.21"/);
    expect(status).toBe(3);
  });
});

describe('compare', () => {
  test('shows variants side by side, one that cannot run with its reason', async () => {
    const { status, stdout } = await run(
      'compare',
      'push.yaml',
      ...['--variants', 'profile=as-designed,as-built,as-buit', '--seeds', '1..10'],
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^COMPARISON {2}A push\n/);
    expect(stdout).toMatch(/Cannot run\n {2}profile=as-buit: --venice: "as-buit" is not a known/);
    expect(stdout).toMatch(/^Side by side +profile=as-designed +profile=as-built$/m);
    expect(stdout).toMatch(/^ {2}push\.p1\.duration-ms +\S+ +\S+$/m);
  });

  test('of two files alone runs each once and ends with the first difference', async () => {
    const { status, stdout } = await run('compare', 'push.yaml', 'missed.yaml');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Side by side +push\.yaml +missed\.yaml$/m);
    expect(stdout).toMatch(/^(First difference|No difference)/m);
    const one = await run(
      'compare',
      'push.yaml',
      '--variants',
      'timeline.0.at=1m,2m',
      '--seeds',
      '3',
    );
    expect(one.stdout).toMatch(
      /^First difference\n(?: {2}.*\n)+\nWhat followed\n {2}timeline\.0\.at=1m$/m,
    );
  });

  test('keeps to the width of the terminal by more tables', async () => {
    const policies = [
      '--variants',
      'policy=N,A,B,C,D,E',
      '--variants',
      'stores.0.partitions=2,4,8',
    ];
    const { stdout } = await run('compare', 'push.yaml', ...policies, '--seeds', '1..4');
    const tables = stdout.slice(stdout.indexOf('Side by side'), stdout.indexOf('The same'));
    expect(tables.match(/^Side by side/gm)?.length).toBeGreaterThan(1);
    expect(Math.max(...tables.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('takes several files, and says what has changed since an earlier study', async () => {
    const words = ['compare', 'push.yaml', 'missed.yaml', '--variants', 'ties=fifo,shuffled'];
    expect((await run(...words, '--seeds', '1..6', '--out', 'before.json')).status).toBe(0);
    const same = (await run(...words, '--seeds', '1..6', '--against', 'before.json')).stdout;
    expect(same).toMatch(/Since the earlier study\n {2}4 variants without a change/);
    const other = ['--seeds', '1..6', '--against', 'before.json', '--set', 'stores.0.size=90 GB'];
    const changed = (await run(...words, ...other)).stdout;
    expect(changed).toContain('changed: push.yaml, ties=fifo');
    expect(changed).toMatch(/6 of 6 shared seeds ran differently/);
    expect(changed).toMatch(/push\.p1\.duration-ms +\+/);
  });
});

describe('an expectation over a study', () => {
  const words = ['sweep', 'push.yaml', '--seeds', '1..6', '--expect'];

  test('decides the exit status, also when parts are merged', async () => {
    const held = await run(...words, 'p95 push.p1.duration-ms <= 4h');
    expect([held.status, held.stdout]).toEqual([0, expect.stringMatching(/^ {2}held +p95 push/m)]);
    const missed = await run(...words, 'p95 push.p1.duration-ms <= 1s');
    expect([missed.status, missed.stdout]).toEqual([
      1,
      expect.stringMatching(/^ {2}missed +p95 push/m),
    ]);
    for (const shard of ['1/2', '2/2'])
      await run(
        'sweep',
        'push.yaml',
        '--seeds',
        '1..6',
        '--shard',
        shard,
        '--out',
        `${shard[0]}.json`,
      );
    const merged = await run(
      'merge',
      '1.json',
      '2.json',
      '--expect',
      'max push.p1.duration-ms < 1s',
    );
    expect(merged.status).toBe(1);
  });

  test('is not judged by a part', async () => {
    const { status, stderr } = await run(...words, 'passed = 100%', '--shard', '1/2');
    expect([status, stderr]).toEqual([3, expect.stringContaining('give it to merge')]);
  });
});

describe('what cannot be done', () => {
  test.each([
    [
      'an unknown field',
      ['sweep', 'push.yaml', '--vary', 'stores.0.sise=1'],
      /did you mean size\?/,
    ],
    ['seeds that are none', ['sweep', 'push.yaml', '--seeds', '9..1'], /write 1\.\.9/],
    ['a shard of nothing', ['sweep', 'push.yaml', '--shard', '3/2'], /I from 1 to N/],
    ['no file', ['sweep'], /needs a scenario file, or --resume/],
    [
      'several files to sweep',
      ['sweep', 'push.yaml', 'missed.yaml'],
      /Unknown argument|one scenario/,
    ],
    ['nothing to compare', ['compare', 'push.yaml'], /--variants profile=as-designed,as-built/],
    ['a file that is no result', ['merge', 'push.yaml'], /no JSON/],
    ['a missing result', ['sweep', '--resume', 'callm.json'], /no such file/],
    [
      '--resume beside a question',
      ['sweep', '--resume', 'x.json', '--seeds', '1'],
      /give no files/,
    ],
    ['no workers', ['sweep', 'push.yaml', '--workers', '0'], /from 1 to 256/],
    ['an odd confidence', ['sweep', 'push.yaml', '--confidence', '80%'], /90%, 95%, 99%/],
    [
      'an odd measure',
      ['sweep', 'push.yaml', '--target-ci-width', 'pased=5%'],
      /did you mean passed\?/,
    ],
  ])('%s: status 3, words on stderr, no stack trace', async (_what, words, says) => {
    const { status, stdout, stderr } = await run(...words);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(stackTrace);
    expect([status, stdout]).toEqual([3, '']);
  });

  test('leaves nothing half-written behind', () => {
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});
