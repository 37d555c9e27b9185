import type { TenantLink, TenantLinksProps } from '../constructs';
import {
  type Connection,
  type Fleet,
  isClosed,
  type Placement,
  quarantineOf,
  type Site,
  standingConnections,
} from '../definition';

/** What the agreements and the internet ranges of an environment are made into, on the site it stands on. */
export interface AgencyLinks {
  /** Absent where there are none, or the environment is under quarantine. */
  readonly links?: Pick<TenantLinksProps, 'serves' | 'calls' | 'internet'>;
  /** How many policies they are when nothing is under quarantine: a quarantine leaves quotas as they are. */
  readonly policies: number;
}

/** See {@link AgencyLinks}. */
export function linksOf(fleet: Fleet, { site, system, environment }: Placement): AgencyLinks {
  const { serves = [], calls = [], policies = 0 } = byNamespace(fleet, site).get(environment.namespace) ?? {};
  const { internet } = system;
  const isOpen = quarantineOf(system, environment) === undefined;
  const some = serves.length + calls.length + internet.length > 0;
  return {
    ...(isOpen && some && { links: { serves, calls, internet } }),
    policies: policies + internet.length,
  };
}

interface Ends {
  readonly serves: TenantLink[];
  readonly calls: TenantLink[];
  policies: number;
}

/** Both ends of every connection of a site, by namespace. Every stack of the site asks, and a fleet never changes. */
function byNamespace(fleet: Fleet, site: Site): ReadonlyMap<string, Ends> {
  const known = KNOWN.get(fleet) ?? new Map<string, ReadonlyMap<string, Ends>>();
  KNOWN.set(fleet, known);
  const there = known.get(site.key) ?? collect(standingConnections(fleet, site));
  known.set(site.key, there);
  return there;
}

const KNOWN = new WeakMap<Fleet, Map<string, ReadonlyMap<string, Ends>>>();

function collect(all: readonly Connection[]): ReadonlyMap<string, Ends> {
  const ends = new Map<string, Ends>();
  const at = (namespace: string): Ends => {
    const present = ends.get(namespace) ?? { serves: [], calls: [], policies: 0 };
    ends.set(namespace, present);
    return present;
  };
  for (const connection of all) {
    const { link, consumer, provider } = connection;
    const [caller, answerer] = [at(consumer.namespace), at(provider.namespace)];
    caller.policies++;
    answerer.policies++;
    if (isClosed(connection)) continue;
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
    const calling = { namespace: consumer.namespace, pods: link.call.pods };
    const answering = { namespace: provider.namespace, pods: service.pods };
    answerer.serves.push({ ...terms, pods: service.pods, peer: calling });
    caller.calls.push({ ...terms, pods: link.call.pods, peer: answering });
  }
  return ends;
}
