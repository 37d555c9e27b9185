import { AkshiStack } from './akshi';
import type { OwnStacks } from './fleet-app';
import { TatimetStack } from './tatimet';

/** Agencies whose stack holds more than their file says. Everybody else gets `AgencyStack`. */
export const ownStacks: OwnStacks = { akshi: AkshiStack, tatimet: TatimetStack };
