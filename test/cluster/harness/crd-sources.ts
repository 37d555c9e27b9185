import { join } from 'node:path';
import { checkGo, go } from './go';
import { MODULES } from './toolsets';

/** Third-party software whose kinds Streha's objects use. */
export type CrdSource = 'velero' | 'prometheus-operator' | 'gateway-api' | 'cert-manager';

/** The Go module of each, pinned in `test/cluster/tools/crds/go.mod`, and the folders in it that hold the YAML files. */
const SOURCES: Readonly<Record<CrdSource, { readonly module: string; readonly folders: readonly string[] }>> = {
  velero: {
    module: 'github.com/vmware-tanzu/velero',
    folders: ['config/crd/v1/bases', 'config/crd/v2alpha1/bases'],
  },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    folders: ['example/prometheus-operator-crd'],
  },
  'gateway-api': { module: 'sigs.k8s.io/gateway-api', folders: ['config/crd/standard'] },
  'cert-manager': { module: 'github.com/cert-manager/cert-manager', folders: ['deploy/crds'] },
};

/** API group of the kinds of each source: where the API server serves it, its CRDs are installed. */
export const CRD_GROUPS: Readonly<Record<CrdSource, string>> = {
  velero: 'velero.io',
  'prometheus-operator': 'monitoring.coreos.com',
  'gateway-api': 'gateway.networking.k8s.io',
  'cert-manager': 'cert-manager.io',
};

/**
 * Folders of YAML files with CustomResourceDefinitions, in the module cache of `go`, fetched if they are not there.
 *
 * @throws HarnessError if `go` is missing or the module proxy is unreachable
 */
export async function crdFolders(source: CrdSource): Promise<readonly string[]> {
  const module = join(MODULES, 'crds');
  await checkGo(module);
  const { module: path, folders } = SOURCES[source];
  const answer = JSON.parse(await go(module, ['mod', 'download', '-json', path], path)) as { readonly Dir: string };
  return folders.map((folder) => join(answer.Dir, folder));
}
