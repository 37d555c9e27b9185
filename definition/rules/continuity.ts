import { classifiedSite, personalDeferrable, unknownClass, vitalWithoutStandby } from '../codes/continuity';
import { classAboveSystem } from '../codes/links';
import { DATA_CLASSES, PRODUCTION } from '../fleet';
import { atKey, atValue, entries, type Located, names, type Rule, type View } from '../view';

/** STR6xx: continuity classes and the data they keep. */

export const continuity: Rule = function* (view) {
  const classes = view.platform?.draft.continuity;
  for (const agency of view.agencies) {
    for (const [key, system] of entries(agency.draft.systems)) {
      const path = ['systems', key];
      const name = system.continuity === undefined ? undefined : String(system.continuity);
      if (name !== undefined && classes && !Object.hasOwn(classes, name))
        yield atValue(agency, [...path, 'continuity'], unknownClass(name, names(classes)));
      const inProduction = names(system.environments).includes(PRODUCTION);
      const sensitive = system.data === 'personal' || system.data === 'classified';
      if (name === 'deferrable' && sensitive && inProduction)
        yield atValue(agency, [...path, 'continuity'], personalDeferrable(key, system.data ?? ''));
      if (system.data === 'classified') {
        const sites = uncleared(view, name);
        if (sites.length > 0) yield atValue(agency, [...path, 'data'], classifiedSite(key, sites, name));
      }
      for (const [service, { data }] of entries(system.exposes)) {
        if (data === undefined || system.data === undefined) continue;
        if (DATA_CLASSES.indexOf(data) <= DATA_CLASSES.indexOf(system.data)) continue;
        const problem = classAboveSystem(service, key, { service: data, system: system.data });
        yield atValue(agency, [...path, 'exposes', service, 'data'], problem);
      }
    }
  }
};

/** Sites that would hold the data or a copy of it and are not cleared for classified data. */
function uncleared(view: View, continuityClass: string | undefined): readonly string[] {
  const { sites, continuity: classes } = view.platform?.draft ?? {};
  const copies = continuityClass === undefined ? [] : (classes?.[continuityClass]?.copies ?? []).map(String);
  return (
    entries(sites)
      .filter(([key, { role }]) => role === 'primary' || copies.includes(key))
      // a value that has its finding (present, and undefined) says nothing
      .filter(([, site]) => site.classified === false || !names(site).includes('classified'))
      .map(([key]) => key)
  );
}

/** `vital` promises to outlive a site. */
export const vital: Rule = function* (view): Iterable<Located> {
  const { sites, continuity: classes } = view.platform?.draft ?? {};
  const copies = classes?.vital?.copies;
  if (!view.platform || !sites || !copies || copies.includes(undefined)) return;
  const roles = entries(sites);
  if (roles.length < names(sites).length || roles.some(([, { role }]) => role === undefined)) return;
  const standbys = roles.filter(([, { role }]) => role === 'standby').map(([key]) => key);
  const unknown = copies.some((copy) => !Object.hasOwn(sites, String(copy))); // it has its finding
  if (unknown || copies.some((copy) => standbys.includes(String(copy)))) return;
  yield atKey(view.platform, ['continuity', 'vital', 'copies'], vitalWithoutStandby(standbys));
};
