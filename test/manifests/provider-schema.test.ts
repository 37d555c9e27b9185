import type { Field, Fields, ValueKind } from '../../manifests/field';
import { TYPES } from '../../manifests/types';
import { type Attribute, type Attributes, provided } from './provider-schema';

/** Attributes the cluster sets: the provider package has no input for them, a table knows them all the same. */
const COMPUTED = ['generation', 'resource_version', 'uid', 'status', 'default_secret_name'];

/** Provider types a kind of value may be read from. */
const READS: Readonly<Record<ValueKind, readonly string[]>> = {
  text: ['simple string'],
  integer: ['simple number'],
  flag: ['simple boolean'],
  digits: ['simple string'],
  mode: ['simple string'],
  numberOrName: ['simple string'],
  texts: ['list stringList'],
  textSet: ['set stringList'],
  integers: ['list numberList'],
  integerSet: ['set numberList'],
  textMap: ['map stringMap'],
  encodedMap: ['map stringMap'],
};

/** Blocks the provider lets repeat though it reads the first alone, or though they stand for one object. */
const SINGLE_IN_KUBERNETES =
  /\.(selector|label_selector|namespace_selector|post_start|pre_stop|tcp_socket|grpc|projected|scale_up|scale_down|config_map|secret|parameters|update_strategy|rolling_update|persistent_volume_claim_retention_policy)$/;
/** Blocks the provider allows once though Kubernetes has a list. */
const LIST_IN_KUBERNETES = /^kubernetes_storage_class_v1\.allowed_topologies$/;

const differences: string[] = [];

function compare(path: string, fields: Fields, attributes: Attributes): void {
  for (const [name, attribute] of attributes) {
    const field = fields[name];
    if (field === undefined) differences.push(`${path}.${name}: not in the table`);
    else compareOne(`${path}.${name}`, field, attribute);
  }
  for (const name of Object.keys(fields)) {
    if (!attributes.has(name) && !COMPUTED.includes(name)) differences.push(`${path}.${name}: the provider has none`);
  }
}

function compareOne(path: string, field: Field, attribute: Attribute): void {
  if (field.is === 'left' || field.is === 'refused') return;
  if (field.is === 'value') {
    const type = `${attribute.type} ${attribute.storage}`;
    if (attribute.block || !READS[field.kind].includes(type)) differences.push(`${path}: ${field.kind} of ${type}`);
    return;
  }
  if (attribute.inner === undefined) {
    differences.push(`${path}: a block in the table, ${attribute.type} in the provider`);
    return;
  }
  if ((field.is === 'set') !== (attribute.type === 'set')) differences.push(`${path}: a set on one side only`);
  const repeats = field.is !== 'one';
  if (repeats === attribute.single && !SINGLE_IN_KUBERNETES.test(path) && !LIST_IN_KUBERNETES.test(path)) {
    differences.push(`${path}: repeats on one side only`);
  }
  compare(path, field.fields, attribute.inner);
}

describe('tables against the provider package', () => {
  test.each(Object.keys(TYPES))('%s: every attribute and block, one by one', (type) => {
    differences.length = 0;
    const attributes = provided(type);
    expect(attributes.size).toBeGreaterThan(1); // an empty schema would agree with an empty table
    compare(type, TYPES[type]?.fields ?? {}, attributes);
    // A resource without timeouts of its own is given them by `kind`, which does no harm.
    const wrong = differences.filter((line) => !/^\w+\.(timeouts|id): the provider has none$/.test(line));
    expect(wrong).toEqual([]);
  });

  test('sees blocks inside blocks', () => {
    const spec = provided('kubernetes_network_policy_v1').get('spec');
    const ports = spec?.inner?.get('ingress')?.inner?.get('ports');
    expect(ports).toMatchObject({ block: true, type: 'list', single: false });
    expect([...(ports?.inner?.keys() ?? [])].sort()).toEqual(['end_port', 'port', 'protocol']);
    expect(spec?.inner?.get('pod_selector')).toMatchObject({ single: true });
  });
});
