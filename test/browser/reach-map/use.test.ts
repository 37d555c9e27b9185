import type { Browser } from 'playwright-core';
import type { MapLink, ReachMap } from '../../../analysis/reach/map';
import { renderHtml } from '../../../report/reach-map';
import { troubledMap } from '../../report/reach-map/maps';
import { startChromium } from '../chromium';
import { type Opened, open } from '../open';
import { agencyOf, ends, keys, listed, sorted, tableLinks } from './looking';

let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await startChromium();
  html = await renderHtml(troubledMap());
});
afterAll(() => browser?.close());

const inSample = (look: (opened: Opened) => Promise<void>): Promise<void> => open(browser, html, look);

function systemsWhere(map: ReachMap, wanted: (title: string, key: string) => boolean): readonly string[] {
  return sorted(map.agencies.flatMap((one) => one.systems.filter((s) => wanted(s.title, s.key)).map((s) => s.key)));
}

test('the page opens from disk without an error and without a request', () =>
  inSample(async ({ page, complaints }) => {
    expect(await page.title()).toBe('Who reaches whom · Qendra e të Dhënave Qeveritare · Salla e Tiranës');
    expect(await page.textContent('header p')).toBe(
      'Salla e Tiranës · 16 agencies · 50 systems · 100 links · 1 without agreement · 1 in quarantine',
    );
    expect(await page.textContent('#count')).toBe('100 of 100 links shown');
    await page.click('[data-key="policia/fines"]');
    await page.fill('#q', 'ligji');
    expect(complaints).toEqual([]);
  }));

test('search finds systems by their names, with or without accents, and fades the rest', () =>
  inSample(async ({ page }) => {
    await page.fill('#q', 'nenshkrimi dhe vula');
    await page.waitForSelector('.item.hit');
    const wanted = systemsWhere(troubledMap(), (title) => title.includes('Nënshkrimi dhe vula'));
    expect(wanted).toHaveLength(1);
    expect(await keys(page, '.item.system.hit')).toEqual(wanted);
    const faded = await page.$eval('.item.system:not(.on)', (item) => Number(getComputedStyle(item).opacity));
    expect(faded).toBeLessThan(0.5);
    expect(await page.$$eval('#details .go', (found) => found.map((one) => one.textContent))).toEqual([
      'Nënshkrimi dhe vula elektronike',
    ]);
  }));

test.each([
  ['a law', '8378/1998', (link: MapLink) => link.agreement?.basis?.includes('8378/1998')],
  ['a port', '8444', (link: MapLink) => link.ports.includes('8444')],
  ['a service', 'unpaid-fines', (link: MapLink) => link.agreement?.service === 'unpaid-fines'],
  ['a date', '2038-12-31', (link: MapLink) => link.agreement?.until === '2038-12-31'],
  ['what nobody agreed on', 'no agreement', (link: MapLink) => !link.agreement],
])('search finds links by %s, in the picture and in the table', async (_, query, wanted) => {
  await inSample(async ({ page }) => {
    const links = troubledMap().links.filter(wanted);
    expect(links.length).toBeGreaterThan(0);
    await page.fill('#q', query);
    await page.waitForFunction(() => document.querySelector('svg.map.focused'));
    expect(await tableLinks(page)).toEqual(ends(links));
    expect(await page.$$eval('.line.on', (lines) => lines.length)).toBe(links.length);
    const touched = new Set(links.flatMap(({ from, to }) => [from, to]));
    expect(await keys(page, '.item.system.on')).toEqual(sorted([...touched]));
  });
});

test('what is not there is said not to be', () =>
  inSample(async ({ page }) => {
    await page.fill('#q', 'xyzzy');
    expect(await page.textContent('#details')).toContain('Nothing found.');
    expect(await tableLinks(page)).toEqual([]);
  }));

test.each(['policia/fines', 'gjendja-civile/registry', 'akshi/opendata', 'tatimet'])(
  'selecting %s shows its links in both directions, with all that was agreed',
  async (key) => {
    await inSample(async ({ page }) => {
      const { links } = troubledMap();
      const mine = (end: string): boolean => end === key || agencyOf(end) === key;
      await page.click(`#picture [data-key="${key}"]`);
      expect(await listed(page, 'from')).toEqual(ends(links.filter(({ from }) => mine(from))));
      expect(await listed(page, 'to')).toEqual(ends(links.filter(({ to }) => mine(to))));
      const shown = links.filter(({ from, to }) => mine(from) || mine(to));
      expect(await page.$$eval('.line.on', (lines) => lines.length)).toBe(shown.length);
      expect(await keys(page, '.item[aria-pressed=true]')).toEqual([key]);
      const details = ((await page.textContent('#details')) ?? '').replace(/\s+/g, ' ');
      for (const { agreement, ports, environments } of shown) {
        const said = [ports, ...environments, agreement?.title, agreement?.basis, agreement?.purpose, agreement?.until];
        for (const text of said) if (text !== undefined) expect(details).toContain(text.replace(/\s+/g, ' '));
        expect(details).toContain(agreement?.data ?? 'no agreement explains it');
      }
    });
  },
);

test('a system in quarantine says so when selected', () =>
  inSample(async ({ page }) => {
    await page.click('[data-key="dpshtrr/vehicles"]');
    expect(await page.textContent('#details')).toContain('In quarantine: all its traffic is closed.');
    const struck = await page.$eval(
      '[data-key="dpshtrr/vehicles"] .name',
      (name) => getComputedStyle(name).textDecorationLine,
    );
    expect(struck).toBe('line-through');
  }));

test('a partner in the details is a way to select it', () =>
  inSample(async ({ page }) => {
    await page.click('[data-key="policia/fines"]');
    const partner = await page.getAttribute('#details li .go', 'data-key');
    await page.click('#details li .go');
    expect(await keys(page, '.item[aria-pressed=true]')).toEqual([partner]);
  }));

test('the filters by data take links out of picture, table and details', () =>
  inSample(async ({ page }) => {
    const { links } = troubledMap();
    await page.uncheck('input[value=personal]');
    const rest = links.filter(({ agreement }) => agreement?.data !== 'personal');
    expect(await tableLinks(page)).toEqual(ends(rest));
    expect(await page.$$eval('.lines .line:not(.off)', (lines) => lines.length)).toBe(rest.length);
    expect(await page.textContent('#count')).toBe(`${rest.length} of 100 links shown`);
    await page.click('[data-key="policia/fines"]');
    expect(await listed(page, 'to')).toEqual(ends(rest.filter(({ to }) => to === 'policia/fines')));
    const hidden = links.filter(({ to, agreement }) => to === 'policia/fines' && agreement?.data === 'personal').length;
    expect(await page.textContent('#details')).toContain(`${hidden} more hidden by the filters.`);
    await page.uncheck('input[value=unexplained]');
    expect(await listed(page, 'to')).toEqual([]);
  }));

test('the filters by environment leave what is open in one that is ticked', () =>
  inSample(async ({ page }) => {
    await page.uncheck('input[name=environment][value=prod]');
    const rest = troubledMap().links.filter(({ environments }) => environments.some((one) => one !== 'prod'));
    expect(rest.length).toBeLessThan(100);
    expect(await tableLinks(page)).toEqual(ends(rest));
  }));

test('everything can be done from the keyboard', () =>
  inSample(async ({ page }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('thesar');
    await page.waitForSelector('.item.hit');
    await page.keyboard.press('Escape');
    expect(await page.inputValue('#q')).toBe('');
    // one stop of the tab key in the picture, and the arrows go on from there
    expect(await page.$$eval('#picture .item[tabindex="0"]', (items) => items.length)).toBe(1);
    await page.focus('#picture .item[tabindex="0"]');
    const first = await page.evaluate(() => document.activeElement?.getAttribute('data-key'));
    await page.keyboard.press('ArrowDown');
    const second = await page.evaluate(() => document.activeElement?.getAttribute('data-key'));
    expect(second).not.toBe(first);
    await page.keyboard.press('Enter');
    expect(await keys(page, '.item[aria-pressed=true]')).toEqual([second]);
    await page.keyboard.press('ArrowRight');
    const across = await page.evaluate(() => document.activeElement?.getBoundingClientRect().left ?? 0);
    expect(across).toBeGreaterThan(500);
    await page.keyboard.press('Escape');
    expect(await keys(page, '.item[aria-pressed=true]')).toEqual([]);
    expect(await page.$('svg.map.focused')).toBeNull();
  }));

test('the table sorts by a column, and back', () =>
  inSample(async ({ page }) => {
    const column = (): Promise<readonly string[]> =>
      page.$$eval('#links tbody tr', (rows) => rows.map((row) => row.lastElementChild?.textContent ?? ''));
    const until = sorted(troubledMap().links.map(({ agreement }) => agreement?.until ?? ''));
    await page.click('#links th:last-child button');
    expect(await column()).toEqual(until);
    expect(await page.getAttribute('#links th:last-child', 'aria-sort')).toBe('ascending');
    await page.click('#links th:last-child button');
    expect(await column()).toEqual([...until].reverse());
  }));
