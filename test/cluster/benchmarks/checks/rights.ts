import { type KubeResponse, must } from '../../harness/client';
import type { Served } from '../../sample/served';
import { groupsOf } from '../../sample/tenants';
import { networkPolicy, object, role, roleBinding } from '../../sample/workloads';
import { type Benchmark, type Cast, forVerbs, type Question, VERBS } from '../benchmark';

const RBAC = 'rbac.authorization.k8s.io';
const VIEWER = 'streha-tenant-viewer';
const dryRun = { dryRun: true } as const;
const NODES = { apiVersion: 'v1', kind: 'Node' };
const SECRETS = { apiVersion: 'v1', kind: 'Secret' };
const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'streha-quota' };

/** What everybody who has logged in may create: questions about himself. Stored nowhere. */
const ABOUT_ONESELF = ['selfsubjectreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'];

const everyVerb = (resources: readonly Served[], namespace?: string): readonly Question[] =>
  resources
    .filter(({ resource }) => !ABOUT_ONESELF.includes(resource))
    .flatMap(({ namespaced: _, ...resource }) =>
      forVerbs(VERBS, { ...resource, ...(namespace === undefined ? {} : { namespace }) }),
    );

/** Checks of what a tenant's administrator may do. */
export const rightsChecks: readonly Benchmark[] = [
  {
    id: 'CPI-1',
    title: 'Block access to cluster resources',
    upstream: 'Asks for get and update on every cluster-scoped resource.',
    held: 'RBAC: tenants hold roles by RoleBinding alone',
    closed: ({ served }) => everyVerb(served.filter(({ namespaced }) => !namespaced)),
    open: ({ home }) => forVerbs(VERBS.slice(0, 7), { resource: 'configmaps', namespace: home }),
    attempts: ({ arta, home }) => [
      {
        title: 'listing nodes',
        good: () => arta.list({ apiVersion: 'v1', kind: 'Pod', namespace: home }),
        bad: () => arta.list(NODES),
        by: { control: 'rbac' },
      },
      {
        title: 'making a namespace',
        good: () => arta.create(object('v1', 'ConfigMap', home, 'mine'), dryRun),
        bad: () => arta.create(object('v1', 'Namespace', undefined, 'mine'), dryRun),
        by: { control: 'rbac' },
      },
    ],
  },
  {
    id: 'TI-1',
    title: 'Block modification of resource quotas',
    upstream: 'Asks for create, update, patch, delete and deletecollection on resourcequotas.',
    held: 'RBAC: no role writes quotas',
    closed: ({ home }) => forVerbs(VERBS.slice(3), { resource: 'resourcequotas', namespace: home }),
    open: ({ home }) => forVerbs(VERBS.slice(0, 3), { resource: 'resourcequotas', namespace: home }),
    attempts: ({ arta, home }) => [
      {
        title: 'raising the quota',
        good: () => arta.get({ ...QUOTA, namespace: home }),
        bad: () => arta.patch({ ...QUOTA, namespace: home }, { spec: { hard: { pods: '1000' } } }, dryRun),
        by: { control: 'rbac' },
      },
    ],
  },
  {
    id: 'TI-2',
    title: "Block access to other tenants' resources",
    upstream:
      'Asks for get and update in the namespace of the other, both ways; but of cluster-scoped resources only, which are in no namespace.',
    held: "RBAC: a RoleBinding of the tenant's own namespace",
    closed: ({ served, home, foreign, neighbour }) => {
      const resources = served.filter(({ namespaced }) => namespaced);
      return [
        ...everyVerb(resources, foreign),
        ...everyVerb(resources, home).map((question) => ({ ...question, ...neighbour })),
      ];
    },
    open: ({ home }) => forVerbs(VERBS.slice(0, 7), { resource: 'secrets', namespace: home }),
    attempts: ({ arta, home, foreign }) => [
      {
        title: "reading another agency's Secrets",
        good: () => arta.list({ ...SECRETS, namespace: home }),
        bad: () => arta.list({ ...SECRETS, namespace: foreign }),
        by: { control: 'rbac' },
      },
      {
        title: "writing into another agency's namespace",
        good: () => arta.create(object('v1', 'ConfigMap', home, 'mine'), dryRun),
        bad: () => arta.create(object('v1', 'ConfigMap', foreign, 'mine'), dryRun),
        by: { control: 'rbac' },
      },
    ],
  },
  {
    id: 'PL2-TI-1',
    title: 'Block role privilege escalation',
    upstream:
      'Asks for escalate on `role` and bind on `clusterrole`: names no resource has, so only a wildcard would be found.',
    held: 'the API server itself: nobody hands on what he does not hold, and no role holds `escalate` or `bind`',
    closed: ({ home }) => [
      ...['roles', 'clusterroles'].flatMap((resource) =>
        forVerbs(['escalate', 'bind'], { group: RBAC, resource, namespace: home }),
      ),
      { verb: 'bind', group: RBAC, resource: 'clusterroles', name: 'cluster-admin', namespace: home },
      ...['users', 'groups', 'serviceaccounts'].map((resource) => ({ verb: 'impersonate', resource, namespace: home })),
    ],
    attempts: ({ arta, who, home }) => {
      const held = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
      const group = { apiGroup: RBAC, kind: 'Group', name: who.groups[0] };
      const clusterRole = (name: string) => roleBinding(home, { kind: 'ClusterRole', name }, group);
      return [
        ...[
          { resources: ['nodes'], verbs: ['get'] },
          { resources: ['resourcequotas'], verbs: ['update'] },
          { resources: ['*'], verbs: ['*'] },
        ].map((rule) => ({
          title: `a Role to ${rule.verbs} ${rule.resources}`,
          good: () => arta.create(role(home, held), dryRun),
          bad: () => arta.create(role(home, { apiGroups: [''], ...rule }), dryRun),
          by: { control: 'escalation' } as const,
        })),
        ...['cluster-admin', 'admin', 'edit'].map((name) => ({
          title: `a binding to ${name}`,
          good: () => arta.create(clusterRole(VIEWER), dryRun),
          bad: () => arta.create(clusterRole(name), dryRun),
          by: { control: 'escalation' } as const,
        })),
      ];
    },
  },
  {
    id: 'OPS-3',
    title: 'Create role bindings',
    upstream:
      'Asks for all verbs on roles and rolebindings, then makes a Role and, as a dry run, a binding without subjects.',
    held: 'RBAC lets the administrator; admission policy `streha-role-bindings` keeps strangers out, the API server itself more rights than his own',
    open: ({ home }) =>
      ['roles', 'rolebindings'].flatMap((resource) => forVerbs(VERBS, { group: RBAC, resource, namespace: home })),
    attempts: ({ arta, who, home, foreign, fleet }) => {
      const viewers = (subject: object) => roleBinding(home, { kind: 'ClusterRole', name: VIEWER }, { ...subject });
      const group = (name: string | undefined) => ({ apiGroup: RBAC, kind: 'Group', name });
      const account = (namespace: string) => ({ kind: 'ServiceAccount', name: 'web', namespace });
      return [
        {
          title: 'a binding for a group of another agency',
          good: () => arta.create(viewers(group(who.groups[0])), dryRun),
          bad: () => arta.create(viewers(group(groupsOf(fleet, foreign, 'admin')[0])), dryRun),
          by: { control: 'admission-policy', names: ['streha-role-bindings'] },
        },
        {
          title: 'a binding for an account of another agency',
          good: () => arta.create(viewers(account(home)), dryRun),
          bad: () => arta.create(viewers(account(foreign)), dryRun),
          by: { control: 'admission-policy', names: ['streha-role-bindings'] },
        },
        {
          title: 'a Role that holds more than she does, where one of her own is made and bound',
          good: () => roleAndBinding(arta, home),
          bad: () => arta.create(role(home, { apiGroups: [''], resources: ['pods/proxy'], verbs: ['get'] }), dryRun),
          by: { control: 'escalation' },
        },
      ];
    },
  },
  {
    id: 'OPS-4',
    title: 'Create network policies',
    upstream: 'Asks for all verbs but list and watch on networkpolicies.',
    held: 'RBAC lets the administrator; admission policy `streha-network-policies` keeps the isolation',
    open: ({ home }) => forVerbs(VERBS, { group: 'networking.k8s.io', resource: 'networkpolicies', namespace: home }),
    attempts: ({ arta, home }) => [
      {
        title: 'a policy that lets everybody in',
        good: () => arta.create(networkPolicy(home, { ingress: [{ from: [{ podSelector: {} }] }] }), dryRun),
        bad: () => arta.create(networkPolicy(home, { ingress: [{}] }), dryRun),
        by: { control: 'admission-policy', names: ['streha-network-policies'] },
      },
    ],
  },
];

/** Both for real, and gone again: a binding to a Role that is not there is refused. */
async function roleAndBinding(arta: Cast['arta'], home: string): Promise<KubeResponse> {
  must(await arta.create(role(home, { apiGroups: [''], resources: ['pods'], verbs: ['get'] })));
  const account = { kind: 'ServiceAccount', name: 'web', namespace: home };
  const made = await arta.create(roleBinding(home, { kind: 'Role', name: 'reader' }, account));
  const ref = { apiVersion: `${RBAC}/v1`, namespace: home };
  must(await arta.delete({ ...ref, kind: 'RoleBinding', name: 'readers' }));
  must(await arta.delete({ ...ref, kind: 'Role', name: 'reader' }));
  return made;
}
