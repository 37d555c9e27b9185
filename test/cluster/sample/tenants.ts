import type { TenantRole } from '../../../constructs';
import type { Fleet } from '../../../definition';
import type { KubeClient } from '../harness/client';

/**
 * Namespaces of the sample government by the test that uses them, so that tests that run side by side never meet.
 * None is 24x7 or vital production: what the guardrails ask there besides is tested with them.
 */
export const TENANT = {
  benchmarks: 'tatimet-risk-prod',
  access: 'tatimet-risk-test',
  bounds: 'issh-contributions-test',
  account: 'qkb-register-test',
  counts: 'dpshtrr-drivers-test',
  life: 'drejtesia-notary-test',
  retirement: 'kadastra-archive-test',
  unmarked: 'kadastra-archive-prod',
  restore: 'policia-fines-test',
  /** Somebody else's, read by many and changed by none. */
  foreign: 'doganat-clearance-prod',
} as const;

/** The groups that hold a role in a namespace. */
export function groupsOf(fleet: Fleet, namespace: string, role: TenantRole): readonly string[] {
  const agency = fleet.agencies.find(({ systems }) =>
    systems.some(({ environments }) => environments.some((environment) => environment.namespace === namespace)),
  );
  if (!agency) throw new Error(`no namespace ${namespace} in the sample government`);
  return agency.access[role];
}

/** Somebody who holds a role in a namespace. */
export const memberOf = (client: KubeClient, fleet: Fleet, namespace: string, role: TenantRole = 'admin'): KubeClient =>
  client.as('arta', groupsOf(fleet, namespace, role));

/** Every tenant namespace but the one a test retires. */
export const standingNamespaces = (fleet: Fleet): readonly string[] =>
  fleet.agencies
    .flatMap(({ systems }) => systems.flatMap(({ environments }) => environments.map(({ namespace }) => namespace)))
    .filter((namespace) => namespace !== TENANT.retirement)
    .sort();
