/** `pushsim explore` on worker threads, as a process. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pushsimProcess } from '../cli/command.js';

describe('pushsim explore', () => {
  test('finds the same with one worker as with two', async () => {
    const words = ['explore', '--switch', 'versioned-rollback=off', '--runs', '100'];
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

  test('writes findings that name the module of a hook from where they lie', async () => {
    const out = mkdtempSync(join(tmpdir(), 'pushsim-hooks-'));
    const words = ['explore', 'scenarios/examples/canary-first.yaml', '--runs', '60'];
    const venice = ['--switch', 'skip-degraded=off', '--find', 'no-ghost-version'];
    const refused = await pushsimProcess([...words, '--out', out]);
    expect(refused.stderr).toContain('--allow-code');
    const more = ['--workers', '1', '--out', out, '--allow-code'];
    const { status } = await pushsimProcess([...words, ...venice, ...more]);
    expect(status).toBe(2);
    const text = readFileSync(join(out, 'no-ghost-version.yaml'), 'utf8');
    const module = /module: (\S+?)[,\s}]/.exec(text)?.[1];
    if (module !== undefined)
      expect(resolve(out, module)).toBe(resolve('scenarios/examples/canary-first.js'));
    rmSync(out, { recursive: true });
  });
});
