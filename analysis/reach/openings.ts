import type { Cluster, Namespace } from './cluster';
import { type PolicyRule, ruleOf } from './judge';
import type { Direction, Peer } from './policy';
import { EVERY_PORT, type PortSet } from './ports';
import { both, EVERYTHING, possibleBeside, type Selector } from './selector';

/** Pods of a namespace: those a selector picks and none of others does. */
export interface Pods {
  readonly selector: Selector;
  readonly beside: readonly Selector[];
}

/** One way through the border of a namespace's pods: a peer of a rule, or the lack of any policy. */
export interface Opening {
  readonly namespace: Namespace;
  readonly direction: Direction;
  readonly pods: Pods;
  /** Who may be at the other end; absent: everybody, inside and outside. */
  readonly peer?: Peer;
  readonly ports: PortSet;
  /** Absent: no policy holds the pods. */
  readonly rule?: PolicyRule;
}

/** What opens the pods of a namespace in one direction, in the order of its policies. */
export function openings(namespace: Namespace, direction: Direction): readonly Opening[] {
  const holding = namespace.policies.filter((policy) => policy[direction] !== undefined);
  const beside = holding.map(({ pods }) => pods);
  const free = possibleBeside(EVERYTHING, beside);
  return [
    ...(free ? [{ namespace, direction, pods: { selector: EVERYTHING, beside }, ports: EVERY_PORT }] : []),
    ...holding.flatMap((policy) =>
      (policy[direction] ?? []).flatMap((rule) => {
        const opening = {
          namespace,
          direction,
          pods: { selector: policy.pods, beside: [] },
          ports: rule.ports,
          rule: ruleOf(policy, rule),
        };
        return rule.peers === undefined ? [opening] : rule.peers.map((peer) => ({ ...opening, peer }));
      }),
    ),
  ];
}

/** The openings of every namespace, in the order of their names. */
export function* allOpenings(cluster: Cluster, direction: Direction): Iterable<Opening> {
  for (const namespace of cluster.namespaces.values()) yield* openings(namespace, direction);
}

/** Pods that are picked by both; undefined where none can be. */
export function commonPods(pods: Pods, selector: Selector): Pods | undefined {
  const narrowed = { selector: both(pods.selector, selector), beside: pods.beside };
  return possibleBeside(narrowed.selector, narrowed.beside) ? narrowed : undefined;
}
