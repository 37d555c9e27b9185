import { callsPolicyName, ISOLATION, internetPolicyName, servesPolicyName } from '../../constructs/names';
import {
  type Connection,
  connections,
  type Fleet,
  type InternetRange,
  type Path,
  type Placement,
  placementsOn,
  quarantineOf,
  type Site,
} from '../../definition';
import { parseAddress, type Range, range } from '../../definition/cidr';
import { EVERY_PORT, type PortSet } from './ports';
import { EVERYTHING, labelled, type Selector } from './selector';

/** Why a flow is meant to be. */
export type Reason =
  | { readonly kind: 'agreement'; readonly connection: Connection }
  | { readonly kind: 'internet'; readonly range: InternetRange }
  | { readonly kind: 'platform'; readonly flow: PlatformFlow };

/** Flows a tenant has without asking, or for a word in its file. */
export type PlatformFlow = 'own namespace' | 'name lookup' | 'monitoring' | 'gateway' | 'Kubernetes API';

/** A flow that the definitions mean to be. */
export interface Expected {
  readonly reason: Reason;
  readonly from: ExpectedEnd;
  readonly to: ExpectedEnd;
  readonly ports: PortSet;
  /** Names of the policies that open it, at the end that calls and at the end that answers. */
  readonly policies: { readonly egress?: string; readonly ingress?: string };
  /** Where it is written, for `Sources.locate`. */
  readonly path: Path;
}

/** One end of it. */
export type ExpectedEnd =
  | { readonly kind: 'pods'; readonly namespace: string; readonly pods: Selector }
  | { readonly kind: 'addresses'; readonly range: Range };

/** Every flow that the definitions of a fleet mean to be on one site. Nothing of a quarantined environment is. */
export function expectedFlows(fleet: Fleet, site: Site): readonly Expected[] {
  const tenants = placementsOn(fleet, site).filter((placement) => !isClosed(placement));
  return [...tenants.flatMap((tenant) => tenantFlows(fleet, tenant)), ...connections(fleet, site).map(agreement)];
}

const isClosed = ({ system, environment }: Placement): boolean => quarantineOf(system, environment) !== undefined;

const pods = (namespace: string, selector: Selector = EVERYTHING): ExpectedEnd => ({
  kind: 'pods',
  namespace,
  pods: selector,
});

const addresses = (text: string): ExpectedEnd => ({ kind: 'addresses', range: range(text) });

const tcp = (port: number): PortSet => [{ protocol: 'TCP', first: port, last: port }];

const DNS: PortSet = (['UDP', 'TCP'] as const).map((protocol) => ({ protocol, first: 53, last: 53 }));

function tenantFlows({ platform }: Fleet, { site, agency, system, environment }: Placement): readonly Expected[] {
  const here = pods(environment.namespace);
  const { resolver } = platform.network;
  const path = ['agencies', agency.key, 'systems', system.key];
  const standing = ['environments', environment.key];
  const flow = (name: PlatformFlow, rest: Omit<Expected, 'reason' | 'path'>, below: Path = standing): Expected => ({
    reason: { kind: 'platform', flow: name },
    ...rest,
    path: [...path, ...below],
  });
  const lookup = (to: ExpectedEnd): Expected =>
    flow('name lookup', { from: here, to, ports: DNS, policies: { egress: ISOLATION.dns } });
  return [
    flow('own namespace', {
      from: here,
      to: here,
      ports: EVERY_PORT,
      policies: { egress: ISOLATION.ownNamespace, ingress: ISOLATION.ownNamespace },
    }),
    lookup(pods(resolver.namespace, labelled(resolver.pods))),
    ...(resolver.nodeLocal === undefined ? [] : [lookup(hostAddress(resolver.nodeLocal))]),
    flow('monitoring', {
      from: pods(platform.charts.releases.prometheus.namespace),
      to: here,
      ports: [{ protocol: 'TCP', name: 'metrics' }],
      policies: { ingress: ISOLATION.monitoring },
    }),
    ...(environment.hostnames.length === 0 ? [] : [gateway(platform)]),
    ...(system.kubernetesApi ? site.apiServer.cidrs.map(kubernetesApi) : []),
    ...system.internet.map((one) => ({
      reason: { kind: 'internet', range: one } as const,
      from: here,
      to: addresses(one.cidr),
      ports: tcp(one.port),
      policies: { egress: internetPolicyName(one.key) },
      path: [...path, 'internet', one.key],
    })),
  ];

  function gateway({ ingress }: Fleet['platform']): Expected {
    const rest = { from: pods(ingress.gateway.namespace), to: here, ports: EVERY_PORT };
    return flow('gateway', { ...rest, policies: { ingress: ISOLATION.gateway } }, [...standing, 'hostnames']);
  }

  function kubernetesApi(cidr: string): Expected {
    const rest = { from: here, to: addresses(cidr), ports: tcp(site.apiServer.port) };
    return flow('Kubernetes API', { ...rest, policies: { egress: ISOLATION.kubernetesApi } }, ['kubernetesApi']);
  }
}

function agreement(connection: Connection): Expected {
  const { link, consumer, provider } = connection;
  const { agency, system, service } = link.offer;
  return {
    reason: { kind: 'agreement', connection },
    from: pods(consumer.namespace, labelled(link.call.pods)),
    to: pods(provider.namespace, labelled(service.pods)),
    ports: tcp(service.port),
    policies: { egress: callsPolicyName(link.service), ingress: servesPolicyName(link.service, link.consumer) },
    path: ['agencies', agency.key, 'systems', system.key, 'exposes', service.key, 'to', link.consumer],
  };
}

function hostAddress(address: string): ExpectedEnd {
  const one = parseAddress(address);
  if (!one) throw new RangeError(`\`${address}\` is not an address`); // definitions have seen to it that it is one
  return { kind: 'addresses', range: one };
}

/** In words: `an agreement`, `the platform: monitoring`. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'agreement': {
      const { link } = reason.connection;
      return `agreement: ${link.consumer} calls ${link.service}`;
    }
    case 'internet':
      return `internet: ${reason.range.key}, ${reason.range.reason}`;
    case 'platform':
      return `platform: ${reason.flow}`;
  }
}
