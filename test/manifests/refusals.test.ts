import { renderStack } from '../../manifests';
import { refusal, refusalOf } from './render-one';

const namespace = { metadata: { name: 'a' } };

describe('a resource type without a table', () => {
  test('is refused by name', () => {
    expect(refusal('random_password', { length: 20 })).toBe(
      'stack tirana-tatimet, random_password.it: no rule renders resource type `random_password`; ' +
        'add one to manifests/types, or take the resource out of the stack',
    );
  });

  test('is refused with its successor, where it has one', () => {
    expect(refusal('kubernetes_namespace', namespace)).toContain('use `kubernetes_namespace_v1`');
    expect(refusal('kubernetes_horizontal_pod_autoscaler', namespace)).toContain('_autoscaler_v2`');
  });

  test.each(['constructor', '__proto__', 'toString'])('is refused also when it is called %s', (type) => {
    const terraform = JSON.parse(`{"resource": {"${type}": {"it": {"metadata": {"name": "a"}}}}}`);
    expect(refusalOf(terraform)).toContain(`no rule renders resource type \`${type}\``);
  });
});

describe('an attribute without a rule', () => {
  test('is refused with the ones that have', () => {
    expect(refusal('kubernetes_namespace_v1', { ...namespace, finalizers: [] })).toBe(
      'stack tirana-tatimet, kubernetes_namespace_v1.it, finalizers: unknown attribute; ' +
        'known here: metadata, wait_for_default_service_account, id, timeouts; ' +
        'mend the stack, or add the attribute to its table in manifests/types',
    );
  });

  test('is refused however deep it stands', () => {
    expect(
      refusal('kubernetes_network_policy_v1', {
        metadata: { name: 'p', namespace: 'a' },
        spec: { pod_selector: {}, policy_types: [], egress: [{}, { to: [{ podSelector: {} }] }] },
      }),
    ).toContain('it, spec.egress[1].to[0].podSelector: unknown attribute');
  });

  test.each(['constructor', '__proto__'])('is refused also when it is called %s', (attribute) => {
    const resource = JSON.parse(`{"metadata": {"name": "a"}, "${attribute}": {}}`);
    expect(refusal('kubernetes_namespace_v1', resource)).toContain(`${attribute}: unknown attribute`);
  });
});

describe('a value that cannot be known or used', () => {
  const quota = (spec: unknown) => ({ metadata: { name: 'q', namespace: 'a' }, spec });
  const refused: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['kubernetes_resource_quota_v1', quota({ hard: { pods: null } }), 'spec.hard.pods: got null; write text'],
    ['kubernetes_resource_quota_v1', quota({ hard: [] }), 'spec.hard: got a list of 0; write a map'],
    ['kubernetes_resource_quota_v1', quota({ scopes: 'BestEffort' }), 'got "BestEffort"; write a list'],
    ['kubernetes_resource_quota_v1', quota([{}, {}]), 'spec: got a list of 2; write one block'],
    ['kubernetes_resource_quota_v1', quota('x'), 'spec: got "x"; write a block'],
    ['kubernetes_priority_class_v1', { ...namespace, value: 1.5 }, 'value: got 1.5; write a whole number'],
    ['kubernetes_priority_class_v1', { ...namespace, value: '1e3' }, 'value: got "1e3"; write a whole number'],
    ['kubernetes_priority_class_v1', { ...namespace, global_default: 'yes' }, 'got "yes"; write true or false'],
    ['kubernetes_namespace_v1', { metadata: { name: { a: 1 } } }, 'metadata.name: got a block with a; write text'],
    ['kubernetes_namespace_v1', { metadata: { labels: {} } }, 'metadata.name: is missing; set it'],
    ['kubernetes_namespace_v1', { metadata: { name: '' } }, 'metadata.name: is missing; set it'],
    ['kubernetes_namespace_v1', {}, 'metadata: is missing; set it'],
    ['kubernetes_namespace_v1', { metadata: { generate_name: 'a-' } }, 'metadata.generate_name: cannot be rendered'],
    ['kubernetes_namespace_v1', { ...namespace, count: 2 }, 'count: how many objects it makes is known only when'],
    ['kubernetes_namespace_v1', { ...namespace, for_each: ['a'] }, 'for_each: how many objects it makes'],
    ['kubernetes_namespace_v1', { ...namespace, dynamic: {} }, 'dynamic: how many objects it makes'],
    ['kubernetes_resource_quota_v1', quota({ dynamic: { x: {} } }), 'spec.dynamic: how many objects it makes'],
    ['helm_release', { chart: 'velero' }, 'helm_release.it, name: is missing'],
  ];
  test.each(refused)('%s %j', (type, attributes, problem) => {
    expect(refusal(type, attributes)).toContain(problem);
  });

  test('no secret shows in a message', () => {
    const hidden = 'correct horse battery staple, and some more of it';
    for (const data of [hidden, [hidden], { password: { x: hidden } }]) {
      expect(refusal('kubernetes_secret_v1', { metadata: { name: 's', namespace: 'a' }, data })).not.toContain('horse');
    }
  });

  test('null is not set', () => {
    const { objects } = renderStack('s', {
      resource: { kubernetes_namespace_v1: { it: { metadata: { name: 'a', labels: null, generate_name: null } } } },
    });
    expect(objects).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]);
  });
});

describe('a document', () => {
  test('of which no object can be said is empty', () => {
    const blocks = {
      '//': {},
      terraform: {},
      provider: {},
      variable: {},
      output: {},
      locals: {},
      data: {},
      module: {},
    };
    expect(renderStack('s', blocks)).toEqual({ name: 's', objects: [], releases: [] });
  });

  test.each(['data', 'module', 'ephemeral'])('with a %s block is refused', (block) => {
    expect(refusalOf({ [block]: { x: {} } })).toBe(
      `stack tirana-tatimet, ${block}: what it brings in is known only when Terraform runs; ` +
        'write the resources and values into the stack itself',
    );
  });

  test.each([
    [null, 'got null; write a Terraform JSON document'],
    [[], 'got a list of 0; write a Terraform JSON document'],
    [{ resources: {} }, 'resources: unknown block; known here: resource, '],
    [{ resource: [] }, 'resource: got a list of 0; write resources by type'],
    [
      { resource: { kubernetes_namespace_v1: [] } },
      'resource.kubernetes_namespace_v1: got a list of 0; write resources by id',
    ],
    [
      { resource: { kubernetes_namespace_v1: { a: [] } } },
      'kubernetes_namespace_v1.a: got a list of 0; write a resource',
    ],
  ])('that is none is refused: %j', (terraform, problem) => {
    expect(refusalOf(terraform)).toContain(problem);
  });

  test('that makes one object twice is refused', () => {
    const account = { metadata: { name: 'default', namespace: 'a' } };
    const resource = {
      kubernetes_service_account_v1: { one: account },
      kubernetes_default_service_account_v1: { two: { metadata: { namespace: 'a' } } },
    };
    expect(refusalOf({ resource })).toBe(
      'stack tirana-tatimet, kubernetes_default_service_account_v1.two: makes ServiceAccount a/default, which ' +
        'kubernetes_service_account_v1.one makes too; keep one of the two',
    );
  });
});

test('Helm releases make no object and are named, sorted', () => {
  const resource = {
    helm_release: {
      b: { name: 'velero', chart: 'oci://registry.gdc.gov.al/charts/velero', set: [{ name: 'x', value: 'y' }] },
      a: { name: 'cert-manager' },
    },
  };
  expect(renderStack('tirana-operators', { resource })).toEqual({
    name: 'tirana-operators',
    objects: [],
    releases: ['cert-manager', 'velero'],
  });
});

test('no key is lost for what it is called', () => {
  const resource = JSON.parse(`{
    "kubernetes_config_map_v1": {"it": {"metadata": {"name": "a", "namespace": "a"}, "data": {"__proto__": "x"}}},
    "kubernetes_manifest": {"it": {"manifest": {"apiVersion": "v1", "kind": "A", "metadata": {"name": "a"}, "__proto__": 1}}}
  }`);
  const { objects } = renderStack('s', { resource });
  expect(objects.map((object) => JSON.stringify(object))).toEqual([
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"a"},"data":{"__proto__":"x"}}',
    '{"apiVersion":"v1","kind":"A","metadata":{"name":"a"},"__proto__":1}',
  ]);
});
