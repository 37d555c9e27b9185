import {
  between,
  type Cluster,
  type Expected,
  judge,
  type Opening,
  type Protocol,
  portSetOf,
  portsWithin,
  QueryError,
  type Verdict,
} from '../../analysis/reach';
import { addressOf } from '../../analysis/reach/addresses';
import { merged } from '../../analysis/reach/ports';
import { selects } from '../../analysis/reach/selector';
import { contains } from '../../definition/cidr';
import { type FlowJson, flowJson, type PortJson, portsJson, type RuleJson, ruleJson } from './as-json';
import type { Asked } from './clusters';
import { asEnd, type NamedEnd } from './ends';
import { type Why, whyOf, whyText } from './reasons';

/** A question of the command line. */
export interface Question {
  readonly from: NamedEnd;
  readonly to: NamedEnd;
  /** @default - any port will do */
  readonly port?: number | string;
  /** @default - TCP where a port is asked for, else any */
  readonly protocol?: Protocol;
}

/** Its answer, as `--format json` prints it below `version`. */
export interface Answer {
  readonly allowed: boolean;
  /** What passes of the ports asked about. */
  readonly ports: readonly PortJson[];
  readonly because: Because;
  /** Between pods: which of them, on which ports, by which rules, and what the definitions say of it. */
  readonly flows: readonly (FlowJson & { readonly why?: readonly Why[] })[];
  /** With an address: what the definitions say of it. */
  readonly why?: readonly Why[];
}

/** What either end says. */
export interface Because {
  readonly egress: SideJson;
  readonly ingress: SideJson;
}

/** What one end says: the rules that let it pass, or the policies that hold it where none does. */
export interface SideJson {
  readonly allowed: boolean;
  readonly reason: 'rule' | 'closed' | 'open' | 'outside';
  readonly policies: readonly RuleJson[];
}

/** Answers for the pods named, or for any pod of a namespace where no labels are given. */
export function answerQuestion(question: Question, asked: Asked): Answer {
  const { from, to } = question;
  if (from.kind === 'pods' && to.kind === 'pods') return answerPods({ ...question, from, to }, asked);
  if (from.kind === 'address' && to.kind === 'address')
    throw new QueryError('two addresses outside: no policy here decides about them; name a namespace');
  if (typeof question.port === 'string')
    throw new QueryError(
      `\`${question.port}\` is a name that pods give; where an address calls or answers, ask by number`,
    );
  const verdict = judge(asked.cluster, { ...question, from: asEnd(from), to: asEnd(to) });
  const why = verdict.allowed ? whyAddress(question, asked) : undefined;
  return {
    allowed: verdict.allowed,
    ports: portsJson(verdict.ports),
    because: becauseOf(verdict),
    flows: [],
    ...(why && { why }),
  };
}

/** Both sides of a verdict in JSON. */
export const becauseOf = ({ because: { egress, ingress } }: Verdict): Because => ({
  egress: { ...egress, policies: egress.policies.map(ruleJson) },
  ingress: { ...ingress, policies: ingress.policies.map(ruleJson) },
});

type PodsEnd = Extract<NamedEnd, { kind: 'pods' }>;

function answerPods({ from, to, port, protocol }: Question & { from: PodsEnd; to: PodsEnd }, asked: Asked): Answer {
  const { flows, out, into } = between(asked.cluster, from, to, portSetOf(port, protocol));
  return {
    allowed: flows.length > 0,
    ports: portsJson(merged(flows.flatMap((flow) => flow.ports))),
    because: {
      egress: sideOf(out, asked.cluster, from, 'egress'),
      ingress: sideOf(into, asked.cluster, to, 'ingress'),
    },
    flows: flows.map((flow) => {
      const why = whyOf(flow, asked);
      return { ...flowJson(flow), ...(why && { why }) };
    }),
  };
}

function sideOf(
  openings: readonly Opening[],
  { namespaces }: Cluster,
  { namespace, labels }: PodsEnd,
  direction: 'egress' | 'ingress',
): SideJson {
  const rules = openings.flatMap(({ rule }) => (rule ? [ruleJson(rule)] : []));
  if (rules.length < openings.length) return { allowed: true, reason: 'open', policies: [] };
  if (rules.length > 0) return { allowed: true, reason: 'rule', policies: rules };
  const holding = (namespaces.get(namespace)?.policies ?? []).filter(
    (policy) => policy[direction] !== undefined && (labels === undefined || selects(policy.pods, labels)),
  );
  return { allowed: false, reason: 'closed', policies: holding.map(ruleJson) };
}

/** What the definitions say of a connection with an address. */
function whyAddress({ from, to, port, protocol }: Question, { meant }: Asked): readonly Why[] | undefined {
  return meant?.expected
    .filter((one) => isEnd(one.from, from) && isEnd(one.to, to))
    .filter(({ ports }) => port === undefined || portsWithin(portSetOf(port, protocol), ports))
    .map((one) => whyText(one, meant));
}

function isEnd(expected: Expected['from'], end: NamedEnd): boolean {
  if (expected.kind === 'pods')
    return end.kind === 'pods' && end.namespace === expected.namespace && selects(expected.pods, end.labels ?? {});
  const address = end.kind === 'address' ? addressOf(end.ip) : undefined;
  return address !== undefined && contains(expected.range, address);
}
