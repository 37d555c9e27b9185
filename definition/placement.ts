import {
  type Agency,
  type ContinuityClass,
  type Environment,
  type Fleet,
  type Platform,
  PRODUCTION,
  type Site,
  type System,
} from './fleet';

/** Where one environment stands. */
export interface Placement {
  readonly site: Site;
  readonly agency: Agency;
  readonly system: System;
  readonly environment: Environment;
  /** The continuity class of its system. */
  readonly class: ContinuityClass;
  /** `active` serves; `standby` is made ready to be restored into. */
  readonly role: 'active' | 'standby';
}

/**
 * Which environments stand on which site: every one on the primary; `prod` also on each standby that its
 * system's continuity class names among `copies`. In the order of sites, agencies, systems, environments.
 */
export function placements(fleet: Fleet): readonly Placement[] {
  const classes = classesOf(fleet);
  return fleet.platform.sites.flatMap((site) =>
    fleet.agencies.flatMap((agency) =>
      agency.systems.flatMap((system) => {
        const continuity = classes.get(system.continuity);
        if (!continuity) return []; // no such Fleet is read; one made by hand may be
        return system.environments
          .filter((environment) => isPlaced(site, environment, continuity))
          .map((environment) => ({
            site,
            agency,
            system,
            environment,
            class: continuity,
            role: site.role === 'primary' ? ('active' as const) : ('standby' as const),
          }));
      }),
    ),
  );
}

/** The environments that stand on one site, in the order of {@link placements}. */
export const placementsOn = (fleet: Fleet, site: Site): readonly Placement[] =>
  placements(fleet).filter((placement) => placement.site === site);

/** Whether an environment stands on a site. */
export function standsOn(fleet: Fleet, site: Site, system: System, environment: Environment): boolean {
  const continuity = classesOf(fleet).get(system.continuity);
  return continuity !== undefined && isPlaced(site, environment, continuity);
}

function isPlaced(site: Site, environment: Environment, continuity: ContinuityClass): boolean {
  if (site.role === 'primary') return true;
  return environment.key === PRODUCTION && continuity.copies.includes(site.key);
}

function classesOf({ platform }: Fleet): ReadonlyMap<string, ContinuityClass> {
  const known = CLASSES.get(platform) ?? new Map(platform.continuity.map((one) => [one.key, one]));
  CLASSES.set(platform, known);
  return known;
}

const CLASSES = new WeakMap<Platform, ReadonlyMap<string, ContinuityClass>>();
