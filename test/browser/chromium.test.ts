import { findChromium } from './chromium';

test('without Chromium the message says how to mend it', () => {
  expect(() => findChromium({ PATH: '/nowhere' })).toThrow(
    'the browser tests need Chromium, and none of chromium, chromium-browser, google-chrome, google-chrome-stable is on the path: install it (apt-get install chromium), or name it (STREHA_CHROMIUM=path)',
  );
});

test('the browser named is the one taken, and a name that is none is said to be', () => {
  expect(findChromium({ STREHA_CHROMIUM: process.execPath, PATH: '/nowhere' })).toBe(process.execPath);
  expect(() => findChromium({ STREHA_CHROMIUM: '/nowhere/chromium' })).toThrow(
    "STREHA_CHROMIUM names no program: /nowhere/chromium; name Chromium's own path, or leave it out to search the path",
  );
});
