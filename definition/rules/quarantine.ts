import { underQuarantine, unknownEnvironment } from '../codes/quarantine';
import { atKey, atValue, entries, has, names, type Rule } from '../view';

/** STR52x: what is closed for an incident. */
export const quarantine: Rule = function* (view) {
  for (const agency of view.agencies) {
    for (const [key, system] of entries(agency.draft.systems)) {
      const path = ['systems', key];
      const here = (environment: string) => `${agency.key}/${key}/${environment}`;
      const all = names(system.environments);
      const { since, environments } = system.quarantine ?? {};
      for (const [index, name] of (environments ?? []).entries())
        if (system.environments !== undefined && !has(system.environments, String(name)))
          yield atValue(
            agency,
            [...path, 'quarantine', 'environments', index],
            unknownEnvironment(String(name), key, all),
          );
      const closed = (environments ?? all).map(String).filter((name) => all.includes(name));
      if (since !== undefined && closed.length > 0)
        yield atKey(agency, [...path, 'quarantine'], underQuarantine(closed.map(here), String(since)));
      for (const [name, { quarantine }] of entries(system.environments))
        if (quarantine?.since !== undefined)
          yield atKey(
            agency,
            [...path, 'environments', name, 'quarantine'],
            underQuarantine([here(name)], String(quarantine.since)),
          );
    }
  }
};
