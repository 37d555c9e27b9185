import type { TenantLink, TenantLinksProps } from '../constructs';
import { type Connection, connections, type Fleet, type Placement, type Site } from '../definition';

/** What is made into policies for one environment. */
export type LinkPolicies = Required<Pick<TenantLinksProps, 'serves' | 'calls' | 'internet'>>;

/** What the agreements and the internet ranges of an environment open, on the site it stands on. */
export function linksOf(fleet: Fleet, { site, system, environment }: Placement): LinkPolicies | undefined {
  const { serves = [], calls = [] } = byNamespace(fleet, site).get(environment.namespace) ?? {};
  const { internet } = system;
  return serves.length + calls.length + internet.length === 0 ? undefined : { serves, calls, internet };
}

interface Ends {
  readonly serves: TenantLink[];
  readonly calls: TenantLink[];
}

/** Both ends of every connection of a site, by namespace. Every stack of the site asks, and a fleet never changes. */
function byNamespace(fleet: Fleet, site: Site): ReadonlyMap<string, Ends> {
  const known = KNOWN.get(fleet) ?? new Map<string, ReadonlyMap<string, Ends>>();
  KNOWN.set(fleet, known);
  const there = known.get(site.key) ?? collect(connections(fleet, site));
  known.set(site.key, there);
  return there;
}

const KNOWN = new WeakMap<Fleet, Map<string, ReadonlyMap<string, Ends>>>();

function collect(all: readonly Connection[]): ReadonlyMap<string, Ends> {
  const ends = new Map<string, Ends>();
  const at = (namespace: string): Ends => {
    const present = ends.get(namespace) ?? { serves: [], calls: [] };
    ends.set(namespace, present);
    return present;
  };
  for (const { link, consumer, provider } of all) {
    const { service, agreement } = link.offer;
    const terms = {
      consumer: link.consumer,
      service: link.service,
      port: service.port,
      data: service.data,
      ...(agreement.basis !== undefined && { basis: agreement.basis }),
      purpose: agreement.purpose,
      until: agreement.until,
    };
    const caller = { namespace: consumer.namespace, pods: link.call.pods };
    const answerer = { namespace: provider.namespace, pods: service.pods };
    at(provider.namespace).serves.push({ ...terms, pods: service.pods, peer: caller });
    at(consumer.namespace).calls.push({ ...terms, pods: link.call.pods, peer: answerer });
  }
  return ends;
}
