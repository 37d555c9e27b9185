/** Annotation by which Velero leaves volumes of a pod out. */
export const VOLUME_EXCLUDES = 'backup.velero.io/backup-volumes-excludes';

/**
 * CEL: an annotation, of key `key` in the map `annotations`, that lets a hook of a pod take longer than ten minutes.
 * Velero takes one backup after the other: while it waits for a hook of one tenant, nobody else is backed up.
 */
export const isSlowHook = (key: string, annotations: string): string =>
  `(${key}.matches('hook[.](backup|restore)[.]velero[.]io/([a-z]+-)?timeout$')
    && !${annotations}[${key}].matches('^([0-9]{1,3}m?s|([0-9]|10)m)$'))`;

/** What a hook may take, in plain words. */
export const HOOK_TIMEOUTS = 'at most 999s or 10m: while Velero waits for a hook nobody else is backed up';
