import { KubeClient } from './client';
import { startControlPlane } from './control-plane';
import { installCrds } from './crds';
import { HarnessError } from './errors';
import { running } from './running';
import { HANDOVER, type Handover, SHARED_CRDS } from './shared';

/**
 * Run by jest before all test files: starts the control plane they share, or takes the disposable cluster that
 * STREHA_KUBECONFIG names.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env.STREHA_KUBECONFIG;
  const handover = given ? { kubeconfig: given, own: false, kubectl: 'kubectl' } : await startOwn();
  const admin = KubeClient.fromKubeconfig(handover.kubeconfig);
  try {
    await reach(admin, handover.kubeconfig);
    await installCrds(admin, SHARED_CRDS);
  } catch (error) {
    await running.controlPlane?.stop(); // jest runs no teardown after a failed setup
    throw error;
  } finally {
    admin.close();
  }
  process.env[HANDOVER] = JSON.stringify(handover);
}

async function startOwn(): Promise<Handover> {
  const controlPlane = await startControlPlane();
  running.controlPlane = controlPlane;
  const { kubeconfig, kubectl, version } = controlPlane;
  return { kubeconfig, own: true, kubectl, version };
}

async function reach(admin: KubeClient, kubeconfig: string): Promise<void> {
  const { status, text } = await admin.text('/version').catch((error: Error) => ({ status: 0, text: error.message }));
  if (status === 200) return;
  throw new HarnessError(`cannot reach the cluster of ${kubeconfig}: ${text}`, [
    'unset STREHA_KUBECONFIG to have a control plane built and started here',
  ]);
}
