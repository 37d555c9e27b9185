import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page opened from disk, and what it did that it should not have done. */
export interface Opened {
  readonly page: Page;
  /** Errors, warnings, refusals by the policy, and requests other than the one for the file. */
  readonly complaints: readonly string[];
}

/** Writes the page to a file, opens it as a reader would, at 1280 x 800, and hands it to the test. */
export async function open(
  browser: Browser,
  html: string,
  look: (opened: Opened) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'streha-page-'));
  const file = join(folder, 'map.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    await look({ page, complaints });
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
