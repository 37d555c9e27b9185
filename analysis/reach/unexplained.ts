import { type Fleet, isAgreed, links, type Path, type Placement, quarantineOf } from '../../definition';
import { overlaps, range } from '../../definition/cidr';
import type { Addresses } from './addresses';
import type { Cluster, Namespace } from './cluster';
import { Effect } from './effect';
import type { ExplainedEnd, Explainer } from './explain';
import { type Opening, openings } from './openings';
import { Namespaces } from './peers';
import type { Direction } from './policy';
import { portsText } from './ports';
import type { Fault } from './prove';
import { selectorText } from './selector';
import { addressesText, fewText, podsText, ruleText } from './words';

/** What a proof is made from. */
export interface Evidence {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  /** Namespaces whose openings are to be explained. */
  readonly tenants: readonly Namespace[];
  /** What the definitions place here. */
  readonly placements: readonly Placement[];
  readonly explainer: Explainer;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Every opening of a tenant that nothing means to be, each with what it lets through at present. */
export function unexplained(evidence: Evidence): readonly Fault[] {
  const search = new Search(evidence);
  const found = evidence.tenants.flatMap((namespace) =>
    DIRECTIONS.flatMap((direction) =>
      openings(namespace, direction).flatMap((opening) => search.beyond(opening).map((to) => ({ opening, to }))),
    ),
  );
  if (found.length === 0) return [];
  const effect = new Effect(evidence.cluster, evidence.explainer);
  return found.map(({ opening, to }) => ({
    kind: 'unexplained',
    namespace: opening.namespace.name,
    message: [saying(opening, to), ...search.remarks(opening), ...effect.of(opening)].join('; '),
    ...(opening.rule && { policy: opening.rule }),
    ...search.pathOf(opening.namespace),
  }));
}

/** What an opening says, in words. */
function saying({ namespace, direction, pods, ports, rule }: Opening, to: string): string {
  const here = podsText(namespace.name, pods);
  if (!rule)
    return `no policy holds ${here}: ${direction === 'ingress' ? 'everybody may call them' : 'they may call everybody'}`;
  const what = portsText(ports);
  return direction === 'ingress'
    ? `${ruleText(rule, direction)} lets ${to} call ${here} on ${what}`
    : `${ruleText(rule, direction)} lets ${here} call ${to} on ${what}`;
}

class Search {
  private readonly namespaces: Namespaces;
  private readonly places: ReadonlyMap<string, Placement>;
  private readonly inside: readonly ReturnType<typeof range>[];

  constructor(private readonly evidence: Evidence) {
    const { network } = evidence.fleet.platform;
    this.namespaces = new Namespaces(evidence.cluster);
    this.places = new Map(evidence.placements.map((placement) => [placement.environment.namespace, placement]));
    this.inside = [...network.pods, ...network.services].map(range);
  }

  /** Whom an opening lets through that nothing means it to, in words. */
  beyond(opening: Opening): readonly string[] {
    const { namespace, peer, rule } = opening;
    if (!rule || peer === undefined) return ['everybody'];
    if (peer.kind === 'addresses') return this.addresses(opening, peer.addresses);
    const there = { selector: peer.pods, beside: [] };
    if (peer.namespaces === 'own') return this.pods(opening, namespace.name);
    const { namespaces, every } = this.namespaces.meant(peer.namespaces);
    if (every) return [podsText('every namespace', there).replaceAll('`', '')];
    if (namespaces.length === 0)
      return [`pods of namespaces labelled ${selectorText(peer.namespaces)}, of which none stands here,`];
    const beyond = namespaces.flatMap(({ name }) => this.pods(opening, name));
    return beyond.length === 0 ? [] : [fewText(beyond)];
  }

  private pods(opening: Opening, namespace: string): readonly string[] {
    const { peer, pods } = opening;
    const there = { selector: peer?.kind === 'pods' ? peer.pods : [], beside: [] };
    const here: ExplainedEnd = { kind: 'pods', namespace: opening.namespace.name, pods };
    const other: ExplainedEnd = { kind: 'pods', namespace, pods: there };
    return this.isMeant(opening, here, other) ? [] : [podsText(namespace, there)];
  }

  private addresses(opening: Opening, addresses: Addresses): readonly string[] {
    const here: ExplainedEnd = { kind: 'pods', namespace: opening.namespace.name, pods: opening.pods };
    // A range that holds pods reaches all of them, whatever it was meant for.
    const everyPod = this.inside.some((inside) => overlaps(inside, addresses.range));
    if (!everyPod && this.isMeant(opening, here, { kind: 'addresses', addresses })) return [];
    return [`${addressesText(addresses)}${everyPod ? ', which is every pod and service,' : ''}`];
  }

  private isMeant({ direction, ports }: Opening, here: ExplainedEnd, there: ExplainedEnd): boolean {
    const { explainer } = this.evidence;
    const found =
      direction === 'ingress' ? explainer.explain(there, here, ports) : explainer.explain(here, there, ports);
    return found !== undefined;
  }

  /** What one should know of the namespace at fault, and of who asked for the flow without the other's consent. */
  remarks({ namespace, peer, direction }: Opening): readonly string[] {
    const placement = this.places.get(namespace.name);
    if (!placement) return ['no definition places this namespace here'];
    const remarks = quarantineOf(placement.system, placement.environment) ? ['it is under quarantine'] : [];
    if (peer?.kind !== 'pods' || peer.namespaces === 'own') return remarks;
    const { namespaces, every } = this.namespaces.meant(peer.namespaces);
    const others = every ? [] : namespaces.flatMap(({ name }) => this.places.get(name) ?? []);
    const waiting = others.flatMap((other) =>
      direction === 'ingress' ? this.oneSided(other, placement) : this.oneSided(placement, other),
    );
    return [...remarks, ...waiting];
  }

  /** Links between two systems that one of them alone says. */
  private oneSided(consumer: Placement, provider: Placement): readonly string[] {
    const [caller, answerer] = [consumer, provider].map(({ agency, system }) => `${agency.key}/${system.key}`);
    return links(this.evidence.fleet)
      .filter((link) => !isAgreed(link) && link.consumer === caller && link.service.startsWith(`${answerer}/`))
      .map((link) => `\`${link.offer ? answerer : caller}\` alone says that \`${caller}\` calls \`${link.service}\``);
  }

  pathOf({ name }: Namespace): { readonly path?: Path } {
    const placement = this.places.get(name);
    if (!placement) return {};
    const { agency, system, environment } = placement;
    return { path: ['agencies', agency.key, 'systems', system.key, 'environments', environment.key] };
  }
}
