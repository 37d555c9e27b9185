import {
  carriedIPv4,
  contains,
  formatRange,
  hasHostBits,
  overlaps,
  parseAddress,
  parseRange,
  type Range,
  range,
} from '../cidr';
import { classifiedEgress, forbiddenRange, hostBits } from '../codes/ranges';
import { meantExactly } from '../schema/name';
import { atKey, atValue, entries, type Rule, type View } from '../view';

/** STR51x: what a system may reach on the internet, which begins where the data centre ends. */

interface Inside {
  readonly what: string;
  readonly range: Range;
}

const inside = (what: string, ...ranges: readonly string[]): readonly Inside[] =>
  ranges.map((text) => ({ what: `${what} (${text})`, range: range(text) }));

/** IANA's special-purpose registries; ranges set aside for documentation are left out, since examples use them. */
const SPECIAL: readonly Inside[] = [
  ...inside('this network', '0.0.0.0/8'),
  ...inside('private addresses', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  ...inside('addresses shared by carriers', '100.64.0.0/10'),
  ...inside('the node itself', '127.0.0.0/8', '::1/128'),
  ...inside('link-local addresses and with them the metadata of clouds', '169.254.0.0/16', 'fe80::/10'),
  ...inside('multicast', '224.0.0.0/4', 'ff00::/8'),
  ...inside('reserved addresses', '240.0.0.0/4', '::/128'),
  ...inside('private addresses', 'fc00::/7', 'fec0::/10'),
  ...inside('tunnels that carry IPv4', '2001::/32', '2002::/16'),
];

/** IPv6 ranges whose last 32 bits are an IPv4 address. */
const CARRIERS: readonly Inside[] = [
  ...inside('IPv4 written as IPv6', '::ffff:0:0/96', '::/96'),
  ...inside('IPv4 translated from IPv6', '64:ff9b::/96', '64:ff9b:1::/48'),
];

export const internet: Rule = function* (view) {
  const cluster = clusterRanges(view);
  for (const agency of view.agencies) {
    for (const [system, { internet: ranges, data }] of entries(agency.draft.systems)) {
      const path = ['systems', system, 'internet'];
      if (data === 'classified' && Object.keys(ranges ?? {}).length > 0)
        yield atKey(agency, path, classifiedEgress(system));
      for (const [key, { cidr }] of entries(ranges)) {
        const parsed = cidr === undefined ? undefined : parseRange(String(cidr));
        if (!parsed) continue;
        const reached = reach(parsed, cluster);
        const problem =
          reached.length > 0
            ? forbiddenRange(String(cidr), reached, hasHostBits(parsed))
            : hasHostBits(parsed)
              ? hostBits(String(cidr), meantExactly(parsed))
              : undefined;
        if (problem) yield atValue(agency, [...path, key, 'cidr'], problem);
      }
    }
  }
};

/** Ranges of platform.yaml that belong to the cluster. */
function clusterRanges({ platform }: View): readonly Inside[] {
  const { network, sites } = platform?.draft ?? {};
  const lists = [
    ['the pods of the cluster', network?.pods],
    ['the Services of the cluster', network?.services],
    ['the nodes of the cluster', network?.nodes],
    ...entries(sites).map(([site, { apiServer }]) => [`the API server of ${site}`, apiServer?.cidrs] as const),
  ] as const;
  const resolver =
    network?.resolver?.nodeLocal === undefined ? undefined : parseAddress(String(network.resolver.nodeLocal));
  return [
    ...lists.flatMap(([what, texts]) =>
      (texts ?? []).flatMap((text) => {
        const parsed = text === undefined ? undefined : parseRange(String(text));
        return parsed ? [{ what: `${what} (${text})`, range: parsed }] : [];
      }),
    ),
    ...(resolver ? [{ what: `the resolver (${formatRange(resolver)})`, range: resolver }] : []),
  ];
}

/** What a range reaches that is not the internet, in words. */
function reach(asked: Range, cluster: readonly Inside[]): readonly string[] {
  const half = asked.prefix < 2 ? [asked.prefix === 0 ? 'the whole internet' : 'half the internet'] : [];
  const carriers = CARRIERS.filter((carrier) => overlaps(asked, carrier.range));
  const carried = carriers.filter((carrier) => contains(carrier.range, asked)).map(() => carriedIPv4(asked));
  const within = [...cluster, ...SPECIAL].filter(
    (one) => overlaps(asked, one.range) || carried.some((v4) => overlaps(v4, one.range)),
  );
  return [...new Set([...half, ...carriers.map(({ what }) => what), ...within.map(({ what }) => what)])];
}
