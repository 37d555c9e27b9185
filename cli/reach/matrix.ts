import {
  type Flow,
  type FlowEnd,
  flows,
  type OpenNamespaces,
  openNamespaces,
  portsText,
  type UnknownNamespace,
  unknownNamespaces,
} from '../../analysis/reach';
import { NAME_LABEL } from '../../analysis/reach/cluster';
import { endText } from '../../analysis/reach/words';
import { csv } from '../csv';
import { count, grouped } from '../terminal';
import { type FlowJson, flowJson, type RuleJson, ruleJson } from './as-json';
import type { Asked } from './clusters';
import { type Why, whyOf } from './reasons';

/** One cluster of `--format json`: everything that passes, in sparse form. */
export interface MatrixJson {
  /** Absent where manifests of any origin are judged. */
  readonly site?: string;
  /** Namespaces some of whose pods no policy holds: between these everything passes, besides the flows. */
  readonly open: OpenNamespaces;
  /** Namespaces that rules name and that do not stand here. */
  readonly unknown: readonly (Omit<UnknownNamespace, 'rules'> & { readonly rules: readonly RuleJson[] })[];
  /** Everything some rule takes part in; `why` is empty where no definition means it to be. */
  readonly flows: readonly (FlowJson & { readonly why?: readonly Why[] })[];
}

export function matrixJson(asked: Asked): MatrixJson {
  const { cluster, meant } = asked;
  return {
    ...(meant && { site: meant.site.key }),
    open: openNamespaces(cluster),
    unknown: unknownNamespaces(cluster).map(({ rules, ...rest }) => ({ ...rest, rules: rules.map(ruleJson) })),
    flows: [...flows(cluster)].map((flow) => {
      const why = whyOf(flow, asked);
      return { ...flowJson(flow), ...(why && { why }) };
    }),
  };
}

/** One line a flow, for spreadsheets. */
export function matrixCsv(all: readonly Asked[]): string {
  const header = ['site', 'from', 'from_pods', 'to', 'to_pods', 'ports', 'egress', 'ingress', 'why', 'basis', 'until'];
  const rows = all.flatMap((asked) =>
    [...flows(asked.cluster)].map((flow) => {
      const [why] = whyOf(flow, asked) ?? [];
      return [
        asked.meant?.site.key ?? '',
        ...csvEnd(flow.from),
        ...csvEnd(flow.to),
        portsText(flow.ports),
        flow.egress?.name ?? '',
        flow.ingress?.name ?? '',
        why?.text ?? '',
        why?.terms?.basis ?? '',
        why?.terms?.until ?? '',
      ];
    }),
  );
  return csv([header, ...rows]);
}

function csvEnd(end: FlowEnd): readonly [name: string, pods: string] {
  if (end.kind === 'pods') {
    const { pods } = flowJson({ from: end, to: end, ports: [] }).from as { readonly pods: string };
    return [end.namespace.name, pods];
  }
  return [end.kind === 'addresses' ? endText(end) : 'open namespaces', ''];
}

/** For people: what systems agreed on line by line, what every tenant has by its number, and whatever nobody meant. */
export function matrixText(asked: Asked): string {
  const { cluster, meant } = asked;
  const told = [...flows(cluster)].map((flow) => ({ text: flowText(flow), why: whyOf(flow, asked) }));
  const of = (kind: Why['kind']) => told.filter(({ why }) => why?.[0]?.kind === kind).map(({ text }) => text);
  const { egress, ingress } = openNamespaces(cluster);
  const sections = [
    ...section('By agreement', of('agreement')),
    ...section('To the internet', of('internet')),
    ...section('By the platform', counted(told.flatMap(({ why }) => why?.filter(isPlatform) ?? []))),
    ...section(
      meant ? 'Meant by nobody' : 'Flows',
      told.filter(({ why }) => (why?.length ?? 0) === 0).map(({ text }) => text),
    ),
    ...section('Open: no policy holds some of their pods, and between them everything passes', [
      ...(egress.length > 0 ? [`out of ${egress.join(', ')}`] : []),
      ...(ingress.length > 0 ? [`into ${ingress.join(', ')}`] : []),
    ]),
    ...section(
      'Unknown here: named by policies, and not among the objects',
      unknownNamespaces(cluster).map(unknownText),
    ),
  ];
  const site = meant ? [`${meant.site.key}: ${meant.site.title}`] : [];
  const [, ...lines] = sections.length > 0 ? sections : ['', 'Nothing passes'];
  return [...site, ...(meant ? [''] : []), ...lines].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title} (${grouped(lines.length)})`, ...lines.map((line) => `  ${line}`)];

const isPlatform = ({ kind }: Why): boolean => kind === 'platform';

/** Flows every tenant has: how many there are of each kind. */
function counted(all: readonly Why[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { text } of all) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort().map(([text, number]) => `${text.replace('platform: ', '')}: ${count(number, 'flow')}`);
}

function flowText({ from, to, ports }: Flow): string {
  return `${endText(from)} to ${endText(to)}: ${portsText(ports)}`.replaceAll('`', '');
}

function unknownText({ name, selectors, rules }: UnknownNamespace): string {
  const by = [...new Set(rules.map(({ namespace }) => namespace))];
  const shown = by.length > SHOWN ? [...by.slice(0, SHOWN), `${by.length - SHOWN} more`] : by;
  const how = selectors.filter((selector) => selector !== `${NAME_LABEL}=${name}` && selector !== name);
  return `${name}${how.length === 0 ? '' : ` (${how.join('; ')})`}, named by ${shown.join(', ')}`;
}

const SHOWN = 3;
