import type { Operation, Rule } from './guard';

/** Requests for kinds of one API group in one version. */
export function kinds(
  apiGroup: string,
  apiVersion: string,
  resources: readonly string[],
  operations: readonly Operation[] = ['CREATE', 'UPDATE'],
): Rule {
  return { apiGroups: [apiGroup], apiVersions: [apiVersion], resources, operations };
}

/**
 * Requests for any kind: of no version, so the API server checks no types.
 *
 * @param resources `*` for objects, `*` + `/*` for their subresources too
 */
export function anyKind(resources: '*' | '*/*', operations: readonly Operation[] = ['CREATE', 'UPDATE']): Rule {
  return { apiGroups: ['*'], apiVersions: ['*'], resources: [resources], operations };
}

/** Events are named after what they tell of, and are many. */
export const EVENTS: readonly Rule[] = ['', 'events.k8s.io'].map((group) =>
  kinds(group, '*', ['events'], ['CREATE', 'UPDATE', 'DELETE']),
);
