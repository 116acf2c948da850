/** What a worker thread starts with is one file: a thread that has to find 500 files first makes every command wait for it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each([
  'dist-test/cli/run-worker.js',
  'dist-test/scenarios/studies/study-worker.js',
  'dist-test/scenarios/explore/explore-worker.js',
])('%s needs packages and nothing else of ours', (file) => {
  const text = readFileSync(file, 'utf8');
  const imported = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name);
  expect(imported).toContain('zod');
  expect(imported.filter((name) => name?.startsWith('.'))).toEqual([]);
});

test('a single run does not load what only hunts and studies need', () => {
  const text = readFileSync('dist-test/cli/run-worker.js', 'utf8');
  expect(text).not.toMatch(/from "(fast-check|simple-statistics|piscina)"/);
});
