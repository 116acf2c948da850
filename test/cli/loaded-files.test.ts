/** What a command loads before it does anything: starting is most of the time of a small run. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const folder = 'dist-test';
const main = `${folder}/cli/main.js`;

/** The file and all that it imports at once, as one text. */
function loadedBy(...files: readonly string[]): string {
  const texts = new Map<string, string>();
  const load = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, path = ''] of text.matchAll(/(?:from|import)"(\.\.?\/[^"]+)"/g))
      load(join(dirname(file), path));
  };
  for (const file of files) load(file);
  return [...texts.values()].join('\n');
}

/** Files begin with their name, followed by a hash. */
function chunk(name: string): string {
  const found = readdirSync(folder).find((file) => file.startsWith(`${name}-`));
  if (found === undefined) throw new Error(`no file of ${name} in ${folder}`);
  return join(folder, found);
}

/** Texts that stand in one place only. */
const model = 'VersionLifecyclePolicy#getFinalReturnStatus';
const drawing = 'maxSkipsPerRun';
const reports = 'more steps are left out';

test('the version and the help need nothing of the model', () => {
  const text = loadedBy(main);
  expect(text.includes('Simulates batch pushes')).toBe(true);
  expect(text.includes(model)).toBe(false);
});

test('a single run needs the model, but nothing that draws scenarios', () => {
  const text = loadedBy(main, chunk('scenario-here'));
  expect(text.includes(model)).toBe(true);
  expect(text.includes(drawing)).toBe(false);
});

test('exploring needs what draws scenarios', () => {
  expect(loadedBy(`${folder}/explore-worker.js`).includes(drawing)).toBe(true);
});

test('checking needs no reports', () => {
  expect(loadedBy(main, chunk('check-command')).includes(reports)).toBe(false);
});
