/** `pushsim explore` as people type it: finds, shrinks, writes, explains. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, pushsim } from './command.js';

const ghosts = [
  'explore',
  '--switch',
  'skip-degraded=off',
  '--find',
  'no-ghost-version',
  '--runs',
  '20',
];

beforeAll(build);

function type(...words: string[]) {
  return pushsim(words);
}

describe('pushsim explore', () => {
  test('finds a ghost version from nothing and writes a file that shows it', () => {
    const out = mkdtempSync(join(tmpdir(), 'pushsim-explore-'));
    const { status, stdout } = type(...ghosts, '--out', out);
    expect(status).toBe(2);
    expect(stdout).toContain('no-ghost-version');
    const file = join(out, 'no-ghost-version.yaml');
    expect(readFileSync(file, 'utf8')).toContain('violates:');
    expect(existsSync(join(out, 'no-ghost-version.golden.txt'))).toBe(true);
    expect(type('run', file).status).toBe(0);
  });

  test('finds the same with one worker as with two', () => {
    const [one, two] = ['1', '2'].map((workers) =>
      type(
        'explore',
        '--switch',
        'versioned-rollback=off',
        '--runs',
        '20',
        '--format',
        'json',
        '--workers',
        workers,
      ),
    );
    expect(one?.stdout).toBe(two?.stdout);
  });

  test('adds to a scenario that is given', () => {
    const file = 'scenarios/library/degraded/ghost-version.yaml';
    const { status, stdout } = type('explore', file, '--runs', '3', '--workers', '1');
    expect(status).toBe(2);
    expect(stdout).toContain('skip-degraded');
  });

  test('an unknown switch is refused with what was meant', () => {
    const { status, stderr } = type('explore', '--switch', 'skip-degradde=off', '--runs', '10');
    expect(status).toBe(3);
    expect(stderr).toContain('skip-degradde');
  });

  test('a budget that is no number is refused', () => {
    expect(type('explore', '--runs', 'many').stderr).toContain('--runs many is no whole number');
    expect(type('explore', '--for', 'ever').stderr).toContain('write 30s or 10m');
  });
});
