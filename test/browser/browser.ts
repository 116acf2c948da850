/**
 * A real, headless Chromium for tests of HTML reports: the system's own, with a profile of its own and
 * without a network. Where there is none, tests are skipped with a message; in CI they fail instead.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the browser is; undefined if there is none. */
export const chromiumPath = places.find((place) => place !== '' && existsSync(place));

/** In CI a missing browser is a failure and never a skipped test. */
export const mustHaveBrowser = process.env.CI !== undefined && process.env.CI !== 'false';

export const howToGetBrowser =
  'no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH';

/** An open page, and its errors and warnings. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** One browser with a folder for the pages it opens. */
export class TestBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pushsim-pages-'));
  private context: BrowserContext | undefined;
  private opened = 0;

  async start(): Promise<void> {
    if (chromiumPath === undefined) throw new Error(howToGetBrowser);
    this.context = await chromium.launchPersistentContext(join(this.folder, 'profile'), {
      executablePath: chromiumPath,
      headless: true,
      offline: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }

  async stop(): Promise<void> {
    await this.context?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Opens a page as a reader does: from a file, with nothing else around. */
  async open(html: string, size: PageSize = laptop, address = ''): Promise<OpenPage> {
    if (this.context === undefined) throw new Error('the browser is not started');
    const file = join(this.folder, `page-${this.opened}.html`);
    writeFileSync(file, html);
    this.opened += 1;
    const page = await this.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.setViewportSize(size);
    await page.goto(`${pathToFileURL(file)}${address}`);
    return { page, complaints };
  }
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export const laptop: PageSize = { width: 1366, height: 900 };
export const phone: PageSize = { width: 390, height: 844 };
