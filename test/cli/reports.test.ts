/** Reports as the command writes and prints them: folders, files that all runs share, filters, widths. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pushsim } from './command.js';

const scenario = 'scenarios/library/degraded/skipped-then-healed.yaml';
const other = 'scenarios/library/degraded/ghost-version.yaml';
const kinds = 'csv,trace,junit,markdown,metrics,narrative,mermaid,messages,ndjson,json,summary';
const root = mkdtempSync(join(tmpdir(), 'pushsim-reports-'));
let used = 0;

function emptyFolder(): string {
  used += 1;
  return join(root, String(used));
}

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [name, name === 'junit.xml' ? text.replaceAll(tookTime, 'time="0.000"') : text];
    }),
  );
}

/** The one thing that differs from run to run: how long it took. */
const tookTime = /(?<= )time="\d+\.\d{3}"/g;

afterAll(() => rmSync(root, { recursive: true }));

describe('--out', () => {
  test('every report is written, and a second run writes the same bytes', async () => {
    const out = emptyFolder();
    const words = ['run', scenario, '--report', kinds, '--out', out];
    expect((await pushsim(words, { env: { COLUMNS: '50' } })).status).toBe(0);
    const first = contents(out);
    expect(Object.keys(first)).toHaveLength(16);
    expect((await pushsim(words, { env: { COLUMNS: '200', FORCE_COLOR: '1' } })).status).toBe(0);
    expect(contents(out)).toEqual(first);
  });

  test('a file that pushsim did not write is left alone; nothing is run, and a message says what to do', async () => {
    const out = emptyFolder();
    mkdirSync(out);
    writeFileSync(join(out, 'skipped-then-healed.json'), 'mine');
    const { status, stdout, stderr } = await pushsim([
      'run',
      scenario,
      '--report',
      'json,metrics',
      '--out',
      out,
    ]);
    expect(status).toBe(3);
    expect(stderr).toMatch(
      /already there and was not written by pushsim; name another folder or file, or replace it with --force/,
    );
    expect(readFileSync(join(out, 'skipped-then-healed.json'), 'utf8')).toBe('mine');
    expect(existsSync(join(out, 'skipped-then-healed.metrics.txt'))).toBe(false);
    expect(stdout).toBe('');
  });

  test('a folder in the place of a file is left alone', async () => {
    const out = emptyFolder();
    mkdirSync(join(out, 'skipped-then-healed.json'), { recursive: true });
    const { status, stderr } = await pushsim(['run', scenario, '--report', 'json', '--out', out]);
    expect(status).toBe(3);
    expect(stderr).toContain('is a folder');
    expect(statSync(join(out, 'skipped-then-healed.json')).isDirectory()).toBe(true);
  });

  test('several scenarios share one JUnit file, in which a broken one is an error', async () => {
    const out = emptyFolder();
    mkdirSync(out);
    const broken = join(out, 'broken.yaml');
    writeFileSync(broken, 'title: [');
    const { status } = await pushsim(['run', scenario, broken, '--report', 'junit', '--out', out]);
    expect(status).toBe(3);
    const text = readFileSync(join(out, 'junit.xml'), 'utf8');
    expect(text.match(/<testsuite /g)).toHaveLength(2);
    expect(text).toContain('<testsuites name="pushsim" tests="8" failures="0" errors="1">');
  });

  test('without a folder the shared file is printed once', async () => {
    const { stdout } = await pushsim(['run', scenario, other, '--report', 'junit']);
    expect(stdout.match(/<\?xml/g)).toHaveLength(1);
    expect(stdout.match(/<testsuite /g)).toHaveLength(2);
    expect(stdout).toMatch(/<\/testsuites>\n$/);
  });
});

describe('choosing lines', () => {
  const narrative = async (...words: string[]): Promise<string> =>
    (await pushsim(['run', scenario, '--report', 'narrative', ...words])).stdout;
  const facts = (text: string): string[] => text.match(/^\d\d:\d\d:\d\d\.\d{3}.*$/gm) ?? [];

  test('by region, rule, push and time, alone and together', async () => {
    expect(facts(await narrative('--only', 'region=dc-1')).length).toBeGreaterThan(4);
    for (const line of facts(await narrative('--only', 'rule=vs-4')))
      expect(line).toMatch(/\[VS-4\]$/);
    expect(facts(await narrative('--only', 'push=p1', '--only', 'rule=DM-2'))).toHaveLength(1);
    for (const line of facts(await narrative('--from', '2h', '--to', '130m')))
      expect(line).toMatch(/^02:(0\d|10):/);
    expect(facts(await narrative('--only', 'region=dc-0', '--only', 'region=dc-2')).length).toBe(
      facts(await narrative('--only', 'region=dc-0')).length +
        facts(await narrative('--only', 'region=dc-2')).length,
    );
  });

  test('a run says which of its lines it shows', async () => {
    expect(await narrative('--only', 'store=profiles')).toMatch(
      /^only store=profiles: \d+ of \d+ lines$/m,
    );
  });

  test.each([
    [['--only', 'region=dc-7'], /there is no region "dc-7"\n {4}did you mean dc-/],
    [['--only', 'regoin=dc-1'], /subjects: region, store, push, rule, kind/],
    [['--only', 'rule=DM-99'], /there is no rule "DM-99"/],
    [['--push', 'p2'], /there is no push "p2"\n {4}(did you mean|known:) p1/],
    [['--from', 'noon'], /--from noon is not a time since the start/],
    [['--from', '2h', '--to', '1h'], /later than/],
  ])('%j teaches', async (words, lesson) => {
    const { status, stderr } = await pushsim(['run', scenario, ...words]);
    expect(stderr).toMatch(lesson);
    expect(status).toBe(3);
  });
});

describe('widths', () => {
  test.each([60, 80, 120])(
    'the summary keeps to %i columns, but for the replay',
    async (columns) => {
      const { stdout } = await pushsim(['run', scenario], { env: { COLUMNS: String(columns) } });
      const lines = stdout.split('\n').filter((line) => !line.startsWith('replay: '));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      expect(Math.max(...lines.map(({ length }) => length))).toBeGreaterThan(columns - 10);
    },
  );

  test('80 by default; a piped narrative is not folded', async () => {
    const { stdout } = await pushsim(['run', scenario], { env: { COLUMNS: '' } });
    const lines = stdout.split('\n').filter((line) => !line.startsWith('replay: '));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    const long = await pushsim(['run', scenario, '--report', 'narrative'], {
      env: { COLUMNS: '' },
    });
    expect(Math.max(...long.stdout.split('\n').map(({ length }) => length))).toBeGreaterThan(80);
  });
});
