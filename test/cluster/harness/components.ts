import { join } from 'node:path';

/** Where the parts of one control plane stand, and their ports on loopback. */
export interface Layout {
  /** Folder of all data, keys and logs. */
  readonly folder: string;
  readonly etcdPort: number;
  readonly peerPort: number;
  readonly apiserverPort: number;
}

const LOOPBACK = '127.0.0.1';

/** The API server's address. */
export const serverUrl = ({ apiserverPort }: Layout): string => `https://${LOOPBACK}:${apiserverPort}`;
/** Key that signs ServiceAccount tokens. */
export const serviceAccountKey = ({ folder }: Layout): string => join(folder, 'sa.key');
/** The API server's token file. */
export const tokenFile = ({ folder }: Layout): string => join(folder, 'tokens.csv');
/** The certificate the API server signs for itself at its first start. */
export const serverCertificate = ({ folder }: Layout): string => join(folder, 'certs', 'apiserver.crt');
/** The kubeconfig of the control plane's own components and of the tests. */
export const kubeconfigFile = ({ folder }: Layout): string => join(folder, 'kubeconfig');

/** Command line of etcd. */
export function etcdArgs({ folder, etcdPort, peerPort }: Layout): readonly string[] {
  const client = `http://${LOOPBACK}:${etcdPort}`;
  const peer = `http://${LOOPBACK}:${peerPort}`;
  return [
    '--name=streha',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=streha=${peer}`,
    '--unsafe-no-fsync', // the data need not survive a power cut
    '--log-level=warn',
  ];
}

/** Command line of kube-apiserver. Every admission plugin that a cluster has by default is on. */
export function apiserverArgs(layout: Layout): readonly string[] {
  const key = serviceAccountKey(layout);
  return [
    `--etcd-servers=http://${LOOPBACK}:${layout.etcdPort}`,
    `--bind-address=${LOOPBACK}`,
    `--advertise-address=${LOOPBACK}`,
    `--secure-port=${layout.apiserverPort}`,
    `--cert-dir=${join(layout.folder, 'certs')}`,
    `--token-auth-file=${tokenFile(layout)}`,
    '--authorization-mode=RBAC',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--endpoint-reconciler-type=none', // it would refuse a loopback address
    // Otherwise privileged pods are refused by validation, and a test of Pod Security would pass without it.
    '--allow-privileged=true',
    // Tests send what a whole cluster sends, from one machine: no user is to be queued behind another.
    '--enable-priority-and-fairness=false',
    '--max-requests-inflight=3000',
    '--max-mutating-requests-inflight=1000',
  ];
}

/** Command line of kube-controller-manager, with one account per controller as in a real cluster. */
export function controllerManagerArgs(layout: Layout): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigFile(layout)}`,
    `--service-account-private-key-file=${serviceAccountKey(layout)}`,
    `--root-ca-file=${serverCertificate(layout)}`,
    '--use-service-account-credentials',
    '--leader-elect=false',
    `--bind-address=${LOOPBACK}`,
    '--secure-port=0', // serves nothing
    // The default of 20 requests a second makes namespaces linger.
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}

/** Command line of kube-scheduler. */
export function schedulerArgs(layout: Layout): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigFile(layout)}`,
    '--leader-elect=false',
    `--bind-address=${LOOPBACK}`,
    '--secure-port=0',
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}
