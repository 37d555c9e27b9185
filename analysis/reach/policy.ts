import { contains } from '../../definition/cidr';
import { isLabelKey, isLabelValue } from '../../definition/label';
import { didYouMean, quote } from '../../definition/words';
import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { type Addresses, rangeOf } from './addresses';
import { EVERY_PORT, everyPortOf, type PortSet, type Ports } from './ports';
import { PROTOCOLS, type Protocol } from './query';
import { EVERYTHING, labelled, type Requirement, type Selector } from './selector';

/** Which way a connection crosses the border of a pod. */
export type Direction = 'egress' | 'ingress';

/** A NetworkPolicy, with everything said that Kubernetes understands by what is left out. */
export interface Policy {
  readonly namespace: string;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** The pods it holds. */
  readonly pods: Selector;
  /** Absent where it says nothing of the direction; without rules nothing passes. */
  readonly egress?: readonly Rule[];
  readonly ingress?: readonly Rule[];
}

/** One rule: what passes. */
export interface Rule {
  /** Place in the policy, from 0. */
  readonly index: number;
  /** Absent: everybody, inside and outside. */
  readonly peers?: readonly Peer[];
  readonly ports: PortSet;
}

/** Who may be at the other end. */
export type Peer =
  | { readonly kind: 'pods'; readonly namespaces: Selector | 'own'; readonly pods: Selector }
  | { readonly kind: 'addresses'; readonly addresses: Addresses };

/** An object that the API server would refuse. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(
    /** The object at fault. */
    readonly object: KubernetesObject,
    /** Path of the field, such as `spec.ingress[0].from[1]`. */
    readonly field: string,
    readonly problem: string,
  ) {
    const { namespace, name } = object.metadata;
    super(`${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}: ${field}: ${problem}`);
  }
}

/**
 * Reads a NetworkPolicy of `networking.k8s.io/v1`, as it is applied or as the API server gives it back.
 *
 * @param namespace where it stands, for objects that do not say it themselves
 * @throws PolicyError where the API server would refuse it
 */
export function readPolicy(object: KubernetesObject, namespace: string): Policy {
  const reader = new Reader(object);
  const spec = absent(object.spec) ? {} : reader.fields(object.spec, 'spec', SPEC);
  const egress = reader.rules(spec.egress, 'spec.egress', 'to');
  const ingress = reader.rules(spec.ingress, 'spec.ingress', 'from');
  const types = reader.types(spec.policyTypes, egress.length > 0);
  return {
    namespace,
    name: object.metadata.name,
    annotations: object.metadata.annotations ?? {},
    pods: reader.selector(spec.podSelector ?? {}, 'spec.podSelector'),
    ...(types.includes('Egress') && { egress }),
    ...(types.includes('Ingress') && { ingress }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const SPEC = ['podSelector', 'policyTypes', 'ingress', 'egress'];
const SELECTOR = ['matchLabels', 'matchExpressions'];
const EXPRESSION = ['key', 'operator', 'values'];
const PEER = ['podSelector', 'namespaceSelector', 'ipBlock'];
const BLOCK = ['cidr', 'except'];
const PORT = ['protocol', 'port', 'endPort'];

/** A label may have an empty value. */
const isValue = (text: string): boolean => text === '' || isLabelValue(text);

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const FAMILY = { 4: 'IPv4', 6: 'IPv6' } as const;
/** A port's name as IANA has it, which is what the API server asks for. */
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]{0,13}[a-z0-9])?$/;

/** Whether a port may bear the name. */
export const isPortName = (text: string): boolean => PORT_NAME.test(text);

/** Null is nothing: YAML writes it where somebody leaves a field empty. */
const absent = (value: unknown): value is null | undefined => value === null || value === undefined;

class Reader {
  constructor(private readonly object: KubernetesObject) {}

  types(value: unknown, hasEgress: boolean): readonly string[] {
    const types = this.list(value, 'spec.policyTypes');
    for (const [index, type] of types.entries())
      if (type !== 'Ingress' && type !== 'Egress')
        throw this.wrong(`spec.policyTypes[${index}]`, type, '`Ingress` or `Egress`');
    if (types.length > 0) return types.map(String);
    return hasEgress ? ['Ingress', 'Egress'] : ['Ingress'];
  }

  rules(value: unknown, field: string, side: 'from' | 'to'): readonly Rule[] {
    return this.list(value, field).map((rule, index) => {
      const at = `${field}[${index}]`;
      const fields = absent(rule) ? {} : this.fields(rule, at, [side, 'ports']);
      const peers = this.list(fields[side], `${at}.${side}`);
      return {
        index,
        ...(peers.length > 0 && { peers: peers.map((peer, place) => this.peer(peer, `${at}.${side}[${place}]`)) }),
        ports: this.ports(fields.ports, `${at}.ports`),
      };
    });
  }

  selector(value: unknown, field: string): Selector {
    if (absent(value)) return EVERYTHING;
    const { matchLabels, matchExpressions } = this.fields(value, field, SELECTOR);
    return [
      ...(absent(matchLabels) ? [] : labelled(this.labels(matchLabels, `${field}.matchLabels`))),
      ...this.list(matchExpressions, `${field}.matchExpressions`).map((one, index) =>
        this.requirement(one, `${field}.matchExpressions[${index}]`),
      ),
    ];
  }

  /** A map of which every field is known: one misspelt would be dropped, and the rule would mean something else. */
  fields(value: unknown, field: string, known: readonly string[]): Fields {
    const fields = this.map(value, field);
    const unknown = Object.keys(fields).find((key) => !known.includes(key));
    if (unknown === undefined) return fields;
    throw new PolicyError(this.object, field, `${quote(unknown)} is no field; ${didYouMean(unknown, known)}`);
  }

  private map(value: unknown, field: string): Fields {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    throw this.wrong(field, value, 'a map');
  }

  private requirement(value: unknown, field: string): Requirement {
    const { key, operator, values } = this.fields(value, field, EXPRESSION);
    if (typeof key !== 'string' || !isLabelKey(key)) throw this.wrong(`${field}.key`, key, 'the name of a label');
    const known = OPERATORS.find((one) => one === operator);
    if (!known) throw this.wrong(`${field}.operator`, operator, OPERATORS.map((one) => `\`${one}\``).join(', '));
    const list = this.list(values, `${field}.values`).map((one, index) => {
      if (typeof one === 'string' && isValue(one)) return one;
      throw this.wrong(`${field}.values[${index}]`, one, 'the value of a label');
    });
    const needed = known === 'In' || known === 'NotIn';
    if (needed !== list.length > 0)
      throw new PolicyError(this.object, `${field}.values`, `${known} ${needed ? 'needs values' : 'takes no values'}`);
    return { key, operator: known, values: list.sort() };
  }

  private labels(value: unknown, field: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.map(value, field)).map(([key, one]) => {
        if (!isLabelKey(key)) throw this.wrong(field, key, 'the name of a label');
        if (absent(one)) return [key, '']; // as the API server reads it
        if (typeof one === 'string' && isValue(one)) return [key, one];
        throw this.wrong(`${field}.${key}`, one, 'the value of a label');
      }),
    );
  }

  private peer(value: unknown, field: string): Peer {
    const { ipBlock, namespaceSelector, podSelector } = this.fields(value, field, PEER);
    if (!absent(ipBlock)) {
      if (!absent(namespaceSelector) || !absent(podSelector))
        throw new PolicyError(this.object, field, '`ipBlock` stands by itself, without selectors');
      return { kind: 'addresses', addresses: this.addresses(ipBlock, `${field}.ipBlock`) };
    }
    if (absent(namespaceSelector) && absent(podSelector))
      throw new PolicyError(this.object, field, 'names nobody; write `podSelector`, `namespaceSelector` or `ipBlock`');
    return {
      kind: 'pods',
      namespaces: absent(namespaceSelector) ? 'own' : this.selector(namespaceSelector, `${field}.namespaceSelector`),
      pods: this.selector(podSelector, `${field}.podSelector`),
    };
  }

  private addresses(value: unknown, field: string): Addresses {
    const { cidr, except } = this.fields(value, field, BLOCK);
    const range = this.range(cidr, `${field}.cidr`);
    const holes = this.list(except, `${field}.except`).map((one, index) => {
      const hole = this.range(one, `${field}.except[${index}]`);
      if (contains(range, hole) && !contains(hole, range)) return hole;
      throw new PolicyError(this.object, `${field}.except[${index}]`, `\`${one}\` is no part of \`${cidr}\``);
    });
    return { range, except: holes };
  }

  private range(value: unknown, field: string) {
    const range = typeof value === 'string' ? rangeOf(value) : undefined;
    if (range) return range;
    throw this.wrong(field, value, `a range of ${FAMILY[4]} or ${FAMILY[6]} addresses`);
  }

  private ports(value: unknown, field: string): PortSet {
    const list = this.list(value, field);
    if (list.length === 0) return EVERY_PORT;
    return list.map((one, index) =>
      this.port(this.fields(one ?? {}, `${field}[${index}]`, PORT), `${field}[${index}]`),
    );
  }

  private port({ protocol, port, endPort }: Fields, field: string): Ports {
    const known = this.protocol(protocol, `${field}.protocol`);
    if (absent(port)) {
      if (absent(endPort)) return everyPortOf(known);
      throw new PolicyError(this.object, `${field}.endPort`, 'needs `port`, where the range begins');
    }
    if (typeof port === 'string') {
      if (!isPortName(port)) throw this.wrong(`${field}.port`, port, 'a number, or the name of a port');
      if (absent(endPort)) return { protocol: known, name: port };
      throw new PolicyError(this.object, `${field}.endPort`, `a range begins with a number, not with \`${port}\``);
    }
    const first = this.portNumber(port, `${field}.port`);
    const last = absent(endPort) ? first : this.portNumber(endPort, `${field}.endPort`);
    if (last < first) throw this.wrong(`${field}.endPort`, endPort, `a number from ${first}`);
    return { protocol: known, first, last };
  }

  private protocol(value: unknown, field: string): Protocol {
    if (absent(value)) return 'TCP';
    const known = PROTOCOLS.find((protocol) => protocol === value);
    if (known) return known;
    throw this.wrong(field, value, PROTOCOLS.join(', '));
  }

  private portNumber(value: unknown, field: string): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
    throw this.wrong(field, value, 'a number from 1 to 65535');
  }

  private list(value: unknown, field: string): readonly unknown[] {
    if (absent(value)) return [];
    if (Array.isArray(value)) return value;
    throw this.wrong(field, value, 'a list');
  }

  private wrong(field: string, got: unknown, allowed: string): PolicyError {
    return new PolicyError(this.object, field, `got ${shortJson(got)}; allowed: ${allowed}`);
  }
}

const shortJson = (value: unknown): string => quote(JSON.stringify(value) ?? 'nothing');
