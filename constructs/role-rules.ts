import type { TenantRole } from './names';
import { MADE_BY_CONTROLLERS, TENANT_KINDS, type TenantKind } from './tenant-kinds';

/** One rule of a ClusterRole: one resource, so that two roles can be compared rule for rule. */
export interface RoleRule {
  readonly group: string;
  readonly resource: string;
  /** Sorted. */
  readonly verbs: readonly string[];
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'patch', 'update'];

/** What everybody may read beside the kinds tenants make. Secrets are not among it. */
const READABLE: readonly Pick<RoleRule, 'group' | 'resource'>[] = [
  { group: '', resource: 'events' },
  { group: '', resource: 'limitranges' },
  { group: '', resource: 'resourcequotas' },
  { group: 'apps', resource: 'deployments/scale' },
  { group: 'apps', resource: 'statefulsets/scale' },
  { group: 'discovery.k8s.io', resource: 'endpointslices' },
];

/** Data lies in a claim: only an admin removes one. */
const KEPT_BY_ADMIN = new Set(['persistentvolumeclaims']);

/** What an admin manages by himself to the last verb: checks OPS-3 and OPS-4 of the Multi-Tenancy Benchmarks. */
const SELF_SERVICE = new Set(['networkpolicies', 'rolebindings', 'roles']);

const SCALE: readonly RoleRule[] = ['deployments/scale', 'statefulsets/scale'].map((resource) => ({
  group: 'apps',
  resource,
  verbs: ['patch', 'update'],
}));

/** Inside a running pod. Verbs by subresource: `create` opens a stream; `get` would too before Kubernetes 1.35. */
const INTERACTIVE: readonly RoleRule[] = [
  { group: '', resource: 'pods/attach', verbs: ['create'] },
  { group: '', resource: 'pods/ephemeralcontainers', verbs: ['patch', 'update'] },
  { group: '', resource: 'pods/eviction', verbs: ['create'] },
  { group: '', resource: 'pods/exec', verbs: ['create'] },
  { group: '', resource: 'pods/log', verbs: ['get'] },
  { group: '', resource: 'pods/portforward', verbs: ['create'] },
];

/** What ServiceAccounts of operators need; an admin can hand on only what he holds. */
const HANDED_ON: readonly RoleRule[] = [
  { group: '', resource: 'events', verbs: ['create', 'patch'] },
  { group: '', resource: 'serviceaccounts/token', verbs: ['create'] },
  { group: 'events.k8s.io', resource: 'events', verbs: ['create', 'patch'] },
];

/**
 * The rules of a role, sorted by group and resource. Nothing by wildcard; nothing that writes quotas, limits,
 * endpoints, status or the namespace; no `pods/proxy` or `services/proxy`, which go through the API server past
 * every network policy.
 */
export function roleRules(role: TenantRole): readonly RoleRule[] {
  return merged(RULES[role]());
}

const RULES: Readonly<Record<TenantRole, () => readonly RoleRule[]>> = {
  viewer: () =>
    [...TENANT_KINDS, ...MADE_BY_CONTROLLERS].filter(isNotSecret).map(readable).concat(READABLE.map(readable)),
  developer: () => [...RULES.viewer(), readable(SECRETS), ...written('developer'), ...SCALE, ...INTERACTIVE],
  deployer: () => [...RULES.viewer(), readable(SECRETS), ...written('deployer'), ...SCALE],
  // Holds every rule of the others: what he does not hold he could not bind.
  admin: () => [...RULES.developer(), ...RULES.deployer(), ...TENANT_KINDS.map(fullControl), ...HANDED_ON],
};

const SECRETS = { group: '', resource: 'secrets' };

const isNotSecret = (kind: Pick<RoleRule, 'group' | 'resource'>): boolean => kind.resource !== 'secrets';

const readable = ({ group, resource }: Pick<RoleRule, 'group' | 'resource'>): RoleRule =>
  resource.includes('/') ? { group, resource, verbs: ['get'] } : { group, resource, verbs: READ };

const written = (role: 'developer' | 'deployer'): RoleRule[] =>
  TENANT_KINDS.filter((kind) => kind.writers.includes(role)).map(({ group, resource }) => ({
    group,
    resource,
    verbs: KEPT_BY_ADMIN.has(resource) ? WRITE : [...WRITE, 'delete'],
  }));

const fullControl = ({ group, resource }: TenantKind): RoleRule => ({
  group,
  resource,
  verbs: [...READ, ...WRITE, 'delete', ...(SELF_SERVICE.has(resource) ? ['deletecollection'] : [])],
});

function merged(rules: readonly RoleRule[]): RoleRule[] {
  const byResource = new Map<string, RoleRule>();
  for (const rule of rules) {
    const key = `${rule.group}/${rule.resource}`;
    const verbs = new Set([...(byResource.get(key)?.verbs ?? []), ...rule.verbs]);
    byResource.set(key, { ...rule, verbs: [...verbs].sort() });
  }
  return [...byResource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

/** Rules as a ClusterRole holds them. */
export const policyRules = (rules: readonly RoleRule[]) =>
  rules.map(({ group, resource, verbs }) => ({ apiGroups: [group], resources: [resource], verbs: [...verbs] }));
