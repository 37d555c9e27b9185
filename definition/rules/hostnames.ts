import { foreignDomain, hostnameTaken, tooManyHostnames, wildcardOverlap } from '../codes/hostnames';
import { isWithin } from '../hostname';
import { lineOf, type Path } from '../source';
import { type AgencyView, atKey, atValue, entries, type Located, type Rule } from '../view';

/** STR50x: hostnames against the domains and against each other. */

/** The cluster's guard checks each name of a list in turn: measured, 4,000 pass and 8,000 exceed its limit of cost. */
const MAX_HOSTNAMES = 1000;

interface Claim {
  readonly name: string;
  /** `<agency>/<system>/<environment>`. */
  readonly owner: string;
  readonly agency: AgencyView;
  readonly path: Path;
}

export const hostnames: Rule = function* (view) {
  const domains = view.platform?.draft.domains;
  const claims = new Claims();
  for (const agency of view.agencies) {
    for (const [system, { environments }] of entries(agency.draft.systems)) {
      for (const [environment, { hostnames: list }] of entries(environments)) {
        const path = ['systems', system, 'environments', environment, 'hostnames'];
        if ((list?.length ?? 0) > MAX_HOSTNAMES)
          yield atKey(agency, path, tooManyHostnames(list?.length ?? 0, MAX_HOSTNAMES));
        for (const [index, value] of (list ?? []).entries()) {
          if (value === undefined) continue;
          const claim = {
            name: String(value),
            owner: `${agency.key}/${system}/${environment}`,
            agency,
            path: [...path, index],
          };
          const outside =
            domains && !domains.some((domain) => domain === undefined || isWithin(claim.name, String(domain)));
          if (outside) yield atValue(agency, claim.path, foreignDomain(claim.name, domains.map(String)));
          else yield* claims.add(claim);
        }
      }
    }
  }
};

/** Names claimed so far. A wildcard is known by the name below which it claims all. */
class Claims {
  private readonly names = new Map<string, Claim>();
  private readonly wildcards = new Map<string, Claim>();
  /** For each name, the first claim of each agency at or below it. */
  private readonly below = new Map<string, Map<AgencyView, Claim>>();

  *add(claim: Claim): Iterable<Located> {
    const same = this.names.get(claim.name);
    if (same) {
      if (same.owner !== claim.owner)
        yield atValue(claim.agency, claim.path, hostnameTaken(claim.name, same.owner, ...place(same)));
      return;
    }
    this.names.set(claim.name, claim);
    const other = this.overlapping(claim);
    if (other)
      yield atValue(claim.agency, claim.path, wildcardOverlap(claim.name, other.name, other.owner, ...place(other)));
    this.remember(claim);
  }

  /** A claim of another agency that this one overlaps. Agencies may cover their own names. */
  private overlapping(claim: Claim): Claim | undefined {
    const base = claim.name.replace(/^\*\./, '');
    const isWildcard = base !== claim.name;
    for (const parent of parents(base, isWildcard)) {
      const wildcard = this.wildcards.get(parent);
      if (wildcard && wildcard.agency !== claim.agency) return wildcard;
    }
    if (!isWildcard) return undefined;
    return [...(this.below.get(base) ?? [])].find(([agency]) => agency !== claim.agency)?.[1];
  }

  private remember(claim: Claim): void {
    const base = claim.name.replace(/^\*\./, '');
    const isWildcard = base !== claim.name;
    if (isWildcard) this.wildcards.set(base, claim);
    for (const parent of parents(base, isWildcard)) {
      const agencies = this.below.get(parent) ?? new Map<AgencyView, Claim>();
      if (!agencies.has(claim.agency)) agencies.set(claim.agency, claim);
      this.below.set(parent, agencies);
    }
  }
}

/** The names above a name: for `a.b.c`, `b.c` and `c`; itself first where that is asked for. */
function* parents(name: string, itself: boolean): Iterable<string> {
  if (itself) yield name;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}

function place({ agency, path }: Claim): readonly [file: string, line: number] {
  return [agency.source.path, lineOf(agency, path)];
}
