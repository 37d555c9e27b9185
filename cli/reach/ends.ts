import { type End, unknownNamespaces } from '../../analysis/reach';
import { addressOf } from '../../analysis/reach/addresses';
import { PRODUCTION, placements } from '../../definition';
import { overlaps, range } from '../../definition/cidr';
import { isLabel } from '../../definition/label';
import { didYouMean, quote } from '../../definition/words';
import { UsageError } from '../errors';
import type { Asked } from './clusters';

/** An end as somebody named it on the command line. */
export type NamedEnd =
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> }
  | { readonly kind: 'address'; readonly ip: string };

/**
 * Reads an end: a namespace, `agency/system/environment`, `agency/system` for its production, or an address.
 *
 * @throws UsageError where it is none of them, or stands nowhere in the cluster asked
 */
export function readEnd(
  option: '--from' | '--to',
  text: string,
  labels: Readonly<Record<string, string>> | undefined,
  asked: Asked,
): NamedEnd {
  const address = addressOf(text);
  if (address) {
    const { network } = asked.meant?.fleet.platform ?? {};
    const inside = [...(network?.pods ?? []), ...(network?.services ?? [])].find((one) =>
      overlaps(range(one), address),
    );
    if (inside !== undefined)
      throw new UsageError(
        `${option} ${quote(text)} is an address of the cluster (${inside}), which says nothing of the pod behind it; name the namespace`,
      );
    if (labels === undefined) return { kind: 'address', ip: text };
    throw new UsageError(`${option}-labels are labels of pods, and ${quote(text)} is an address`);
  }
  const namespace = text.includes('/') ? namespaceOf(option, text, asked) : text;
  if (!isLabel(namespace)) throw new UsageError(`${option} ${quote(text)} is neither a namespace nor an address`);
  requireKnown(option, namespace, asked);
  return { kind: 'pods', namespace, ...(labels && { labels }) };
}

/** As a query has it. */
export function asEnd(end: NamedEnd): End {
  return end.kind === 'address' ? { ip: end.ip } : { namespace: end.namespace, labels: end.labels ?? {} };
}

function namespaceOf(option: string, text: string, { meant }: Asked): string {
  const [agency = '', system = '', environment = PRODUCTION, more] = text.split('/');
  if (!meant) throw new UsageError(`${option} ${quote(text)}: manifests know no systems; name the namespace`);
  if (more !== undefined || agency === '' || system === '' || environment === '')
    throw new UsageError(`${option} ${quote(text)}: write AGENCY/SYSTEM/ENVIRONMENT, a namespace, or an address`);
  return `${agency}-${system}-${environment}`;
}

/** A name that nothing knows is a slip of the pen, and the answer to it would be a wrong one. */
function requireKnown(option: string, namespace: string, { cluster, meant }: Asked): void {
  const named = unknownNamespaces(cluster).map(({ name }) => name);
  const known = new Set([...cluster.namespaces.keys(), ...named, ...(meant?.expected ?? []).flatMap(namespacesIn)]);
  if (known.has(namespace)) return;
  const where = meant ? `on \`${meant.site.key}\`` : 'in these manifests';
  const elsewhere = meant && placements(meant.fleet).find(({ environment }) => environment.namespace === namespace);
  const help = elsewhere ? `it does on \`${elsewhere.site.key}\`` : didYouMean(namespace, [...known]);
  throw new UsageError(`${option}: no namespace \`${namespace}\` stands ${where}; ${help}`);
}

const namespacesIn = ({ from, to }: NonNullable<Asked['meant']>['expected'][number]): readonly string[] =>
  [from, to].flatMap((end) => (end.kind === 'pods' ? [end.namespace] : []));
