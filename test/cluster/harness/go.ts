import { goFailed, goMissing, goTooOld, proxyUnreachable } from './errors';
import { type RunOptions, run } from './run';

/** Oldest Go release that builds every pinned tool: the `go` line of Kubernetes 1.36. */
export const GO_RELEASE = '1.26';

/**
 * A static build that depends on nothing but the pins: no C compiler, no workspace file of a parent folder, no stamp
 * of the repository the build happens to run in.
 */
const ENVIRONMENT = { CGO_ENABLED: '0', GOWORK: 'off' };

/** What `go` prints when the proxy could not be reached, whatever the reason. */
const NETWORK =
  /dial tcp|no such host|i\/o timeout|connection re(fused|set)|proxyconnect|TLS handshake|unexpected EOF|GOPROXY=off|50[0-9] |context deadline/;

const older = (found: string, wanted: string): boolean => {
  const [a, b] = [found, wanted].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)));
  const [major = 0, minor = 0] = a ?? [];
  const [wantedMajor = 0, wantedMinor = 0] = b ?? [];
  return major !== wantedMajor ? major < wantedMajor : minor < wantedMinor;
};

/**
 * Checks that `go` exists and is new enough, as it will be in the given module: where GOTOOLCHAIN allows it, `go`
 * replaces itself by the release the module asks for.
 */
export async function checkGo(folder: string): Promise<void> {
  const { code, stdout, stderr } = await run('go', ['env', 'GOVERSION'], { cwd: folder, env: ENVIRONMENT });
  if (code === 127) throw goMissing(GO_RELEASE);
  const needs = /requires go >= .*running go ([0-9.]+)/.exec(stderr);
  if (needs?.[1] !== undefined) throw goTooOld(needs[1], GO_RELEASE);
  if (code !== 0) throw await explain(folder, ['env', 'GOVERSION'], 'a newer Go', stderr);
  const found = stdout.trim().replace(/^go/, '');
  if (older(found, GO_RELEASE)) throw goTooOld(found, GO_RELEASE);
}

/**
 * Runs `go` in a module folder and gives its standard output.
 *
 * @param what what is being fetched or built, for the message of a failure
 * @throws HarnessError with the way to mend it
 */
export async function go(
  folder: string,
  args: readonly string[],
  what: string,
  options: Pick<RunOptions, 'onLine'> = {},
): Promise<string> {
  const { code, stdout, stderr } = await run('go', args, { ...options, cwd: folder, env: ENVIRONMENT });
  // `go mod download -json` reports on standard output why it could not.
  if (code !== 0) throw await explain(folder, args, what, stderr.trim() === '' ? stdout : stderr);
  return stdout;
}

async function explain(folder: string, args: readonly string[], what: string, output: string): Promise<Error> {
  // Each package that needs a module repeats the same complaint.
  const lines = new Set(
    output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('go: downloading ')),
  );
  const detail = [...lines].slice(-12).join('\n');
  if (!NETWORK.test(detail)) return goFailed(`go ${args[0]} ${args[1] ?? ''}`.trim(), detail);
  const { stdout } = await run('go', ['env', 'GOPROXY'], { cwd: folder, env: ENVIRONMENT });
  return proxyUnreachable(what, stdout.trim(), detail);
}
