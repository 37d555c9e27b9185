import { HarnessError } from './errors';
import type { RawResponse } from './transport';

/** What the API server serves of one kind. */
export interface ApiResource {
  /** Such as `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Such as `get`, `list`, `create`. */
  readonly verbs: readonly string[];
  /** Such as `status`, `scale`. */
  readonly subresources: readonly string[];
}

interface DiscoveryList {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly scope: 'Namespaced' | 'Cluster';
        readonly verbs: readonly string[];
        readonly responseKind?: { readonly kind: string };
        readonly subresources?: readonly { readonly subresource: string }[];
      }[];
    }[];
  }[];
}

/** The whole of an API server's discovery in one document, which servers since 1.30 give. */
const ACCEPT = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Which kinds an API server serves, and under which paths. Asked once, and again when a kind is unknown. */
export class Discovery {
  #known: Promise<ReadonlyMap<string, ApiResource>> | undefined;

  constructor(private readonly fetch: (path: string, accept: string) => Promise<RawResponse>) {}

  /**
   * The resource of a kind.
   *
   * @throws HarnessError if the API server does not serve the kind
   */
  async resource(apiVersion: string, kind: string): Promise<ApiResource> {
    const key = `${apiVersion}/${kind}`;
    this.#known ??= this.#load();
    const asked = this.#known;
    const found = (await asked).get(key);
    if (found) return found;
    // Of many that miss at once, the first starts over and the others wait for what it gets.
    if (this.#known === asked) this.#known = this.#load();
    const again = (await this.#known).get(key);
    if (again) return again;
    throw new HarnessError(`the API server serves no kind ${kind} in ${apiVersion}`);
  }

  /** Everything served now, by `apiVersion/kind`; asked anew. */
  refresh(): Promise<ReadonlyMap<string, ApiResource>> {
    this.#known = this.#load();
    return this.#known;
  }

  async #load(): Promise<ReadonlyMap<string, ApiResource>> {
    const kinds = new Map<string, ApiResource>();
    const documents = await Promise.all(['/api', '/apis'].map((path) => this.fetch(path, ACCEPT)));
    for (const { status, text } of documents) {
      if (status !== 200) throw new HarnessError(`API discovery failed with status ${status}: ${text}`);
      for (const { metadata, versions = [] } of (JSON.parse(text) as DiscoveryList).items) {
        for (const { version, resources = [] } of versions) {
          for (const { resource, scope, verbs, responseKind, subresources = [] } of resources) {
            if (!responseKind) continue;
            const apiVersion =
              metadata.name === undefined || metadata.name === '' ? version : `${metadata.name}/${version}`;
            kinds.set(`${apiVersion}/${responseKind.kind}`, {
              plural: resource,
              namespaced: scope === 'Namespaced',
              verbs,
              subresources: subresources.map(({ subresource }) => subresource),
            });
          }
        }
      }
    }
    return kinds;
  }
}
