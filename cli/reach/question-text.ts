import type { createColors } from 'picocolors';
import { portsJsonText } from './as-json';
import type { Asked } from './clusters';
import type { NamedEnd } from './ends';
import type { Answer, Question, SideJson } from './question';
import type { Why } from './reasons';

type Colours = ReturnType<typeof createColors>;

/** An answer for people: yes or no first, then what decides at either end, then what the definitions say. */
export function answerText(question: Question, answer: Answer, asked: Asked, colours: Colours): string {
  const { from, to } = question;
  const what = question.port === undefined ? 'any port' : `${question.protocol ?? 'TCP'} ${question.port}`;
  const who = `${nameOf(from)} ${answer.allowed ? 'may' : 'may not'} call ${nameOf(to)} on ${what}`;
  const site = asked.meant ? ` (${asked.meant.site.key})` : '';
  const head = `${answer.allowed ? colours.green('yes') : colours.red('no')}: ${who}${site}`;
  const lines = answer.flows.length > 0 ? answer.flows.flatMap(flowLines) : sideLines(question, answer);
  return [head, '', ...lines, ...whyLines(answer.why), ...advice(question, answer, asked)].join('\n');
}

function flowLines(flow: Answer['flows'][number]): readonly string[] {
  return [
    `  ${endWords(flow.from)} to ${endWords(flow.to)}: ${portsJsonText(flow.ports)}`,
    `    out  ${flow.egress ? ruleWords(flow.egress, 'egress') : 'open: no policy holds these pods'}`,
    `    in   ${flow.ingress ? ruleWords(flow.ingress, 'ingress') : 'open: no policy holds these pods'}`,
    ...whyLines(flow.why, '    why  '),
    ...(flow.why?.length === 0 ? ['    why  nothing in the definitions means it to be'] : []),
  ];
}

function whyLines(why: readonly Why[] | undefined, lead = '  why  '): readonly string[] {
  return (why ?? []).flatMap(({ text, terms, file, line }) => [
    `${lead}${text}`,
    ...(file === undefined ? [] : [`${' '.repeat(lead.length)}${file}:${line}`]),
    ...(terms ? [`${' '.repeat(lead.length)}${[terms.basis, `until ${terms.until}`].filter(Boolean).join(', ')}`] : []),
  ]);
}

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

/** Two tenants that may not talk: what would have to be agreed. */
function advice({ from, to }: Question, { allowed }: Answer, { cluster, meant }: Asked): readonly string[] {
  if (allowed || !meant || from.kind !== 'pods' || to.kind !== 'pods') return [];
  const [consumer, provider] = [from, to].map(({ namespace }) => {
    const labels = cluster.namespaces.get(namespace)?.labels ?? {};
    return { system: `${labels['streha.al/agency']}/${labels['streha.al/system']}`, labels };
  });
  if (!consumer || !provider || [consumer, provider].some(({ labels }) => !labels['streha.al/system'])) return [];
  if (consumer.labels['streha.al/environment'] !== provider.labels['streha.al/environment'])
    return ['', '  links join equal environments only: prod with prod, test with test'];
  if (consumer.system === provider.system) return [];
  return ['', `  to open it, both sides agree: streha new link ${consumer.system} ${provider.system}/SERVICE`];
}

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
