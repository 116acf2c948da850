/** The folder of an exploration: findings are written when found, replaced by their smaller form, and never overwrite each other. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExplorationFolder } from '../../cli/exploration-folder.js';
import { emptyExploration } from '../../scenarios/explore/index.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-explore-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const finding = (run: number, rest = '') =>
  `title: "Broken: x"\nstory: |\n  Found by exploring with seed 1, run ${run}.\n${rest}`;
const narrative = 'x\nseed 1\nvenice as-designed, policy C\n';

test('a finding is there before it is shrunk, and then in its place', () => {
  const exploration = new ExplorationFolder(folder, 'one');
  exploration.write({ breaks: 'x', text: finding(1, 'long') });
  expect(text('x.yaml')).toContain('long');
  exploration.write({ breaks: 'x', text: finding(1), narrative });
  expect([text('x.yaml'), text('x.golden.txt')]).toEqual([finding(1), narrative]);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('another finding of the same name stands beside it, the same one is there once', () => {
  for (const run of [1, 2, 1, 2]) {
    const exploration = new ExplorationFolder(folder, run);
    exploration.write({ breaks: 'x', text: finding(run, 'long') });
    exploration.write({ breaks: 'x', text: finding(run), narrative });
  }
  expect([text('x.yaml'), text('x-2.yaml')]).toEqual([finding(1), finding(2)]);
  expect(readdirSync(folder).sort()).toEqual([
    'x-2.golden.txt',
    'x-2.yaml',
    'x.golden.txt',
    'x.yaml',
  ]);
});

test("a person's file is left alone", () => {
  writeFileSync(join(folder, 'x.yaml'), 'mine');
  const path = new ExplorationFolder(folder, 'one').write({
    breaks: 'x',
    text: finding(1),
    narrative,
  });
  expect([text('x.yaml'), path]).toEqual(['mine', join(folder, 'x-2.yaml')]);
});

test('an exploration that was killed finds its files when it resumes, and its result is as without the interruption', () => {
  const killed = new ExplorationFolder(folder, 'one');
  killed.write({ breaks: 'x', text: finding(1, 'long') });
  expect(
    killed.save({ ...emptyExploration, total: { ...emptyExploration.total, runs: 40 } }),
  ).toBeUndefined();
  expect(new ExplorationFolder(folder, 'another question').earlier()).toBeUndefined();
  const again = new ExplorationFolder(folder, 'one');
  expect(again.earlier()?.total.runs).toBe(40);
  again.write({ breaks: 'x', text: finding(1), narrative });
  again.finish();
  expect(readdirSync(folder).sort()).toEqual(['x.golden.txt', 'x.yaml']);
});

test('a finding that cannot be written is saved elsewhere and named', () => {
  const exploration = new ExplorationFolder(join(folder, 'gone'), 'one');
  writeFileSync(join(folder, 'gone'), 'now a file');
  exploration.write({ breaks: 'x', text: finding(1), narrative });
  expect(exploration.isUnwritten('x')).toBe(true);
  const [problem = ''] = exploration.problems([{ breaks: 'x', text: finding(1) }]);
  const saved = /saved as (\S+) instead$/.exec(problem)?.[1] ?? '';
  expect(existsSync(saved) && readFileSync(saved, 'utf8')).toBe(finding(1));
  rmSync(join(saved, '..'), { recursive: true });
});
