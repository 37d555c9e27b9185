import { mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fleet } from '../../../definition';
import { KubeClient } from '../harness/client';
import { controllerManagerArgs } from '../harness/components';
import { startControlPlane } from '../harness/control-plane';
import { installCrds } from '../harness/crds';
import { Processes } from '../harness/processes';
import { SHARED_CRDS } from '../harness/shared';
import { controlPlaneTools } from '../harness/tools';

/** A running control plane that has the kinds of the operators, as the site's own has once they are installed. */
export interface RunningSite {
  /** Path of the kubeconfig; its contexts are {@link contexts}. */
  readonly kubeconfig: string;
  readonly contexts: { readonly admin: string; readonly deployer: string };
  /** Path of kubectl. */
  readonly kubectl: string;
  readonly url: string;
  /** Token of a member of `system:masters`. */
  readonly adminToken: string;
  /** Process ids. */
  readonly pids: readonly number[];
  /** Ends all its programs and removes their data. */
  stop(): Promise<void>;
}

/**
 * Every so often all quotas are counted anew, in seconds. A count that was taken while objects were being made may miss
 * some of them; a cluster leaves it so for five minutes, a test cannot.
 */
export const COUNTING_ROUND = 3;

/**
 * Starts a control plane for one site. Its deployer is a plain member of the platform's groups.
 *
 * The controller that counts quotas runs in a process of its own, started once the operators' kinds are there: it
 * looks for new kinds every half minute only, and until then no object of a kind it does not know can be made where a
 * quota counts it.
 */
export async function startSite(fleet: Fleet, site: string): Promise<RunningSite> {
  const controlPlane = await startControlPlane({
    context: fleet.platform.sites.find(({ key }) => key === site)?.context ?? site,
    deployerGroups: fleet.platform.groups.platform,
    controllerManagerFlags: ['--controllers=*,-resourcequota-controller'],
  });
  const folder = dirname(controlPlane.kubeconfig);
  const counting = new Processes(mkdtempSync(join(folder, 'quota-')), 30_000);
  const stop = async () => {
    await counting.stop();
    const failure = await controlPlane.stop();
    if (failure) throw failure;
  };
  try {
    const admin = KubeClient.fromKubeconfig(controlPlane.kubeconfig);
    await installCrds(admin, SHARED_CRDS).finally(() => admin.close());
    const layout = { folder, etcdPort: 0, peerPort: 0, apiserverPort: 0 };
    const { controllerManager } = await controlPlaneTools();
    counting.start('kube-controller-manager', controllerManager, [
      ...controllerManagerArgs(layout),
      '--controllers=resourcequota-controller',
      `--resource-quota-sync-period=${COUNTING_ROUND}s`,
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const { kubeconfig, contexts, kubectl, url, adminToken } = controlPlane;
  const pids = [...Object.values(controlPlane.pids), ...Object.values(counting.pids)];
  return { kubeconfig, contexts, kubectl, url, adminToken, pids, stop };
}
