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

  test('writes findings that name the module of a hook from where they lie', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'pushsim-hooks-'));
    copyFileSync('scenarios/examples/canary-first.js', join(cwd, 'canary-first.js'));
    const ghost = readFileSync('scenarios/library/degraded/ghost-version.yaml', 'utf8');
    const hook = 'hooks: [{ module: ./canary-first.js, canary: dc-0 }]';
    writeFileSync(join(cwd, 'ghost.yaml'), ghost.replace('timeline:', `${hook}\ntimeline:`));
    const words = ['explore', 'ghost.yaml', '--runs', '20', '--switch', 'skip-degraded=off'];
    const refused = await pushsimProcess(words, { cwd });
    expect(refused.stderr).toContain('--allow-code');
    const more = ['--workers', '2', '--out', 'found', '--allow-code'];
    expect((await pushsimProcess([...words, ...more], { cwd })).status).toBe(2);
    const found = readdirSync(join(cwd, 'found')).filter((file) => file.endsWith('.yaml'));
    const modules = found.flatMap((file) =>
      [...readFileSync(join(cwd, 'found', file), 'utf8').matchAll(/module: ([^\s,}]+)/g)].map(
        ([, module]) => module,
      ),
    );
    expect(new Set(modules)).toEqual(new Set(['../canary-first.js']));
    rmSync(cwd, { recursive: true });
  });
});
