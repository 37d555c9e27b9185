import { carriedIPv4, formatRange, hasHostBits, parseAddress, parseRange, type Range } from '../cidr';
import { invalidGroup, singleUser, systemGroup, wildcardGroup } from '../codes/access';
import type { Problem } from '../codes/define';
import { invalidHostname } from '../codes/hostnames';
import { invalidPodLabel, invalidReference } from '../codes/links';
import { hostBits, invalidRange } from '../codes/ranges';
import { hostnameFault } from '../hostname';
import { isLabel, isLabelKey, isLabelValue, LABEL, POD_LABEL } from '../label';
import { text } from './leaf';

/** Names with a form of their own: groups, hostnames, references, labels of pods, ranges of addresses. */

export const group = () => text({ maxLength: 253, pattern: '^[^,@*]+$', examples: ['tatimet-admins'] }, judgeGroup);

function judgeGroup(name: string): Problem | undefined {
  if (name.startsWith('system:')) return systemGroup(name);
  if (name.includes('*')) return wildcardGroup(name);
  if (name.includes(',') || name.trim() !== name || name.length > 253) return invalidGroup(name);
  return name.includes('@') ? singleUser(name) : undefined;
}

export const hostname = (wildcard: boolean) =>
  text({ maxLength: 253, pattern: wildcard ? '^(\\*\\.)?[a-z0-9.-]+$' : '^[a-z0-9.-]+$' }, (name) => {
    const fault = wildcard || !name.includes('*') ? hostnameFault(name) : { fault: 'has a `*`', meant: undefined };
    return fault && invalidHostname(name, fault.fault, fault.meant);
  });

const LABELS = LABEL.source.slice(1, -1);

/** Names joined by `/`: of an agency, a system and so on. */
export function judgeReference(form: string): (name: string) => Problem | undefined {
  const parts = form.split('/').length;
  return (name) => {
    const names = name.split('/');
    return names.length === parts && names.every(isLabel) ? undefined : invalidReference(name, form);
  };
}

/** The pattern an editor shows for a reference. */
export function referencePattern(form: string): string {
  return `^${form
    .split('/')
    .map(() => LABELS)
    .join('/')}$`;
}

export const podLabelValue = () =>
  text({ pattern: POD_LABEL.source }, (value) => (isLabelValue(value) ? undefined : invalidPodLabel(value, 'value')));

export const judgePodLabelKey = (key: string): Problem | undefined =>
  isLabelKey(key) ? undefined : invalidPodLabel(key, 'name');

const CIDR = { pattern: '^[0-9a-fA-F:.]+/[0-9]{1,3}$', examples: ['203.0.113.0/24'] };

/** A range that something else judges further. */
export const anyRange = () =>
  text(CIDR, (value) => (parseRange(value) ? undefined : invalidRange(value, meantRange(value))));

/** A range without host bits. */
export const exactRange = () =>
  text(CIDR, (value) => {
    const range = parseRange(value);
    if (!range) return invalidRange(value, meantRange(value));
    return hasHostBits(range) ? hostBits(value, meantExactly(range)) : undefined;
  });

/** The range and the single address that one with host bits may have meant. */
export function meantExactly(range: Range): readonly string[] {
  const single = { ...range, first: range.address, prefix: range.family === 4 ? 32 : 128 };
  return [formatRange(range), formatRange(single)];
}

function meantRange(text: string): string | undefined {
  const address = parseAddress(text.trim());
  return address && formatRange(address);
}

/** The IPv4 range that `::ffff:a.b.c.d/96+n` stands for. */
export function unmapped(range: Range): string {
  return formatRange(carriedIPv4(range));
}
