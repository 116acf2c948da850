/** Signals: what is finished is written and reported, the status is 128 + the signal's number, and the work can be resumed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPushsim } from './command.js';
import { aPush, longSweep, until } from './study-file.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-signals-'));
  writeFileSync(join(folder, 'push.yaml'), aPush);
});

afterAll(() => rmSync(folder, { recursive: true }));

const has = (file: string) => existsSync(join(folder, file));
const text = (file: string) => readFileSync(join(folder, file), 'utf8');

describe('SIGTERM', () => {
  test('of several runs writes the reports of those that are finished, those that all share included', async () => {
    for (let number = 0; number < 120; number += 1)
      writeFileSync(join(folder, `s${number}.yaml`), aPush);
    const files = Array.from({ length: 120 }, (_, number) => `s${number}.yaml`);
    const words = ['run', ...files, '--report', 'junit', '--out', 'reports'];
    const { child, output, ended } = startPushsim(words, folder);
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    expect(await ended).toBe(143);
    const [, finished] = /interrupted: (\d+) of 120 scenarios/.exec(output.stderr) ?? [];
    expect(text('reports/junit.xml').match(/<testsuite /g)).toHaveLength(Number(finished));
  });

  test('of a sweep leaves a result from which the sweep resumes', async () => {
    const words = ['sweep', 'push.yaml', ...longSweep, '--out', 'study.json'];
    const { child, output, ended } = startPushsim(words, folder);
    await until(() => has('study.json'));
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(output.stderr).toContain('continue with: pushsim sweep --resume study.json');
    expect(JSON.parse(text('study.json')).state).toBe('unfinished');
  });
});
