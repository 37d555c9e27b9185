/** Name of the stack of a site's third-party software. */
export const operatorsStackName = (site: string): string => `${site}-operators`;

/** Name of the stack of what a site's cluster has once. */
export const platformStackName = (site: string): string => `${site}-platform`;

/** Name of an agency's stack on a site; the definition refuses two pairs that give one name. */
export const agencyStackName = (site: string, agency: string): string => `${site}-${agency}`;
