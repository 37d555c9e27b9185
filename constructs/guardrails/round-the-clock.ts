import { PRODUCTION } from '../../definition/fleet';
import { LABEL } from '../names';
import { namespaceLabel } from './cel';

/** CEL: the namespace is production of a system that never stands still. Not for conditions: they see no namespace. */
export const ROUND_THE_CLOCK = `(${namespaceLabel(LABEL.service)} == '24x7' && ${namespaceLabel(LABEL.environment)} == '${PRODUCTION}')`;
