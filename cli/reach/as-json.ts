import { type Flow, type FlowEnd, type PolicyRule, type PortSet, PROTOCOLS } from '../../analysis/reach';
import { selectorText } from '../../analysis/reach/selector';
import { addressesText } from '../../analysis/reach/words';

/** One end of a flow, in JSON. */
export type EndJson =
  /** Labels of the pods as `kubectl --selector` has them; `beside` are selectors of policies that hold others. */
  | { readonly namespace: string; readonly pods: string; readonly beside?: readonly string[]; readonly known?: false }
  | { readonly addresses: string }
  /** Pods of every namespace listed under `open`. */
  | { readonly open: true; readonly pods: string };

/** Ports in JSON: `port`, or `port` to `endPort`; neither where it is every port of the protocol. */
export interface PortJson {
  readonly protocol: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A rule of a policy in JSON. */
export interface RuleJson {
  readonly namespace: string;
  readonly policy: string;
  /** Place of the rule among those of its direction, from 0. */
  readonly rule?: number;
}

/** A flow in JSON. */
export interface FlowJson {
  readonly from: EndJson;
  readonly to: EndJson;
  readonly ports: readonly PortJson[];
  readonly egress?: RuleJson;
  readonly ingress?: RuleJson;
}

export function flowJson({ from, to, ports, egress, ingress }: Flow): FlowJson {
  return {
    from: endJson(from),
    to: endJson(to),
    ports: portsJson(ports),
    ...(egress && { egress: ruleJson(egress) }),
    ...(ingress && { ingress: ruleJson(ingress) }),
  };
}

function endJson(end: FlowEnd): EndJson {
  if (end.kind === 'addresses') return { addresses: addressesText(end.addresses) };
  if (end.kind === 'open') return { open: true, pods: selectorText(end.pods) };
  const { selector, beside } = end.pods;
  return {
    namespace: end.namespace.name,
    pods: selectorText(selector),
    ...(beside.length > 0 && { beside: beside.map(selectorText) }),
    ...(!end.namespace.known && { known: false as const }),
  };
}

export const portsJson = (ports: PortSet): readonly PortJson[] =>
  ports.map(({ protocol, ...rest }) => {
    if (rest.name !== undefined) return { protocol, port: rest.name };
    if (rest.first <= 1 && rest.last >= 65_535) return { protocol };
    return { protocol, port: rest.first, ...(rest.last > rest.first && { endPort: rest.last }) };
  });

export const ruleJson = ({ namespace, name, rule }: PolicyRule): RuleJson => ({
  namespace,
  policy: name,
  ...(rule !== undefined && { rule }),
});

/** Ports of JSON in words. */
export const portsJsonText = (ports: readonly PortJson[]): string =>
  new Set(ports.filter(({ port }) => port === undefined).map(({ protocol }) => protocol)).size === PROTOCOLS.length
    ? 'every port'
    : ports.map(portJsonText).join(', ');

const portJsonText = ({ protocol, port, endPort }: PortJson): string =>
  port === undefined ? `every port of ${protocol}` : `${protocol} ${port}${endPort === undefined ? '' : `-${endPort}`}`;
