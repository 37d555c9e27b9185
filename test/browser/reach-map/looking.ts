import type { Page } from 'playwright-core';
import type { MapLink } from '../../../analysis/reach/map';

/** What the page of a map shows, and what a map should show. */

/** The agency of a system, by its key. */
export const agencyOf = (key: string): string => key.split('/')[0] ?? '';
/** In the order of their letters. */
export const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();
/** Ends of links, to be compared. */
export const ends = (links: readonly MapLink[]): readonly string[] =>
  sorted(links.map(({ from, to }) => `${from} > ${to}`));

/** Ends of the links the table shows. */
export function tableLinks(page: Page): Promise<readonly string[]> {
  return page.$$eval('#links tbody tr:not([hidden])', (rows) =>
    rows.map((row) => `${row.getAttribute('data-from')} > ${row.getAttribute('data-to')}`).sort(),
  );
}

/** Ends of the links the details list, in one direction. */
export function listed(page: Page, direction: 'from' | 'to'): Promise<readonly string[]> {
  return page.$$eval(`#details ul[data-direction=${direction}] li`, (items) =>
    items.map((item) => `${item.getAttribute('data-from')} > ${item.getAttribute('data-to')}`).sort(),
  );
}

/** Keys of the rows of the picture that a selector finds. */
export function keys(page: Page, selector: string): Promise<readonly string[]> {
  return page.$$eval(`#picture ${selector}`, (items) =>
    items.map((item) => item.getAttribute('data-key') ?? '').sort(),
  );
}
