/** Names of stacks: the unit of state, of locking, of blast radius. Never an agency's own choice. */
export const operatorsStackName = (site: string): string => `${site}-operators`;
export const platformStackName = (site: string): string => `${site}-platform`;
export const agencyStackName = (site: string, agency: string): string => `${site}-${agency}`;
