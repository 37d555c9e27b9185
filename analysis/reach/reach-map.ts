import { type Fleet, type Placement, PRODUCTION, placementsOn, quarantineOf, type Site } from '../../definition';
import type { Cluster } from './cluster';
import { type Expected, expectedFlows } from './expected';
import { Explainer } from './explain';
import { type Flow, flows } from './flows';
import type { MapAgency, MapAgreement, MapLink, ReachMap } from './map';
import { portsText } from './ports';

/** The map of one site, drawn from what its policies let pass. */
export function reachMap(fleet: Fleet, site: Site, cluster: Cluster): ReachMap {
  const here = placementsOn(fleet, site);
  return {
    title: fleet.platform.name,
    site: { key: site.key, title: site.title },
    agencies: agenciesOf(here),
    links: linksOf(here, cluster, new Explainer(expectedFlows(fleet, site))),
  };
}

function agenciesOf(here: readonly Placement[]): readonly MapAgency[] {
  const agencies = new Map(here.map(({ agency }) => [agency.key, agency]));
  return [...agencies.values()].map((agency) => {
    const placed = new Map(here.filter((one) => one.agency === agency).map((one) => [one.system.key, one.system]));
    const systems = [...placed.values()].map((system) => ({
      key: `${agency.key}/${system.key}`,
      title: system.title,
      data: system.data,
      quarantined: system.environments.every((one) => quarantineOf(system, one) !== undefined),
    }));
    return { key: agency.key, name: agency.name, systems };
  });
}

function linksOf(here: readonly Placement[], cluster: Cluster, explainer: Explainer): readonly MapLink[] {
  const places = new Map(here.map((placement) => [placement.environment.namespace, placement]));
  const links = new Map<string, MapLink>();
  for (const flow of flows(cluster)) {
    const ends = tenantsOf(flow, places);
    if (!ends) continue;
    const { from, to, environment } = ends;
    const agreement = explainer.explainFlow(flow)?.map(termsOf).find(Boolean);
    const ports = portsText(flow.ports);
    const key = [from, to, agreement?.service ?? '', ports].join(' ');
    const environments = [...new Set([...(links.get(key)?.environments ?? []), environment])].sort(productionFirst);
    links.set(key, { from, to, environments, ports, ...(agreement && { agreement }) });
  }
  return [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
}

interface TenantEnds {
  readonly from: string;
  readonly to: string;
  /** Of both, or of each where they differ. */
  readonly environment: string;
}

/** The systems a flow joins; undefined where an end is no tenant, or both are one. */
function tenantsOf({ from, to }: Flow, places: ReadonlyMap<string, Placement>): TenantEnds | undefined {
  if (from.kind !== 'pods' || to.kind !== 'pods' || from.namespace === to.namespace) return undefined;
  const [caller, answerer] = [places.get(from.namespace.name), places.get(to.namespace.name)];
  if (!caller || !answerer || caller === answerer) return undefined;
  const [a, b] = [caller.environment.key, answerer.environment.key];
  return { from: keyOf(caller), to: keyOf(answerer), environment: a === b ? a : `${a} to ${b}` };
}

const keyOf = ({ agency, system }: Placement): string => `${agency.key}/${system.key}`;

function termsOf({ reason }: Expected): MapAgreement | undefined {
  if (reason.kind !== 'agreement') return undefined;
  const { service, agreement } = reason.connection.link.offer;
  const { basis, purpose, until } = agreement;
  return { service: service.key, title: service.title, data: service.data, ...(basis && { basis }), purpose, until };
}

const productionFirst = (a: string, b: string): number =>
  Number(b === PRODUCTION) - Number(a === PRODUCTION) || (a < b ? -1 : a > b ? 1 : 0);
