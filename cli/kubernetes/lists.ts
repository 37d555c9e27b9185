import type { KubernetesObject } from '../../manifests';

/** An object, and where it stands in its document. */
export interface Found {
  readonly object: KubernetesObject;
  readonly path: readonly (string | number)[];
}

/** An object, or those of a list; nothing where it is neither. */
export function taken(value: unknown, path: readonly (string | number)[] = []): readonly Found[] {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return [];
  if (!('items' in value && Array.isArray(value.items) && value.kind.endsWith('List')))
    return [{ object: value as unknown as KubernetesObject, path }];
  const { kind, items, ...list } = value;
  // The API server itself leaves out of a list's items what the list says: a NetworkPolicyList holds NetworkPolicies.
  const said = {
    ...('apiVersion' in list && { apiVersion: list.apiVersion }),
    ...(kind !== 'List' && { kind: kind.slice(0, -'List'.length) }),
  };
  return items.flatMap((item, index) =>
    typeof item === 'object' && item !== null ? taken({ ...said, ...item }, [...path, 'items', index]) : [],
  );
}
