import type { Browser } from 'playwright-core';
import { renderHtml } from '../../../report/reach-map';
import { troubledMap } from '../../report/reach-map/maps';
import { startChromium } from '../chromium';
import { type Opened, open } from '../open';

let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await startChromium();
  html = await renderHtml(troubledMap());
});
afterAll(() => browser?.close());

const inSample = (look: (opened: Opened) => Promise<void>): Promise<void> => open(browser, html, look);

test('at 1280 x 800 the whole sample is seen, in letters of at least 9 pixels, none over another', () =>
  inSample(async ({ page }) => {
    const { labels, view } = await page.evaluate(() => {
      const box = (element: Element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      };
      const names = [...document.querySelectorAll<SVGTextElement>('#picture text.name')];
      return {
        labels: names.map((name) => ({
          text: name.textContent,
          ...box(name),
          size: Number.parseFloat(getComputedStyle(name).fontSize) * (name.getScreenCTM()?.a ?? 0),
          card: box(name.parentElement?.querySelector('.back') ?? name),
        })),
        view: box(document.querySelector('#picture') ?? document.body),
      };
    });
    expect(labels.length).toBeGreaterThanOrEqual(66);
    for (const one of labels) {
      expect({ ...one, legible: one.size >= 9 }).toMatchObject({ legible: true });
      expect({ ...one, seen: one.bottom <= view.bottom + 1 && one.right <= view.right + 1 }).toMatchObject({
        seen: true,
      });
      expect({ ...one, inside: one.left >= one.card.left && one.right <= one.card.right }).toMatchObject({
        inside: true,
      });
    }
    const over = labels.flatMap((a, index) =>
      labels
        .slice(index + 1)
        // the box of a line of text is higher than its letters
        .filter((b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
        .map((b) => `${a.text} | ${b.text}`),
    );
    expect(over).toEqual([]);
  }));

test('no line runs under a name', () =>
  inSample(async ({ page }) => {
    const under = await page.evaluate(() => {
      const cards = [...document.querySelectorAll<SVGRectElement>('#picture rect.card')];
      const inner = {
        left: cards[0]?.width.baseVal.value ?? 0,
        right: Math.max(...cards.map((card) => card.x.baseVal.value)),
      };
      return [...document.querySelectorAll<SVGPathElement>('#picture .line')].filter((line) => {
        const box = line.getBBox();
        return box.x < inner.left - 0.5 || box.x + box.width > inner.right + 0.5;
      }).length;
    });
    expect(under).toBe(0);
  }));

test('zoom makes the picture larger and smaller, and fits it again', () =>
  inSample(async ({ page }) => {
    const width = (): Promise<number> => page.$eval('#picture svg', (svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await page.click('[data-zoom=in]');
    expect(await width()).toBeGreaterThan(before * 1.2);
    await page.click('[data-zoom=fit]');
    expect(await width()).toBeCloseTo(before, 0);
  }));

test('without scripts the picture and the tables are there all the same', () =>
  open(
    browser,
    html,
    async ({ page }) => {
      expect(await page.locator('#picture .item.system').count()).toBe(50);
      expect(await page.locator('#links tbody tr').count()).toBe(100);
      expect(await page.locator('#systems tbody tr').count()).toBe(50);
    },
    { javaScriptEnabled: false },
  ));

test('on a phone nothing is wider than the screen, and the picture can be read', () =>
  open(
    browser,
    html,
    async ({ page }) => {
      const { wide, size } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        size: 11.5 * (document.querySelector<SVGTextElement>('#picture .name')?.getScreenCTM()?.a ?? 0),
      }));
      expect(wide).toBeLessThanOrEqual(390);
      expect(size).toBeGreaterThanOrEqual(9);
    },
    { viewport: { width: 390, height: 844 } },
  ));
