import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set to write the pages instead of comparing them. */
const UPDATE = 'STREHA_UPDATE_DOCS';

/** A generated page of `docs/` says what `text` says; with `STREHA_UPDATE_DOCS=1` it is written first. */
export function expectCurrentPage(name: string, text: string): void {
  const file = join(__dirname, '../../../docs', name);
  if (process.env[UPDATE] === '1') writeFileSync(file, text);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === text) return;
  console.error(`docs/${name} is not current: run the cluster tests with ${UPDATE}=1 and look at what changed`);
  expect(committed).toBe(text);
}
