import { domainToASCII } from 'node:url';
import { isLabel } from './label';

/** What is wrong with a hostname, and the one that was surely meant. */
export interface HostnameFault {
  readonly fault: string;
  readonly meant?: string;
}

/** Names that are no hostname for the reason found first; undefined for a sound one. `*.` may stand before it. */
export function hostnameFault(name: string): HostnameFault | undefined {
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.exec(name)?.[0];
  if (scheme !== undefined) return { fault: 'has a scheme', ...meant(name.slice(scheme.length).split('/')[0]) };
  if (name.includes('/')) return { fault: 'has a path', ...meant(name.split('/')[0]) };
  if (/:\d*$/.test(name)) return { fault: 'has a port', ...meant(name.replace(/:\d*$/, '')) };
  if (name.endsWith('.')) return { fault: 'ends in a dot', ...meant(name.replace(/\.+$/, '')) };
  if (/\P{ASCII}/u.test(name))
    return { fault: 'has letters outside a to z', ...meant(domainToASCII(name.normalize('NFC'))) };
  if (/[A-Z]/.test(name)) return { fault: 'has capital letters', ...meant(name.toLowerCase()) };
  if (name.length > 253) return { fault: 'is longer than 253 characters' };
  const labels = (name.startsWith('*.') ? name.slice(2) : name).split('.');
  if (name.includes('*') && (!name.startsWith('*.') || name.lastIndexOf('*') > 0))
    return { fault: 'has a `*` that is not its whole first part' };
  if (labels.length < 2) return { fault: 'is a single word' };
  const bad = labels.find((label) => !isLabel(label));
  if (bad === undefined) return undefined;
  return {
    fault:
      bad === ''
        ? 'has two dots in a row or begins with one'
        : 'has a part that is not letters, digits and inner hyphens',
  };
}

/** The name itself, if it is a sound one. */
function meant(name: string | undefined): { readonly meant?: string } {
  if (!name) return {};
  const lower = name.toLowerCase();
  return hostnameFault(lower) === undefined ? { meant: lower } : {};
}

/** Whether a hostname is a domain or lies below it. */
export function isWithin(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
