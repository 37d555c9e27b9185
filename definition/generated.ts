import { diagnosticsPage } from './docs';
import { agencySchema, platformSchema } from './schema/json-schema';

/** Files of this repository that are made from its code, by path: a test holds the committed ones to these. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/diagnostics.md', diagnosticsPage()],
    ['schema/agency.schema.json', `${JSON.stringify(agencySchema(), null, 2)}\n`],
    ['schema/platform.schema.json', `${JSON.stringify(platformSchema(), null, 2)}\n`],
  ]);
}
