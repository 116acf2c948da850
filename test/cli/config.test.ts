/** The command with Venice's .properties files: counts on stderr, the result on stdout, and the same files in studies. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pushsim } from './command.js';

const file = 'scenarios/library/degraded/skipped-then-healed.yaml';
const controller = 'test/scenarios/config-files/controller.properties';
const folder = mkdtempSync(join(tmpdir(), 'pushsim-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A scenario that names a configuration file beside it. */
function ownScenario(): string {
  const path = join(folder, 'own.yaml');
  writeFileSync(
    join(folder, 'job.properties'),
    'poll.job.status.interval.ms=60000\nzookeeper.address=a\n',
  );
  writeFileSync(
    path,
    'title: A push\nregions: [dc-0, dc-1]\nstores: [{ name: s, size: 1 GB }]\n' +
      'venice: { configFiles: [job.properties] }\ntimeline: [{ at: 1m, push: p1, store: s }]\n',
  );
  return path;
}

test('run prints a line of counts apart from the result, no secret, and how to replay', async () => {
  const { status, stdout, stderr } = await pushsim(['run', file, '--config', controller]);
  expect(status).toBe(0);
  expect(stderr).toContain(
    `${controller}: 9 keys: 4 in effect, 4 without effect here, 1 said elsewhere\n`,
  );
  expect(stdout).toContain(`--config ${controller}`);
  expect(stdout + stderr).not.toContain('hunter2');
});

test('--strict-config refuses the same file, key by key', async () => {
  const words = ['check', file, '--config', controller, '--strict-config'];
  const { status, stderr } = await pushsim(words);
  expect(status).toBe(3);
  expect(stderr.match(/without effect here:/g)).toHaveLength(4);
  expect(stderr).not.toContain('hunter2');
});

test('a study reads the configuration files of its scenario', async () => {
  const words = ['sweep', ownScenario(), '--seeds', '1..2'];
  const { status, stderr } = await pushsim(words);
  expect(stderr).not.toContain('cannot be used');
  expect(status).toBe(0);
});

test('explain knows every key that Venice reads, and its kind', async () => {
  const { stdout } = await pushsim(['explain', 'router.http2.inbound.enabled']);
  expect(stdout).toMatch(/kind: +without effect here: reads are a number for each store/);
});
