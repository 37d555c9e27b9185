import { ISOLATION, LABEL } from '../../constructs/names';
import {
  type Fleet,
  isAgreed,
  type Link,
  links,
  type Path,
  type Placement,
  placementsOn,
  type Site,
} from '../../definition';
import type { Cluster, Namespace } from './cluster';
import { expectedFlows } from './expected';
import { Explainer } from './explain';
import type { PolicyRule } from './judge';
import { silent } from './silent';
import { unexplained } from './unexplained';

/** What was proved of one site. */
export interface Proof {
  /** Key of the site. */
  readonly site: string;
  /** Tenant namespaces judged. */
  readonly namespaces: number;
  /** Flows the definitions mean to be, each of which was asked for. */
  readonly flows: number;
  /** Those of them that are agreements, one for each environment. */
  readonly agreements: number;
  /** What is open and nobody meant to be, and what is meant to be and closed. Empty: it is proved. */
  readonly faults: readonly Fault[];
  /** Links that one side alone says: they open nothing. */
  readonly waiting: readonly Link[];
  /** Namespaces that are no tenants: what is open to or from them is judged at the tenants' end alone. Sorted. */
  readonly others: readonly string[];
}

/** One thing that is not as the definitions mean it. */
export interface Fault {
  /**
   * `unexplained`: open, and nothing means it to be; `closed`: meant to be open, and it is not; `missing`: a namespace
   * that is not there, or the denial of one, which would hold its pods when every other policy were gone.
   */
  readonly kind: 'unexplained' | 'closed' | 'missing';
  readonly message: string;
  /** Namespace at fault. */
  readonly namespace: string;
  /** The policy at fault; absent where it is the lack of one. */
  readonly policy?: PolicyRule;
  /** What the definitions say of it, for `Sources.locate`. */
  readonly path?: Path;
}

/**
 * Holds the objects of a site against its definitions: whatever is open to or from a tenant is meant to be, by an
 * agreement, a declared range of the internet or a flow of the platform; and whatever is meant to be is open.
 *
 * Each end is judged by itself, so a policy that opens too much is a fault even while the other end holds it back.
 */
export function prove(fleet: Fleet, site: Site, cluster: Cluster): Proof {
  const here = placementsOn(fleet, site);
  const expected = expectedFlows(fleet, site);
  const missing = here.filter(({ environment }) => !cluster.namespaces.get(environment.namespace)?.known);
  const gone = new Set(missing.map(({ environment }) => environment.namespace));
  const tenants = tenantsOf(cluster, here).filter(({ name }) => !gone.has(name));
  const judged = new Set(tenants.map(({ name }) => name));
  return {
    site: site.key,
    namespaces: tenants.length,
    flows: expected.length,
    agreements: expected.filter(({ reason }) => reason.kind === 'agreement').length,
    faults: [
      ...missing.map(absent),
      ...tenants.filter((tenant) => !isDenied(tenant)).map(undenied),
      ...unexplained({ fleet, cluster, tenants, placements: here, explainer: new Explainer(expected) }),
      ...expected.flatMap((one) => (touches(one, gone) ? [] : silent(cluster, one))),
    ],
    waiting: links(fleet).filter((link) => !isAgreed(link)),
    others: [...cluster.namespaces.keys()].filter((name) => !judged.has(name)),
  };
}

/** Namespaces the definitions place here, and those that pass for tenants. */
function tenantsOf({ namespaces }: Cluster, here: readonly Placement[]): readonly Namespace[] {
  const placed = new Set(here.map(({ environment }) => environment.namespace));
  return [...namespaces.values()].filter(({ name, labels }) => placed.has(name) || labels[LABEL.tenant] === 'true');
}

function absent({ agency, system, environment }: Placement): Fault {
  const { namespace } = environment;
  return {
    kind: 'missing',
    namespace,
    message: `namespace \`${namespace}\` is not there`,
    path: ['agencies', agency.key, 'systems', system.key, 'environments', environment.key],
  };
}

/** Whether the policy stands that holds every pod in both directions and opens nothing. */
function isDenied({ policies }: Namespace): boolean {
  const denial = policies.find(({ name }) => name === ISOLATION.denyAll);
  return denial?.pods.length === 0 && denial.egress?.length === 0 && denial.ingress?.length === 0;
}

function undenied({ name, policies }: Namespace): Fault {
  const stands = policies.some((policy) => policy.name === ISOLATION.denyAll);
  const what = stands ? 'does not deny every pod both ways' : 'is missing';
  return {
    kind: 'missing',
    namespace: name,
    message: `policy \`${ISOLATION.denyAll}\` of \`${name}\` ${what}`,
    ...(stands && { policy: { namespace: name, name: ISOLATION.denyAll } }),
  };
}

type Ends = Pick<ReturnType<typeof expectedFlows>[number], 'from' | 'to'>;

const touches = ({ from, to }: Ends, gone: ReadonlySet<string>): boolean =>
  [from, to].some((end) => end.kind === 'pods' && gone.has(end.namespace));
