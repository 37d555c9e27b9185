import type { Query } from '../../analysis/reach/query';
import type { KubernetesObject } from '../../manifests/kubernetes-object';

/**
 * What YAML has of a field that may be left out. A field of `undefined` is not in the text at all, one of `null` is
 * there with nothing after the colon.
 */
export type Maybe<T> = T | null | undefined;

/** Labels of a namespace or a pod. */
export type Labels = Readonly<Record<string, string>>;

/** One line of `matchExpressions`. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: Maybe<readonly string[]>;
}

/** A label selector. */
export interface Selector {
  readonly matchLabels?: Maybe<Labels>;
  readonly matchExpressions?: Maybe<readonly Requirement[]>;
}

/** Who may connect, or may be connected to. */
export interface Peer {
  readonly podSelector?: Maybe<Selector>;
  readonly namespaceSelector?: Maybe<Selector>;
  readonly ipBlock?: Maybe<{ readonly cidr: string; readonly except?: Maybe<readonly string[]> }>;
}

/** A port or range of ports. */
export interface Port {
  readonly port?: Maybe<number | string>;
  readonly endPort?: Maybe<number>;
  readonly protocol?: Maybe<string>;
}

/** An ingress rule has `from`, an egress rule has `to`. */
export interface Rule {
  readonly from?: Maybe<readonly Peer[]>;
  readonly to?: Maybe<readonly Peer[]>;
  /** A `-` with nothing after it is a port of nothing: TCP, whatever the number. */
  readonly ports?: Maybe<readonly (Port | null)[]>;
}

/** The spec of a NetworkPolicy. */
export interface PolicySpec {
  readonly podSelector?: Maybe<Selector>;
  readonly policyTypes?: Maybe<readonly string[]>;
  /** A `-` with nothing after it is a rule of nothing, which lets everything pass. */
  readonly ingress?: Maybe<readonly (Rule | null)[]>;
  /** Likewise. */
  readonly egress?: Maybe<readonly (Rule | null)[]>;
}

/** A NetworkPolicy. */
export interface Policy extends KubernetesObject {
  readonly spec: PolicySpec;
}

/** A small world, and what is asked of it. */
export interface Case {
  /** Labels of each namespace, without those that an API server adds. */
  readonly namespaces: Readonly<Record<string, Maybe<Labels>>>;
  readonly policies: readonly Policy[];
  readonly queries: readonly Query[];
}

/** A NetworkPolicy of a spec. */
export const policyOf = (name: string, namespace: string, spec: PolicySpec): Policy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec,
});

/** The objects of a case as a reader of YAML gives them: a field that is not in the text is not in the object. */
export function objectsOf({ namespaces, policies }: Case): readonly KubernetesObject[] {
  const homes = Object.entries(namespaces).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
  return JSON.parse(JSON.stringify([...homes, ...policies]));
}
