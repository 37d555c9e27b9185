import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Agency, Budget, Environment, Platform, PodLabels, Quarantine, Quota, Site, System } from './fleet';

/**
 * A definition as YAML text, in the order of fields the documentation has. Reading it again gives the same
 * definition.
 */

/** agencies/<agency>.yaml. */
export function printAgency(agency: Agency): string {
  const { admin, developer, deployer, viewer } = agency.access;
  return print('../schema/agency.schema.json', {
    version: 1,
    agency: agency.key,
    name: agency.name,
    ministry: agency.ministry,
    contacts: { owner: agency.contacts.owner, security: agency.contacts.security, oncall: agency.contacts.oncall },
    access: { admin, developer: some(developer), deployer: some(deployer), viewer: some(viewer) },
    budget: budgetFields(agency.budget),
    systems: map(agency.systems, systemFields),
  });
}

function systemFields(system: System): Fields {
  return {
    title: system.title,
    service: system.service,
    continuity: system.continuity,
    data: system.data,
    kubernetesApi: system.kubernetesApi || undefined,
    environments: map(system.environments, environmentFields),
    exposes: someMap(
      map(system.exposes, ({ title, port, pods, data, to }) => ({
        title,
        port,
        pods: labels(pods),
        data,
        to: someMap(
          Object.fromEntries(to.map(({ consumer, basis, purpose, until }) => [consumer, { basis, purpose, until }])),
        ),
      })),
    ),
    consumes: someMap(
      Object.fromEntries(system.consumes.map(({ service, pods }) => [service, { pods: labels(pods) }])),
    ),
    internet: someMap(map(system.internet, ({ cidr, port, reason }) => ({ cidr, port, reason }))),
    quarantine: system.quarantine && {
      ...quarantineFields(system.quarantine),
      environments: system.quarantine.environments,
    },
  };
}

function environmentFields({ size, quota, hostnames, quarantine }: Environment): Fields {
  return {
    size,
    quota: size === undefined ? quotaFields(quota) : undefined,
    hostnames: some(hostnames),
    quarantine: quarantineFields(quarantine),
  };
}

function quarantineFields(quarantine: Quarantine | undefined): Fields | undefined {
  return quarantine && { since: quarantine.since, by: quarantine.by, reason: quarantine.reason };
}

/** platform.yaml. */
export function printPlatform(platform: Platform): string {
  const { state, charts, ingress, groups, network, prices, reserve } = platform;
  const { resolver } = network;
  return print('schema/platform.schema.json', {
    version: 1,
    platform: platform.key,
    name: platform.name,
    domains: platform.domains,
    state: { backend: state.backend, settings: someMap(state.settings) },
    kubernetes: platform.kubernetes,
    registries: platform.registries,
    charts: {
      mirror: charts.mirror,
      releases: Object.fromEntries(
        Object.entries(charts.releases).map(([release, { chart, version, namespace }]) => [
          release,
          { chart, version, namespace },
        ]),
      ),
    },
    ingress: {
      class: ingress.class,
      gateway: { namespace: ingress.gateway.namespace, name: ingress.gateway.name, listener: ingress.gateway.listener },
    },
    groups: { platform: groups.platform, 'break-glass': groups.breakGlass, auditors: some(groups.auditors) },
    network: {
      pods: network.pods,
      services: network.services,
      nodes: network.nodes,
      resolver: { namespace: resolver.namespace, pods: labels(resolver.pods), nodeLocal: resolver.nodeLocal },
    },
    sites: map(platform.sites, siteFields),
    sizes: map(platform.sizes, quotaFields),
    continuity: map(platform.continuity, ({ rpo, rto, copies, retention, drillEvery, priority, restoreOrder }) => {
      return { rpo, rto, copies, retention, drillEvery, priority, restoreOrder };
    }),
    prices: {
      currency: prices.currency,
      from: prices.from,
      cpu: decimal(prices.cpu),
      memory: decimal(prices.memory),
      storage: decimal(prices.storage),
      backup: decimal(prices.backup),
      base: decimal(prices.base),
    },
    reserve: {
      highAvailability: decimal(reserve.highAvailability),
      headroom: decimal(reserve.headroom),
      overcommit: {
        cpu: decimal(reserve.overcommit.cpu),
        memory: decimal(reserve.overcommit.memory),
        storage: decimal(reserve.overcommit.storage),
      },
    },
  });
}

function siteFields({
  title,
  role,
  context,
  floor,
  classified,
  apiServer,
  zones,
  storageClasses,
  backups,
}: Site): Fields {
  return {
    title,
    role,
    context,
    floor,
    classified: classified || undefined,
    apiServer: { cidrs: apiServer.cidrs, port: apiServer.port },
    zones: map(zones, budgetFields),
    storageClasses,
    backups: backups && { bucket: backups.bucket, endpoint: backups.endpoint, region: backups.region },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function budgetFields({ cpu, memory, storage }: Budget): Fields {
  return { cpu: amount(cpu), memory: amount(memory), storage: amount(storage) };
}

function quotaFields(quota: Quota): Fields {
  return { ...budgetFields(quota), ephemeralStorage: amount(quota.ephemeralStorage), pods: quota.pods };
}

function labels(pods: PodLabels): Fields {
  return { ...pods };
}

function map<T extends { readonly key: string }>(items: readonly T[], fields: (item: T) => Fields): Fields {
  return Object.fromEntries(items.map((item) => [item.key, fields(item)]));
}

/** What is empty is left out: that is its default. */
function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function someMap(fields: Fields): Fields | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** `64` needs no quotes; `0.50` does, to keep its last digit. */
function amount(text: string): string | number {
  return /^\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

/** Never with an exponent, which files do not know. */
function decimal(value: number): string | number {
  return String(value).includes('e') ? value.toFixed(15).replace(/0+$/, '') : value;
}

/** Longest map or list that stands on one line; the printer breaks longer ones in an ugly way. */
const ONE_LINE = 60;

function print(schema: string, fields: Fields): string {
  const document = new Document(fields, { schema: 'core', version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Collection(key, node) {
      const values = isMap(node) ? node.items.map((pair) => pair.value) : isSeq(node) ? node.items : [];
      const isLeaf = isSeq(node) || (values.every((value) => isScalar(value) || isSeq(value)) && values.some(isScalar));
      node.flow = key !== null && isLeaf && (values.length === 0 || JSON.stringify(node).length <= ONE_LINE);
    },
  });
  return `# yaml-language-server: $schema=${schema}\n${document.toString({ lineWidth: 0 })}`;
}
