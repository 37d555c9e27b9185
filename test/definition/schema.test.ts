import { agencySchema, type JsonSchema, platformSchema, readFleet } from '../../definition';
import { AS_OF, changed } from './sample';

type Part = { readonly [key: string]: unknown };

/** Every schema of a field, with its path. */
function fields(schema: Part, path = ''): readonly (readonly [string, Part])[] {
  const own = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Part>>).flatMap(([key, field]) => [
    [`${path}/${key}`, field] as const,
    ...fields(field, `${path}/${key}`),
  ]);
  const inner = [schema.additionalProperties, schema.items].filter(
    (part): part is Part => typeof part === 'object' && part !== null,
  );
  return [...own, ...inner.flatMap((part) => fields(part, `${path}/*`))];
}

describe.each<readonly [string, JsonSchema]>([
  ['agencies', agencySchema()],
  ['platform.yaml', platformSchema()],
])('the schema of %s', (_, schema) => {
  it('describes every field', () => {
    const undescribed = fields(schema).filter(
      ([, field]) => typeof field.description !== 'string' || !/\.$/.test(field.description),
    );
    expect(undescribed.map(([path]) => path)).toEqual([]);
    expect(fields(schema).length).toBeGreaterThan(30);
  });

  it('is of the draft that editors read, and knows every field', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const open = fields({ properties: { root: schema } }).filter(
      ([, field]) => field.properties !== undefined && field.additionalProperties !== false,
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it('has patterns that compile', () => {
    const patterns = JSON.stringify(schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g);
    for (const [, pattern = '""'] of patterns) expect(() => new RegExp(JSON.parse(pattern), 'u')).not.toThrow();
  });
});

describe('the schema of agencies', () => {
  const at = (schema: JsonSchema, path: string) => fields(schema).find(([found]) => found === path)?.[1];

  it('asks for a size or a quota', () => {
    expect(at(agencySchema(), '/systems/*/environments')?.additionalProperties).toMatchObject({
      oneOf: [{ required: ['size'] }, { required: ['quota'] }],
    });
  });

  it('offers the sizes and classes of a platform', () => {
    const { fleet } = readFleet(changed([]), { asOf: AS_OF });
    const schema = agencySchema(fleet?.platform);
    expect(at(schema, '/systems/*/environments/*/size')).toMatchObject({ enum: ['large', 'medium', 'small'] });
    expect(at(schema, '/systems/*/continuity')).toMatchObject({ enum: ['vital', 'essential', 'deferrable'] });
    expect(at(schema, '/systems/*/continuity')).not.toHaveProperty('pattern');
  });
});
