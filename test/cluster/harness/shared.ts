import { randomBytes } from 'node:crypto';
import { KubeClient } from './client';
import type { CrdSource } from './crd-sources';
import { HarnessError } from './errors';

/** Kinds that the shared cluster serves besides Kubernetes' own: those of Streha's objects. */
export const SHARED_CRDS: readonly CrdSource[] = ['velero', 'prometheus-operator', 'gateway-api'];

/** By this variable the global setup tells the test files which cluster to use. */
export const HANDOVER = 'STREHA_TEST_CLUSTER';

/** What is handed over. */
export interface Handover {
  readonly kubeconfig: string;
  /** The control plane is ours: of the pinned version, and only these tests are on it. */
  readonly own: boolean;
  /** Path of kubectl, or its bare name where the cluster is not ours. */
  readonly kubectl: string;
  /** The version pinned, such as `v1.36.3`. @default - the cluster is not ours */
  readonly version?: string;
}

/** The cluster all test files of a run share. */
export interface SharedCluster extends Handover {
  /** A member of `system:masters`, or whoever the kubeconfig given names. */
  readonly admin: KubeClient;
  /** The user `deployer` of the group `streha:platform`, by impersonation: the same on any cluster. */
  readonly deployer: KubeClient;
}

let cluster: SharedCluster | undefined;

/** The cluster of this run. Other test files use it at the same time: work in namespaces with a name of your own. */
export function sharedCluster(): SharedCluster {
  if (cluster) return cluster;
  const handover = process.env[HANDOVER];
  if (handover === undefined) {
    throw new HarnessError('there is no control plane', ['run the cluster tests by their own jest configuration']);
  }
  const given = JSON.parse(handover) as Handover;
  const admin = KubeClient.fromKubeconfig(given.kubeconfig);
  cluster = { ...given, admin, deployer: admin.as('deployer', ['streha:platform']) };
  return cluster;
}

/** A name that no other test uses, such as `quota-3f9a1c`. */
export const uniqueName = (prefix: string): string => `${prefix}-${randomBytes(3).toString('hex')}`;
