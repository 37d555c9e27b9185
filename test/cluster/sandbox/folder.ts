import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import type { Fleet } from '../../../definition';
import { readKubeconfig } from '../harness/kubeconfig';
import type { RunningSite } from '../sample/start-site';
import { groupsOf } from '../sample/tenants';
import { AGENCY, FILES, HOME } from './tries';

/** Context of the agency's administrator. */
export const ADMIN_CONTEXT = `${AGENCY}-admin`;

/** The files of one sandbox: its kubeconfig and what the commands apply. */
export class SandboxFolder {
  constructor(private readonly path: string) {}

  get kubeconfig(): string {
    return join(this.path, 'kubeconfig');
  }

  /** The process of a sandbox that runs from this folder. */
  get runningPid(): number | undefined {
    const pid = existsSync(this.file('pid')) ? Number(readFileSync(this.file('pid'), 'utf8')) : 0;
    return pid > 0 && isAlive(pid) ? pid : undefined;
  }

  /** A file as somebody here would name it. */
  file(name: string): string {
    const shown = relative(process.cwd(), join(this.path, name));
    return shown.startsWith('..') ? join(this.path, name) : shown;
  }

  /** Makes the folder and says who runs from it. */
  claim(): void {
    mkdirSync(this.path, { recursive: true });
    writeFileSync(this.file('pid'), String(process.pid));
  }

  /** Writes everything a guest needs. */
  write(fleet: Fleet, site: string, running: RunningSite): void {
    const { url, ca, token } = readKubeconfig(running.kubeconfig, running.contexts.deployer);
    const cluster = { server: url, 'certificate-authority-data': Buffer.from(ca ?? '').toString('base64') };
    // The administrator of an agency logs in at an identity provider; here an administrator of the cluster acts as her.
    const arta = { token: running.adminToken, as: 'arta', 'as-groups': groupsOf(fleet, HOME, 'admin') };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': ADMIN_CONTEXT,
      clusters: [{ name: site, cluster }],
      users: [
        { name: ADMIN_CONTEXT, user: arta },
        { name: site, user: { token } },
      ],
      contexts: [
        { name: ADMIN_CONTEXT, context: { cluster: site, user: ADMIN_CONTEXT, namespace: HOME } },
        { name: site, context: { cluster: site, user: site } },
      ],
    };
    writeFileSync(this.kubeconfig, stringify(config), { mode: 0o600 });
    for (const [name, object] of Object.entries(FILES)) writeFileSync(this.file(name), stringify(object));
  }

  /** Removes what was written, and the folder if nothing else is in it. */
  remove(): void {
    for (const name of ['kubeconfig', 'pid', ...Object.keys(FILES)]) rmSync(join(this.path, name), { force: true });
    try {
      rmdirSync(this.path);
    } catch {
      // Somebody else's files stand in it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
