import { DEFAULTS, resolveQuota } from './defaults';
import { compare } from './finding';
import type {
  Access,
  Agency,
  Environment,
  Fleet,
  Platform,
  Quota,
  Service,
  Site,
  System,
  SystemQuarantine,
} from './fleet';
import type { AgencyFile, EnvironmentFile, SystemFile } from './schema/agency';
import type { Text } from './schema/leaf';
import type { PlatformFile } from './schema/platform';

/** Files without an error to the Fleet: maps become lists sorted by key, defaults are filled in. */
export function buildFleet(platform: PlatformFile, agencies: readonly AgencyFile[]): Fleet {
  const sizes = new Map(Object.entries(platform.sizes).map(([key, size]) => [key, resolveQuota(size) as Quota]));
  return {
    platform: buildPlatform(platform),
    agencies: agencies.map((agency) => buildAgency(agency, sizes)).sort(byKey),
  };
}

function buildAgency(file: AgencyFile, sizes: ReadonlyMap<string, Quota>): Agency {
  const key = String(file.agency);
  return {
    key,
    name: String(file.name),
    ministry: String(file.ministry),
    contacts: texts(file.contacts),
    access: buildAccess(file.access),
    budget: texts(file.budget),
    systems: keyed(file.systems, (system, systemKey) => buildSystem(system, `${key}-${systemKey}`, sizes)),
  };
}

function buildAccess(access: AgencyFile['access']): Access {
  return {
    admin: sorted(access.admin),
    developer: sorted(access.developer),
    deployer: sorted(access.deployer),
    viewer: sorted(access.viewer),
  };
}

function buildSystem(file: SystemFile, prefix: string, sizes: ReadonlyMap<string, Quota>): Omit<System, 'key'> {
  return {
    title: String(file.title),
    service: file.service,
    continuity: String(file.continuity),
    data: file.data,
    kubernetesApi: file.kubernetesApi ?? DEFAULTS.kubernetesApi,
    environments: keyed(file.environments, (environment, key) =>
      buildEnvironment(environment, `${prefix}-${key}`, sizes),
    ),
    exposes: keyed(file.exposes, buildService),
    consumes: sortedEntries(file.consumes).map(([service, { pods }]) => ({ service, pods: texts(pods) })),
    internet: keyed(file.internet, ({ cidr, port, reason }) => ({ cidr: String(cidr), port, reason: String(reason) })),
    ...(file.quarantine && { quarantine: buildQuarantine(file.quarantine) }),
  };
}

function buildQuarantine({ environments, ...incident }: NonNullable<SystemFile['quarantine']>): SystemQuarantine {
  return { ...texts(incident), ...(environments && { environments: sorted(environments) }) };
}

function buildEnvironment(
  file: EnvironmentFile,
  namespace: string,
  sizes: ReadonlyMap<string, Quota>,
): Omit<Environment, 'key'> {
  const size = file.size === undefined ? undefined : String(file.size);
  const quota = size === undefined ? (resolveQuota(file.quota ?? {}) as Quota) : sizes.get(size);
  if (!quota) throw new RangeError(`no size \`${size}\``); // the rules have seen to it that there is one
  return {
    namespace,
    ...(size !== undefined && { size }),
    quota,
    hostnames: sorted(file.hostnames),
    ...(file.quarantine && { quarantine: texts(file.quarantine) }),
  };
}

function buildService(file: NonNullable<SystemFile['exposes']>[string]): Omit<Service, 'key'> {
  return {
    title: String(file.title),
    port: file.port,
    pods: texts(file.pods),
    data: file.data,
    to: sortedEntries(file.to).map(([consumer, { basis, purpose, until }]) => ({
      consumer,
      ...(basis !== undefined && { basis: String(basis) }),
      purpose: String(purpose),
      until: String(until),
    })),
  };
}

function buildPlatform(file: PlatformFile): Platform {
  const { network, prices, reserve } = file;
  return {
    key: String(file.platform),
    name: String(file.name),
    domains: sorted(file.domains),
    state: {
      backend: file.state?.backend ?? DEFAULTS.state.backend,
      settings: ordered(file.state?.settings ?? DEFAULTS.state.settings),
    },
    kubernetes: String(file.kubernetes),
    registries: sorted(file.registries),
    charts: {
      mirror: String(file.charts.mirror),
      releases: {
        'cert-manager': texts(file.charts.releases['cert-manager']),
        gateway: texts(file.charts.releases.gateway),
        prometheus: texts(file.charts.releases.prometheus),
        velero: texts(file.charts.releases.velero),
      },
    },
    ingress: { class: String(file.ingress.class), gateway: texts(file.ingress.gateway) },
    groups: {
      platform: sorted(file.groups.platform),
      breakGlass: sorted(file.groups['break-glass']),
      auditors: sorted(file.groups.auditors),
    },
    network: {
      pods: sorted(network.pods),
      services: sorted(network.services),
      nodes: sorted(network.nodes),
      resolver: {
        namespace: String(network.resolver.namespace),
        pods: texts(network.resolver.pods),
        ...(network.resolver.nodeLocal !== undefined && { nodeLocal: String(network.resolver.nodeLocal) }),
      },
    },
    sites: keyed(file.sites, buildSite),
    sizes: keyed(file.sizes, (size) => resolveQuota(size) as Quota),
    continuity: keyed(file.continuity, (one) => ({
      rpo: String(one.rpo),
      rto: String(one.rto),
      copies: sorted(one.copies),
      retention: String(one.retention),
      drillEvery: String(one.drillEvery),
      priority: one.priority,
      restoreOrder: one.restoreOrder,
    })).sort((a, b) => a.restoreOrder - b.restoreOrder),
    prices: {
      currency: String(prices.currency),
      from: String(prices.from),
      cpu: Number(prices.cpu),
      memory: Number(prices.memory),
      storage: Number(prices.storage),
      backup: Number(prices.backup),
      base: Number(prices.base),
    },
    reserve: {
      highAvailability: Number(reserve.highAvailability),
      headroom: Number(reserve.headroom),
      overcommit: {
        cpu: Number(reserve.overcommit.cpu),
        memory: Number(reserve.overcommit.memory),
        storage: Number(reserve.overcommit.storage),
      },
    },
  };
}

function buildSite(file: PlatformFile['sites'][string]): Omit<Site, 'key'> {
  return {
    title: String(file.title),
    role: file.role,
    context: String(file.context),
    ...(file.floor !== undefined && { floor: file.floor }),
    classified: file.classified ?? DEFAULTS.classified,
    apiServer: { cidrs: sorted(file.apiServer.cidrs), port: file.apiServer.port },
    zones: keyed(file.zones, texts),
    storageClasses: [...new Set(file.storageClasses.map(String))], // the first is the default
    ...(file.backups && { backups: texts(file.backups) }),
  };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return compare(a.key, b.key);
}

function sortedEntries<V>(map: Readonly<Record<string, V>> | undefined): readonly (readonly [string, V])[] {
  return Object.entries(map ?? {}).sort(([a], [b]) => compare(a, b));
}

/** A map as a list of its values with their keys, sorted. */
function keyed<V, B extends object>(
  map: Readonly<Record<string, V>> | undefined,
  build: (value: V, key: string) => B,
): ({ readonly key: string } & B)[] {
  return sortedEntries(map).map(([key, value]) => ({ key, ...build(value, key) }));
}

function sorted(values: readonly Text[] | undefined): readonly string[] {
  return [...new Set((values ?? []).map(String))].sort(compare);
}

/** The same map with its keys in order, so that no order of a file reaches the output. */
function ordered<V>(map: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.fromEntries(sortedEntries(map));
}

/** The same, its values as text. */
function texts<K extends string>(map: { readonly [key in K]: Text }): { readonly [key in K]: string } {
  return Object.fromEntries(
    sortedEntries(map as Readonly<Record<string, Text>>).map(([key, value]) => [key, String(value)]),
  ) as {
    readonly [key in K]: string;
  };
}
