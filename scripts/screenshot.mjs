/** Takes the picture of the HTML report that README shows. Usage: node scripts/screenshot.mjs REPORT.html PICTURE.png */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [page, picture] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const tab = await browser.newPage({ viewport: { width: 1200, height: 980 }, colorScheme: 'light' });
await tab.goto(`file://${resolve(page)}#t=7200000`);
await tab.waitForTimeout(500);
await tab.screenshot({ path: picture });
await browser.close();
