import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guards } from '../../../constructs/guardrails';
import { guardrailsPage } from '../../../constructs/guardrails/page';
import { CONFIG } from './config';

/** Writes docs/guardrails.md: `npx tsx test/constructs/guardrails/write-page.ts`. */
writeFileSync(join(__dirname, '../../../docs/guardrails.md'), guardrailsPage(guards(CONFIG)));
