import { z } from 'zod';
import type { Path } from '../source';

/** What the schema knows about a place: for findings that name the fields there. */

/** The schema of the value at a path. */
function at(schema: z.core.$ZodType | undefined, path: Path): z.core.$ZodType | undefined {
  let here = bare(schema);
  for (const step of path) {
    if (here instanceof z.ZodObject) here = bare(here.shape[String(step)]);
    else if (here instanceof z.ZodRecord) here = bare(here.valueType);
    else if (here instanceof z.ZodArray) here = bare(here.element);
    else return undefined;
  }
  return here;
}

function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

/** The fields a map at a path may have. */
export function fieldsAt(schema: z.ZodType, path: Path): readonly string[] {
  const here = at(schema, path);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** What might stand in the field at a path, as an example. */
export function exampleAt(schema: z.ZodType, path: Path): string | undefined {
  const here = at(schema, path);
  if (!here) return undefined;
  if (!EXAMPLES.has(here)) EXAMPLES.set(here, exampleOf(here));
  return EXAMPLES.get(here);
}

const EXAMPLES = new Map<z.core.$ZodType, string | undefined>();

function exampleOf(here: z.core.$ZodType): string | undefined {
  if (here instanceof z.ZodEnum) return here.options.join(' | ');
  if (here instanceof z.ZodArray) return '[...]';
  if (here instanceof z.ZodObject)
    return `{ ${Object.keys(here.shape)
      .map((field) => `${field}: ...`)
      .join(', ')} }`;
  if (!(here instanceof z.ZodType)) return undefined;
  const { examples, const: only } = here.meta() ?? {};
  if (only !== undefined) return String(only);
  return Array.isArray(examples) ? String(examples[0]) : undefined;
}
