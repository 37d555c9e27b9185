import { join } from 'node:path';
import { KubeClient } from '../harness/client';
import { HarnessError } from '../harness/errors';
import { Progress } from '../harness/progress';
import { applySite, mustBeAccepted } from '../sample/apply-site';
import { renderSite, sampleGovernment } from '../sample/government';
import { startSite } from '../sample/start-site';
import { SandboxFolder } from './folder';
import { welcome } from './welcome';

/** Where it stands. */
const SITE = 'tirana';
/** Exit code for a wrong environment, as `bin/streha` has it. */
const ENVIRONMENT = 2;

/**
 * `npm run sandbox`: the sample government on a real control plane, until it is stopped.
 *
 * @param path folder of the kubeconfig and the files to try
 */
async function sandbox(path: string): Promise<void> {
  const started = Date.now();
  const folder = new SandboxFolder(path);
  const other = folder.runningPid;
  if (other !== undefined) {
    throw new HarnessError(`a sandbox runs already, as process ${other}`, [`stop it first: kill ${other}`]);
  }
  folder.claim();
  let stop = async (): Promise<void> => {};
  let ending = false;
  // A Ctrl-C comes twice, from the terminal and from whoever started us. While starting there is nothing to stop: what
  // was started ends with this process.
  const end = () => {
    if (ending) return;
    ending = true;
    stop()
      .catch(complain)
      .finally(() => {
        folder.remove();
        process.exit();
      });
  };
  process.on('SIGINT', end).on('SIGTERM', end);

  const progress = new Progress('starting a control plane');
  const fleet = sampleGovernment();
  const running = await startSite(fleet, SITE);
  progress.note('applying the sample government');
  const admin = KubeClient.fromKubeconfig(running.kubeconfig, running.contexts.admin);
  const deployer = KubeClient.fromKubeconfig(running.kubeconfig, running.contexts.deployer);
  const applied = await applySite({ admin, deployer }, renderSite(fleet, SITE));
  mustBeAccepted(applied);
  admin.close();
  deployer.close();
  folder.write(fleet, SITE, running);

  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(welcome(fleet, SITE, folder, running.kubectl, { objects: applied.length, seconds }));
  const alive = setInterval(() => {}, 1 << 30); // nothing else keeps the process
  stop = async () => {
    clearInterval(alive);
    progress.note('stopping');
    await running.stop();
  };
}

function complain(error: unknown): void {
  process.stderr.write(`streha: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = ENVIRONMENT;
}

const folder = process.argv[2] ?? join(__dirname, '../../../.streha/sandbox');
sandbox(folder).catch((error: unknown) => {
  complain(error);
  process.exit(); // the control plane ends with this process
});
