import { list } from './cel';
import type { GuardrailsConfig } from './config';

/** The annotation that was the storage class once, and is still believed before the field. */
const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/**
 * CEL: the storage classes a claim or a template of one names, by field and by annotation. The empty string is one:
 * it binds to a volume that lies about.
 */
export const claimClasses = (claim: string): string =>
  `((has(${claim}.spec.storageClassName) ? [${claim}.spec.storageClassName] : [])
    + ('${BETA_CLASS}' in ${claim}.?metadata.?annotations.orValue({}) ? [${claim}.metadata.annotations['${BETA_CLASS}']] : []))`;

/** CEL: the namespace a claim is filled from, where it is another; else the empty string. */
export const claimSource = (claim: string): string => `${claim}.spec.?dataSourceRef.?namespace.orValue('')`;

/** CEL list of the classes allowed. */
export const allowedClasses = ({ storageClasses }: GuardrailsConfig): string => list(storageClasses);
