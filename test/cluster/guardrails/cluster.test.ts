import { ANNOTATION, LABEL, owned, protective } from '../../../constructs/names';
import { type KubeClient, must } from '../harness/client';
import type { KubeObject, ObjectRef } from '../harness/objects';
import { expectAccepted, expectRefused } from './attempts';
import { apply, eventually, type House, moveIn, openHouse, tenantNamespace } from './house';
import {
  autoscaler,
  budget,
  change,
  claim,
  claimTemplate,
  configMap,
  container,
  httpRoute,
  ingress,
  maker,
  networkPolicy,
  OTHER,
  type Patch,
  PROD,
  role,
  roleBinding,
  service,
  spread,
  TEST,
} from './objects';

/** The guards judge what people do; the cluster itself goes on. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  expectAccepted(await house.admin.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } }));
});
afterAll(() => house?.close());

const DRY = { dryRun: true } as const;
const controller = (name: string) => house.admin.as(`system:serviceaccount:kube-system:${name}`, ['system:masters']);
const labels = (map: Patch) => ({ metadata: { labels: map } });
const named = (name: string, namespace = PROD) => ({ metadata: { name, namespace } });
const says = 'the name or label of the platform';

/** The objects of a kind in a namespace, by labels. */
async function listed(apiVersion: string, kind: string, namespace: string, labelSelector?: string) {
  const ref = { apiVersion, kind, namespace };
  return must(await house.admin.list<KubeObject & { status?: Patch }>(ref, labelSelector ? { labelSelector } : {}))
    .items;
}

/** Waits until there are as many objects. */
const counted = (count: number, apiVersion: string, kind: string, namespace: string, labelSelector?: string) =>
  eventually(`${count} ${kind} in ${namespace}`, async () => {
    const found = await listed(apiVersion, kind, namespace, labelSelector);
    return found.length === count ? found : undefined;
  });

/** Places a pod of production on the node, as the scheduler does. */
async function place(who: KubeClient, name: string) {
  const path = await who.path({ apiVersion: 'v1', kind: 'Pod', namespace: PROD, name, subresource: 'binding' });
  const target = { apiVersion: 'v1', kind: 'Node', name: 'worker-1' };
  return who.request('POST', path, { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace: PROD }, target });
}

const CONDITION = {
  type: 'Accepted',
  status: 'True',
  reason: 'Accepted',
  message: '',
  lastTransitionTime: '2026-01-01T00:00:00Z',
};

describe('the cluster’s own controllers', () => {
  it('count what a quota of the platform bounds', async () => {
    const quota: KubeObject = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'streha-quota', namespace: TEST, labels: protective() },
      spec: { hard: { 'count/secrets': '1', services: '5' } },
    };
    await apply(house.platform, [quota]);
    const ref = { apiVersion: 'v1', kind: 'ResourceQuota', namespace: TEST, name: 'streha-quota' };
    const used = async () => must(await house.admin.get<KubeObject & { status: { used?: Patch } }>(ref)).status.used;
    await eventually('the quota to be counted', async () => (await used())?.services === '0'); // by the controller
    expectAccepted(await house.arta.create(service({ metadata: { name: 'counted', namespace: TEST } })));
    expect((await used())?.services).toBe('1'); // by the API server, in the same request
    const forged = { status: { used: { services: '0' } } };
    expectRefused(await house.admin.patch({ ...ref, subresource: 'status' }, forged, DRY), 'owned-objects', says);
  });

  it('follow a Service of the platform, whose label they copy', async () => {
    await apply(house.platform, [service({ metadata: { name: 'streha-front', labels: owned() } })]);
    const slices = 'kubernetes.io/service-name=streha-front';
    const [slice] = await counted(1, 'discovery.k8s.io/v1', 'EndpointSlice', PROD, slices);
    expect(slice?.metadata.labels).toMatchObject(owned());
    const ref = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      namespace: PROD,
      name: slice?.metadata.name ?? '',
    };
    expectRefused(await house.admin.patch(ref, labels({ x: 'y' }), DRY), 'owned-objects', says);
  });

  it('follow a Service of a tenant', async () => {
    expectAccepted(await house.arta.create(service(named('back'))));
    expectAccepted(await house.arta.create(maker('Pod', {}, named('back'))));
    const pod: ObjectRef = { apiVersion: 'v1', kind: 'Pod', namespace: PROD, name: 'back' };
    expectAccepted(await place(house.admin, 'back'));
    const running = {
      status: {
        phase: 'Running',
        podIP: '10.244.1.7',
        podIPs: [{ ip: '10.244.1.7' }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    };
    expectAccepted(await house.admin.patch({ ...pod, subresource: 'status' }, running));
    await eventually('its address', async () => {
      const [slice] = await listed('discovery.k8s.io/v1', 'EndpointSlice', PROD, 'kubernetes.io/service-name=back');
      return JSON.stringify(slice?.endpoints ?? []).includes('10.244.1.7');
    });
  });

  it('make the pods of every kind, and their claims', async () => {
    const own = { app: 'made' };
    const pods = { topologySpreadConstraints: [spread({ labelSelector: { matchLabels: own } })] };
    const template = { metadata: { labels: own } };
    const of = (kind: 'Deployment' | 'StatefulSet', patch: Patch = {}) =>
      change(
        maker(kind, pods, {
          ...named(`made-${kind.toLowerCase()}`),
          spec: { selector: { matchLabels: own }, template },
        }),
        patch,
      );
    expectAccepted(await house.arta.create(of('Deployment')));
    await counted(2, 'v1', 'Pod', PROD, 'app=made');
    expectAccepted(
      await house.arta.create(
        of('StatefulSet', { spec: { podManagementPolicy: 'Parallel', volumeClaimTemplates: [claimTemplate()] } }),
      ),
    );
    await counted(4, 'v1', 'Pod', PROD, 'app=made');
    await counted(2, 'v1', 'PersistentVolumeClaim', PROD, 'app=made');
  });

  it('make pods for nodes', async () => {
    const own = { app: 'each' };
    const agent = maker(
      'DaemonSet',
      {},
      { ...named('each'), spec: { selector: { matchLabels: own }, template: { metadata: { labels: own } } } },
    );
    expectAccepted(await house.arta.create(agent));
    await counted(1, 'v1', 'Pod', PROD, 'app=each');
  });

  it('finish a Job, and let its pod go', async () => {
    const own = { app: 'job' };
    expectAccepted(
      await house.arta.create(
        maker('Job', {}, { ...named('done'), spec: { template: { metadata: { labels: own } } } }),
      ),
    );
    const [pod] = await counted(1, 'v1', 'Pod', PROD, 'app=job');
    expect(pod?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking']);
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Pod', namespace: PROD, name: pod?.metadata.name ?? '' };
    const ended = { phase: 'Succeeded', containerStatuses: [] };
    expectAccepted(await house.admin.patch({ ...ref, subresource: 'status' }, { status: ended }));
    const job = { apiVersion: 'batch/v1', kind: 'Job', namespace: PROD, name: 'done' };
    await eventually('the Job to complete', async () => {
      const { status } = must(await house.admin.get<KubeObject & { status: { succeeded?: number } }>(job));
      return status.succeeded === 1 && JSON.stringify(status).includes('Complete');
    });
    expect(must(await house.admin.get(ref)).metadata.finalizers).toBeUndefined();
  });

  it('make what follows from a template older than its rules', async () => {
    const unnamed = { priorityClassName: null };
    const job = maker('Job', unnamed);
    expectAccepted(await controller('cronjob-controller').create(job, DRY));
    expectRefused(await house.arta.create(job, DRY), 'priorities', 'a template without priorityClassName');
    const set = maker('ReplicaSet', unnamed, { spec: { replicas: 0 } });
    expectAccepted(await controller('deployment-controller').create(set, DRY));
    const written = maker('ReplicaSet', {}, { spec: { replicas: 0 } });
    expectRefused(await house.arta.create(written, DRY), 'replicas', '0 replicas');
  });

  it('collect what lost its owner', async () => {
    expectAccepted(await house.arta.create(maker('Deployment', {}, named('gone'))));
    const set = await eventually('its ReplicaSet', async () =>
      (await listed('apps/v1', 'ReplicaSet', PROD)).find(({ metadata }) => metadata.name?.startsWith('gone-')),
    );
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: PROD, name: 'gone' };
    expectAccepted(await house.arta.delete(ref, { propagationPolicy: 'Foreground' }));
    const there = async (one: ObjectRef) => (await house.admin.get(one)).ok;
    await eventually(
      'the ReplicaSet to be collected',
      async () => !(await there({ ...ref, kind: 'ReplicaSet', name: set.metadata.name ?? '' })),
    );
    await eventually('the Deployment to go', async () => !(await there(ref)));
  });

  it('collect what the platform left, of its own objects too', async () => {
    const owner = configMap({ metadata: { name: 'streha-owner', labels: owned() } });
    expectAccepted(await house.platform.create(owner));
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: PROD, name: 'streha-owner' };
    const { uid } = must(await house.admin.get(ref)).metadata;
    const ownerReferences = [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'streha-owner', uid, blockOwnerDeletion: true },
    ];
    expectAccepted(
      await house.platform.create(configMap({ metadata: { name: 'streha-owned', labels: owned(), ownerReferences } })),
    );
    expectAccepted(await house.platform.delete(ref, { propagationPolicy: 'Foreground' }));
    for (const name of ['streha-owned', 'streha-owner']) {
      await eventually(`${name} to be collected`, async () => !(await house.admin.get({ ...ref, name })).ok);
    }
  });

  it('report on routes and pods of the platform', async () => {
    const spec = { parentRefs: [{ name: 'public', namespace: 'gateway', sectionName: 'https' }] };
    await apply(house.platform, [httpRoute({ metadata: { name: 'streha-web', labels: owned() }, spec })]);
    const ref = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace: PROD, name: 'streha-web' };
    const report = {
      status: {
        parents: [{ controllerName: 'x.example/gateway', parentRef: { name: 'public' }, conditions: [CONDITION] }],
      },
    };
    const status = { ...ref, subresource: 'status' };
    const gateway = house.admin.as('system:serviceaccount:gateway:traefik', ['system:masters']);
    expectAccepted(await gateway.patch(status, report, DRY));
    const inside = house.admin.as(`system:serviceaccount:${PROD}:web`, ['system:masters']);
    for (const who of [inside, house.arta]) expectRefused(await who.patch(status, report, DRY), 'owned-objects', says);
    expectRefused(await gateway.patch(ref, report, DRY), 'owned-objects', says);
  });

  it('place, run and clear away pods of the platform', async () => {
    expectAccepted(
      await house.platform.create(maker('Pod', {}, { metadata: { name: 'streha-probe', labels: owned() } })),
    );
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Pod', namespace: PROD, name: 'streha-probe' };
    expectRefused(await place(house.arta, 'streha-probe'), 'owned-objects', says);
    expectAccepted(await place(house.admin.as('system:kube-scheduler', ['system:masters']), 'streha-probe'));
    const kubelet = house.admin.as('system:node:worker-1', ['system:nodes', 'system:masters']);
    expectAccepted(await kubelet.patch({ ...ref, subresource: 'status' }, { status: { phase: 'Running' } }, DRY));
    for (const who of [kubelet, controller('node-controller'), controller('pod-garbage-collector')]) {
      expectAccepted(await who.delete(ref, DRY));
    }
    expectRefused(await controller('replicaset-controller').delete(ref, DRY), 'owned-objects', says);
  });

  it('tell of what the platform owns', async () => {
    const event: KubeObject = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'streha-probe.17a', namespace: PROD },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'streha-probe', namespace: PROD },
      reason: 'Scheduled',
      message: 'on worker-1',
      type: 'Normal',
    };
    expectAccepted(await house.arta.create(event, DRY));
  });

  it('take a namespace down to the end, once it is marked and deleted', async () => {
    const ending = (patch: Patch) => change(patch, { metadata: { namespace: 'ending' } }) as KubeObject;
    await apply(house.platform, [
      tenantNamespace('ending'),
      ending(networkPolicy({ metadata: { name: 'streha-deny-all', labels: protective() }, spec: { ingress: null } })),
      ending({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'streha-quota', labels: protective() },
        spec: { hard: { pods: '9' } },
      }),
    ]);
    await moveIn(house.platform, house.arta, 'ending');
    for (const one of [maker('Deployment'), claim(), configMap(), service()]) {
      expectAccepted(await house.arta.create(ending(one)));
    }
    await counted(2, 'v1', 'Pod', 'ending');
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', name: 'ending' };
    expectAccepted(await house.platform.patch(ref, { metadata: { annotations: { [ANNOTATION.retire]: 'moved' } } }));
    expectAccepted(await house.platform.delete(ref));
    await eventually('the namespace to be gone', async () => (await house.admin.get(ref)).status === 404);
  }, 60_000);

  it('take down a namespace that is none of the platform’s, protected objects and all', async () => {
    const stray = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'stray' } };
    const policy = networkPolicy({ metadata: { name: 'streha-deny-all', namespace: 'stray', labels: protective() } });
    await apply(house.platform, [stray, policy]);
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', name: 'stray' };
    expectAccepted(await house.admin.delete(ref));
    await eventually('the namespace to be gone', async () => (await house.admin.get(ref)).status === 404);
  });
});

describe('an object older than its guard', () => {
  const OLD = 'adopted';
  const old = (object: KubeObject) => change(object, { metadata: { namespace: OLD } });
  const latest = { containers: [container({ image: 'nginx:latest' })], nodeName: 'worker-9' };
  const inline = { volumes: [{ name: 'v', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } }] };
  const managed = (managedBy: string) => ({ spec: { jobTemplate: { spec: { managedBy } } } });
  const quicker = { spec: { template: { spec: { terminationGracePeriodSeconds: 20 } } } };
  /** What each guard would refuse today, and a change that brings it up again. */
  const PAST: readonly (readonly [guard: string, object: KubeObject, again: Patch])[] = [
    [
      'images',
      old(maker('Deployment', { ...latest, nodeName: null }, named('images'))),
      { spec: { template: { spec: { containers: [container({ image: 'nginx:1' })] } } } },
    ],
    [
      'network-policies',
      old(networkPolicy({ ...named('open'), spec: { ingress: [{}] } })),
      { spec: { ingress: [{ ports: [{ port: 80 }] }] } },
    ],
    [
      'services',
      old(service({ ...named('node-port'), spec: { type: 'NodePort' } })),
      { spec: { sessionAffinity: 'ClientIP' } },
    ],
    [
      'ingresses',
      old(ingress({ ...named('foreign'), spec: { tls: null } })),
      { spec: { rules: [{ host: 'doganat.gov.al' }] } },
    ],
    [
      'http-routes',
      old(httpRoute({ ...named('foreign'), spec: { hostnames: null } })),
      { spec: { hostnames: ['doganat.gov.al'] } },
    ],
    [
      'disruption-budgets',
      old(budget({ ...named('none'), spec: { maxUnavailable: 0 } })),
      { spec: { maxUnavailable: '0%' } },
    ],
    [
      'role-bindings',
      old(roleBinding({ ...named('foreign'), subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: OTHER }] })),
      { subjects: [{ kind: 'ServiceAccount', name: 'y', namespace: OTHER }] },
    ],
    [
      'claims',
      old(claim({ ...named('fast'), spec: { storageClassName: null, selector: { matchLabels: { a: 'b' } } } })),
      { spec: { volumeName: 'pv-of-doganat' } },
    ],
    [
      'finalizers',
      old(configMap({ metadata: { name: 'held', finalizers: ['x.example/hold'] } })),
      { metadata: { finalizers: ['x.example/hold', 'y.example/hold'] } },
    ],
    [
      'backups',
      old(configMap({ metadata: { name: 'out', labels: { 'velero.io/exclude-from-backup': 'true' } } })),
      { metadata: { annotations: { 'backup.velero.io/backup-volumes-excludes': 'x' } } },
    ],
    [
      'dns-annotations',
      old(configMap({ metadata: { name: 'dns', annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'x' } } })),
      { metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'y' } } },
    ],
    ['replicas', old(maker('StatefulSet', {}, { ...named('one'), spec: { replicas: 1 } })), { spec: { replicas: 0 } }],
    [
      'zones',
      old(maker('Deployment', { topologySpreadConstraints: [] }, named('nowhere'))),
      { spec: { template: { spec: { terminationGracePeriodSeconds: 20 } } } },
    ],
    [
      'scheduling',
      old(maker('CronJob', { terminationGracePeriodSeconds: 90_000 }, named('slow'))),
      { spec: { jobTemplate: { spec: { template: { spec: { terminationGracePeriodSeconds: 80_000 } } } } } },
    ],
    [
      'templates',
      old(
        maker(
          'Deployment',
          {},
          { ...named('template'), spec: { template: { metadata: { finalizers: ['x.example/hold'] } } } },
        ),
      ),
      { spec: { template: { metadata: { finalizers: ['y.example/hold'] } } } },
    ],
    ['priorities', old(maker('Deployment', { priorityClassName: null }, named('unnamed'))), quicker],
    ['volumes', old(maker('Deployment', inline, named('inline'))), quicker],
    ['jobs', old(maker('CronJob', {}, { ...named('foreign'), ...managed('x.example/y') })), managed('x.example/z')],
    [
      'roles',
      old(role({ ...named('wild'), rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }] })),
      { rules: [{ apiGroups: [''], resources: ['*'], verbs: ['*'] }] },
    ],
    ['autoscalers', old(autoscaler({ ...named('low'), spec: { minReplicas: 1 } })), { spec: { maxReplicas: 5 } }],
    [
      'foreign-kinds',
      old(change(httpRoute({ ...named('grpc'), spec: { rules: null } }), { kind: 'GRPCRoute' })),
      { spec: { hostnames: ['doganat.gov.al'] } },
    ],
  ];
  const refOf = ({ apiVersion, kind, metadata: { name = '' } }: KubeObject): ObjectRef => ({
    apiVersion,
    kind,
    namespace: OLD,
    name,
  });

  beforeAll(async () => {
    const before = change(tenantNamespace(OLD), {
      metadata: { labels: { [LABEL.tenant]: null, 'pod-security.kubernetes.io/enforce': null } },
    });
    await apply(house.platform, [before]);
    await moveIn(house.platform, house.arta, OLD);
    for (const [, object] of PAST) expectAccepted(await house.arta.create(object));
    expectAccepted(await house.arta.create(old(maker('Pod', latest, named('running')))));
    await apply(house.platform, [tenantNamespace(OLD)]);
    const probe = old(budget({ spec: { maxUnavailable: 0 } }));
    await eventually('the guards to see the label', async () => !(await house.arta.create(probe, DRY)).ok);
  });

  it.each(PAST)(
    'of %s is labelled and deleted as ever, and judged when it is changed',
    async (guard, object, again) => {
      const ref = refOf(object);
      expectAccepted(await house.arta.patch(ref, labels({ seen: 'true' }), DRY));
      expectAccepted(await house.arta.delete(ref, DRY));
      expectRefused(await house.arta.patch(ref, again, DRY), guard, '');
    },
  );

  it('runs as ever: its pod reports and is labelled', async () => {
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Pod', namespace: OLD, name: 'running' };
    expectAccepted(await house.arta.patch(ref, labels({ seen: 'true' }), DRY));
    const kubelet = house.admin.as('system:node:worker-9', ['system:nodes', 'system:masters']);
    expectAccepted(await kubelet.patch({ ...ref, subresource: 'status' }, { status: { phase: 'Running' } }, DRY));
  });

  it('is scaled by its controller', async () => {
    const ref: ObjectRef = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: OLD,
      name: 'images',
      subresource: 'scale',
    };
    expectAccepted(await house.arta.patch(ref, { spec: { replicas: 3 } }));
    await eventually('its ReplicaSet to follow', async () =>
      (await listed('apps/v1', 'ReplicaSet', OLD)).some(
        ({ metadata, spec }) => metadata.name?.startsWith('images-') && (spec as { replicas: number }).replicas === 3,
      ),
    );
  });

  it('goes in the foreground, and a finalizer that is there is taken off', async () => {
    const deployment: ObjectRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: OLD, name: 'images' };
    expectAccepted(await house.arta.delete(deployment, { propagationPolicy: 'Foreground' }));
    await eventually('the Deployment to go', async () => !(await house.admin.get(deployment)).ok);
    const held: ObjectRef = { apiVersion: 'v1', kind: 'ConfigMap', namespace: OLD, name: 'held' };
    expectAccepted(await house.arta.delete(held));
    // Held by its own finalizer it is still judged.
    expectRefused(
      await house.arta.patch(held, { metadata: { labels: { 'velero.io/exclude-from-backup': 'true' } } }),
      'backups',
      '',
    );
    expectAccepted(await house.arta.patch(held, { metadata: { finalizers: null } }));
    expect((await house.admin.get(held)).status).toBe(404);
  });
});

describe('Velero', () => {
  const restored = labels({ 'velero.io/backup-name': 'nightly', 'velero.io/restore-name': 'drill' });
  const KINDS = [
    maker('Deployment'),
    maker('StatefulSet', {}, { spec: { volumeClaimTemplates: [claimTemplate()] } }),
    maker('CronJob'),
    configMap(),
    claim(),
    service(),
    ingress(),
    httpRoute(),
    networkPolicy(),
    roleBinding(),
    budget(),
  ];

  it.each(KINDS.map((object) => [object.kind, object] as const))('restores a %s', async (_, object) => {
    expectAccepted(await house.velero.create(change(object, restored), DRY));
  });

  it('lets a claim find the volume its data mover made, as no tenant may', async () => {
    const moved = claim({ spec: { selector: { matchLabels: { 'velero.io/dynamic-pv-restore': 'x.y.z' } } } });
    expectAccepted(await house.velero.create(moved, DRY));
    expectRefused(await house.arta.create(moved, DRY), 'claims', 'a selector of volumes');
  });

  it('holds a pod up until its volumes are back, by its own image of an allowed registry', async () => {
    const waiting = (image: string, name = 'restore-wait') =>
      maker('Pod', { initContainers: [container({ name, image, imagePullPolicy: null })] });
    const own = waiting('registry.gdc.gov.al/velero/velero:v1.18.3');
    expectAccepted(await house.velero.create(own, DRY));
    expectRefused(await house.arta.create(own, DRY), 'images', 'pull policy IfNotPresent');
    expectRefused(await house.velero.create(waiting('evil.example/velero:1'), DRY), 'images', 'evil.example/velero:1');
    const other = waiting('registry.gdc.gov.al/velero/velero:v1.18.3', 'other');
    expectRefused(await house.velero.create(other, DRY), 'images', 'pull policy IfNotPresent');
  });

  it('brings back the pod of a Job that had not ended', async () => {
    const pod = maker('Pod', {}, { metadata: { finalizers: ['batch.kubernetes.io/job-tracking'] } });
    expectAccepted(await house.velero.create(pod, DRY));
    const held = maker('Pod', {}, { metadata: { finalizers: ['x.example/hold'] } });
    expectRefused(await house.velero.create(held, DRY), 'finalizers', 'x.example/hold');
  });

  it('brings nothing back that is not allowed today', async () => {
    const group = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-former' };
    expectRefused(
      await house.velero.create(roleBinding({ subjects: [group] }), DRY),
      'role-bindings',
      'Group tatimet-former',
    );
    const hooked = maker('Pod', { initContainers: [container({ name: 'hook', image: 'evil.example/hook:1' })] });
    expectRefused(await house.velero.create(hooked, DRY), 'images', 'evil.example/hook:1');
    const policy = networkPolicy({ metadata: { name: 'streha-deny-all' } });
    expectRefused(await house.velero.create(policy, DRY), 'owned-objects', says);
  });
});
