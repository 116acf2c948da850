/** `pushsim explore` on worker threads, as a process. */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pushsimProcess } from '../cli/command.js';

describe('pushsim explore', () => {
  test('finds the same with one worker as with two', async () => {
    const words = ['explore', '--switch', 'versioned-rollback=off', '--runs', '50'];
    const [one, two] = ['1', '2'].map((workers) => ['--format', 'json', '--workers', workers]);
    const threads = await pushsimProcess([...words, ...(two ?? [])]);
    expect(threads.stdout).toContain('"findings": [');
    expect((await pushsimProcess([...words, ...(one ?? [])])).stdout).toBe(threads.stdout);
  });

  test('adds to a scenario that is given', async () => {
    const file = 'scenarios/library/degraded/ghost-version.yaml';
    const { status, stdout } = await pushsimProcess([
      'explore',
      file,
      '--runs',
      '3',
      '--workers',
      '1',
    ]);
    expect(status).toBe(2);
    expect(stdout).toContain('skip-degraded');
  });

  test('requires --allow-code where a scenario names a module, and writes findings of such a scenario', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'pushsim-hooks-'));
    copyFileSync('scenarios/examples/canary-first.js', join(cwd, 'canary-first.js'));
    const forced = readFileSync(
      'scenarios/library/operator-errors/unfinished-version-is-forced.yaml',
      'utf8',
    );
    const hook = 'hooks: [{ module: ./canary-first.js, canary: dc-0 }]';
    const text = forced.replace(/^violates:.*\n/m, '').replace(/^timeline:/m, `${hook}\ntimeline:`);
    writeFileSync(join(cwd, 'forced.yaml'), text);
    const words = ['explore', 'forced.yaml', '--runs', '6'];
    expect((await pushsimProcess(words, { cwd })).stderr).toContain('--allow-code');
    const more = ['--workers', '2', '--out', 'found', '--allow-code'];
    expect((await pushsimProcess([...words, ...more], { cwd })).status).toBe(2);
    expect(readdirSync(join(cwd, 'found'))).toContain('current-has-data.yaml');
    rmSync(cwd, { recursive: true });
  });
});
