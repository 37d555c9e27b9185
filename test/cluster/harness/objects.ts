/** Any Kubernetes object, as JSON. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** The part of an object's metadata that tests look at. */
export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly [field: string]: unknown;
}

/** A list as the API server gives it. */
export interface KubeList<T = KubeObject> {
  readonly kind: string;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly T[];
}

/** What the API server says of a request it did not carry out. */
export interface KubeStatus {
  readonly kind: 'Status';
  readonly message: string;
  /** One word, such as `Forbidden`, `Invalid`, `NotFound`, `Conflict`. */
  readonly reason?: string;
  readonly code?: number;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
    readonly retryAfterSeconds?: number;
  };
}

/** Names one object, or without `name` the objects of a kind. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default - for a cluster-scoped kind, or for all namespaces in a list */
  readonly namespace?: string;
  readonly name?: string;
  /** Such as `status` or `scale`. @default - the object itself */
  readonly subresource?: string;
}

/** The reference to an object. */
export function refTo({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectRef {
  return {
    apiVersion,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** `Deployment tatimet-portal-production/web`, for messages. */
export function describeRef({ kind, namespace, name, subresource }: ObjectRef): string {
  const path = [namespace, name, subresource].filter((part) => part !== undefined).join('/');
  return path === '' ? kind : `${kind} ${path}`;
}
