/** A failure of the harness or of its environment, with the way to mend it. */
export class HarnessError extends Error {
  /**
   * @param message what is wrong
   * @param help how to mend it, one suggestion per entry
   */
  constructor(
    message: string,
    readonly help: readonly string[] = [],
  ) {
    super([message, ...help.map((line) => `  = help: ${line}`)].join('\n'));
    this.name = 'HarnessError';
  }
}

/** Offered wherever tools cannot be built: the cluster tests run against any cluster that may be spoiled. */
const WITHOUT_TOOLS =
  'or, for the cluster tests, set STREHA_KUBECONFIG to the kubeconfig of a disposable cluster: nothing is built then';

/** No `go` command was found. */
export const goMissing = (release: string): HarnessError =>
  new HarnessError(
    `cannot find the \`go\` command: the cluster tests and the oracle build their tools with Go ${release} or later`,
    [`install Go ${release} (https://go.dev/doc/install) and put its bin folder on PATH`, WITHOUT_TOOLS],
  );

/** A `go` command was found, but an old one that does not fetch a newer one by itself. */
export const goTooOld = (found: string, release: string): HarnessError =>
  new HarnessError(`go is ${found}, but the pinned tools need Go ${release} or later`, [
    `install Go ${release} (https://go.dev/doc/install); a distribution's own package is often older`,
    'or, with Go 1.21 and later, let it fetch the release it needs: GOTOOLCHAIN=auto',
    WITHOUT_TOOLS,
  ]);

/** The Go module proxy did not answer. */
export const proxyUnreachable = (what: string, proxy: string, detail: string): HarnessError =>
  new HarnessError(`cannot fetch the sources of ${what} from the Go module proxy (GOPROXY=${proxy}):\n${detail}`, [
    'check the network, or point GOPROXY at a proxy or mirror that this machine reaches',
    'run again: what was fetched so far is kept',
    WITHOUT_TOOLS,
  ]);

/** `go` failed for a reason of its own. */
export const goFailed = (command: string, detail: string): HarnessError =>
  new HarnessError(`\`${command}\` failed:\n${detail}`, [WITHOUT_TOOLS]);
