import { MANAGED_BY, RESERVED_PREFIX, STREHA } from '../names';
import { text } from './cel';

/** Labels below this domain are the platform's. */
const DOMAIN = 'streha.al/';

/** CEL: a label, of key `key` in the map `labels`, that only the platform's objects carry. */
export const isReservedLabel = (key: string, labels: string): string =>
  `${key}.startsWith(${text(DOMAIN)}) || (${key} == ${text(MANAGED_BY)} && ${labels}[${key}] == ${text(STREHA)})`;

/**
 * CEL: a name that only the platform's objects have. The prefix without its dash too: what a controller makes for an
 * object of that name begins with the prefix.
 */
export const isReservedName = (name: string): string => `(${name} + '-').startsWith(${text(RESERVED_PREFIX)})`;

/** CEL: the object, of before or after the change, is the platform's by its labels or its name. */
export const isOwned = `(
  [object, oldObject].exists(o, o != null && has(o.metadata) && (
    (has(o.metadata.labels) && o.metadata.labels.exists(key, ${isReservedLabel('key', 'o.metadata.labels')}))
    || (has(o.metadata.name) && ${isReservedName('o.metadata.name')})
    || (has(o.metadata.generateName) && ${isReservedName('o.metadata.generateName')})))
  || ${isReservedName("request.?name.orValue('')")})`;
