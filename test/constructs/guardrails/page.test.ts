import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guards } from '../../../constructs/guardrails';
import { guardrailsPage } from '../../../constructs/guardrails/page';
import { CONFIG } from './config';

test('docs/guardrails.md is what the code says', () => {
  // else: npx tsx test/constructs/guardrails/write-page.ts
  const page = readFileSync(join(__dirname, '../../../docs/guardrails.md'), 'utf8');
  expect(page).toBe(guardrailsPage(guards(CONFIG)));
});
