/** Names that Kubernetes accepts as part of others: DNS labels, and subdomains made of them. */

/** Longest DNS label, and longest name of a namespace. */
export const LABEL_LENGTH = 63;

/** Lower-case letters, digits and inner hyphens. The schema an editor reads shows the same pattern. */
export const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** Labels joined by dots, 253 characters at most: names of classes and of Kubernetes objects. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isLabel);
}

/** Value of a label of objects, or its name without a domain. */
export const POD_LABEL = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)$/;

/** Whether a text is the value of a label of objects, or its name without a domain: never empty here. */
export const isLabelValue = (text: string): boolean => POD_LABEL.test(text);

/** Whether a text is the key of a label of objects: a name, before which a domain and `/` may stand. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const [domain, name] = slash < 0 ? [undefined, text] : [text.slice(0, slash), text.slice(slash + 1)];
  return POD_LABEL.test(name) && (domain === undefined || isSubdomain(domain));
}

/** The label a name would be, written as labels are: `Arkivi i Shtetit` becomes `arkivi-i-shtetit`. */
export function toLabel(text: string): string | undefined {
  const label = text
    .slice(0, 4 * LABEL_LENGTH)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LABEL_LENGTH)
    .replace(/^-+|-+$/g, '');
  return isLabel(label) ? label : undefined;
}
