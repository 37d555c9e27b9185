/**
 * The words Streha puts on the objects it makes: the contract between constructs, guardrails and `analysis/`.
 * A tenant cannot set, change or remove any of them; the guardrails hold that.
 */

/** Marks what the platform owns; nobody else may touch what carries it. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
export const STREHA = 'streha';

/** Names below this prefix belong to the platform, in every namespace. */
export const RESERVED_PREFIX = 'streha-';

/** Labels of a tenant's objects. */
export const LABEL = {
  /** On every tenant namespace: what the guardrails are bound by. */
  tenant: 'streha.al/tenant',
  agency: 'streha.al/agency',
  system: 'streha.al/system',
  environment: 'streha.al/environment',
  service: 'streha.al/service',
  continuity: 'streha.al/continuity',
  data: 'streha.al/data',
  /** On a namespace whose traffic is closed and that nobody but the platform changes. */
  quarantine: 'streha.al/quarantine',
  /** On what holds a tenant in: deleted only after the namespace is marked for retirement. */
  protected: 'streha.al/protected',
  /** Velero's own word: what Streha makes again is not backed up. */
  outOfBackup: 'velero.io/exclude-from-backup',
} as const;

/** Annotations of a tenant's namespace, and of the policies that links are made into. */
export const ANNOTATION = {
  /** Comma-separated hostnames the namespace owns. */
  hostnames: 'streha.al/hostnames',
  /** Comma-separated groups of the agency. */
  groups: 'streha.al/groups',
  title: 'streha.al/title',
  owner: 'streha.al/owner',
  security: 'streha.al/security-contact',
  oncall: 'streha.al/oncall',
  /** Any text: the namespace and what protects it may be deleted. */
  retire: 'streha.al/retire',
  quarantineSince: 'streha.al/quarantine-since',
  quarantineBy: 'streha.al/quarantine-by',
  quarantineReason: 'streha.al/quarantine-reason',
  /** `<agency>/<system>` that calls. */
  consumer: 'streha.al/consumer',
  /** `<agency>/<system>/<service>` that answers. */
  service: 'streha.al/service',
  data: 'streha.al/data',
  basis: 'streha.al/basis',
  purpose: 'streha.al/purpose',
  until: 'streha.al/until',
} as const;

/** Roles a tenant's people hold, widest first. */
export const TENANT_ROLES = ['admin', 'developer', 'deployer', 'viewer'] as const;
/** What somebody is to a tenant: one of {@link TENANT_ROLES}. */
export type TenantRole = (typeof TENANT_ROLES)[number];

/** Name of the ClusterRole behind a role. */
export const clusterRoleName = (role: TenantRole): string => `streha-tenant-${role}`;

/** Name of the PriorityClass of a continuity class. */
export const priorityClassName = (continuityClass: string): string => `streha-${continuityClass}`;

/** Names of the policies that hold a tenant in, and open what it lives by. */
export const ISOLATION = {
  denyAll: 'streha-deny-all',
  dns: 'streha-dns',
  ownNamespace: 'streha-own-namespace',
  monitoring: 'streha-monitoring',
  gateway: 'streha-gateway',
  kubernetesApi: 'streha-kubernetes-api',
} as const;

/**
 * Name of the policy by which a provider lets a consumer in. Keys hold no dot, so no two agreements share a name; the
 * longest is 206 characters, of 253 a name may have.
 *
 * @param service `<agency>/<system>/<service>`
 * @param consumer `<agency>/<system>`
 */
export const servesPolicyName = (service: string, consumer: string): string =>
  ['streha-serves', service.split('/').at(-1), ...consumer.split('/')].join('.');

/** Name of the policy by which a consumer's pods reach a service, `<agency>/<system>/<service>`. */
export const callsPolicyName = (service: string): string => ['streha-calls', ...service.split('/')].join('.');

/** Name of the policy that opens a declared range of the internet. */
export const internetPolicyName = (key: string): string => `streha-internet.${key}`;

/** Labels of an object the platform makes again by itself and nobody else may touch. */
export const owned = (): Record<string, string> => ({ [MANAGED_BY]: STREHA, [LABEL.outOfBackup]: 'true' });

/** Labels of an object that holds a tenant in: owned, and deleted only with its namespace's retirement. */
export const protective = (): Record<string, string> => ({ ...owned(), [LABEL.protected]: 'true' });
