import type { ReachMap } from '../../analysis/reach/map';
import { kindOf } from './look';
import { WORDS } from './words';

/** The map's counts in words; what ought not to be is said only where it is. */
export function summary(map: ReachMap): readonly string[] {
  const systems = map.agencies.flatMap((agency) => agency.systems);
  const unexplained = map.links.filter((link) => kindOf(link) === 'unexplained').length;
  const quarantined = systems.filter((system) => system.quarantined).length;
  return [
    WORDS.agencies(map.agencies.length),
    WORDS.systems(systems.length),
    WORDS.links(map.links.length),
    ...(unexplained > 0 ? [WORDS.without(unexplained)] : []),
    ...(quarantined > 0 ? [WORDS.inQuarantine(quarantined)] : []),
  ];
}
