import { contains } from '../../definition/cidr';
import type { Addresses } from './addresses';
import type { Expected, ExpectedEnd } from './expected';
import type { Flow, FlowEnd } from './flows';
import type { Pods } from './openings';
import { type PortSet, portsWithin } from './ports';
import { within } from './selector';

/** One end of what is to be explained. */
export type ExplainedEnd =
  | { readonly kind: 'pods'; readonly namespace: string; readonly pods: Pods }
  | { readonly kind: 'addresses'; readonly addresses: Addresses };

/** Finds what means a flow to be: looks among the flows of the same two namespaces alone. */
export class Explainer {
  private readonly byEnds = new Map<string, Expected[]>();

  constructor(expected: readonly Expected[]) {
    for (const one of expected) {
      const key = keyOf(one.from, one.to);
      const present = this.byEnds.get(key);
      if (present) present.push(one);
      else this.byEnds.set(key, [one]);
    }
  }

  /** What means a flow to be; undefined where nothing means all of it. */
  explainFlow({ from, to, ports }: Flow): readonly Expected[] | undefined {
    const [caller, answerer] = [endOf(from), endOf(to)];
    return caller && answerer && this.explain(caller, answerer, ports);
  }

  /** What means all of it to be: every such pod, every such port. */
  explain(from: ExplainedEnd, to: ExplainedEnd, ports: PortSet): readonly Expected[] | undefined {
    const candidates = (this.byEnds.get(keyOf(from, to)) ?? []).filter(
      (one) => covers(one.from, from) && covers(one.to, to),
    );
    const each = ports.map((port) => candidates.find((one) => portsWithin([port], one.ports)));
    return each.every((one): one is Expected => one !== undefined) ? [...new Set(each)] : undefined;
  }
}

function covers(expected: ExpectedEnd, end: ExplainedEnd): boolean {
  if (expected.kind === 'pods' && end.kind === 'pods') return within(end.pods.selector, expected.pods);
  if (expected.kind === 'addresses' && end.kind === 'addresses') return contains(expected.range, end.addresses.range);
  return false;
}

function endOf(end: FlowEnd): ExplainedEnd | undefined {
  if (end.kind === 'open') return undefined; // nothing is ever meant to be open to whoever comes
  return end.kind === 'addresses' ? end : { kind: 'pods', namespace: end.namespace.name, pods: end.pods };
}

const keyOf = (from: ExpectedEnd | ExplainedEnd, to: ExpectedEnd | ExplainedEnd): string =>
  [from, to].map((end) => (end.kind === 'pods' ? end.namespace : '*')).join(' ');
