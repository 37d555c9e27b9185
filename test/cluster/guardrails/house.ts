import { guards } from '../../../constructs/guardrails';
import { ANNOTATION, LABEL, MANAGED_BY, STREHA } from '../../../constructs/names';
import { CONFIG } from '../../constructs/guardrails/config';
import { KubeClient, must } from '../harness/client';
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from '../harness/control-plane';
import { installCrds } from '../harness/crds';
import { denialOf } from '../harness/denial';
import { eventually as ask } from '../harness/eventually';
import type { KubeObject } from '../harness/objects';
import { budget, OTHER, type Patch, PROD, TEST } from './objects';

/** A cluster with every guard in force, and those who come to it. */
export interface House {
  readonly controlPlane: ControlPlane;
  /** In `system:masters`: may do everything RBAC knows, and is not the platform. */
  readonly admin: KubeClient;
  /** A plain user of the platform's group. */
  readonly platform: KubeClient;
  /** A user of the agency, with every right in its namespaces: what stops her is a guard, never RBAC. */
  readonly arta: KubeClient;
  /** Velero's account, which holds every right in the cluster. */
  readonly velero: KubeClient;
  close(): Promise<void>;
}

const GROUP = 'tatimet-admins';
const VELERO = 'system:serviceaccount:velero:velero-server';

/** Groups of the agency, as its namespaces say. */
export const GROUPS = `${GROUP},tatimet-auditors`;
/** Hostnames of its production, as the namespace says. */
export const HOSTNAMES = 'e-filing.tatimet.gov.al,*.portal.tatimet.gov.al';

/** A namespace of the platform's making. */
export function tenantNamespace(name: string, labels: Patch = {}, annotations: Patch = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        [MANAGED_BY]: STREHA,
        [LABEL.tenant]: 'true',
        [LABEL.environment]: 'prod',
        [LABEL.service]: '24x7',
        [LABEL.continuity]: 'vital',
        'pod-security.kubernetes.io/enforce': 'restricted',
        ...labels,
      },
      annotations: { [ANNOTATION.groups]: GROUPS, [ANNOTATION.hostnames]: HOSTNAMES, ...annotations },
    },
  };
}

/** Whoever holds it may do anything; a right to hand it on is part of it. */
const EVERYTHING: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'everything' },
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
};

/** Gives a group or user every right, in one namespace or everywhere. */
function everythingFor(subject: 'Group' | 'User', name: string, namespace?: string): KubeObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `everything-${name.replaceAll(':', '-')}`, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'everything' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: subject, name }],
  };
}

const priorityClass = (name: string, value: number): KubeObject => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value,
});

/** Waits for what a cluster does in its own time, however much else the machine has to do. */
export const eventually = <T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T> =>
  ask(what, probe, { timeoutMs: 50_000 });

/** Starts a cluster of its own: the guard of namespaces would be felt by every other test. */
export async function openHouse(options: ControlPlaneOptions = {}): Promise<House> {
  const controlPlane = await startControlPlane(options);
  const admin = KubeClient.fromKubeconfig(controlPlane.kubeconfig);
  const platform = admin.as('deployer', ['gdc-deployer']);
  try {
    await apply(admin, [
      EVERYTHING,
      everythingFor('Group', 'gdc-deployer'),
      everythingFor('User', VELERO),
      priorityClass('streha-vital', 100_000),
      priorityClass('streha-deferrable', 1_000),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gateway' } },
    ]);
    await installGuards(platform);
    // After the guards: some judge kinds that do not exist yet.
    await installCrds(admin, ['gateway-api']);
    await apply(platform, [
      tenantNamespace(PROD),
      tenantNamespace(TEST, {
        [LABEL.environment]: 'test',
        [LABEL.service]: 'business-hours',
        [LABEL.continuity]: 'deferrable',
      }),
      tenantNamespace(OTHER),
    ]);
    const arta = admin.as('arta', [GROUP]);
    await Promise.all([PROD, TEST].map((namespace) => moveIn(platform, arta, namespace)));
    await inForce(arta);
  } catch (error) {
    admin.close();
    await controlPlane.stop();
    throw error;
  }
  return {
    controlPlane,
    admin,
    platform,
    arta: admin.as('arta', [GROUP]),
    velero: admin.as(VELERO, ['system:serviceaccounts', 'system:serviceaccounts:velero']),
    async close() {
      admin.close();
      await controlPlane.stop();
    },
  };
}

/** Applies every policy and its binding, the last of them last: once that one is in force, all others are. */
export async function installGuards(who: KubeClient): Promise<void> {
  const all = guards(CONFIG).flatMap(({ policy, binding }) => [object(policy), object(binding)]);
  for (const answer of await Promise.all(all.slice(0, -2).map((one) => who.apply(one)))) must(answer);
  await apply(who, all.slice(-2));
}

/** A typed object as any object. */
export const object = (typed: object): KubeObject => typed as KubeObject;

/** Applies objects one after the other. */
export async function apply(who: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  for (const one of objects) must(await who.apply(one));
}

/** Gives the agency's users every right in a namespace, and waits until they have it and pods can be made. */
export async function moveIn(platform: KubeClient, arta: KubeClient, namespace: string): Promise<void> {
  await apply(platform, [everythingFor('Group', GROUP, namespace)]);
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: 'default' };
  await eventually(
    `the rights and the default ServiceAccount of ${namespace}`,
    async () => (await arta.get(account)).ok,
  );
}

/** The API server takes policies up every second or two, in the order they were made. */
async function inForce(arta: KubeClient): Promise<void> {
  const forbidden = budget({ spec: { maxUnavailable: 0 } });
  await eventually('the guards to be in force', async () => {
    const denial = denialOf(await arta.create(forbidden, { dryRun: true }));
    return denial?.name === 'streha-disruption-budgets';
  });
}
