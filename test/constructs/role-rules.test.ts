import { roleRules, TENANT_ROLES } from '../../constructs';

const rules = {
  admin: roleRules('admin'),
  developer: roleRules('developer'),
  deployer: roleRules('deployer'),
  viewer: roleRules('viewer'),
};
const verbsOf = (role: keyof typeof rules, resource: string): readonly string[] =>
  rules[role].filter((rule) => rule.resource === resource).flatMap((rule) => rule.verbs);

test.each(TENANT_ROLES)('%s holds nothing by wildcard', (role) => {
  for (const { group, resource, verbs } of roleRules(role))
    expect([group, resource, ...verbs].join()).not.toContain('*');
});

test.each(TENANT_ROLES)('%s cannot go past the network policies, act as others, or touch what bounds it', (role) => {
  const writes = ['create', 'update', 'patch', 'delete', 'deletecollection'];
  const readOnly = [
    'resourcequotas',
    'limitranges',
    'endpoints',
    'endpointslices',
    'namespaces',
    'controllerrevisions',
  ];
  for (const { resource, verbs } of roleRules(role)) {
    expect(['pods/proxy', 'services/proxy', 'pods/binding', 'nodes', 'podtemplates']).not.toContain(resource);
    expect(resource).not.toMatch(/\/(status|finalizers)$/);
    expect(verbs.filter((verb) => ['escalate', 'bind', 'impersonate', 'approve'].includes(verb))).toEqual([]);
    if (readOnly.includes(resource)) expect(verbs.filter((verb) => writes.includes(verb))).toEqual([]);
  }
});

test.each(['developer', 'deployer', 'viewer'] as const)('admin holds every rule of %s, so he can bind it', (role) => {
  for (const { group, resource, verbs } of rules[role]) {
    const held = rules.admin.find((rule) => rule.group === group && rule.resource === resource);
    expect(held?.verbs).toEqual(expect.arrayContaining([...verbs]));
  }
});

test('viewers read no Secrets and no logs; developers do', () => {
  expect(verbsOf('viewer', 'secrets')).toEqual([]);
  expect(verbsOf('viewer', 'pods/log')).toEqual([]);
  expect(verbsOf('viewer', 'pods')).toEqual(['get', 'list', 'watch']);
  expect(verbsOf('developer', 'secrets')).toContain('get');
  expect(verbsOf('developer', 'pods/log')).toEqual(['get']);
});

test('a pipeline rolls out and never looks inside a pod', () => {
  expect(verbsOf('deployer', 'deployments')).toContain('create');
  for (const inside of ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/log'])
    expect(verbsOf('deployer', inside)).toEqual([]);
});

test('only an admin deletes a volume claim', () => {
  expect(verbsOf('developer', 'persistentvolumeclaims')).not.toContain('delete');
  expect(verbsOf('deployer', 'persistentvolumeclaims')).not.toContain('delete');
  expect(verbsOf('admin', 'persistentvolumeclaims')).toContain('delete');
});
