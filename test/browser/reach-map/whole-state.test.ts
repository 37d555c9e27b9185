import type { Browser } from 'playwright-core';
import { renderHtml } from '../../../report/reach-map';
import { largeMap } from '../../report/reach-map/maps';
import { startChromium } from '../chromium';
import { open } from '../open';
import { agencyOf, ends, keys, listed, tableLinks } from './looking';

let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await startChromium();
  html = await renderHtml(largeMap());
});
afterAll(() => browser?.close());

test('a whole state is searched, and shows the systems of what is selected', () =>
  open(browser, html, async ({ page, complaints }) => {
    const map = largeMap();
    const agency = map.agencies[120];
    const system = agency?.systems[0];
    if (!agency || !system) throw new Error('the large map is not large');
    await page.fill('#q', system.title);
    await page.waitForSelector('#details .go');
    expect(await keys(page, '.item.hit')).toContain(agency.key);
    await page.click(`#details .go[data-key="${system.key}"]`);
    const mine = map.links.filter(({ from, to }) => from === system.key || to === system.key);
    expect(mine.length).toBeGreaterThan(2);
    expect(await listed(page, 'from')).toEqual(ends(mine.filter(({ from }) => from === system.key)));
    expect(await listed(page, 'to')).toEqual(ends(mine.filter(({ to }) => to === system.key)));
    // the picture of its own: it and its partners, and a line for each link
    expect(new Set(await keys(page, '.near .item.system'))).toEqual(
      new Set(mine.flatMap(({ from, to }) => [from, to])),
    );
    expect(await page.$$eval('.near .line', (lines) => lines.length)).toBe(mine.length);
    await page.click(`.near .item.agency[data-key="${agency.key}"]`);
    expect(await listed(page, 'from')).toEqual(ends(map.links.filter(({ from }) => agencyOf(from) === agency.key)));
    await page.keyboard.press('Escape');
    expect(await page.$('.near')).toBeNull();
    expect(complaints).toEqual([]);
  }));

test('the table of a whole state shows its first rows, all that a search finds, and everything when asked', () =>
  open(browser, html, async ({ page }) => {
    const shown = page.locator('#links tbody tr:visible');
    const found = largeMap().links.filter(({ agreement }) => agreement?.basis?.includes('123/2023'));
    expect(found.length).toBeGreaterThan(5);
    expect(await shown.count()).toBe(200);
    await page.fill('#q', '123/2023');
    await page.waitForFunction(() => document.querySelector('#links tr[hidden]'));
    expect(await shown.count()).toBe(found.length);
    expect(await tableLinks(page)).toEqual(ends(found));
    await page.fill('#q', '');
    await page.waitForFunction(() => !document.querySelector('#links tr[hidden]'));
    await page.click('#links-rest');
    expect(await shown.count()).toBe(5000);
  }));

test('without scripts the tables of a whole state are whole', () =>
  open(
    browser,
    html,
    async ({ page }) => {
      expect(await page.locator('#links tbody tr:visible').count()).toBe(5000);
    },
    { javaScriptEnabled: false },
  ));
