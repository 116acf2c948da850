/** What the npm package carries: the library and the documents, but no test vector and no golden file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';

interface Packed {
  readonly files: readonly { readonly path: string }[];
  readonly unpackedSize: number;
}

test('the package carries the library and the documents, no vectors and no goldens', () => {
  const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(text) as readonly Packed[];
  const paths = packed?.files.map(({ path }) => path) ?? [];
  const library = findScenarios(['scenarios/library']);
  expect(paths).toEqual(expect.arrayContaining([...library, 'docs/studies.md', 'README.md']));
  expect(paths.filter((path) => /^test\/|\.golden\.txt$/.test(path))).toEqual([]);
  expect(paths.length).toBeLessThanOrEqual(300);
  expect(packed?.unpackedSize).toBeLessThanOrEqual(5_000_000);
  const broken = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => linksOf(path).filter((target) => !isPacked(target, paths)));
  expect(broken, 'links of documents to files that are not in the package').toEqual([]);
});

/** Relative links of a document, as paths from the root of the package. */
function linksOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(
    ([, target = '']) => join(dirname(path), target),
  );
}

/** A link may also lead to a folder. */
function isPacked(target: string, paths: readonly string[]): boolean {
  return paths.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`));
}

test('the library stays small enough to be read', () => {
  expect(findScenarios(['scenarios/library']).length).toBeLessThanOrEqual(180);
});
