import { ANNOTATION } from '../names';
import { few, namespaceAnnotation } from './cel';

/** Variable `hostnames`: what the namespace owns. A missing annotation splits into one empty name. */
export const HOSTNAMES = { hostnames: `${namespaceAnnotation(ANNOTATION.hostnames)}.split(',')` } as const;

/**
 * CEL: a hostname stands in a list, or below a wildcard of it, which covers one label. A wildcard itself must stand
 * there as it is.
 */
export const covered = (host: string, by: string): string =>
  `(${host}.contains('.') && (${host} in ${by} || '*' + ${host}.substring(${host}.indexOf('.')) in ${by}))`;

/** CEL: the namespace owns a hostname. */
export const isOwnHostname = (host: string): string => covered(host, 'variables.hostnames');

/** CEL for messages: what the namespace owns. */
export const OWN_HOSTNAMES = `'hostnames of the namespace: ' + (variables.hostnames == [''] ? 'none' : ${few('variables.hostnames')})`;
