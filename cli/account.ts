import type { Agency, Budget, Fleet, Placement, Site, SiteRole } from '../definition';
import { placements } from '../definition/placement';
import { formatBytes, formatCores, multiplyQuantity, sumQuantities } from '../definition/quantity';
import { agencyStackName, operatorsStackName, platformStackName } from '../stacks/stack-names';

/** What a budget counts, in the order it is shown. */
export const RESOURCES = ['cpu', 'memory', 'storage'] as const;
export type Resource = (typeof RESOURCES)[number];

/** What one stack makes. */
export interface StackContent {
  readonly objects: number;
  /** Helm releases. */
  readonly releases: number;
}

/** A short account of what stands where. Quantities are exact Kubernetes quantities. */
export interface Account {
  readonly platform: string;
  readonly name: string;
  readonly agencies: readonly AgencyAccount[];
  readonly sites: readonly SiteAccount[];
  readonly totals: Counts & { readonly stacks: number };
}

export interface Counts {
  readonly agencies: number;
  readonly systems: number;
  readonly namespaces: number;
  readonly objects: number;
  readonly releases: number;
}

export interface SiteAccount extends Counts {
  readonly site: string;
  readonly title: string;
  readonly role: SiteRole;
  readonly resources: Readonly<Record<Resource, SiteResource>>;
}

export interface SiteResource {
  /** Sum of the quotas of the environments that stand on the site, without head-room. */
  readonly committed: string;
  /** What may be promised: the capacity less the reserve, times the overcommit. */
  readonly sellable: string;
  /** Sum of the zones. */
  readonly capacity: string;
  /** Committed over sellable; 1 means nothing is left. */
  readonly ofSellable: number;
  /** Committed over capacity. */
  readonly ofCapacity: number;
}

export interface AgencyAccount {
  readonly agency: string;
  readonly name: string;
  readonly systems: number;
  readonly environments: number;
  /** Tenant namespaces on all sites: `prod` of most systems stands on the standby too. */
  readonly namespaces: number;
  readonly objects: number;
  /** Sum of its environments' quotas, each counted once: what its budget is measured by. */
  readonly committed: Budget;
  /** Committed over budget, of the resource that is nearest to its end. */
  readonly ofBudget: number;
}

/** Works the account out, from the fleet and from what its stacks make, by stack name. */
export function account(fleet: Fleet, stacks: ReadonlyMap<string, StackContent>): Account {
  const all = placements(fleet);
  const agencies = fleet.agencies.map((agency) => agencyAccount(agency, fleet.platform.sites, all, stacks));
  const sites = fleet.platform.sites.map((site) => siteAccount(site, fleet, all, stacks));
  const contents = [...stacks.values()];
  return {
    platform: fleet.platform.key,
    name: fleet.platform.name,
    agencies,
    sites,
    totals: {
      stacks: contents.length,
      agencies: agencies.length,
      systems: sum(agencies.map(({ systems }) => systems)),
      namespaces: all.length,
      objects: sum(contents.map(({ objects }) => objects)),
      releases: sum(contents.map(({ releases }) => releases)),
    },
  };
}

function agencyAccount(
  agency: Agency,
  sites: readonly Site[],
  all: readonly Placement[],
  stacks: ReadonlyMap<string, StackContent>,
): AgencyAccount {
  const environments = agency.systems.flatMap((system) => system.environments);
  const total = committed(environments.map(({ quota }) => quota));
  const contents = sites.flatMap((site) => stacks.get(agencyStackName(site.key, agency.key)) ?? []);
  return {
    agency: agency.key,
    name: agency.name,
    systems: agency.systems.length,
    environments: environments.length,
    namespaces: all.filter((placement) => placement.agency === agency).length,
    objects: sum(contents.map(({ objects }) => objects)),
    committed: written(total),
    ofBudget: Math.max(...RESOURCES.map((one) => ratio(total[one], sumQuantities([agency.budget[one]])))),
  };
}

function siteAccount(
  site: Site,
  { platform }: Fleet,
  all: readonly Placement[],
  stacks: ReadonlyMap<string, StackContent>,
): SiteAccount {
  const standing = all.filter((placement) => placement.site === site);
  const agencies = new Set(standing.map(({ agency }) => agency.key));
  const names = [
    operatorsStackName(site.key),
    platformStackName(site.key),
    ...[...agencies].map((agency) => agencyStackName(site.key, agency)),
  ];
  const contents = names.flatMap((name) => stacks.get(name) ?? []);
  const total = committed(standing.map(({ environment }) => environment.quota));
  const capacity = committed(site.zones);
  return {
    site: site.key,
    title: site.title,
    role: site.role,
    agencies: agencies.size,
    systems: new Set(standing.map(({ system }) => system)).size,
    namespaces: standing.length,
    objects: sum(contents.map(({ objects }) => objects)),
    releases: sum(contents.map(({ releases }) => releases)),
    resources: perResource((one) => {
      const free = multiplyQuantity(capacity[one], 1 - platform.reserve.highAvailability);
      const sellable = multiplyQuantity(free, platform.reserve.overcommit[one]);
      return {
        committed: WRITE[one](total[one]),
        sellable: WRITE[one](sellable),
        capacity: WRITE[one](capacity[one]),
        ofSellable: ratio(total[one], sellable),
        ofCapacity: ratio(total[one], capacity[one]),
      };
    }),
  };
}

const WRITE: Readonly<Record<Resource, (value: bigint) => string>> = {
  cpu: formatCores,
  memory: formatBytes,
  storage: formatBytes,
};

const committed = (quotas: readonly Budget[]): Record<Resource, bigint> =>
  perResource((one) => sumQuantities(quotas.map((quota) => quota[one])));

const written = (total: Record<Resource, bigint>): Budget => perResource((one) => WRITE[one](total[one]));

function perResource<T>(of: (one: Resource) => T): Record<Resource, T> {
  return { cpu: of('cpu'), memory: of('memory'), storage: of('storage') };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** To four places: enough for a percentage, and the same on every computer. */
const ratio = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000);
