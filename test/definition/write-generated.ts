import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../definition/generated';

/** Writes docs/diagnostics.md and schema/: `npx tsx test/definition/write-generated.ts`. */
for (const [path, text] of generatedFiles()) writeFileSync(join(__dirname, '../..', path), text);
