import type { Rule } from '../view';
import { groups, lists } from './access';
import { continuity, vital } from './continuity';
import { hostnames } from './hostnames';
import { agencyNames, namespaces, production, stacks } from './identity';
import { internet } from './internet';
import { links } from './links';
import { platform } from './platform';
import { quarantine } from './quarantine';
import { quotas, units } from './quotas';

/** Everything that is asked of a fleet beyond the shape of each file. */
export const RULES: readonly Rule[] = [
  agencyNames,
  namespaces,
  stacks,
  production,
  quotas,
  units,
  groups,
  lists,
  hostnames,
  links,
  internet,
  quarantine,
  continuity,
  vital,
  platform,
];
