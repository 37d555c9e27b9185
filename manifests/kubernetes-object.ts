/** A value of JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What identifies a Kubernetes object, and its labels and annotations. */
export interface ObjectMeta {
  readonly name: string;
  /** Absent where the kind is cluster-scoped. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What a `kubernetes_manifest` says besides. */
  readonly [field: string]: unknown;
}

/** A Kubernetes object as `kubectl apply` takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  /** `spec`, `data`, `rules`: whatever the kind has. */
  readonly [field: string]: unknown;
}

/** What one stack will make. */
export interface RenderedStack {
  /** Name of the stack. */
  readonly name: string;
  /** In an order `kubectl apply` accepts; the same for the same stack, whatever the order of its resources. */
  readonly objects: readonly KubernetesObject[];
  /** Names of the stack's Helm releases, sorted: what they install is known to their charts alone. */
  readonly releases: readonly string[];
}

/** Whether a value is an object of JSON. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
