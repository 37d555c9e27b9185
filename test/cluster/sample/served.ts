import type { KubeClient } from '../harness/client';

/** A resource, or a subresource of one, that the API server serves. */
export interface Served {
  /** Empty for the core group. */
  readonly group: string;
  /** Plural. */
  readonly resource: string;
  /** @default - the resource itself */
  readonly subresource?: string;
  readonly namespaced: boolean;
}

/** Everything the API server serves, each once whatever its versions, sorted by group and name. */
export async function servedResources(client: KubeClient): Promise<readonly Served[]> {
  const served = new Map<string, Served>();
  for (const [key, { plural, namespaced, subresources }] of await client.discovery.refresh()) {
    const [version = '', group = ''] = key.split('/').slice(0, -1).reverse();
    if (version === '') continue;
    for (const subresource of [undefined, ...subresources]) {
      const one = { group, resource: plural, namespaced, ...(subresource === undefined ? {} : { subresource }) };
      served.set(`${group}/${nameOf(one)}`, one);
    }
  }
  return [...served].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** `deployments/scale`, as a rule of a role names it. */
export const nameOf = ({ resource, subresource }: Pick<Served, 'resource' | 'subresource'>): string =>
  subresource === undefined ? resource : `${resource}/${subresource}`;
