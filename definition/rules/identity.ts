import { almostProd, fileName, namespaceClash, namespaceTooLong, reservedName, stackClash } from '../codes/names';
import { PRODUCTION } from '../fleet';
import { isLabel, LABEL_LENGTH } from '../label';
import { lineOf } from '../source';
import { type AgencyView, atKey, atValue, entries, type Located, names, type Rule, type View } from '../view';

/** STR2xx: names, and the namespaces and stacks that come of them. */

const RESERVED = ['default', 'kube', 'openshift', 'operators', 'platform', 'streha'];
const PREFIXES = ['kube-', 'openshift-', 'streha-'];
const SUFFIXES = ['-operators', '-platform'];

/** An agency's name: that of its file, and none of the platform's. */
export const agencyNames: Rule = function* (view) {
  const taken = platformNamespaces(view);
  for (const agency of view.agencies) {
    const name = agency.draft.agency === undefined ? undefined : String(agency.draft.agency);
    if (name === undefined) continue;
    if (agency.fileName !== undefined && agency.fileName !== `${name}.yaml`)
      yield atValue(agency, ['agency'], fileName(name, agency.fileName));
    const why = reservation(name, taken);
    if (why !== undefined) yield atValue(agency, ['agency'], reservedName(name, why));
  }
};

function reservation(name: string, taken: ReadonlyMap<string, string>): string | undefined {
  if (RESERVED.includes(name)) return 'the platform uses it';
  const prefix = PREFIXES.find((one) => name.startsWith(one));
  if (prefix !== undefined) return `names beginning with \`${prefix}\` belong to the cluster or the platform`;
  const suffix = SUFFIXES.find((one) => name.endsWith(one));
  if (suffix !== undefined) return `names ending in \`${suffix}\` are stacks of the platform`;
  const use = taken.get(name);
  return use === undefined ? undefined : `platform.yaml names a namespace so (\`${use}\`)`;
}

/** Namespaces of the platform, with the field that names each. */
function platformNamespaces({ platform }: View): ReadonlyMap<string, string> {
  const { charts, ingress, network } = platform?.draft ?? {};
  const taken = new Map<string, string>();
  for (const [release, chart] of entries(charts?.releases)) {
    if (chart.namespace !== undefined) taken.set(String(chart.namespace), `charts.releases.${release}`);
  }
  if (ingress?.gateway?.namespace !== undefined) taken.set(String(ingress.gateway.namespace), 'ingress.gateway');
  if (network?.resolver?.namespace !== undefined) taken.set(String(network.resolver.namespace), 'network.resolver');
  return taken;
}

/** Namespaces: short enough, and each belongs to one system. */
export const namespaces: Rule = function* (view) {
  const owners = new Map<string, string>();
  for (const [name, use] of platformNamespaces(view)) owners.set(name, `the platform (\`${use}\` of platform.yaml)`);
  for (const agency of view.agencies) {
    for (const system of names(agency.draft.systems).filter(isLabel)) yield* systemNamespaces(agency, system, owners);
  }
};

function* systemNamespaces(agency: AgencyView, system: string, owners: Map<string, string>): Iterable<Located> {
  const path = ['systems', system];
  const environments = names(agency.draft.systems?.[system]?.environments).filter(isLabel);
  const all = environments.map((environment) => `${agency.key}-${system}-${environment}`);
  const longest = all.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest.length > LABEL_LENGTH)
    yield atKey(agency, path, namespaceTooLong(longest, longest.length - LABEL_LENGTH));
  const clashes = new Map<string, string[]>();
  const owner = `\`${agency.key}/${system}\` (${agency.source.path}:${lineOf(agency, path)})`;
  for (const namespace of all) {
    const earlier = owners.get(namespace);
    if (earlier === undefined) owners.set(namespace, owner);
    else clashes.set(earlier, [...(clashes.get(earlier) ?? []), namespace]);
  }
  for (const [earlier, shared] of clashes) yield atKey(agency, path, namespaceClash(shared, earlier));
}

/** Stacks: `<site>-<agency>` belongs to one agency. */
export const stacks: Rule = function* (view) {
  const owners = new Map<string, { readonly agency: string; readonly site: string }>();
  const sites = names(view.platform?.draft.sites);
  for (const agency of view.agencies) {
    for (const site of sites) {
      const stack = `${site}-${agency.key}`;
      const earlier = owners.get(stack);
      if (earlier) yield atValue(agency, ['agency'], stackClash(stack, earlier.agency, earlier.site));
      else owners.set(stack, { agency: agency.key, site });
    }
  }
};

/** Environments that look like production and are none. */
export const production: Rule = function* (view) {
  for (const agency of view.agencies) {
    for (const [system, { environments }] of entries(agency.draft.systems)) {
      for (const name of names(environments).filter(looksLikeProduction))
        yield atKey(agency, ['systems', system, 'environments', name], almostProd(name));
    }
  }
};

function looksLikeProduction(name: string): boolean {
  return name !== PRODUCTION && isLabel(name) && /^(?:prod|prd|pord|pro$|live)/.test(name);
}
