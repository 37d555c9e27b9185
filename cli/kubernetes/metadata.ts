import { isLabel, isSubdomain } from '../../definition/label';
import { quote } from '../../definition/words';
import type { KubernetesObject } from '../../manifests';

/** What is wrong with an object before its `spec` is looked at. */
export interface MetadataProblem {
  readonly field: readonly string[];
  readonly message: string;
}

/** Kinds that decide who reaches whom: their API, and the names they may have. */
const KINDS = {
  Namespace: { apiVersion: 'v1', isName: isLabel },
  NetworkPolicy: { apiVersion: 'networking.k8s.io/v1', isName: isSubdomain },
} as const;

/** An object that decides who reaches whom. */
export type Judged = KubernetesObject & { readonly kind: keyof typeof KINDS };

/** Whether it is one. Of any other nothing is asked: a Job may get its name from the server. */
export const isJudged = (object: KubernetesObject): object is Judged => Object.hasOwn(KINDS, object.kind);

/** What the API server would refuse of it before it looks at its `spec`. */
export function metadataProblem({ apiVersion, kind, metadata }: Judged): MetadataProblem | undefined {
  const known = KINDS[kind];
  const { name, namespace, labels } = (metadata ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof apiVersion !== 'string')
    return { field: [], message: `this ${kind} has no apiVersion; write \`apiVersion: ${known.apiVersion}\`` };
  if (isAbsent(name)) return { field: ['metadata', 'name'], message: `this ${kind} has no metadata.name` };
  if (typeof name !== 'string' || !known.isName(name))
    return { field: ['metadata', 'name'], message: `${shown(name)} cannot be the name of a ${kind}` };
  if (!isAbsent(namespace) && !(typeof namespace === 'string' && isLabel(namespace)))
    return { field: ['metadata', 'namespace'], message: `${shown(namespace)} cannot be the name of a namespace` };
  const [wrong] = isAbsent(labels) ? [] : Object.entries(labels).filter(([, value]) => typeof value !== 'string');
  if (!wrong) return undefined;
  const message = `label ${quote(wrong[0])} of ${kind} \`${name}\` is no text; write its value in quotes`;
  return { field: ['metadata', 'labels', wrong[0]], message };
}

const shown = (value: unknown): string => quote(typeof value === 'string' ? value : JSON.stringify(value));

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
