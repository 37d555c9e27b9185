import type { KubeObject } from '../harness/objects';

/** An image the guardrails let in. */
export const IMAGE = 'registry.gdc.gov.al/sample/web:1.4.2';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a container that Pod Security `restricted` and the guardrails let in; `fields` are set on top. */
export const container = (fields: Fields = {}): Fields => ({
  name: 'web',
  image: IMAGE,
  imagePullPolicy: 'Always',
  securityContext: secured(),
  ...fields,
});

/** What `restricted` wants of a container, with `fields` set on top. */
export const secured = (fields: Fields = {}): Fields => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
  ...fields,
});

/** A pod that is accepted in a tenant namespace; `fields` are set on top of its specification. */
export const pod = (namespace: string, fields: Fields = {}, name = 'web'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { containers: [container()], ...fields },
});

/** A pod of one container with `fields` set on top of it. */
export const podOf = (namespace: string, fields: Fields, name?: string): KubeObject =>
  pod(namespace, { containers: [container(fields)] }, name);

/** A Deployment that is accepted in a tenant namespace that is neither 24x7 nor vital production. */
export const deployment = (namespace: string, replicas = 1, name = 'web'): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [container()] } },
  },
});

/** A Service of the tenant's own pods. */
export const service = (namespace: string, fields: Fields = {}, name = 'web'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...fields },
});

/** A claim on a new volume. */
export const claim = (namespace: string, storage: string, fields: Fields = {}, name = 'data'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...fields },
});

/** An object with nothing but a name and `fields`. */
export const object = (
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
  name: string,
  fields: Fields = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  ...fields,
});

/** A Role with one rule. */
export const role = (namespace: string, rule: Fields, name = 'reader'): KubeObject =>
  object('rbac.authorization.k8s.io/v1', 'Role', namespace, name, { rules: [rule] });

/** A binding of a role to a subject. */
export const roleBinding = (namespace: string, roleRef: Fields, subject: Fields, name = 'readers'): KubeObject =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', namespace, name, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef },
    subjects: [subject],
  });

/** A NetworkPolicy for all pods of the namespace. */
export const networkPolicy = (namespace: string, spec: Fields, name = 'web'): KubeObject =>
  object('networking.k8s.io/v1', 'NetworkPolicy', namespace, name, { spec: { podSelector: {}, ...spec } });
