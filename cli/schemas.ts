import { platformOf } from './reading';

/** Texts of a fleet's JSON Schemas by file name; without its sizes and classes where platform.yaml cannot be read. */
export function schemasOf(fleet: string): ReadonlyMap<string, string> {
  const { agencySchema, platformSchema } = require('../definition') as typeof import('../definition');
  return new Map([
    ['agency.schema.json', `${JSON.stringify(agencySchema(platformOf(fleet)), null, 2)}\n`],
    ['platform.schema.json', `${JSON.stringify(platformSchema(), null, 2)}\n`],
  ]);
}
