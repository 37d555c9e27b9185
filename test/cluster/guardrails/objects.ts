import type { KubeObject } from '../harness/objects';

/** Part of an object: maps are merged, empty maps and lists replaced, `null` removes. */
export type Patch = Readonly<Record<string, unknown>>;

/** Production of a vital system that never stands still: every guard is awake here. */
export const PROD = 'tatimet-e-filing-prod';
/** Where only some of them are. */
export const TEST = 'tatimet-e-filing-test';
/** Somebody else's. */
export const OTHER = 'doganat-clearance-prod';

/** The object with a part changed. */
export function change<T extends object>(object: T, patch: Patch): T {
  const result: Record<string, unknown> = { ...(object as Patch) };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (value === null) delete result[key];
    else if (isMap(value) && Object.keys(value).length > 0) result[key] = change(isMap(before) ? before : {}, value);
    else result[key] = value;
  }
  return result as T;
}

const isMap = (value: unknown): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);

const LABELS = { app: 'web' };
export const IMAGE = 'registry.gdc.gov.al/tatimet/web:1.4.2';

/** A container that Pod Security `restricted` lets in. */
export const container = (patch: Patch = {}) =>
  change(
    {
      name: 'web',
      image: IMAGE,
      imagePullPolicy: 'Always',
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
    patch,
  );

/** A constraint that spreads `app: web` over zones. */
export const spread = (patch: Patch = {}) =>
  change(
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: LABELS },
    },
    patch,
  );

/** A specification of pods that every guard lets in. */
export const podSpec = (patch: Patch = {}) =>
  change(
    { priorityClassName: 'streha-vital', containers: [container()], topologySpreadConstraints: [spread()] },
    patch,
  );

/** Kinds that make pods, and pods. */
export const POD_MAKERS = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'PodTemplate',
] as const;
export type PodMaker = (typeof POD_MAKERS)[number];

const API: Readonly<Record<PodMaker, string>> = {
  Pod: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  PodTemplate: 'v1',
};

/** An object of a kind that makes pods: with this specification of them, and a part of the whole changed. */
export function maker(kind: PodMaker, pod: Patch = {}, patch: Patch = {}): KubeObject {
  const job = kind === 'Job' || kind === 'CronJob';
  const spec = podSpec(job ? { restartPolicy: 'Never', ...pod } : pod);
  const template = { metadata: { labels: LABELS }, spec };
  const body: Readonly<Record<PodMaker, object>> = {
    Pod: { spec },
    Deployment: { spec: { replicas: 2, selector: { matchLabels: LABELS }, template } },
    StatefulSet: { spec: { replicas: 2, serviceName: 'web', selector: { matchLabels: LABELS }, template } },
    DaemonSet: { spec: { selector: { matchLabels: LABELS }, template } },
    ReplicaSet: { spec: { replicas: 2, selector: { matchLabels: LABELS }, template } },
    ReplicationController: { spec: { replicas: 2, selector: LABELS, template } },
    Job: { spec: { template } },
    CronJob: { spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } } },
    PodTemplate: { template },
  };
  return change(
    {
      apiVersion: API[kind],
      kind,
      metadata: { name: 'web', namespace: PROD, labels: LABELS },
      ...body[kind],
    },
    patch,
  );
}

/** An object of another kind, in production unless said otherwise. */
const object =
  (apiVersion: string, kind: string, body: Patch) =>
  (patch: Patch = {}): KubeObject =>
    change({ apiVersion, kind, metadata: { name: 'web', namespace: PROD }, ...body }, patch);

export const configMap = object('v1', 'ConfigMap', { data: { mode: 'prod' } });
export const secret = object('v1', 'Secret', { type: 'Opaque', stringData: { key: 'value' } });
export const serviceAccount = object('v1', 'ServiceAccount', {});
export const service = object('v1', 'Service', { spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 }] } });
export const claim = object('v1', 'PersistentVolumeClaim', {
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'block', resources: { requests: { storage: '1Gi' } } },
});
export const networkPolicy = object('networking.k8s.io/v1', 'NetworkPolicy', {
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }] },
});
export const ingress = object('networking.k8s.io/v1', 'Ingress', {
  spec: {
    ingressClassName: 'traefik',
    tls: [{ hosts: ['e-filing.tatimet.gov.al'], secretName: 'tls' }],
    rules: [{ host: 'e-filing.tatimet.gov.al', http: { paths: [path()] } }],
  },
});
export const httpRoute = object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
  spec: {
    parentRefs: [{ name: 'public', namespace: 'gateway', sectionName: 'https' }],
    hostnames: ['e-filing.tatimet.gov.al'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
  },
});
export const role = object('rbac.authorization.k8s.io/v1', 'Role', {
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
});
export const roleBinding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'streha-tenant-viewer' },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-auditors' }],
});
export const budget = object('policy/v1', 'PodDisruptionBudget', {
  spec: { selector: { matchLabels: LABELS }, maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
});
export const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 4 },
});
export const claimTemplate = (patch: Patch = {}) =>
  change(
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'block', resources: { requests: { storage: '1Gi' } } },
    },
    patch,
  );

/** A path of an Ingress. */
export function path() {
  return { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } };
}
