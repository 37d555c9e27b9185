import type { createColors } from 'picocolors';
import { isAgreed, type Link, links, type PodLabels, placementsOn, quarantineOf } from '../../definition';
import { commandName } from '../package-root';
import { portsJsonText } from './as-json';
import type { Asked } from './clusters';
import type { NamedEnd } from './ends';
import type { Answer, Question, SideJson } from './question';
import type { Why } from './reasons';

type Colours = ReturnType<typeof createColors>;

/** An answer for people: yes or no first, then what decides at either end, then what the definitions say. */
export function answerText(
  question: Question,
  answer: Answer,
  asked: Asked,
  { colours, asOf }: { readonly colours: Colours; readonly asOf: string },
): string {
  const { from, to } = question;
  const who = `${nameOf(from)} ${answer.allowed ? 'may' : 'may not'} call ${nameOf(to)} on ${portWords(question, answer)}`;
  const site = asked.meant ? ` (${asked.meant.site.key})` : '';
  const head = `${answer.allowed ? colours.green('yes') : colours.red('no')}: ${who}${site}`;
  const lines =
    answer.flows.length > 0 ? answer.flows.flatMap((flow) => flowLines(flow, asOf)) : sideLines(question, answer);
  return [head, '', ...lines, ...whyLines(answer.why, asOf), ...advice(question, answer, asked)].join('\n');
}

/** The port asked about; where none was, those that pass. */
function portWords({ port, protocol }: Question, { allowed, ports }: Answer): string {
  if (port !== undefined) return `${protocol ?? 'TCP'} ${port}`;
  return allowed ? portsJsonText(ports) : 'any port';
}

function flowLines(flow: Answer['flows'][number], asOf: string): readonly string[] {
  return [
    `  ${endWords(flow.from)} to ${endWords(flow.to)}: ${portsJsonText(flow.ports)}`,
    `    out  ${flow.egress ? ruleWords(flow.egress, 'egress') : 'open: no policy holds these pods'}`,
    `    in   ${flow.ingress ? ruleWords(flow.ingress, 'ingress') : 'open: no policy holds these pods'}`,
    ...whyLines(flow.why, asOf, '    why  '),
    ...(flow.why?.length === 0 ? ['    why  nothing in the definitions means it to be'] : []),
  ];
}

function whyLines(why: readonly Why[] | undefined, asOf: string, lead = '  why  '): readonly string[] {
  return (why ?? []).flatMap(({ text, terms, file, line }) => [
    `${lead}${text}`,
    ...(file === undefined ? [] : [`${' '.repeat(lead.length)}${file}:${line}`]),
    ...(terms
      ? [`${' '.repeat(lead.length)}${[terms.basis, lastDay(terms.until, asOf)].filter(Boolean).join(', ')}`]
      : []),
  ]);
}

/** Days of one form sort as text. */
const lastDay = (until: string, asOf: string): string =>
  until < asOf ? `lapsed on ${until} and open until it is renewed or removed` : `until ${until}`;

function sideLines({ from, to }: Question, { allowed, because }: Answer): readonly string[] {
  return [
    `  out  ${sideWords(because.egress, nameOf(from), 'lets it out', 'egress')}`,
    `  in   ${sideWords(because.ingress, nameOf(to), 'lets it in', 'ingress')}`,
    ...(!allowed && because.egress.allowed && because.ingress.allowed
      ? ['', '  both ends are open, and have no pods and no port in common']
      : []),
  ];
}

function sideWords(side: SideJson, name: string, lets: string, direction: 'egress' | 'ingress'): string {
  const policies = side.policies.map((one) => ruleWords(one, direction));
  switch (side.reason) {
    case 'outside':
      return 'open: an address outside, which no policy holds';
    case 'open':
      return 'open: no policy holds its pods';
    case 'rule':
      return policies.join(', ');
    case 'closed': {
      const names = side.policies.map(({ policy }) => policy);
      const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names;
      return `closed: no policy of ${name} ${lets} (${shown.join(', ')})`;
    }
  }
}

const SHOWN = 4;

/** Two tenants that may not talk: what stands between them, and what would have to be agreed. */
function advice({ from, to }: Question, { allowed }: Answer, { meant }: Asked): readonly string[] {
  if (allowed || !meant || from.kind !== 'pods' || to.kind !== 'pods') return [];
  const here = placementsOn(meant.fleet, meant.site);
  const [caller, answerer] = [from, to].map(({ namespace }) =>
    here.find(({ environment }) => environment.namespace === namespace),
  );
  if (!caller || !answerer || caller.system === answerer.system) return [];
  const closed = [caller, answerer].flatMap(({ agency, system, environment }) => {
    const since = quarantineOf(system, environment)?.since;
    return since === undefined
      ? []
      : [`${agency.key}/${system.key}/${environment.key} is under quarantine since ${since}`];
  });
  if (closed.length > 0) return ['', ...closed.map((line) => `  ${line}`)];
  if (caller.environment.key !== answerer.environment.key)
    return ['', '  links join equal environments only: prod with prod, test with test'];
  const [consumer, provider] = [caller, answerer].map(({ agency, system }) => `${agency.key}/${system.key}`);
  const between = links(meant.fleet).filter(
    (link) => link.consumer === consumer && link.service.startsWith(`${provider}/`),
  );
  if (between.length === 0)
    return ['', `  to open it, both sides agree: ${commandName()} new link ${consumer} ${provider}/SERVICE`];
  return ['', '  between them stands', ...between.map((link) => `    ${linkText(link)}`)];
}

function linkText(link: Link): string {
  if (!isAgreed(link)) return `${link.service}, which one side alone says: it waits for the other's consent`;
  const { port, pods } = link.offer.service;
  return `${link.service}: TCP ${port}, from pods ${labelText(link.call.pods)} to pods ${labelText(pods)}`;
}

const labelText = (labels: PodLabels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

function nameOf(end: NamedEnd): string {
  if (end.kind === 'address') return end.ip;
  const labels = Object.entries(end.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? end.namespace : `${end.namespace} (${labels.join(',')})`;
}

function endWords(end: Answer['flows'][number]['from']): string {
  if ('namespace' in end) return `${end.pods === '' ? 'any pod' : `pods ${end.pods}`} of ${end.namespace}`;
  return 'addresses' in end ? end.addresses : 'pods of open namespaces';
}

const ruleWords = (
  { namespace, policy, rule }: { namespace: string; policy: string; rule?: number },
  direction: string,
): string => `${policy} of ${namespace}${rule === undefined ? '' : `, ${direction} rule ${rule + 1}`}`;
