import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KubeClient, must } from './client';
import { CRD_GROUPS, type CrdSource, crdFolders } from './crd-sources';
import { HarnessError } from './errors';
import { eventually } from './eventually';
import type { KubeObject } from './objects';

const COLLECTION = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

type Crd = KubeObject & {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
};

/**
 * Installs the CustomResourceDefinitions of third-party software that the cluster does not have yet, and waits until
 * the API server serves their kinds.
 *
 * @throws HarnessError if they cannot be fetched or are not served within 60 s
 */
export async function installCrds(admin: KubeClient, sources: readonly CrdSource[]): Promise<void> {
  const served = [...(await admin.discovery.refresh()).keys()];
  const missing = sources.filter((source) => !served.some((kind) => kind.startsWith(`${CRD_GROUPS[source]}/`)));
  if (missing.length === 0) return;
  const files = (await Promise.all(missing.map(crdFolders))).flat().flatMap(yamlFiles);
  const crds = await Promise.all(files.map((file) => applyFile(admin, file)));
  const kinds = crds.flatMap(({ spec: { group, names, versions } }) =>
    versions.filter((version) => version.served).map((version) => `${group}/${version.name}/${names.kind}`),
  );
  // Only established kinds are discovered. One small document tells of all; the definitions themselves are megabytes.
  const discovered = async () => {
    const known = await admin.discovery.refresh();
    return kinds.every((kind) => known.has(kind));
  };
  await eventually('the new kinds to be served', discovered, { timeoutMs: 60_000, everyMs: 100 });
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

/** The text goes to the server as it is: parsing these 3 MB of YAML here would take longer than all the rest. */
async function applyFile(admin: KubeClient, file: string): Promise<Crd> {
  const text = readFileSync(file, 'utf8');
  const name = /^kind: CustomResourceDefinition$[\s\S]*?^ {2}name: (\S+)$/m.exec(text)?.[1];
  if (name === undefined) throw new HarnessError(`${file} holds no CustomResourceDefinition`);
  const answer = await admin.request<Crd>('PATCH', `${COLLECTION}/${name}`, text, {
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: 'streha-test', force: true },
  });
  return must(answer);
}
