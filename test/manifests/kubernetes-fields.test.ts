import { type Field, type Fields, fieldName, type ValueKind } from '../../manifests/field';
import { TYPES } from '../../manifests/types';
import { kinds, types } from './kubernetes-fields.json';

const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = types;
const KINDS: Readonly<Record<string, string>> = kinds;

/** Types of the Kubernetes API a kind of value may be written to. */
const WRITES: Readonly<Record<ValueKind, readonly string[]>> = {
  text: ['string', 'quantity'],
  integer: ['int'],
  flag: ['bool'],
  digits: ['int'],
  mode: ['int'],
  numberOrName: ['intOrString'],
  texts: ['[]string'],
  textSet: ['[]string'],
  integers: ['[]int'],
  integerSet: ['[]int'],
  textMap: ['map of string', 'map of quantity', 'map of bytes'], // bytes: base64 in Terraform too
  encodedMap: ['map of bytes'],
};

function compare(path: string, fields: Fields, type: string, wrong: string[]): void {
  const known = FIELDS[type];
  if (known === undefined) {
    wrong.push(`${path}: ${type} has no fields`);
    return;
  }
  for (const [name, field] of Object.entries(fields)) compareOne(`${path}.${name}`, name, field, known, wrong);
}

function compareOne(
  path: string,
  attribute: string,
  field: Field,
  known: Readonly<Record<string, string>>,
  wrong: string[],
): void {
  if (field.is === 'left' || field.is === 'refused') return;
  const name = fieldName(attribute, field);
  const type = known[name];
  if (type === undefined) wrong.push(`${path}: Kubernetes has no field ${name}`);
  else if (field.is === 'value') {
    if (!WRITES[field.kind].includes(type)) wrong.push(`${path}: ${field.kind} written to ${type}`);
  } else if (field.is === 'one') compare(path, field.fields, type, wrong);
  else if (type.startsWith('[]')) compare(path, field.fields, type.slice(2), wrong);
  else wrong.push(`${path}: a list written to ${type}`);
}

describe('tables against the Kubernetes API', () => {
  test.each(Object.entries(TYPES))('%s writes fields its kind has, with their types', (type, table) => {
    const root = KINDS[`${table.apiVersion} ${table.kind}`];
    expect(root).toBeDefined();
    const wrong: string[] = [];
    compare(type, table.fields, root as string, wrong);
    expect(wrong).toEqual([]);
  });

  test('the yardstick knows more fields than any table writes', () => {
    expect(FIELDS['core/v1.PodSpec']).toMatchObject({
      hostIPC: 'bool',
      ephemeralContainers: '[]core/v1.EphemeralContainer',
    });
    expect(FIELDS['networking/v1.NetworkPolicyPort']).toEqual({
      endPort: 'int',
      port: 'intOrString',
      protocol: 'string',
    });
  });
});
