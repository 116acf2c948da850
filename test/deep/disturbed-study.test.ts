/** Studies that lose their process or a worker thread end with the bytes of an undisturbed study. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyResult } from '../../scenarios/index.js';
import { pushsimProcess, startPushsim } from '../cli/command.js';
import { aPush, longSweep, until } from '../cli/study-file.js';

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-study-'));
  writeFileSync(join(folder, 'push.yaml'), aPush);
  const calm = await run('sweep', 'push.yaml', ...longSweep, '--out', 'calm.json');
  expect(calm.status).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  return pushsimProcess(words, { cwd: folder });
}

function text(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function study(file: string): StudyResult {
  return JSON.parse(text(file));
}

describe('a disturbed sweep', () => {
  test('that was killed continues from its last result file, which is whole', async () => {
    const words = ['sweep', 'push.yaml', ...longSweep, '--out', 'killed.json', '--workers', '2'];
    const { child, ended } = startPushsim(words, folder);
    await until(() => existsSync(join(folder, 'killed.json')));
    child.kill('SIGKILL');
    await ended;
    expect(study('killed.json').state).toBe('unfinished');
    expect((await run('sweep', '--resume', 'killed.json')).status).toBe(0);
    expect(text('killed.json') === text('calm.json')).toBe(true);
  });

  test('loses no run with a worker thread', async () => {
    const { openStudy, conductStudy, startPool, studyJson } = await import(
      /* @vite-ignore */ new URL('../../dist-test/scenarios.js', import.meta.url).href
    );
    const { simulator, plan } = study('calm.json');
    const open = openStudy({
      kind: 'sweep',
      sources: plan.scenarios,
      overrides: {},
      axes: ['stores.0.partitions=2,4'],
      where: [],
      seeds: plan.seeds,
      simulator,
    });
    const pool = await startPool(open.plan, { workers: 2, runMsMax: 60_000 });
    let killed = 0;
    await conductStudy(open, pool, {
      progress: () => {
        if (killed < 3 && open.progress.done > killed * 100) {
          killed += 1;
          void pool.pool.threads[0]?.terminate();
        }
      },
    });
    await pool.stop();
    expect(killed).toBe(3);
    expect(studyJson(open.result()) === text('calm.json')).toBe(true);
  });
});
