import type { KubernetesObject } from '../manifests';

/** What is wrong with an object before its `spec` is looked at. */
export interface MetadataProblem {
  readonly field: readonly string[];
  readonly message: string;
}

/**
 * What the API server would refuse of an object that decides who reaches whom; nothing of any other, since a Job may
 * get its name from the server.
 */
export function metadataProblem({ apiVersion, kind, metadata }: KubernetesObject): MetadataProblem | undefined {
  const [wanted] = WANTED.filter(([one]) => one === kind).map(([, version]) => version);
  if (wanted === undefined) return undefined;
  if (typeof apiVersion !== 'string')
    return { field: [], message: `this ${kind} has no apiVersion; write \`apiVersion: ${wanted}\`` };
  const { name, namespace, labels } = (metadata ?? {}) as Readonly<Record<string, unknown>>;
  if (!isText(name)) return { field: ['metadata', 'name'], message: `this ${kind} has no metadata.name that is text` };
  if (!isAbsent(namespace) && !isText(namespace))
    return { field: ['metadata', 'namespace'], message: `metadata.namespace of ${kind} \`${name}\` is no text` };
  const [wrong] = isAbsent(labels) ? [] : Object.entries(labels).filter(([, value]) => typeof value !== 'string');
  if (!wrong) return undefined;
  const message = `label \`${wrong[0]}\` of ${kind} \`${name}\` is no text; write its value in quotes`;
  return { field: ['metadata', 'labels', wrong[0]], message };
}

const WANTED = [
  ['Namespace', 'v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
] as const;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
