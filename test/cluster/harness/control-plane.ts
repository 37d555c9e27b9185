import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeClient } from './client';
import {
  apiserverArgs,
  controllerManagerArgs,
  etcdArgs,
  kubeconfigFile,
  type Layout,
  schedulerArgs,
  serverCertificate,
  serverUrl,
  serviceAccountKey,
  tokenFile,
} from './components';
import type { HarnessError } from './errors';
import { newUser, writeServiceAccountKey, writeTokenFile } from './identities';
import { writeKubeconfig } from './kubeconfig';
import { freePorts } from './ports';
import { Processes } from './processes';
import { controlPlaneTools } from './tools';

/** Options of `startControlPlane`. */
export interface ControlPlaneOptions {
  /** Context of the admin; that of the deployer is this with `-deployer` appended. @default 'tirana' */
  readonly context?: string;
  /**
   * Groups of the user `deployer`, a plain user: what it may do, a test grants.
   *
   * @default ['streha:platform']
   */
  readonly deployerGroups?: readonly string[];
  /** Run kube-scheduler too. @default false */
  readonly scheduler?: boolean;
  /** More flags of kube-apiserver, such as `--audit-policy-file=...`; the last of the same name wins. */
  readonly apiserverFlags?: readonly string[];
  /** More flags of kube-controller-manager, such as `--node-monitor-grace-period=10s`. */
  readonly controllerManagerFlags?: readonly string[];
  /** Each part must be ready within this time, in milliseconds. @default 60000 */
  readonly timeoutMs?: number;
}

/** A running control plane. */
export interface ControlPlane {
  /** Path of a kubeconfig whose current context is the admin's. */
  readonly kubeconfig: string;
  /** Names of its two contexts. */
  readonly contexts: { readonly admin: string; readonly deployer: string };
  readonly url: string;
  /** Token of the user `admin`, a member of `system:masters`. */
  readonly adminToken: string;
  /** Path of each program's log, by the name of the program. */
  readonly logs: Readonly<Record<string, string>>;
  /** Process id of each program, by its name. */
  readonly pids: Readonly<Record<string, number>>;
  /** Path of the kubectl built with it. */
  readonly kubectl: string;
  /** Version pinned, such as `v1.36.3`. */
  readonly version: string;
  /**
   * Ends the programs and removes their data; the folder stays if one of them had ended by itself.
   *
   * @returns the failure of a program that had ended by itself, if any
   */
  stop(): Promise<HarnessError | undefined>;
}

/**
 * Starts etcd, kube-apiserver and kube-controller-manager on loopback, and waits until they work. There is no kubelet:
 * pods are accepted, judged and scheduled, never run.
 *
 * The programs end with `stop`, or with this process, however it ends.
 *
 * @throws HarnessError with the end of the log of the program that failed; its folder then stays
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const tools = await controlPlaneTools();
  const [etcdPort = 0, peerPort = 0, apiserverPort = 0] = await freePorts(3);
  const layout: Layout = { folder: mkdtempSync(join(tmpdir(), 'streha-')), etcdPort, peerPort, apiserverPort };
  const cluster = new Processes(layout.folder, options.timeoutMs ?? 60_000);
  try {
    const admin = newUser('admin', ['system:masters']);
    const deployer = newUser('deployer', options.deployerGroups ?? ['streha:platform']);
    writeTokenFile(tokenFile(layout), [admin, deployer]);
    writeServiceAccountKey(serviceAccountKey(layout));

    cluster.start('etcd', tools.etcd, etcdArgs(layout));
    const apiserver = cluster.start('kube-apiserver', tools.apiserver, [
      ...apiserverArgs(layout),
      ...(options.apiserverFlags ?? []),
    ]);
    await cluster.ready(apiserver, 'wrote no certificate', async () => existsSync(serverCertificate(layout)));
    const connection = { url: serverUrl(layout), ca: readFileSync(serverCertificate(layout), 'utf8') };
    const contexts = { admin: options.context ?? 'tirana', deployer: `${options.context ?? 'tirana'}-deployer` };
    writeKubeconfig(kubeconfigFile(layout), {
      [contexts.admin]: { ...connection, token: admin.token },
      [contexts.deployer]: { ...connection, token: deployer.token },
    });

    const client = KubeClient.fromKubeconfig(kubeconfigFile(layout));
    try {
      await cluster.ready(apiserver, 'did not become ready', async () => (await client.text('/readyz')).status === 200);
      const controllers = cluster.start('kube-controller-manager', tools.controllerManager, [
        ...controllerManagerArgs(layout),
        ...(options.controllerManagerFlags ?? []),
      ]);
      if (options.scheduler) cluster.start('kube-scheduler', tools.scheduler, schedulerArgs(layout));
      // Pods need this account, and only the controller manager makes it.
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'default', name: 'default' };
      await cluster.ready(controllers, 'made no default ServiceAccount', async () => (await client.get(account)).ok);
    } finally {
      client.close();
    }
    return {
      kubeconfig: kubeconfigFile(layout),
      contexts,
      url: connection.url,
      adminToken: admin.token,
      logs: cluster.logs,
      pids: cluster.pids,
      kubectl: tools.kubectl,
      version: tools.version,
      stop: () => cluster.stop(),
    };
  } catch (error) {
    await cluster.end();
    throw error;
  }
}
