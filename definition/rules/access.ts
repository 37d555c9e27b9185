import { noAdmin, platformGroup, sharedGroup } from '../codes/access';
import { listedTwice } from '../codes/shape';
import { lineOf, type Path } from '../source';
import { type AgencyView, atKey, atValue, entries, type FileView, type Located, type Rule } from '../view';

/** STR4xx: groups that belong to someone else; and lists that say a thing twice. */

export const groups: Rule = function* (view) {
  const platform = new Set(
    Object.values(view.platform?.draft.groups ?? {}).flatMap((list) => (list ?? []).map(String)),
  );
  const owners = new Map<string, { readonly agency: AgencyView; readonly line: number }>();
  for (const agency of view.agencies) {
    const seen = new Set<string>();
    if (agency.draft.access?.admin?.length === 0) yield atKey(agency, ['access', 'admin'], noAdmin());
    for (const [role, list] of entries(agency.draft.access)) {
      for (const [index, value] of list.entries()) {
        if (value === undefined) continue;
        const group = String(value);
        const path = ['access', role, index];
        if (platform.has(group)) {
          yield atValue(agency, path, platformGroup(group));
          continue;
        }
        const owner = owners.get(group);
        if (!owner) owners.set(group, { agency, line: lineOf(agency, path) });
        else if (owner.agency !== agency && !seen.has(group))
          yield atValue(agency, path, sharedGroup(group, owner.agency.key, owner.agency.source.path, owner.line));
        seen.add(group);
      }
    }
  }
};

/** The second of two equal items, in any list of any file. */
export const lists: Rule = function* (view) {
  for (const file of [...view.agencies, ...(view.platform ? [view.platform] : [])])
    yield* repeats(file, [], file.draft);
};

function* repeats<T>(file: FileView<T>, path: Path, value: unknown): Iterable<Located> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object') yield* repeats(file, [...path, key], inner);
    return;
  }
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    if (item === undefined || typeof item === 'object') continue;
    if (seen.has(String(item))) yield atValue(file, [...path, index], listedTwice(item));
    seen.add(String(item));
  }
}
