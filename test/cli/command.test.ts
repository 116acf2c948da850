/**
 * The command as scripts and users see it: exit statuses, what goes to stdout and what to stderr,
 * files that appear whole.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { divergences, filesOf, findScenarios } from '../../scenarios/index.js';
import { broken, soundText } from '../scenarios/valid-scenario.js';
import { pushsim, pushsimProcess, startPushsim } from './command.js';

let folder = '';
const stackTrace = /\n\s+at .*[.:]\d+:\d+/;

const simple = `title: A push succeeds
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, partitions: 2 }]
timeline: [{ at: 1m, push: p1, store: profiles }]
expect: [{ push: p1, ends: succeeded }]
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-cli-'));
  write('good.yaml', simple);
  write('missed.yaml', simple.replace('ends: succeeded', 'ends: failed'));
  write('violated.yaml', ghost);
  write('unsettled.yaml', `${simple}horizon: 2m\n`);
  write('broken.yaml', broken('fault: region-outage', 'fault: region-outtage'));
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'some'));
  write('some/one.yaml', simple);
  write('some/two.yaml', simple.replace('ends: succeeded', 'ends: failed'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

function run(...words: string[]) {
  return pushsim(words, { cwd: folder });
}

/** A degraded region that does not skip the version it was left out of creates a ghost version. */
const ghost = soundText
  .replace('min-healthy: off', 'skip-degraded: off')
  .replace(/expect:[\s\S]*/, 'expect: []\n')
  .replace('hooks:', 'x:')
  .replace(/x:[\s\S]*venice:/, 'venice:');

describe('the exit status of run', () => {
  test('is 0 when everything passed', async () => {
    const { status, stdout, stderr } = await run('run', 'good.yaml');
    expect(stdout).toMatch(/^PASSED {2}A push succeeds\n/);
    expect(stdout).toMatch(/replay: pushsim run good\.yaml --seed 1\n$/);
    expect([status, stderr]).toEqual([0, '']);
  });

  test('is 1 when an expectation was missed', async () => {
    const { status, stdout } = await pushsimProcess(['run', 'missed.yaml'], { cwd: folder });
    expect(stdout).toMatch(/^EXPECTATION MISSED {2}/);
    expect(status).toBe(1);
  });

  test('is 2 when an invariant was violated', async () => {
    const { status, stdout } = await run('run', 'violated.yaml');
    expect(stdout).toMatch(/^INVARIANT VIOLATED {2}/);
    expect(status).toBe(2);
  });

  test('is 4 when a run did not settle', async () => {
    const { status, stdout } = await run('run', 'unsettled.yaml');
    expect(stdout).toMatch(/^DID NOT SETTLE {2}/);
    expect(status).toBe(4);
  });

  test('is the worst of several files, each of which is reported', async () => {
    const { status, stdout, stderr } = await run(
      'run',
      'good.yaml',
      'missed.yaml',
      'unsettled.yaml',
      'broken.yaml',
    );
    expect(status).toBe(3);
    expect(stdout.match(/^replay: /gm)).toHaveLength(3);
    expect(stdout).toMatch(
      /\n4 scenarios: 1 could not be read, 1 did not settle, 1 missed an expectation, 1 passed\n$/,
    );
    expect(stderr).toContain('broken.yaml:20:22: timeline[0].fault:');
  });
});

describe('bad input', () => {
  const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'a mistake in a file',
      ['run', 'broken.yaml'],
      /broken\.yaml:20:22: .*\n.*\n.*\n.*did you mean region-outage\?/,
    ],
    [
      'a missing file',
      ['run', 'godo.yaml'],
      /there is no such file[\s\S]*did you mean good\.yaml\?/,
    ],
    ['a file below a file', ['run', 'good.yaml/x'], /there is no such file/],
    ['a folder without scenarios', ['check', 'empty'], /holds no scenarios/],
    ['no file at all', ['run'], /Not enough/],
    ['no command', [], /say what to do/],
    ['an unknown command', ['rnu', 'good.yaml'], /Did you mean run\?/],
    ['an unknown option', ['run', 'good.yaml', '--sede', '1'], /Unknown argument: sede/],
    [
      'a switch without a value',
      ['run', 'good.yaml', '--switch', 'recover'],
      /write it as --switch NAME=off/,
    ],
    ['an unknown switch', ['run', 'good.yaml', '--switch', 'recovr=off'], /did you mean recover\?/],
    [
      'an unknown profile',
      ['check', 'good.yaml', '--venice', 'as-buit'],
      /did you mean as-built\?/,
    ],
    ['a duration without a unit', ['run', 'good.yaml', '--until', '5'], /"5" has no unit/],
    ['a seed given twice', ['run', 'good.yaml', '--seed', '1', '--seed', '2'], /given 2 times/],
    [
      'an unknown format',
      ['run', 'good.yaml', '--format', 'xml'],
      /write one of text, json, ndjson/,
    ],
    ['an unknown report', ['run', 'good.yaml', '--report', 'narative'], /did you mean narrative\?/],
    [
      'a report that would be mixed with JSON',
      ['run', 'good.yaml', '--format', 'json', '--report', 'summary'],
      /needs --out/,
    ],
    ['a name that nothing has', ['explain', 'region-outtage'], /did you mean region-outage\?/],
    ['a kind that cannot be listed', ['list', 'fautls'], /did you mean faults\?/],
  ];

  test.each(mistakes)(
    '%s: status 3, a message on stderr, no stack trace',
    async (_what, words, says) => {
      const { status, stdout, stderr } = await run(...words);
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(stackTrace);
      expect([status, stdout]).toEqual([3, '']);
    },
  );

  test('a mistake on the command line is said once for several files', async () => {
    const { stderr } = await run('run', 'good.yaml', 'missed.yaml', '--seed', '');
    expect(stderr.match(/--seed/g)).toHaveLength(1);
  });
});

describe('run', () => {
  test('a folder is searched, and its scenarios are counted', async () => {
    const { status, stdout } = await run('run', 'some');
    expect(stdout).toMatch(/\n2 scenarios: 1 missed an expectation, 1 passed\n$/);
    expect(status).toBe(1);
  });

  test('the same command prints the same bytes', async () => {
    expect((await run('run', 'good.yaml', '--seed', '5')).stdout).toBe(
      (await run('run', 'good.yaml', '--seed', '5')).stdout,
    );
  });

  test('--format json prints one document for one file and an array for several', async () => {
    const one = JSON.parse(
      (await run('run', 'good.yaml', '--format', 'json', '--seed', '9')).stdout,
    );
    expect(one).toMatchObject({
      verdict: 'passed',
      seed: '9',
      file: 'good.yaml',
      end: { reason: 'settled' },
    });
    const several = JSON.parse(
      (await run('run', 'good.yaml', 'missed.yaml', '--format', 'json')).stdout,
    );
    expect(several.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'passed',
      'expectation-missed',
    ]);
  });

  test('--format ndjson prints one value a line', async () => {
    const lines = (await run('run', 'some', '--format', 'ndjson')).stdout.trimEnd().split('\n');
    const types = lines.map((line) => JSON.parse(line).type);
    expect(types.filter((type) => type === 'summary')).toHaveLength(2);
    expect(types.at(-1)).toBe('summary');
  });

  test('overrides reach the run and its replay line', async () => {
    const { stdout } = await run(
      'run',
      'good.yaml',
      '--venice',
      'as-built',
      '--switch',
      'recover=off',
      '--seed',
      'x y',
    );
    expect(stdout).toContain(
      "replay: pushsim run good.yaml --seed 'x y' --venice as-built --switch recover=off\n",
    );
    expect(stdout).toContain('venice as-built, policy C, recover off');
  });

  test('--report prints another report instead of the summary', async () => {
    const { stdout } = await run('run', 'good.yaml', '--report', 'narrative');
    expect(stdout).toMatch(/^A push succeeds\nseed 1\nvenice as-designed, policy C\n/);
  });

  test('--report with --out writes whole files and leaves nothing else behind', async () => {
    const { status, stderr, stdout } = await run(
      'run',
      'some',
      'good.yaml',
      '--report',
      'narrative,json',
      '--out',
      'out/deep',
    );
    expect(status).toBe(1);
    expect(stdout).toContain('PASSED');
    expect(stderr.match(/^wrote /gm)).toHaveLength(6);
    expect(readdirSync(join(folder, 'out/deep')).sort()).toEqual([
      ...[
        'good.json',
        'good.txt',
        'some-one.json',
        'some-one.txt',
        'some-two.json',
        'some-two.txt',
      ],
    ]);
    const document = JSON.parse(readFileSync(join(folder, 'out/deep/some-two.json'), 'utf8'));
    expect(document.verdict).toBe('expectation-missed');
  });

  test('--out where no folder can be is bad input', async () => {
    const { status, stderr } = await run('run', 'good.yaml', '--out', 'good.yaml/x');
    expect(stderr).toContain('cannot be written');
    expect(stderr).not.toMatch(stackTrace);
    expect(status).toBe(3);
  });

  test('colours come only when they are requested, and NO_COLOR wins', async () => {
    const colour = '\u001b[';
    expect((await run('run', 'good.yaml')).stdout).not.toContain(colour);
    const forced = await pushsimProcess(['run', 'good.yaml'], {
      cwd: folder,
      env: { FORCE_COLOR: '1' },
    });
    expect(forced.stdout).toContain(colour);
    const refused = await pushsimProcess(['run', 'good.yaml'], {
      cwd: folder,
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    });
    expect(refused.stdout).not.toContain(colour);
  });
});

describe('a run that ends early', () => {
  test('an interruption reports what is finished and exits with 130', async () => {
    const files = Array.from({ length: 400 }, (_, index) => `many-${index}.yaml`);
    for (const file of files) write(file, simple);
    const { child, output, ended } = startPushsim(['run', ...files], folder);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await ended).toBe(130);
    expect(output.stdout).toMatch(/^PASSED/);
    expect(output.stdout).toMatch(/\n\d+ scenarios?: \d+ passed\n$/);
    expect(output.stderr).toMatch(/^interrupted: \d+ of 400 scenarios were finished\n$/);
  });

  test('a reader that goes away ends the command without a complaint', async () => {
    const { child, output, ended } = startPushsim(
      ['run', ...Array.from({ length: 50 }, () => 'good.yaml'), 'some', '--report', 'ndjson'],
      folder,
    );
    child.stdout?.destroy();
    const status = await ended;
    expect(output.stderr).toBe('');
    expect([0, 1]).toContain(status);
  });
});

describe('check, list, explain, schema', () => {
  test('check says of each file whether it is sound, and runs nothing', async () => {
    const { status, stdout, stderr } = await run('check', 'missed.yaml', 'broken.yaml');
    expect(stdout).toBe(
      'missed.yaml: valid: A push succeeds\n2 scenarios: 1 valid, 1 with problems\n',
    );
    expect(stderr).toContain('broken.yaml:20:22');
    expect(status).toBe(3);
  });

  test('list without a kind says what can be listed', async () => {
    const kinds = (await run('list')).stdout.trimEnd().split('\n');
    expect(kinds).toEqual([
      ...[
        'scenarios',
        'faults',
        'push-modes',
        'refusals',
        'scenario-keys',
        'hooks',
        'hook-functions',
        'invariants',
        'metrics',
        'rules',
        'switches',
        'operator-actions',
        'config',
        'reports',
        'divergences',
        'terms',
      ],
    ]);
    for (const kind of kinds) expect((await run('list', kind)).stdout).not.toMatch(/^(none)?\n$/);
  });

  test('list scenarios shows the library by topic, with counts and titles, and no test vector', async () => {
    const lines = (await pushsim(['list', 'scenarios'])).stdout.trimEnd().split('\n');
    const files = findScenarios(['scenarios/library']);
    const topics = lines.flatMap((line) => /^\S+ \((\d+)\)$/.exec(line)?.[1] ?? []);
    expect(topics.reduce((sum, count) => sum + Number(count), 0)).toBe(files.length);
    const listed = lines.filter((line) => line.startsWith('  '));
    expect(listed.map((line) => line.trim().split(' ')[0])).toEqual(files);
    for (const line of listed) expect(line).toMatch(/\.yaml +\S.{10,}$/);
    expect(lines.at(-1)).toBe(`${files.length} scenarios in ${topics.length} topics`);
  });

  test('list divergences prints all with the files that show them, and explain has an entry for each', async () => {
    const text = (await run('list', 'divergences')).stdout;
    expect(text.match(/^ ?\d+ {2}design: +/gm)).toHaveLength(divergences.length);
    expect(text).toContain('scenarios/library/divergences/26-a-recovered-version.as-built.yaml\n');
    expect(text).toMatch(/ test\/vectors\/divergences\/\S+\.yaml \(in the source repository\)\n/);
    const shown = divergences.filter((one) => filesOf(one).length > 0).length;
    expect(text).toContain(`\n${divergences.length} differences, ${shown} with files that show`);
    expect((await run('explain', 'divergence-26')).stdout).toContain(
      'switch:     recovered-version-swaps',
    );
  });

  test('explain has entries for rules, switches by name and id, faults and configuration keys', async () => {
    expect((await run('explain', 'dm-3')).stdout).toMatch(/^DM-3 \(rule\)\n/);
    expect((await run('explain', 'D3')).stdout).toMatch(/^skip-degraded \(switch\)\n/);
    expect((await run('explain', 'region-outage')).stdout).toContain(
      'region: the region that is lost (region; required)',
    );
    expect((await run('explain', 'emergency.source.region')).stdout).toContain(
      '(configuration key)',
    );
  });

  test('schema prints the published schema', async () => {
    const published = readFileSync(new URL('../../scenario.schema.json', import.meta.url), 'utf8');
    expect((await run('schema')).stdout).toBe(published);
  });

  test('help and version go to stdout with status 0', async () => {
    expect(await run('--version')).toMatchObject({ status: 0, stdout: '0.2.0\n' });
    const help = await run('run', '--help');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('--switch');
  });
});
