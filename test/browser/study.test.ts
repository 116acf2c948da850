/** The page of a study: written by the command, opened in a real browser, with its pictures, changes and replay commands. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushsim } from '../cli/command.js';
import { chromiumPath, laptop, mustHaveBrowser, phone, TestBrowser } from './browser.js';

const folder = mkdtempSync(join(tmpdir(), 'pushsim-study-page-'));
const at = (name: string): string => join(folder, name);
const file = 'scenarios/library/degraded/skipped-then-healed.yaml';
const sweep = [
  'sweep',
  file,
  '--seeds',
  '1..5',
  '--vary',
  'stores.0.partitions=4,8,16',
  '--workers',
  '1',
];

beforeAll(async () => {
  const first = await pushsim([
    ...sweep,
    '--out',
    at('one.json'),
    '--html',
    at('one.html'),
    '--csv',
    at('one.csv'),
  ]);
  expect(first.stderr).toContain('one.html');
  await pushsim([
    ...sweep,
    '--out',
    at('two.json'),
    '--against',
    at('one.json'),
    '--html',
    at('two.html'),
  ]);
});

describe('the page of a study', () => {
  test('has a picture for each variant, a curve over the parameter, and replay commands', () => {
    const html = readFileSync(at('one.html'), 'utf8');
    expect(html.match(/<svg width/g)?.length).toBeGreaterThan(5);
    expect(html).toContain('class="curve"');
    expect(html.match(/<figure>/g)?.length).toBe(3);
    expect(html).toContain('pushsim run');
    expect(html).toContain('stores.0.partitions=16');
  });

  test('is the same bytes a second time, but for what is said of the earlier study', () => {
    const [one, two] = ['one.html', 'two.html'].map((name) => readFileSync(at(name), 'utf8'));
    expect(two).toContain('Against the earlier study');
    expect(two?.replace(/<h2>Against[\s\S]*?<\/pre>\n/, '')).toBe(one);
  });

  test('has its numbers as a table that a CSV reader reads', () => {
    const rows = parse(readFileSync(at('one.csv'), 'utf8'), { columns: true }) as object[];
    expect(rows.length).toBeGreaterThan(10);
    expect(rows[0]).toMatchObject({ variant: 'stores.0.partitions=4', runs: '5' });
  });
});

describe.skipIf(chromiumPath === undefined && !mustHaveBrowser)(
  'in a browser',
  { timeout: 600_000 },
  () => {
    const browser = new TestBrowser();
    beforeAll(() => browser.start());
    afterAll(() => browser.stop());

    test('it opens without a complaint at laptop and phone width', async () => {
      for (const size of [laptop, phone]) {
        const { page, complaints } = await browser.open(readFileSync(at('two.html'), 'utf8'), size);
        expect(await page.locator('h1').first().textContent()).toContain('A degraded region');
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
        await page.evaluate(`{const module = undefined; const define = undefined; ${axe.source}}`);
        const found = (await page.evaluate(
          'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
        )) as { id: string; impact: string }[];
        expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
          [],
        );
        expect(complaints).toEqual([]);
        await page.close();
      }
    });
  },
);
