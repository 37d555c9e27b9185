import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { type Policy, PolicyError, readPolicy } from './policy';

/** What decides who reaches whom: the namespaces of a cluster and their NetworkPolicies. */
export interface Cluster {
  /** By name, sorted. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
}

/** A namespace and what holds its pods. */
export interface Namespace {
  readonly name: string;
  /** With `kubernetes.io/metadata.name`, which the API server sets. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the namespace itself stood among the objects; else its name is all that is known. */
  readonly known: boolean;
  /** Sorted by name. */
  readonly policies: readonly Policy[];
}

/** The label by which a selector names a namespace; only the API server writes it. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

const DEFAULT = 'default';

/**
 * The cluster that a set of objects makes; kinds other than Namespace and NetworkPolicy are passed over.
 *
 * @throws PolicyError where the API server would refuse a policy, or two objects have one name
 */
export function clusterOf(objects: Iterable<KubernetesObject>): Cluster {
  const labels = new Map<string, Readonly<Record<string, string>>>();
  const policies = new Map<string, Map<string, Policy>>();
  for (const object of objects) {
    if (isNamespace(object)) {
      if (labels.has(object.metadata.name)) throw twice(object);
      labels.set(object.metadata.name, labelsOf(object));
    }
    if (!isNetworkPolicy(object)) continue;
    const policy = readPolicy(object, object.metadata.namespace ?? DEFAULT);
    const present = policies.get(policy.namespace) ?? new Map<string, Policy>();
    if (present.has(policy.name)) throw twice(object);
    policies.set(policy.namespace, present.set(policy.name, policy));
  }
  const names = [...new Set([...labels.keys(), ...policies.keys()])].sort();
  return {
    namespaces: new Map(
      names.map((name) => [
        name,
        {
          ...unknownNamespace(name, labels.get(name)),
          known: labels.has(name),
          policies: [...(policies.get(name)?.values() ?? [])].sort(byName),
        },
      ]),
    ),
  };
}

const twice = (object: KubernetesObject): PolicyError =>
  new PolicyError(object, 'metadata.name', 'stands here twice; one would overwrite the other');

/** A namespace of which only the name is known. */
export function unknownNamespace(name: string, labels: Readonly<Record<string, string>> = {}): Namespace {
  return { name, labels: { ...labels, [NAME_LABEL]: name }, known: false, policies: [] };
}

/** A namespace of a cluster; of one that does not stand in it, its name. */
export const namespaceOf = ({ namespaces }: Cluster, name: string): Namespace =>
  namespaces.get(name) ?? unknownNamespace(name);

/** A label without a value has the empty one, as the API server reads it. */
function labelsOf({ metadata }: KubernetesObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(metadata.labels ?? {}).map(([key, value]) => [key, value ?? '']));
}

const isNamespace = ({ apiVersion, kind }: KubernetesObject): boolean => kind === 'Namespace' && apiVersion === 'v1';

/** The group `extensions`, long gone from every server, is no longer read. */
const isNetworkPolicy = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1';

const byName = (a: Policy, b: Policy): number => (a.name < b.name ? -1 : 1);
