import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from './errors';

/** Programs that one go.mod pins and one `go build` makes. */
export interface Toolset {
  /** Its folder under `test/cluster/tools/`. */
  readonly name: string;
  /** What it is, for a person who waits for it. */
  readonly title: string;
  /** Name of each program, and the package it is built from. Each package stands in a `tool` line of the go.mod, or is the module itself. */
  readonly programs: Readonly<Record<string, string>>;
  /** `-X` stamps: variables to set at link time. Without them a program does not know its own version. */
  readonly stamps: () => Readonly<Record<string, string>>;
}

/** Folder of the modules that pin the tools. */
export const MODULES = join(__dirname, '..', 'tools');

/**
 * The version a go.mod under `test/cluster/tools/` pins, so that no version stands in two places.
 *
 * @example pinnedVersion('control-plane', 'k8s.io/kubernetes') // 'v1.36.3'
 */
export function pinnedVersion(toolset: string, module: string): string {
  const file = join(MODULES, toolset, 'go.mod');
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .map((text) => text.trim().replace(/^require /, ''))
    .find((text) => text.startsWith(`${module} v`));
  if (line === undefined) throw new HarnessError(`${file} pins no version of ${module}`);
  return line.split(' ')[1] as string;
}

/** etcd, the API server and its companions. */
export const CONTROL_PLANE: Toolset = {
  name: 'control-plane',
  title: 'etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl',
  programs: {
    etcd: 'go.etcd.io/etcd/server/v3',
    'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
    'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
    'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  },
  stamps: () => {
    const version = pinnedVersion('control-plane', 'k8s.io/kubernetes');
    const [major = '', minor = ''] = version.slice(1).split('.');
    // An unstamped server says v0.0.0 and clients take it for a server older than any they know.
    return Object.fromEntries(
      ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((pkg) => [
        [`${pkg}.gitVersion`, version],
        [`${pkg}.gitMajor`, major],
        [`${pkg}.gitMinor`, minor],
        [`${pkg}.gitTreeState`, 'clean'],
      ]),
    );
  },
};

/** Helm, which only the benchmarks need. */
export const HELM: Toolset = {
  name: 'helm',
  title: 'helm',
  programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
  stamps: () => {
    // As Helm's own Makefile does: k8s.io/client-go v0.N.x stands for the Kubernetes version that templates see.
    const minor = pinnedVersion('helm', 'k8s.io/client-go').split('.')[1] as string;
    return {
      'helm.sh/helm/v3/internal/version.version': pinnedVersion('helm', 'helm.sh/helm/v3'),
      'helm.sh/helm/v3/internal/version.gitTreeState': 'clean',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': minor,
    };
  },
};

/** The oracle of network policies: a program of ours around cyclonus, which only test/oracle needs. */
export const CYCLONUS: Toolset = {
  name: 'cyclonus',
  title: 'cyclonus, the oracle of network policies',
  programs: { cyclonus: 'streha.al/test/cluster/tools/cyclonus' },
  stamps: () => ({}),
};
