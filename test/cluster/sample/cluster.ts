import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fleet } from '../../../definition';
import { KubeClient } from '../harness/client';
import { withLock } from '../harness/lock';
import { sharedCluster } from '../harness/shared';
import { applySite, founder, type Hands, mustBeAccepted } from './apply-site';
import { renderSite, sampleGovernment } from './government';
import { startSite } from './start-site';

/** The site whose stacks stand on the cluster. */
export const SITE = 'tirana';

/** Starting a control plane and applying the sample may take this long on a busy machine, in milliseconds. */
export const START_TIMEOUT = 180_000;

/**
 * What may be refused on a cluster we were given: a kind installed a moment ago is not counted yet, and another test
 * may be retiring its namespace.
 */
const ELSEWHERE = /status unknown for quota|because it is being terminated/;

/** A cluster on which the sample government stands. */
export interface SampleCluster extends Hands {
  readonly fleet: Fleet;
  /** It is ours: of the pinned version, without objects of anybody else. */
  readonly own: boolean;
}

/**
 * The cluster of the sample government, shared by all test files of a run: other files use it at the same time, each
 * in namespaces of its own (see `tenants.ts`).
 *
 * Not the harness's shared cluster: there anybody makes namespaces, here the guardrails are in force. The first file
 * to ask starts it; it ends with the process of the test runner that started it. With `STREHA_KUBECONFIG` the sample
 * is applied to the cluster that names.
 */
async function sampleCluster(): Promise<SampleCluster> {
  const fleet = sampleGovernment();
  const shared = sharedCluster();
  const kubeconfig = shared.own ? await ownCluster(fleet, dirname(shared.kubeconfig)) : shared.kubeconfig;
  const admin = KubeClient.fromKubeconfig(kubeconfig);
  const hands = { admin, deployer: admin.as('deployer', fleet.platform.groups.platform) };
  if (!shared.own) mustBeAccepted(await applySite(hands, renderSite(fleet, SITE), founder(admin, fleet)), ELSEWHERE);
  return { ...hands, fleet, own: shared.own };
}

/**
 * The sample cluster for all tests of a file, closed after them.
 *
 * @returns gives it, from within tests and hooks
 */
export function useSample(): () => SampleCluster {
  let sample: SampleCluster;
  beforeAll(async () => {
    sample = await sampleCluster();
  }, START_TIMEOUT);
  afterAll(() => sample?.admin.close());
  return () => sample;
}

/** @param folder of the run, gone with it */
async function ownCluster(fleet: Fleet, folder: string): Promise<string> {
  const handover = join(folder, 'sample-kubeconfig-path');
  const start = async () => {
    if (existsSync(handover)) return;
    const running = await startSite(fleet, SITE);
    const admin = KubeClient.fromKubeconfig(running.kubeconfig);
    const deployer = KubeClient.fromKubeconfig(running.kubeconfig, running.contexts.deployer);
    try {
      mustBeAccepted(await applySite({ admin, deployer }, renderSite(fleet, SITE)));
    } catch (error) {
      await running.stop(); // the next file that asks starts anew
      throw error;
    } finally {
      admin.close();
      deployer.close();
    }
    writeFileSync(`${handover}.new`, running.kubeconfig);
    renameSync(`${handover}.new`, handover);
  };
  await withLock(join(folder, 'sample.lock'), () => {}, start);
  return readFileSync(handover, 'utf8');
}
