import type { Browser } from 'playwright-core';
import { renderHtml, renderSvg } from '../../../report/reach-map';
import { visible } from '../../../report/reach-map/escape';
import { hostileMap, troubledMap } from '../../report/reach-map/maps';
import { startChromium } from '../chromium';
import { open } from '../open';

let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await startChromium();
  html = await renderHtml(hostileMap());
});
afterAll(() => browser?.close());

test('hostile names are shown as the text they are', () =>
  open(browser, html, async ({ page, complaints }) => {
    const map = hostileMap();
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(await page.$('img, #links td b:not(.kind b), iframe')).toBeNull();
    const names = await page.$$eval('#systems tbody td:first-child', (cells) => cells.map((cell) => cell.textContent));
    expect(new Set(names)).toEqual(new Set(map.agencies.map(({ name }) => visible(name))));
    for (const { key, systems } of map.agencies) {
      await page.$eval(`#picture [data-key="${key}"]`, (item) =>
        item.dispatchEvent(new MouseEvent('click', { bubbles: true })),
      );
      const details = await page.textContent('#details');
      for (const { title } of systems) expect(details).toContain(visible(title));
    }
    await page.fill('#q', '<b>bold</b>');
    await page.waitForSelector('.item.hit');
    expect(await page.textContent('#details')).toContain('<b>bold</b>');
    expect(complaints).toEqual([]);
  }));

test('the lone picture is well-formed, hostile names and all', async () => {
  const pictures = [await renderSvg(hostileMap()), await renderSvg(troubledMap())];
  await open(browser, '<!doctype html><title>-</title>', async ({ page }) => {
    for (const picture of pictures) {
      const errors = await page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
        picture,
      );
      expect(errors).toBeUndefined();
    }
  });
});
