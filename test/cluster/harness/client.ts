import { Discovery } from './discovery';
import { HarnessError } from './errors';
import { type Connection, readKubeconfig } from './kubeconfig';
import { describeRef, type KubeList, type KubeObject, type KubeStatus, type ObjectRef, refTo } from './objects';
import { type RawResponse, Transport } from './transport';

/** The API server's answer: the object, or why not. Neither is thrown, since a test is as often after the second. */
export type KubeResponse<T = KubeObject> = { readonly status: number; readonly warnings: readonly string[] } & (
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly body: KubeStatus }
);

/** Somebody to act as. */
export interface Impersonation {
  /** User name, or `system:serviceaccount:NAMESPACE:NAME`. @default - the user of the client */
  readonly as?: string;
  /**
   * Groups of that user; the server itself adds `system:authenticated`, and the groups of a ServiceAccount.
   *
   * @default - none
   */
  readonly asGroups?: readonly string[];
}

/** Options of every request. */
export interface RequestOptions extends Impersonation {
  /** Query parameters. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Type of the body. @default 'application/json' */
  readonly contentType?: string;
}

/** Options of requests that change something. */
export interface WriteOptions extends RequestOptions {
  /** Who owns the fields set. @default 'streha-test' */
  readonly fieldManager?: string;
  /** Judge the object in full, but store nothing. @default false */
  readonly dryRun?: boolean;
  /** What becomes of fields the kind does not have. @default 'Strict' - an error */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
}

/** Options of `apply`. */
export interface ApplyOptions extends WriteOptions {
  /** Take over fields that another manager owns; without, that is a conflict. @default true */
  readonly force?: boolean;
}

/** Options of `list`. */
export interface ListOptions extends RequestOptions {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Options of `delete`. */
export interface DeleteOptions extends RequestOptions {
  readonly dryRun?: boolean;
  /** @default - the kind's own */
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  readonly gracePeriodSeconds?: number;
}

/** Who may do what: the question of a SubjectAccessReview. */
export interface AccessQuestion {
  readonly user: string;
  /** `system:authenticated` is added, as the server does for everybody who has logged in. @default - none */
  readonly groups?: readonly string[];
  readonly verb: string;
  /** API group; empty for the core. @default '' */
  readonly group?: string;
  /** Plural, such as `deployments`. Either this or `path`. */
  readonly resource?: string;
  readonly subresource?: string;
  /** @default - all namespaces, or a cluster-scoped resource */
  readonly namespace?: string;
  /** @default - any */
  readonly name?: string;
  /** Path that is no resource, such as `/metrics`. */
  readonly path?: string;
}

/** What the clients of one connection share. */
interface Shared {
  readonly transport: Transport;
  readonly discovery: Discovery;
}

/**
 * A small client of one API server. Requests may run in parallel in any number; connections are reused.
 *
 * @example
 * const admin = KubeClient.fromKubeconfig(path);
 * const arta = admin.as('arta', ['tatimet-developers']);
 * const answer = await arta.apply(deployment);
 * if (!answer.ok) console.log(answer.body.message);
 */
export class KubeClient {
  private constructor(
    private readonly shared: Shared,
    private readonly identity: Impersonation,
  ) {}

  /** @param parallel requests in flight at once. @default 32 */
  static connect(connection: Connection, parallel?: number): KubeClient {
    const transport = new Transport(connection, parallel);
    const discovery = new Discovery((path, accept) => transport.send('GET', path, { accept }));
    return new KubeClient({ transport, discovery }, {});
  }

  /** @param context @default - the file's current context */
  static fromKubeconfig(file: string, context?: string): KubeClient {
    return KubeClient.connect(readKubeconfig(file, context));
  }

  /** Which kinds the API server serves. */
  get discovery(): Discovery {
    return this.shared.discovery;
  }

  /** The same client acting as somebody else, over the same connections; the user behind it must be allowed to. */
  as(user: string, groups: readonly string[] = []): KubeClient {
    return new KubeClient(this.shared, { as: user, asGroups: groups });
  }

  /** Any request. A string is sent as it is, anything else as JSON. */
  async request<T = KubeObject>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<KubeResponse<T>> {
    return toResponse<T>(await this.#send(method, path, body, options));
  }

  /** The text of a path that is no resource, such as `/readyz` or `/metrics`, and the status. */
  async text(path: string, options: RequestOptions = {}): Promise<{ readonly status: number; readonly text: string }> {
    return this.#send('GET', path, undefined, options);
  }

  /** Server-side apply of one object: creates it, or makes it so. */
  async apply(object: KubeObject, options: ApplyOptions = {}): Promise<KubeResponse> {
    const path = await this.path(refTo(object));
    return this.request('PATCH', path, object, {
      ...options,
      contentType: 'application/apply-patch+yaml', // JSON is YAML
      query: { ...writeQuery(options), force: options.force ?? true, ...options.query },
    });
  }

  /** Creates an object; unlike `apply`, fails if it is there. */
  async create(object: KubeObject, options: WriteOptions = {}): Promise<KubeResponse> {
    const { name: _, ...collection } = refTo(object);
    return this.request('POST', await this.path(collection), object, {
      ...options,
      query: { ...writeQuery(options), ...options.query },
    });
  }

  /** Replaces an object, or with `subresource` such as `status` or `scale`, that part of it. */
  async replace(
    object: KubeObject,
    options: WriteOptions & { readonly subresource?: string } = {},
  ): Promise<KubeResponse> {
    const { subresource, ...rest } = options;
    const path = await this.path({ ...refTo(object), ...(subresource === undefined ? {} : { subresource }) });
    return this.request('PUT', path, object, { ...rest, query: { ...writeQuery(rest), ...rest.query } });
  }

  /** Merge patch: the fields given are set, `null` removes one, lists are replaced. */
  async patch(ref: ObjectRef, patch: unknown, options: WriteOptions = {}): Promise<KubeResponse> {
    return this.request('PATCH', await this.path(ref), patch, {
      contentType: 'application/merge-patch+json',
      ...options,
      query: { ...writeQuery(options), ...options.query },
    });
  }

  /** Reads one object. */
  async get<T = KubeObject>(ref: ObjectRef, options: RequestOptions = {}): Promise<KubeResponse<T>> {
    return this.request<T>('GET', await this.path(ref), undefined, options);
  }

  /** Reads the objects of a kind, of one namespace or of all. */
  async list<T = KubeObject>(ref: ObjectRef, options: ListOptions = {}): Promise<KubeResponse<KubeList<T>>> {
    const { labelSelector, fieldSelector } = options;
    const query = { labelSelector, fieldSelector, ...options.query };
    return this.request<KubeList<T>>('GET', await this.path(ref), undefined, { ...options, query });
  }

  /** Deletes one object, or without `name` all of a kind in a namespace (`deletecollection`). */
  async delete(ref: ObjectRef, options: DeleteOptions = {}): Promise<KubeResponse> {
    const { dryRun, propagationPolicy, gracePeriodSeconds } = options;
    const query = { dryRun: dryRun ? 'All' : undefined, propagationPolicy, gracePeriodSeconds, ...options.query };
    return this.request('DELETE', await this.path(ref), undefined, { ...options, query });
  }

  /**
   * Whether the authorizer allows it. Asked with a SubjectAccessReview, so the client itself must be an admin.
   *
   * @example await admin.can({ user: 'arta', groups: ['g'], verb: 'create', resource: 'pods', namespace: 'ns' })
   */
  async can(question: AccessQuestion): Promise<boolean> {
    const { user, groups = [], verb, path, ...attributes } = question;
    const answer = await this.request<KubeObject & { readonly status: { readonly allowed: boolean } }>(
      'POST',
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user,
          groups: [...groups, 'system:authenticated'],
          ...(path === undefined
            ? { resourceAttributes: { verb, ...attributes } }
            : { nonResourceAttributes: { verb, path } }),
        },
      },
    );
    return must(answer).status.allowed;
  }

  /** The path of an object or of a collection, found by API discovery. */
  async path(ref: ObjectRef): Promise<string> {
    const { plural, namespaced } = await this.discovery.resource(ref.apiVersion, ref.kind);
    if (namespaced && ref.namespace === undefined && ref.name !== undefined) {
      throw new HarnessError(`${describeRef(ref)} needs a namespace`);
    }
    const prefix = ref.apiVersion.includes('/') ? `/apis/${ref.apiVersion}` : `/api/${ref.apiVersion}`;
    const namespace = namespaced && ref.namespace !== undefined ? ['namespaces', ref.namespace] : [];
    const rest = [ref.name, ref.subresource].filter((part) => part !== undefined);
    return [prefix, ...namespace, plural, ...rest.map(encodeURIComponent)].join('/');
  }

  /** Closes the connections of this client and of all derived from it. */
  close(): void {
    this.shared.transport.close();
  }

  #send(method: string, path: string, body: unknown, options: RequestOptions): Promise<RawResponse> {
    const user = options.as ?? this.identity.as;
    const groups = options.asGroups ?? this.identity.asGroups ?? [];
    const headers = {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
      ...(user === undefined ? {} : { 'impersonate-user': user }),
      ...(groups.length === 0 ? {} : { 'impersonate-group': groups }),
    };
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return this.shared.transport.send(method, path + queryString(options.query), headers, payload);
  }
}

/**
 * The object of a response that must be one.
 *
 * @throws HarnessError with the API server's message
 */
export function must<T>(response: KubeResponse<T>): T {
  if (response.ok) return response.body;
  throw new HarnessError(`the API server answered ${response.status}: ${response.body.message}`);
}

function writeQuery({ fieldManager, dryRun, fieldValidation }: WriteOptions): RequestOptions['query'] & object {
  return {
    fieldManager: fieldManager ?? 'streha-test',
    fieldValidation: fieldValidation ?? 'Strict',
    dryRun: dryRun ? 'All' : undefined,
  };
}

function queryString(query: RequestOptions['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, String(value));
  return given.size === 0 ? '' : `?${given}`;
}

function toResponse<T>({ status, text, json, warnings }: RawResponse): KubeResponse<T> {
  if (status >= 200 && status < 300) {
    if (!json) throw new HarnessError(`the API server answered with no JSON: ${text.slice(0, 200)}`);
    return { ok: true, status, warnings, body: JSON.parse(text) as T };
  }
  // The authenticator and proxies in front of the server answer in plain text.
  const body = json
    ? (JSON.parse(text) as KubeStatus)
    : ({ kind: 'Status', message: text.trim(), code: status } as const);
  return { ok: false, status, warnings, body };
}
