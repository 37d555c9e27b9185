import type { KubernetesObject } from '../../../manifests';

/** A namespace; its own name is always among its labels. */
export const namespace = (name: string, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

/** A NetworkPolicy of namespace `a`, or of another. */
export const policy = (spec: unknown, { name = 'p', in: where = 'a' } = {}): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: where },
  spec,
});
