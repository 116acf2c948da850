/** Custom hooks through the real command: permission, worker threads, result files that carry code. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyResult } from '../../scenarios/index.js';
import { pushsim, pushsimProcess } from './command.js';

const example = 'scenarios/examples/canary-first.yaml';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-hooks-'));
  const module = readFileSync('scenarios/examples/canary-first.js', 'utf8');
  const clock = module.replace('if (view.region', 'Date.now();\n      if (view.region');
  const impatient = module.replace("return 'WAIT'", "return 'PROCEED'");
  const text = readFileSync(example, 'utf8');
  for (const [name, content] of [
    ['canary-first.js', module],
    ['impatient.js', impatient],
    ['clock.js', clock],
    ['push.yaml', text],
    ['late.yaml', text.replace('./canary-first.js', './clock.js')],
  ] as const)
    writeFileSync(join(folder, name), content);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  return pushsim(words, { cwd: folder });
}

function study(file: string): StudyResult {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

describe('a scenario with code', () => {
  test('runs with --allow-code only, twice the same, and its replay line says so', async () => {
    const { status, stderr } = await run('run', 'push.yaml');
    expect(status).toBe(3);
    expect(stderr).toContain('push.yaml:11:15: hooks[0].module: this hook is code');
    const allowed = await run('run', 'push.yaml', '--allow-code', '--verify');
    expect(allowed.status).toBe(0);
    expect(allowed.stdout).toContain('--seed 3 --allow-code');
  });

  test('is checked with the fields of its hook', async () => {
    expect((await run('check', 'push.yaml', '--allow-code')).stdout).toContain('push.yaml: valid');
    const wrong = await run('check', 'push.yaml', '--allow-code', '--set', 'hooks.0.canary=dc-9');
    expect(wrong.status).toBe(3);
    expect(wrong.stderr).toContain('did you mean');
  });

  test('that uses the clock while it runs is refused with the place, in a run and in a study', async () => {
    const said = 'clock.js:13:7: canary-first.preStoreVersionSwap: uses Date';
    const once = await run('run', 'late.yaml', '--allow-code');
    expect([once.status, once.stderr.includes(said)]).toEqual([3, true]);
    const many = await run('sweep', 'late.yaml', '--allow-code', '--seeds', '1..3');
    expect([many.status, many.stdout.includes(said)]).toEqual([3, true]);
  });
});

describe('a study with code', () => {
  test('runs on worker threads, with the same bytes as in one process', async () => {
    const words = ['sweep', 'push.yaml', '--allow-code', '--seeds', '1..40'];
    expect((await run(...words, '--out', 'one.json')).status).toBe(0);
    expect(
      (await pushsimProcess([...words, '--workers', '2', '--out', 'two.json'], { cwd: folder }))
        .status,
    ).toBe(0);
    expect(study('one.json')).toEqual(study('two.json'));
    expect(study('one.json').cells[0]?.verdicts.passed).toBe(40);
  });

  test('compares two hooks', async () => {
    const across = 'hooks.0.module=./canary-first.js,./impatient.js';
    const { status } = await run(
      ...['compare', 'push.yaml', '--allow-code', '--seeds', '1..5', '--variants', across],
      ...['--out', 'both.json'],
    );
    expect(status).toBe(0);
    const everBad = study('both.json').cells.map(
      ({ measures }) => measures.find(({ name }) => name === 'outcome.regions_ever_bad')?.mean,
    );
    expect(everBad[0]).toBe(1);
    expect(everBad[1]).toBeGreaterThan(2);
  });

  test('carries its code in the file, and runs it again only with --allow-code', async () => {
    const words = ['sweep', 'push.yaml', '--allow-code', '--seeds', '1..4'];
    for (const part of ['1', '2'])
      expect(
        (await run(...words, '--shard', `${part}/2`, '--out', `part-${part}.json`)).status,
      ).toBe(0);
    const parts = ['merge', 'part-1.json', 'part-2.json', '--out', 'whole.json'];
    const refused = await run(...parts);
    expect([refused.status, refused.stderr]).toEqual([
      3,
      expect.stringContaining('running code is not allowed'),
    ]);
    expect((await run(...parts, '--allow-code')).status).toBe(0);
    expect((await run('sweep', '--resume', 'whole.json')).stderr).toContain('canary-first.js');
    expect((await run('sweep', '--resume', 'whole.json', '--allow-code')).status).toBe(0);
  });
});
