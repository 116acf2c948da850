/** `pushsim explore` on the command line: finds, shrinks, writes, explains. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pushsim, pushsimProcess } from './command.js';

const ghosts = [
  'explore',
  '--switch',
  'skip-degraded=off',
  '--find',
  'no-ghost-version',
  '--runs',
  '20',
];

function type(...words: string[]) {
  return pushsim(words);
}

describe('pushsim explore', () => {
  // Shrinking what was found takes hundreds of runs.
  test('finds a ghost version from nothing and writes a file that shows it', {
    timeout: 120_000,
  }, async () => {
    const out = mkdtempSync(join(tmpdir(), 'pushsim-explore-'));
    const { status, stdout } = await pushsimProcess([...ghosts, '--out', out]);
    expect(status).toBe(2);
    expect(stdout).toContain('no-ghost-version');
    const file = join(out, 'no-ghost-version.yaml');
    expect(readFileSync(file, 'utf8')).toContain('violates:');
    expect(existsSync(join(out, 'no-ghost-version.golden.txt'))).toBe(true);
    expect((await type('run', file)).status).toBe(0);
    const again = await type(...ghosts, '--known', out);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('nothing new is broken');
    expect(again.stdout).toMatch(/^known {4}no-ghost-version, decided by .*skip-degraded=on/m);
  });

  test('an unknown switch is refused with what was meant', async () => {
    const { status, stderr } = await type(
      'explore',
      '--switch',
      'skip-degradde=off',
      '--runs',
      '10',
    );
    expect(status).toBe(3);
    expect(stderr).toContain('skip-degradde');
  });

  test('a budget that is no number is refused', async () => {
    expect((await type('explore', '--runs', 'many')).stderr).toContain(
      '--runs many is no whole number',
    );
    expect((await type('explore', '--for', 'ever')).stderr).toContain('write 30s or 10m');
  });
});
