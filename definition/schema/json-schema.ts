import { z } from 'zod';
import type { Platform } from '../fleet';
import { agencyFile } from './agency';
import { platformFile } from './platform';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What an editor needs to complete and check agencies/*.yaml: draft-07, the newest that yaml-language-server reads in
 * every version in use. With a platform, the names of its sizes and continuity classes are offered, too.
 */
export function agencySchema(platform?: Platform): JsonSchema {
  const schema = draft07(agencyFile);
  if (!platform) return schema;
  const names: Readonly<Record<string, readonly string[]>> = {
    size: platform.sizes.map(({ key }) => key),
    continuity: platform.continuity.map(({ key }) => key),
  };
  return replaceFields(schema, names) as JsonSchema;
}

/** What an editor needs to complete and check platform.yaml: draft-07. */
export function platformSchema(): JsonSchema {
  return draft07(platformFile);
}

function draft07(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as JsonSchema;
}

/** Fields of these names take one of these values. */
function replaceFields(value: unknown, names: Readonly<Record<string, readonly string[]>>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceFields(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'properties') return [key, replaceFields(inner, names)];
      const fields = Object.entries(inner as object).map(([field, schema]) => {
        const choices = names[field];
        const { pattern, ...rest } = schema as { readonly pattern?: string };
        return [field, choices ? { ...rest, enum: choices } : replaceFields(schema, names)];
      });
      return [key, Object.fromEntries(fields)];
    }),
  );
}
