/** HTML reports of runs, opened in a real browser: they render, can be moved through, and run no script of a name. */
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportNamed } from '../../reports/index.js';
import { loadScenario, parseScenario, runScenario } from '../../scenarios/index.js';
import { propertyRuns } from '../support/seed.js';
import {
  chromiumPath,
  howToGetBrowser,
  laptop,
  mustHaveBrowser,
  phone,
  TestBrowser,
} from './browser.js';
import { hostileNames, hostileRun, manyStores } from './scenes.js';

/** Few enough for every run of the tests; as many as a large cluster has in the deep ones. */
const stores = propertyRuns < 1_000 ? 90 : 2_000;

const browser = new TestBrowser();
const canRun = chromiumPath !== undefined || mustHaveBrowser;
if (!canRun) console.warn(`HTML pages are not tested: ${howToGetBrowser}`);

function libraryPage(file: string): string {
  return pageOf(runScenario(loadScenario(`scenarios/library/${file}.yaml`)));
}

function pageOf(run: Parameters<NonNullable<ReturnType<typeof reportNamed>>['render']>[0]): string {
  return reportNamed('html')?.render(run) ?? '';
}

/** What an accessibility checker finds that is serious or critical. */
async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(`{const module = undefined; const define = undefined; ${axe.source}}`);
  const found = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )) as {
    id: string;
    impact: string;
    nodes: { html: string; failureSummary: string }[];
  }[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? '';
}

describe.skipIf(!canRun)('the page of a run', { timeout: 600_000 }, () => {
  const degraded = libraryPage('degraded/skipped-then-healed');
  const hooks = libraryPage('hooks/rolled-back-after-the-first-region');
  const recovery = pageOf(runScenario(parseScenario(manyStores(stores), 'many-stores.yaml')));

  beforeAll(() => browser.start());
  afterAll(() => browser.stop());

  test.each([
    ['the degraded mode scenario', degraded, 'A degraded region is skipped, then healed'],
    ['a hook rollback', hooks, 'A hook rolls back after the first region'],
    ['a recovery of many stores', recovery, 'Many stores are recovered'],
  ])(
    'shows %s without a complaint, at laptop and phone width, dark and light',
    async (_, html, title) => {
      for (const [size, colorScheme] of [
        [laptop, 'light'],
        [phone, 'dark'],
      ] as const) {
        const { page, complaints } = await browser.open(html, size);
        await page.emulateMedia({ colorScheme });
        expect(await textOf(page, 'h1')).toBe(title);
        expect(await textOf(page, '#verdict')).toMatch(/^(PASSED|COMPLETED, nothing expected)$/);
        expect(await page.locator('.lanes rect.version').count()).toBeGreaterThan(2);
        expect(await page.locator('.uplot').count()).toBeGreaterThan(1);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
        expect(await seriousProblems(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      }
    },
  );

  test('a link leads to an instant, and the state there is the state of the run', async () => {
    const { page } = await browser.open(degraded, laptop, '#t=01:00:00');
    expect(await textOf(page, '#state')).toBe('State at 01:00:00.000');
    const card = page.locator('[data-region="dc-1"]');
    expect(await card.textContent()).toContain('region-outage');
    expect(await card.textContent()).toContain('degraded');
    expect(await textOf(page, 'section[aria-labelledby=state] tbody tr')).toContain(
      'PARTIALLY_ONLINE',
    );
    await page.evaluate('location.hash = "#t=0s"');
    await expect.poll(() => textOf(page, '#state')).toBe('State at 00:00:00.000');
    expect(await card.textContent()).not.toContain('degraded');
    await page.close();
  });

  test('the slider works by keyboard, and the address follows', async () => {
    const { page } = await browser.open(degraded);
    const slider = page.locator('#instant');
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('00:00:00.000, 0s after the start');
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight');
    expect(Number(await slider.inputValue())).toBeGreaterThan(300_000);
    await page.keyboard.press('End');
    expect(await textOf(page, '#readout')).toBe('02:14:00.000');
    await page.keyboard.press('Home');
    await expect.poll(() => page.url()).toContain('#t=00:00:00.000');
    await page.getByRole('button', { name: 'Next change' }).click();
    expect(await textOf(page, '#readout')).toBe('00:02:00.000');
    await page.close();
  });

  test('the lanes zoom by keyboard and by mouse, and show everything again', async () => {
    const { page } = await browser.open(degraded, laptop, '#t=8m');
    const ticksNow = (): Promise<string[]> => page.locator('.axis text').allTextContents();
    const all = await ticksNow();
    await page.locator('#lanes').focus();
    for (const key of ['+', '+', '+']) await page.keyboard.press(key);
    const zoomed = await ticksNow();
    expect(zoomed).not.toEqual(all);
    await page.keyboard.press('0');
    expect(await ticksNow()).toEqual(all);
    const box = await page.locator('#lanes').boundingBox();
    if (box === null) throw new Error('there are no lanes');
    await page.mouse.move(box.x + 300, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, box.y + 60, { steps: 4 });
    await page.mouse.up();
    expect(await ticksNow()).not.toEqual(all);
    await page.close();
  });

  test('hovering says what a stretch is', async () => {
    const { page } = await browser.open(degraded);
    await page.locator('rect.band.outage').first().hover();
    expect(await textOf(page, '.tip')).toMatch(
      /^dc-1: region-outage, 00:00:00\.000 to 02:00:00\.000/,
    );
    await page.close();
  });

  test('region and store filter lanes, state and narrative', async () => {
    const { page } = await browser.open(degraded);
    await page.locator('#choose-region').selectOption({ label: 'dc-1' });
    expect(await page.locator('.lanes .region .label').allTextContents()).toEqual(['dc-1']);
    expect(await page.locator('[data-region]').count()).toBe(1);
    const where = await page.locator('.line .where').allTextContents();
    expect(where.length).toBeGreaterThan(0);
    const { page: many } = await browser.open(recovery);
    await many.locator('#choose-store').fill('store-0023');
    await many.locator('#choose-store').press('Enter');
    expect(await many.locator('.lanes .store .label').first().textContent()).toBe('store-0023');
    expect(await many.locator('section[aria-labelledby=state] tbody tr').count()).toBe(1);
    await page.close();
    await many.close();
  });

  test('a recovery is shown as it goes', async () => {
    const { page } = await browser.open(recovery);
    expect(await textOf(page, '[data-region="dc-1"]')).toMatch(/\b\d+ of [\d\s]+ stores back/);
    expect(await page.locator('#chart-recovery.empty').count()).toBe(0);
    expect(await page.locator('#chart-recovery .uplot').count()).toBe(1);
    await page.close();
  });

  test('the narrative is searched, walked by keyboard, and keeps few lines in the page', async () => {
    const { page } = await browser.open(recovery);
    expect(await page.locator('.line').count()).toBeLessThan(60);
    await page.locator('#search').fill('store-0007 serves');
    await expect.poll(() => textOf(page, '.line .text')).toContain('store-0007');
    expect(await page.locator('.line').count()).toBeGreaterThan(0);
    await page.locator('.list').focus();
    await page.keyboard.press('Home');
    expect(await page.locator('.line.active').getAttribute('aria-selected')).toBe('true');
    const at = await textOf(page, '.line.active .at');
    expect(await textOf(page, '#readout')).toBe(at);
    await page.close();
  });

  test('hostile names are shown and not executed', async () => {
    const { page, complaints } = await browser.open(pageOf(hostileRun()));
    expect(await page.locator('img, script[src], iframe').count()).toBe(0);
    const shown = await textOf(page, 'body');
    for (const name of hostileNames) expect(shown, name).toContain(name);
    expect(complaints).toEqual([]);
    expect(await seriousProblems(page)).toEqual([]);
    await page.close();
  });

  test('the reader may change dark and light', async () => {
    const { page } = await browser.open(hooks);
    await page.locator('#theme').click();
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(20, 24, 29)',
    );
    expect(await seriousProblems(page)).toEqual([]);
    await page.close();
  });
});

describe('the file of a run', () => {
  test('is the same bytes for the same run, and requests nothing from outside', () => {
    const one = libraryPage('degraded/ghost-version');
    expect(libraryPage('degraded/ghost-version')).toBe(one);
    expect(one).toContain("default-src 'none'");
    expect(one).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  test('carries the text of the scenario as it is', () => {
    const file = 'scenarios/library/degraded/ghost-version.yaml';
    const html = libraryPage('degraded/ghost-version');
    const block = /<script type="application\/json" id="document">(.*)<\/script>/.exec(html)?.[1];
    expect(JSON.parse(block ?? '{}').head.text).toBe(readFileSync(file, 'utf8'));
  });
});
