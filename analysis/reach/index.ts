export { type Cluster, clusterOf, type Namespace } from './cluster';
export { judge, type PolicyRule, QueryError, type Side, type Verdict } from './judge';
export { PolicyError } from './policy';
export type { End, OutsideEnd, PodEnd, Protocol, Query } from './query';
