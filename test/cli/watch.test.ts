/** `run --watch`: runs again on save, and says what has changed. */
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changedLines } from '../../cli/watch-command.js';
import { pushsim, startPushsim } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'pushsim-watch-'));
const file = join(folder, 'watched.yaml');

function scenario(outage: string): string {
  return `title: A push
regions: [{ name: dc-0 }, { name: dc-1 }]
stores: [{ name: a }]
timeline:
  - { at: 1m, push: p1, store: a }
${outage}expect:
  - { push: p1, ends: succeeded }
`;
}

test('a save runs the file again; the verdict and the changed lines are shown, and mistakes are said', async () => {
  writeFileSync(file, scenario(''));
  const { child, output, ended } = startPushsim(['run', '--watch', file], folder);
  const shows = (text: string) =>
    expect.poll(() => output.stdout + output.stderr, { timeout: 20_000 }).toContain(text);
  await shows('watching');
  expect(output.stdout).toContain('PASSED');
  writeFileSync(`${file}.new`, scenario('  - { at: 0s, fault: region-outage, region: dc-1 }\n'));
  renameSync(`${file}.new`, file);
  await shows('EXPECTATION MISSED');
  expect(output.stdout).toMatch(/^\+ +00:00:00\.000 +fault +region-outage/m);
  writeFileSync(file, 'title: nothing else\n');
  await shows('watched.yaml:1');
  writeFileSync(file, scenario(''));
  await expect.poll(() => output.stdout, { timeout: 20_000 }).toMatch(/^- +00:00:00\.000 +fault/m);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

test('equal runs differ in nothing', () => {
  expect(changedLines(['PASSED', 'a', 'b'], ['MISSED', 'a', 'b'])).toEqual([
    'nothing else has changed',
  ]);
});

test.each([
  [['scenarios/library'], '--watch takes one file'],
  [['a.yaml', 'b.yaml'], '--watch takes one file'],
  [['scenarios/library/degraded/skipped-then-healed.yaml', '--out', 'x'], 'leave out --out'],
  [
    ['scenarios/library/degraded/skipped-then-healed.yaml', '--format', 'json'],
    'leave out --format',
  ],
])('%j is refused', async (words, message) => {
  const { status, stderr } = await pushsim(['run', '--watch', ...words]);
  expect(status).toBe(3);
  expect(stderr).toContain(message);
});
