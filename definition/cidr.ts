import { IPv4, IPv6 } from 'ipaddr.js';

/** A range of addresses: those whose first `prefix` bits are those of `first`. */
export interface Range {
  readonly family: 4 | 6;
  /** The address as it is written, host bits included. */
  readonly address: bigint;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefix: number;
}

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/;

/** An address without a prefix; undefined where it is none. Leading zeros and zones are refused, as Kubernetes does. */
export function parseAddress(text: string): Range | undefined {
  const family = V4.test(text) ? 4 : V6.test(text) && IPv6.isValid(text) ? 6 : undefined;
  return family && rangeOf(text, family, family === 4 ? 32 : 128);
}

/** `address/prefix`; undefined where it is none. */
export function parseRange(text: string): Range | undefined {
  const [address = '', length = '', more] = text.split('/');
  if (more !== undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const single = parseAddress(address);
  const prefix = Number(length);
  return single && prefix <= single.prefix ? rangeOf(address, single.family, prefix) : undefined;
}

function rangeOf(text: string, family: 4 | 6, prefix: number): Range {
  const bytes = (family === 4 ? IPv4.parse(text) : IPv6.parse(text)).toByteArray();
  const address = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  return span(family, address, prefix);
}

/** The range of a prefix around an address. */
function span(family: 4 | 6, address: bigint, prefix: number): Range {
  const free = BigInt((family === 4 ? 32 : 128) - prefix);
  const first = (address >> free) << free;
  return { family, address, first, last: first + (1n << free) - 1n, prefix };
}

/** Whether the address has bits beyond the prefix: the API server refuses such a range. */
export function hasHostBits(range: Range): boolean {
  return range.address !== range.first;
}

/** Whether two ranges share an address. */
export function overlaps(a: Range, b: Range): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The IPv4 range that an IPv6 range below a 96-bit prefix carries in its last 32 bits. */
export function carriedIPv4(range: Range): Range {
  const low = (1n << 32n) - 1n;
  return range.prefix >= 96 ? span(4, range.address & low, range.prefix - 96) : span(4, 0n, 0);
}

/** How a range is written, without host bits. */
export function formatRange(range: Range): string {
  const bytes: number[] = [];
  for (let shift = range.family === 4 ? 24 : 120; shift >= 0; shift -= 8)
    bytes.push(Number((range.first >> BigInt(shift)) & 255n));
  const address = range.family === 4 ? new IPv4(bytes) : new IPv6(bytes);
  return `${address.toString()}/${range.prefix}`;
}

/** A range that is known to be one: those of a `Fleet` and of this source are. */
export function range(text: string): Range {
  const parsed = parseRange(text);
  if (!parsed) throw new RangeError(`\`${text}\` is not a range of addresses`);
  return parsed;
}
