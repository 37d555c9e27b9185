import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** What the browser is called, by distribution. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** Nothing that a page's test needs, and nothing that calls home. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/**
 * Where Chromium is: `STREHA_CHROMIUM`, or the first of its names on the path.
 *
 * @throws an error that says how to mend it, where there is none
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.STREHA_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(
      `STREHA_CHROMIUM names no program: ${named}; name Chromium's own path, or leave it out to search the path`,
    );
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
  if (found) return found;
  throw new Error(
    `the browser tests need Chromium, and none of ${NAMES.join(', ')} is on the path: install it (apt-get install chromium), or name it (STREHA_CHROMIUM=path)`,
  );
}

/** Starts it; its profile is a fresh folder, gone when it is closed. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...FLAGS] });
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
