/** What becomes of a trace: kept for reports, reduced to its digest, or written to a file while the run continues, always of the very same run. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenario, runScenario } from '../../scenarios/index.js';
import { pushsim, startPushsim } from './command.js';

let folder = '';

const simple = `title: A push succeeds
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, partitions: 2 }]
timeline: [{ at: 1m, push: p1, store: profiles }]
expect: [{ push: p1, ends: succeeded }]
`;
const fleet = `title: Many pushes
horizon: 2d
eventsMax: 100000000
regions: [dc-0, dc-1]
fleet: { stores: 2000, pushes: 2000, over: 24h, seed: fleet }
timeline: []
expect: []
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-trace-'));
  writeFileSync(join(folder, 'push.yaml'), simple);
  writeFileSync(join(folder, 'fleet.yaml'), fleet);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  return pushsim(words, { cwd: folder });
}

function linesOf(file: string): string[] {
  return readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
}

describe('a streamed trace', () => {
  test('has every fact of the run in order, whose it is before them and its digest after them', async () => {
    const { status, stdout } = await run('run', 'push.yaml', '--trace', 'facts.ndjson');
    expect(status).toBe(0);
    const kept = runScenario(loadScenario(join(folder, 'push.yaml')));
    const [first, ...rest] = linesOf('facts.ndjson').map((line) => JSON.parse(line));
    expect(first).toMatchObject({ type: 'run', regions: ['dc-0', 'dc-1'], pushes: ['p1'] });
    const facts = kept.facts.map(({ at, fact }) => ({ type: 'fact', atMs: at, ...fact }));
    expect(facts.length).toBeGreaterThan(20);
    expect(rest.slice(0, -1)).toEqual(JSON.parse(JSON.stringify(facts)));
    expect(rest.at(-1)).toMatchObject({ type: 'end', digest: kept.digest, verdict: 'passed' });
    expect(stdout).toContain(`digest ${kept.digest}`);
    expect(stdout).toContain('no trace was kept');
  });

  test('of a run that is broken off has whole lines, and no last one', async () => {
    const { child, ended } = startPushsim(
      ['run', 'fleet.yaml', '--trace', 'broken.ndjson'],
      folder,
    );
    const begun = () =>
      existsSync(join(folder, 'broken.ndjson')) && linesOf('broken.ndjson').length;
    for (let tries = 0; tries < 2_000 && !(Number(begun()) > 5); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const types = linesOf('broken.ndjson').map((line) => JSON.parse(line).type);
    expect(types[0]).toBe('run');
    expect(types.length).toBeGreaterThan(5);
    expect(types).not.toContain('end');
  });

  test('replaces an older trace and leaves other files alone', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine\n');
    expect((await run('run', 'push.yaml', '--trace', 'facts.ndjson')).status).toBe(0);
    const { status, stderr } = await run('run', 'push.yaml', '--trace', 'notes.txt');
    expect(status).toBe(3);
    expect(stderr).toContain('notes.txt is already there and was not written by --trace');
    expect(linesOf('notes.txt')).toEqual(['mine']);
    expect((await run('run', 'push.yaml', '--trace', 'notes.txt/inside')).stderr).toContain(
      'notes.txt',
    );
  });

  test('makes the folder it is to lie in', async () => {
    expect((await run('run', 'push.yaml', '--trace', 'some/where.ndjson')).status).toBe(0);
    expect(linesOf('some/where.ndjson').length).toBeGreaterThan(5);
  });
});

describe('a run without a trace', () => {
  test('has the digest, the metrics and the summary of one that keeps it', async () => {
    const bare = await run('run', 'push.yaml', '--trace', 'digest', '--format', 'json');
    expect(bare.status).toBe(0);
    expect(bare.stdout).toBe((await run('run', 'push.yaml', '--format', 'json')).stdout);
  });

  test('is refused where facts are needed, with what can be had', async () => {
    const narrative = await run('run', 'push.yaml', '--trace', 'digest', '--report', 'narrative');
    expect(narrative.status).toBe(3);
    expect(narrative.stderr).toContain('(narrative); without them there are summary, json');
    const words = ['run', 'push.yaml', '--trace', 'digest'];
    expect((await run(...words, '--verify')).stderr).toContain('--verify compares traces');
    expect((await run(...words, '--out', 'all')).status).toBe(3);
    expect((await run(...words, '--format', 'ndjson')).status).toBe(3);
    const two = await run('run', 'push.yaml', 'fleet.yaml', '--trace', 'two.ndjson');
    expect(two.status).toBe(3);
    expect(two.stderr).toContain('takes one scenario, and there are 2');
  });
});
