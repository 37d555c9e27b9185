import { carriedIPv4, contains, parseAddress, parseRange, type Range, range } from '../../definition/cidr';

/** Addresses of a rule: a range, less what is excepted. */
export interface Addresses {
  readonly range: Range;
  readonly except: readonly Range[];
}

/** Every address, of both families. */
export const ANYWHERE: readonly Addresses[] = ['0.0.0.0/0', '::/0'].map((text) => ({ range: range(text), except: [] }));

/** The first address that carries IPv4 in IPv6, and all that follow: `::ffff:0.0.0.0` and so on. */
const MAPPED = range('::ffff:0:0/96');

/** One address, as a range of one; an IPv4 address in IPv6 dress is an IPv4 address. Undefined where it is none. */
export function addressOf(text: string): Range | undefined {
  return plain(parseAddress(text));
}

/** A range; undefined where it is none. */
export function rangeOf(text: string): Range | undefined {
  return plain(parseRange(text));
}

function plain(one: Range | undefined): Range | undefined {
  return one && contains(MAPPED, one) ? carriedIPv4(one) : one;
}

/** Whether an address is among them. */
export function holds({ range, except }: Addresses, address: Range): boolean {
  return contains(range, address) && !except.some((hole) => contains(hole, address));
}
