import { formatRange } from '../../definition/cidr';
import type { Addresses } from './addresses';
import type { FlowEnd } from './flows';
import type { PolicyRule } from './judge';
import type { Pods } from './openings';
import type { Direction } from './policy';
import { selectorText } from './selector';

/** A policy and its rule, as messages name them: `streha-dns of tatimet-cats-prod, egress rule 1`. */
export function ruleText({ namespace, name, rule }: PolicyRule, direction: Direction): string {
  return `policy \`${name}\` of \`${namespace}\`${rule === undefined ? '' : `, ${direction} rule ${rule + 1}`}`;
}

/** Pods of a namespace: `every pod of ...`, `pods app=web of ...`. */
export function podsText(namespace: string, { selector, beside }: Pods): string {
  const picked = selectorText(selector);
  const which = picked === '' ? 'every pod' : `pods ${picked}`;
  return `${which} of \`${namespace}\`${beside.length === 0 ? '' : ' that no policy picks'}`;
}

/** `203.0.113.0/24`, `203.0.113.0/24 except 203.0.113.8/29`. */
export function addressesText({ range, except }: Addresses): string {
  return [formatRange(range), ...(except.length === 0 ? [] : ['except', except.map(formatRange).join(', ')])].join(' ');
}

const FEW = 3;

/** The first of many things, and how many more there are. */
export function fewText(all: readonly string[]): string {
  return all.length <= FEW ? all.join(', ') : `${all.slice(0, FEW).join(', ')} and ${all.length - FEW} more`;
}

/** One end of a flow in words. */
export function endText(end: FlowEnd): string {
  if (end.kind === 'pods') return podsText(end.namespace.name, end.pods);
  if (end.kind === 'addresses') return addressesText(end.addresses);
  const picked = selectorText(end.pods);
  return `${picked === '' ? 'every pod' : `pods ${picked}`} of open namespaces`;
}
