/**
 * The same bytes everywhere: every digest and every report of the library, in two time zones and languages, in other versions of Node, and the
 * digests in Chromium. PUSHSIM_NODES names programs of other versions, separated by colons; without it only this version is compared with itself.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { chromiumPath, howToGetBrowser, mustHaveBrowser, TestBrowser } from '../browser/browser.js';
import type { HashedFile, RunHashes } from '../support/library-hashes.js';
import { libraryFolder } from '../support/scenario-files.js';

const others = (process.env.PUSHSIM_NODES ?? '').split(':').filter((path) => path !== '');
if (others.length === 0)
  console.log(`same bytes: only Node ${process.version}; PUSHSIM_NODES=PATH:PATH adds others`);

/** Names that hosts with different versions of Unicode measure and order differently. */
const foreign = 'Zürich 日本 👩🏽‍🚀 🫩 ᲊ 𞗐 e\u0301 İstanbul ß 🇨🇭 ﷽';

const files: HashedFile[] = findScenarios([libraryFolder]).map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));
const [first] = files;
if (first !== undefined)
  files.push({
    file: 'foreign names',
    text: first.text.replace(/^title: .*$/m, `title: "${foreign.repeat(4)}"`),
  });

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-bytes-'));
  writeFileSync(join(folder, 'files.json'), JSON.stringify(files));
  const entry = (code: string) => ({
    contents: code,
    resolveDir: process.cwd(),
    loader: 'ts' as const,
  });
  buildSync({
    stdin: entry(
      `import { hashesOf } from './test/support/library-hashes.ts'; import { readFileSync } from 'node:fs'; process.stdout.write(JSON.stringify(hashesOf(JSON.parse(readFileSync(process.argv[2], 'utf8')))));`,
    ),
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(folder, 'node.mjs'),
    // Packages in CommonJS ask for modules of Node at run time.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  buildSync({
    stdin: entry(
      `import { parseScenario, runScenario } from './scenarios/index.ts';
      globalThis.digestOf = ({ file, text }) => runScenario(parseScenario(text, file), { trace: 'none' }).digest;`,
    ),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    outfile: join(folder, 'browser.js'),
    // What reads disks and runs custom hooks; scenarios in text need neither.
    external: ['node:*', 'piscina'],
    logLevel: 'error',
    banner: { js: 'var require = () => ({ Script: class {}, types: {} });' },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hashesUnder(node: string, TZ: string, LANG: string): RunHashes[] {
  const text = execFileSync(node, [join(folder, 'node.mjs'), join(folder, 'files.json')], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, TZ, LANG, LC_ALL: LANG },
  });
  return JSON.parse(text);
}

/** Files and reports that differ, each as one line. */
function differences(one: readonly RunHashes[], two: readonly RunHashes[]): string[] {
  return one.flatMap(({ file, digest, reports }, place) => {
    const other = two[place];
    const names = Object.keys(reports).filter((name) => reports[name] !== other?.reports[name]);
    return [...(digest === other?.digest ? [] : ['digest']), ...names].map(
      (name) => `${file}: ${name}`,
    );
  });
}

describe('the library', () => {
  let here: RunHashes[] = [];

  test('has the same digests as recorded', () => {
    here = hashesUnder(process.execPath, 'UTC', 'C');
    const golden = readFileSync('test/scenarios/digests.golden.txt', 'utf8');
    const unknown = here.filter(({ file, digest }) => !golden.includes(`${digest} ${file}`));
    expect(unknown.map(({ file }) => file)).toEqual(['foreign names']);
  });

  test('has the same bytes in another time zone and language', () => {
    const there = hashesUnder(process.execPath, 'America/Vancouver', 'de_DE.UTF-8');
    expect(differences(here, there)).toEqual([]);
  });

  test.each(others)('has the same bytes under %s', (node) => {
    expect(differences(here, hashesUnder(node, 'America/Vancouver', 'de_DE.UTF-8'))).toEqual([]);
  });

  const needsBrowser = chromiumPath === undefined && !mustHaveBrowser;
  if (needsBrowser) console.log(`same bytes: ${howToGetBrowser}`);
  test.skipIf(needsBrowser)('has the same digests in Chromium', async () => {
    const browser = new TestBrowser();
    await browser.start();
    try {
      const { page } = await browser.open(
        '<!doctype html><meta charset="utf-8"><title>digests</title>',
      );
      await page.addScriptTag({ content: readFileSync(join(folder, 'browser.js'), 'utf8') });
      const there = await page.evaluate(
        (all) => all.map((one) => `${Reflect.get(globalThis, 'digestOf')(one)} ${one.file}`),
        files,
      );
      expect(there).toEqual(here.map(({ file, digest }) => `${digest} ${file}`));
    } finally {
      await browser.stop();
    }
  });
});
