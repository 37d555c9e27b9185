import { PROTOCOLS, type Protocol } from './query';

/** Ports of one protocol: a range of numbers, or a name that the pod at the receiving end gives to one of them. */
export type Ports =
  | { readonly protocol: Protocol; readonly first: number; readonly last: number; readonly name?: undefined }
  | { readonly protocol: Protocol; readonly name: string };

/** A set of ports; empty where there is none. */
export type PortSet = readonly Ports[];

const LAST = 65_535;

/** Every port of a protocol. */
export const everyPortOf = (protocol: Protocol): Ports => ({ protocol, first: 1, last: LAST });

/** Whether it is every port of its protocol. */
export const isEveryPort = (ports: Ports): boolean =>
  ports.name === undefined && ports.first <= 1 && ports.last >= LAST;

/** Every port there is. */
export const EVERY_PORT: PortSet = PROTOCOLS.map(everyPortOf);

/** Numbers behind the names of ports, where they are known. */
export type PortNames = Readonly<Record<string, number>>;

/** A set in which known names are numbers. */
export function resolved(set: PortSet, names: PortNames): PortSet {
  return set.map((ports) => {
    const number = ports.name !== undefined && Object.hasOwn(names, ports.name) ? names[ports.name] : undefined;
    return number === undefined ? ports : { protocol: ports.protocol, first: number, last: number };
  });
}

/** A port by its number or name, or every port where none is given. */
export function portSetOf(port: number | string | undefined, protocol: Protocol | undefined): PortSet {
  if (port === undefined) return protocol === undefined ? EVERY_PORT : [everyPortOf(protocol)];
  if (typeof port === 'string') return [{ protocol: protocol ?? 'TCP', name: port }];
  return [{ protocol: protocol ?? 'TCP', first: port, last: port }];
}

/** Ports that are in both sets. A name may stand for any number, so beside numbers it stays. */
export function common(a: PortSet, b: PortSet): PortSet {
  return distinct(a.flatMap((one) => b.flatMap((other) => commonOf(one, other))));
}

function commonOf(a: Ports, b: Ports): PortSet {
  if (a.protocol !== b.protocol) return [];
  if (a.name !== undefined) return b.name === undefined || b.name === a.name ? [a] : [];
  if (b.name !== undefined) return [b];
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  return first <= last ? [{ protocol: a.protocol, first, last }] : [];
}

/** Whether every port of `inner` is one of `outer`. */
export function portsWithin(inner: PortSet, outer: PortSet): boolean {
  return inner.every((ports) => {
    const there = merged(outer.filter(({ protocol }) => protocol === ports.protocol));
    if (ports.name === undefined)
      return there.some((other) => other.name === undefined && other.first <= ports.first && ports.last <= other.last);
    return there.some((other) => other.name === ports.name || isEveryPort(other));
  });
}

/** Ranges that touch become one; sorted, without doubles. */
export function merged(set: PortSet): PortSet {
  const out: Ports[] = [];
  for (const ports of distinct(set).sort(byPlace)) {
    const before = out.at(-1);
    if (before && before.protocol === ports.protocol && before.name === undefined && ports.name === undefined) {
      if (ports.first <= before.last + 1) {
        out[out.length - 1] = { ...before, last: Math.max(before.last, ports.last) };
        continue;
      }
    }
    out.push(ports);
  }
  return out;
}

/** A set in words: `TCP 8443`, `UDP 53, TCP 53`, `TCP metrics`, `every port`. */
export function portsText(set: PortSet): string {
  const all = merged(set);
  const whole = all.filter(isEveryPort);
  if (whole.length === PROTOCOLS.length) return 'every port';
  return all.map(portText).join(', ');
}

function portText(ports: Ports): string {
  if (ports.name !== undefined) return `${ports.protocol} ${ports.name}`;
  const { protocol, first, last } = ports;
  if (first <= 1 && last >= LAST) return `every port of ${protocol}`;
  return first === last ? `${protocol} ${first}` : `${protocol} ${first}-${last}`;
}

function byPlace(a: Ports, b: Ports): number {
  const protocol = PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol);
  if (protocol !== 0) return protocol;
  if (a.name === undefined || b.name === undefined)
    return a.name === b.name ? rangeOrder(a, b) : a.name === undefined ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

const rangeOrder = (a: Ports, b: Ports): number =>
  a.name === undefined && b.name === undefined ? a.first - b.first || a.last - b.last : 0;

function distinct(set: PortSet): Ports[] {
  if (set.length < 2) return [...set];
  return [...new Map(set.map((ports) => [keyOf(ports), ports])).values()];
}

const keyOf = (ports: Ports): string =>
  `${ports.protocol} ${ports.name === undefined ? `${ports.first}-${ports.last}` : `:${ports.name}`}`;
