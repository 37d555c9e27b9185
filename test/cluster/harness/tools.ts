import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from './errors';
import { checkGo, go } from './go';
import { withLock } from './lock';
import { Progress } from './progress';
import { CONTROL_PLANE, CYCLONUS, HELM, MODULES, pinnedVersion, type Toolset } from './toolsets';

/** Part of the key of every cache folder: a change of these flags is a change of the programs. */
const FLAGS = ['-mod=readonly', '-buildvcs=false', '-trimpath'];

/** Paths of the programs of a control plane, and the Kubernetes version they are of. */
export interface ControlPlaneTools {
  readonly etcd: string;
  readonly apiserver: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kubectl: string;
  /** Such as `v1.36.3`. */
  readonly version: string;
}

/**
 * Finds or builds etcd, the API server, the controller manager, the scheduler and kubectl.
 *
 * @throws HarnessError if they must be built and cannot be
 */
export async function controlPlaneTools(): Promise<ControlPlaneTools> {
  const folder = await build(CONTROL_PLANE);
  return {
    etcd: join(folder, 'etcd'),
    apiserver: join(folder, 'kube-apiserver'),
    controllerManager: join(folder, 'kube-controller-manager'),
    scheduler: join(folder, 'kube-scheduler'),
    kubectl: join(folder, 'kubectl'),
    version: pinnedVersion(CONTROL_PLANE.name, 'k8s.io/kubernetes'),
  };
}

/** Finds or builds Helm and gives its path. */
export async function helm(): Promise<string> {
  return join(await build(HELM), 'helm');
}

/** Finds or builds the oracle of network policies and gives its path. See test/oracle/README.md. */
export async function cyclonus(): Promise<string> {
  return join(await build(CYCLONUS), 'cyclonus');
}

/** Where built tools are kept: `$XDG_CACHE_HOME/streha/tools`, or the same under `~/.cache`. */
export function cacheFolder(): string {
  const configured = process.env.XDG_CACHE_HOME;
  // The XDG specification has relative paths ignored.
  const base = configured?.startsWith('/') ? configured : join(homedir(), '.cache');
  return join(base, 'streha', 'tools');
}

/**
 * Finds a toolset in the cache, or builds it there, and gives the folder of its programs.
 *
 * The folder's name is a digest of all that decides its content, and it appears by a rename: a folder that is there
 * is whole and right. One build runs at a time; others wait for it and then find its result.
 *
 * @throws HarnessError if `go` is missing, too old or fails, or the module proxy is unreachable
 */
export async function build(toolset: Toolset): Promise<string> {
  const cache = cacheFolder();
  const folder = join(cache, `${toolset.name}-${digest(toolset)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const waiting = () => process.stderr.write(`streha: another process is building ${toolset.title}: waiting for it\n`);
  await withLock(join(cache, `${toolset.name}.lock`), waiting, async () => {
    if (!existsSync(folder)) await buildInto(folder, toolset);
  });
  return folder;
}

async function buildInto(folder: string, toolset: Toolset): Promise<void> {
  const module = join(MODULES, toolset.name);
  await checkGo(module);
  const cache = cacheFolder();
  const prefix = `.building-${toolset.name}-`;
  // We hold the lock, so whatever lies there was left by a build that was killed.
  for (const name of readdirSync(cache)) if (name.startsWith(prefix)) rmSync(join(cache, name), { recursive: true });

  const progress = new Progress(`building ${toolset.title}, once for this machine`);
  const packages = Object.values(toolset.programs);
  const count = (
    await go(module, ['list', '-mod=readonly', '-deps', '-f', '{{.ImportPath}}', ...packages], toolset.title, {
      onLine: (line) => progress.update(line.replace(/^go: /, '')),
    })
  )
    .trim()
    .split('\n').length;

  const temporary = join(cache, prefix + randomUUID());
  mkdirSync(temporary);
  try {
    let compiled = 0;
    await go(module, ['build', '-v', ...buildFlags(toolset), '-o', temporary, ...packages], toolset.title, {
      onLine: () => progress.update(`${++compiled} of at most ${count} packages compiled`),
    });
    for (const [program, pkg] of Object.entries(toolset.programs)) {
      const built = commandName(pkg);
      if (built !== program) renameSync(join(temporary, built), join(temporary, program));
    }
    // Only after a takeover of the lock may somebody else have been here: their folder is as good as ours.
    if (!existsSync(folder)) renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  progress.note(`built ${toolset.title} in ${progress.elapsed}: ${folder}`);
}

function buildFlags(toolset: Toolset): readonly string[] {
  const stamps = Object.entries(toolset.stamps()).map(([variable, value]) => `-X ${variable}=${value}`);
  return [...FLAGS, '-ldflags', ['-s -w', ...stamps].join(' ')];
}

/** `go build` names a program after the last element of its package path that is no major version. */
function commandName(pkg: string): string {
  const name = pkg
    .split('/')
    .filter((element) => !/^v[0-9]+$/.test(element))
    .pop();
  if (name === undefined) throw new HarnessError(`not a package path: ${pkg}`);
  return name;
}

function digest(toolset: Toolset): string {
  const hash = createHash('sha256');
  const folder = join(MODULES, toolset.name);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.go'))
    .sort();
  for (const file of ['go.mod', 'go.sum', ...sources]) hash.update(readFileSync(join(folder, file))).update('\0');
  const rest = [process.platform, process.arch, toolset.programs, buildFlags(toolset)];
  return hash.update(JSON.stringify(rest)).digest('hex').slice(0, 16);
}
