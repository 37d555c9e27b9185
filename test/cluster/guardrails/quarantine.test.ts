import { ANNOTATION, LABEL, owned, protective, TENANT_ROLES } from '../../../constructs/names';
import { policyRules, roleRules } from '../../../constructs/role-rules';
import { type KubeClient, type KubeResponse, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually as ask } from '../harness/eventually';
import type { KubeObject, ObjectRef } from '../harness/objects';
import { expectAccepted, expectRefused } from './attempts';
import { apply, eventually, type House, moveIn, openHouse, tenantNamespace } from './house';
import {
  autoscaler,
  change,
  claim,
  configMap,
  container,
  maker,
  networkPolicy,
  type Patch,
  role,
  roleBinding,
  secret,
  service,
  serviceAccount,
} from './objects';

/** The namespace under quarantine, and its twin that is not: what is refused in the one is accepted in the other. */
const CLOSED = 'tatimet-cats-prod';
const TWIN = 'tatimet-risk-prod';

const DRY = { dryRun: true } as const;
const GUARD = 'quarantine';
const QUARANTINE = {
  labels: { [LABEL.quarantine]: 'true' },
  annotations: { [ANNOTATION.quarantineSince]: '2037-03-01', [ANNOTATION.quarantineBy]: 'AKCESK' },
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await apply(house.platform, [tenantNamespace(CLOSED), tenantNamespace(TWIN), ...TENANT_ROLES.map(clusterRole)]);
  for (const namespace of [CLOSED, TWIN]) {
    await moveIn(house.platform, house.arta, namespace);
    await furnish(namespace);
  }
  await close(CLOSED);
}, 120_000);
afterAll(() => house?.close());

const namespaceRef = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'Namespace', name });
const within = (namespace: string, object: KubeObject): KubeObject => change(object, { metadata: { namespace } });
const named = (name: string) => ({ metadata: { name } });
const pods = (namespace: string): ObjectRef => ({ apiVersion: 'v1', kind: 'Pod', namespace });
const pod = (namespace: string, name = 'still'): ObjectRef => ({ ...pods(namespace), name });
const controller = (name: string) => house.admin.as(`system:serviceaccount:kube-system:${name}`, ['system:masters']);
const kubelet = () => house.admin.as('system:node:worker-1', ['system:nodes', 'system:masters']);
const scheduler = () => house.admin.as('system:kube-scheduler', ['system:masters']);

const clusterRole = (name: (typeof TENANT_ROLES)[number]): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: `streha-tenant-${name}`, labels: owned() },
  rules: policyRules(roleRules(name)),
});

/** What a tenant had when its namespace was closed. */
async function furnish(namespace: string): Promise<void> {
  const roles = TENANT_ROLES.map((one) =>
    roleBinding({
      metadata: { name: `streha-${one}`, labels: owned() },
      roleRef: { name: `streha-tenant-${one}` },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: `tatimet-${one}` }],
    }),
  );
  await apply(
    house.platform,
    roles.map((one) => within(namespace, one)),
  );
  const own = [
    maker('Pod', {}, named('still')),
    maker('Deployment'),
    maker('Job', {}, named('once')),
    maker('CronJob'),
    configMap(),
    secret(),
    claim(),
    service(),
    networkPolicy(),
    role(),
    roleBinding(),
    autoscaler(),
  ];
  for (const one of own) expectAccepted(await house.arta.create(within(namespace, one)));
  await eventually('the pods of the tenant', async () => (await listed(pods(namespace))).length >= 4);
}

async function listed(ref: ObjectRef, labelSelector?: string): Promise<readonly KubeObject[]> {
  return must(await house.admin.list(ref, labelSelector === undefined ? {} : { labelSelector })).items;
}

/** Puts a namespace under quarantine, and waits until the API server knows. */
async function close(namespace: string): Promise<void> {
  expectAccepted(await house.platform.patch(namespaceRef(namespace), { metadata: QUARANTINE }));
  const probe = within(namespace, configMap(named('probe')));
  await eventually(
    'the quarantine',
    async () => denialOf(await house.admin.create(probe, DRY))?.name === `streha-${GUARD}`,
  );
}

/** A request somebody makes in a namespace. */
type Request = (who: KubeClient, namespace: string) => Promise<KubeResponse<unknown>>;

const creates =
  (object: KubeObject): Request =>
  (who, namespace) =>
    who.create(within(namespace, object), DRY);
const patches =
  (ref: Omit<ObjectRef, 'namespace'>, patch: unknown): Request =>
  (who, namespace) =>
    who.patch({ ...ref, namespace }, patch, DRY);
const deletes =
  (ref: Omit<ObjectRef, 'namespace'>): Request =>
  (who, namespace) =>
    who.delete({ ...ref, namespace }, DRY);
/** A request for a subresource that no client method has. */
const posts =
  (ref: Omit<ObjectRef, 'namespace'>, body?: object, query: Readonly<Record<string, string>> = {}): Request =>
  async (who, namespace) =>
    who.request('POST', await who.path({ ...ref, namespace }), body, { query });

const CORE = { apiVersion: 'v1' };
const POD = { ...CORE, kind: 'Pod', name: 'still' };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: 'web' };
const BINDING = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', name: 'web' };
const SEEN = { metadata: { labels: { seen: 'true' } } };
const LEASE: KubeObject = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'leader' },
  spec: { holderIdentity: 'web-0' },
};
const EVICTION = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'still' } };
const TOKEN = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [] } };

const fresh = named('fresh');
const NEW = [
  ...(['Pod', 'Deployment', 'StatefulSet', 'Job', 'CronJob'] as const).map((kind) => maker(kind, {}, fresh)),
  configMap(fresh),
  secret(fresh),
  claim(fresh),
  service(fresh),
  serviceAccount(fresh),
  networkPolicy(fresh),
  role(fresh),
  roleBinding(fresh),
  autoscaler(fresh),
  LEASE,
];

/** What changes something, or enters it. */
const ATTEMPTS: readonly (readonly [title: string, request: Request])[] = [
  ...NEW.map((object) => [`making a ${object.kind}`, creates(object)] as const),
  ...[
    POD,
    DEPLOYMENT,
    { ...CORE, kind: 'ConfigMap', name: 'web' },
    { ...CORE, kind: 'Secret', name: 'web' },
    POLICY,
  ].map((ref) => [`changing a ${ref.kind}`, patches(ref, SEEN)] as const),
  ['changing a RoleBinding', patches(BINDING, SEEN)],
  ['applying a ConfigMap', (who, namespace) => who.apply(within(namespace, configMap({ data: { mode: 'x' } })), DRY)],
  ['scaling', patches({ ...DEPLOYMENT, subresource: 'scale' }, { spec: { replicas: 3 } })],
  [
    'debugging a pod',
    patches(
      { ...POD, subresource: 'ephemeralcontainers' },
      { spec: { ephemeralContainers: [container({ name: 'x' })] } },
    ),
  ],
  ...[
    POD,
    DEPLOYMENT,
    { ...CORE, kind: 'ConfigMap', name: 'web' },
    { ...CORE, kind: 'Secret', name: 'web' },
    POLICY,
  ].map((ref) => [`deleting a ${ref.kind}`, deletes(ref)] as const),
  ['deleting a RoleBinding', deletes(BINDING)],
  ['deleting all Secrets', deletes({ ...CORE, kind: 'Secret' })],
  ['deleting all pods', deletes({ ...CORE, kind: 'Pod' })],
  ['evicting a pod', posts({ ...POD, subresource: 'eviction' }, EVICTION, { dryRun: 'All' })],
  ['a token', posts({ ...CORE, kind: 'ServiceAccount', name: 'default', subresource: 'token' }, TOKEN)],
];

/** Streams into a pod, through the API server and past every NetworkPolicy. */
const STREAMS = ['exec', 'attach', 'portforward', 'proxy'].map(
  (subresource) => [subresource, posts({ ...POD, subresource }, undefined, { command: 'sh' })] as const,
);

describe.each(['arta', 'admin', 'velero'] as const)('in a namespace under quarantine, to %s', (name) => {
  it.each(ATTEMPTS)('%s is refused', async (_, request) => {
    expectAccepted(await request(house[name], TWIN));
    expectRefused(await request(house[name], CLOSED), GUARD, `by `);
  });

  // Velero too: a hook would run the tenant's own command.
  it.each(STREAMS)('%s is refused', async (_, request) => {
    expectRefused(await request(house[name], CLOSED), GUARD, 'CONNECT of pods');
    // Past the guard there is no node to connect to.
    const twin = await request(house[name], TWIN);
    expect(twin.ok ? '' : twin.body.message).toMatch(/does not have a host assigned|address not allowed|no endpoints/);
  });
});

describe('the roles of a tenant', () => {
  const member = (role: string) => house.admin.as('besa', [`tatimet-${role}`]);

  it.each(['admin', 'developer', 'deployer'])('change nothing as %s', async (role) => {
    for (const request of [creates(maker('Pod', {}, fresh)), patches(DEPLOYMENT, SEEN), creates(secret(fresh))]) {
      expectAccepted(await request(member(role), TWIN));
      expectRefused(await request(member(role), CLOSED), GUARD, 'by besa');
    }
  });

  it('are told since when it is closed, and how it ends', async () => {
    const answer = await creates(configMap(fresh))(member('admin'), CLOSED);
    expectRefused(answer, GUARD, 'CREATE of configmaps by besa in a namespace under quarantine since 2037-03-01');
    expect(denialOf(answer)?.message).toContain('until the definition of the tenant ends the quarantine');
  });

  it.each(TENANT_ROLES)('read as ever as %s', async (role) => {
    const who = member(role);
    expectAccepted(await who.get(pod(CLOSED)));
    expect(must(await who.list({ ...DEPLOYMENT, namespace: CLOSED })).items).not.toEqual([]);
    const watch = { query: { watch: true, timeoutSeconds: 1 } };
    expect((await who.text(await who.path(pods(CLOSED)), watch)).status).toBe(200);
    if (role === 'admin' || role === 'developer') {
      const log = await who.text(await who.path({ ...pod(CLOSED), subresource: 'log' }));
      expect([log.status, log.text]).toEqual([204, '']);
    }
  });
});

describe('the cluster’s controllers', () => {
  const owner = (kind: string, apiVersion: string) => ({
    metadata: { ownerReferences: [{ apiVersion, kind, name: 'web', uid: 'u', controller: true }] },
  });
  const HOLD = { metadata: { finalizers: ['kubernetes.io/pvc-protection'] } };
  const KEPT_OUT: readonly (readonly [account: string, title: string, request: Request])[] = [
    ['replicaset-controller', 'make a pod', creates(change(maker('Pod', {}, fresh), owner('ReplicaSet', 'apps/v1')))],
    ['job-controller', 'make a pod', creates(change(maker('Pod', {}, fresh), owner('Job', 'batch/v1')))],
    ['statefulset-controller', 'make a pod', creates(maker('Pod', {}, fresh))],
    ['daemon-set-controller', 'make a pod', creates(maker('Pod', {}, fresh))],
    ['cronjob-controller', 'make a Job', creates(maker('Job', {}, fresh))],
    ['deployment-controller', 'make a ReplicaSet', creates(maker('ReplicaSet', {}, fresh))],
    ['horizontal-pod-autoscaler', 'scale', patches({ ...DEPLOYMENT, subresource: 'scale' }, { spec: { replicas: 3 } })],
    ['replicaset-controller', 'delete a pod', deletes(POD)],
    ['generic-garbage-collector', 'delete a pod', deletes(POD)],
    ['generic-garbage-collector', 'let go of a Deployment', patches(DEPLOYMENT, { metadata: { finalizers: null } })],
    ['pod-garbage-collector', 'delete a pod', deletes(POD)],
    ['node-controller', 'delete a pod', deletes(POD)],
    ['ttl-after-finished-controller', 'delete a Job', deletes({ apiVersion: 'batch/v1', kind: 'Job', name: 'once' })],
    [
      'pvc-protection-controller',
      'change a claim',
      patches({ ...CORE, kind: 'PersistentVolumeClaim', name: 'web' }, HOLD),
    ],
    ['root-ca-cert-publisher', 'make a Secret', creates(secret(fresh))],
    ['service-account-controller', 'delete an account', deletes({ ...CORE, kind: 'ServiceAccount', name: 'default' })],
    ['namespace-controller', 'make a pod', creates(maker('Pod', {}, fresh))],
    ['resourcequota-controller', 'make a ConfigMap', creates(configMap(fresh))],
    ['endpointslice-controller', 'make a ConfigMap', creates(configMap(fresh))],
  ];

  it.each(KEPT_OUT)('do not, as %s, %s', async (account, _, request) => {
    expectAccepted(await request(controller(account), TWIN));
    expectRefused(await request(controller(account), CLOSED), GUARD, `kube-system:${account}`);
  });

  it('do not delete a pod to place another', async () => {
    expectAccepted(await deletes(POD)(scheduler(), TWIN));
    expectRefused(await deletes(POD)(scheduler(), CLOSED), GUARD, 'DELETE of pods by system:kube-scheduler');
  });

  it('do not bring back what the platform takes away', async () => {
    for (const namespace of [CLOSED, TWIN]) {
      const [one] = await listed(pods(namespace), 'app=web,pod-template-hash');
      const name = one?.metadata.name ?? '';
      expectAccepted(await house.platform.delete(pod(namespace, name)));
      await eventually('the pod to go', async () => !(await house.admin.get(pod(namespace, name))).ok);
    }
    await eventually('its successor', async () => (await listed(pods(TWIN), 'app=web,pod-template-hash')).length === 2);
    expect(await listed(pods(CLOSED), 'app=web,pod-template-hash')).toHaveLength(1);
  });

  it('do not collect what the platform orphaned: pods stay as evidence', async () => {
    for (const namespace of [CLOSED, TWIN]) {
      expectAccepted(await house.platform.delete({ ...DEPLOYMENT, namespace }, { propagationPolicy: 'Background' }));
    }
    await eventually(
      'the twin to be collected',
      async () => (await listed(pods(TWIN), 'pod-template-hash')).length === 0,
    );
    const left = await listed(pods(CLOSED), 'pod-template-hash');
    expect(left).toHaveLength(1);
    expect(left[0]?.metadata.deletionTimestamp).toBeUndefined();
  });

  it('leave half deleted what is deleted in the foreground', async () => {
    const ref = (namespace: string, name: string): ObjectRef => ({ ...CORE, kind: 'ConfigMap', namespace, name });
    for (const namespace of [CLOSED, TWIN]) {
      const { metadata } = must(await house.platform.create(within(namespace, configMap(named('owner')))));
      const ownerReferences = [
        { ...CORE, kind: 'ConfigMap', name: 'owner', uid: metadata.uid, blockOwnerDeletion: true },
      ];
      const child = configMap({ metadata: { name: 'child', ownerReferences } });
      expectAccepted(await house.platform.create(within(namespace, child)));
      const foreground = { propagationPolicy: 'Foreground' } as const;
      expectAccepted(await house.platform.delete(ref(namespace, 'owner'), foreground));
    }
    await eventually('the twin to go', async () => !(await house.admin.get(ref(TWIN, 'owner'))).ok);
    expect(must(await house.admin.get(ref(CLOSED, 'owner'))).metadata.deletionTimestamp).toBeDefined();
    expect(must(await house.admin.get(ref(CLOSED, 'child'))).metadata.deletionTimestamp).toBeUndefined();
  });

  it('do not run a Job the platform makes', async () => {
    const mark = { spec: { template: { metadata: { labels: { job: 'mine' } } } } };
    for (const namespace of [CLOSED, TWIN]) {
      expectAccepted(await house.platform.create(within(namespace, change(maker('Job', {}, named('mine')), mark))));
    }
    await eventually('the pod of the twin', async () => (await listed(pods(TWIN), 'job=mine')).length === 1);
    expect(await listed(pods(CLOSED), 'job=mine')).toEqual([]);
  });

  it('count what a quota bounds', async () => {
    const quota: KubeObject = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'streha-quota', namespace: CLOSED, labels: protective() },
      spec: { hard: { services: '5' } },
    };
    const ref = { apiVersion: 'v1', kind: 'ResourceQuota', namespace: CLOSED, name: 'streha-quota' };
    const used = async () =>
      must(await house.admin.get<KubeObject & { status: { used?: Patch } }>(ref)).status.used?.services;
    expectAccepted(await house.platform.apply(quota));
    await eventually('the quota to be counted', async () => (await used()) === '1'); // by the controller
    expectAccepted(await house.platform.create(within(CLOSED, service(named('front')))));
    expect(await used()).toBe('2'); // by the API server
    const status = { status: { used: { services: '0' } } };
    const refused = denialOf(await house.arta.patch({ ...ref, subresource: 'status' }, status, DRY));
    expect(['streha-owned-objects', 'streha-quarantine']).toContain(refused?.name); // both do, in no fixed order
  });

  it('follow a Service of the platform', async () => {
    await eventually(
      'its slice',
      async () =>
        (
          await listed(
            { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: CLOSED },
            'kubernetes.io/service-name=front',
          )
        ).length === 1,
    );
  });

  it('publish the authorities of the cluster', async () => {
    const roots = { ...CORE, kind: 'ConfigMap', name: 'kube-root-ca.crt' };
    const changed = { data: { 'ca.crt': 'next' } };
    expectAccepted(await patches(roots, changed)(controller('root-ca-cert-publisher'), CLOSED));
    expectRefused(await patches(roots, changed)(house.arta, CLOSED), GUARD, 'UPDATE of configmaps by arta');
  });

  it('give a namespace that is made closed what every namespace is given', async () => {
    await apply(house.platform, [tenantNamespace('born-closed', QUARANTINE.labels, QUARANTINE.annotations)]);
    for (const [kind, name] of [
      ['ServiceAccount', 'default'],
      ['ConfigMap', 'kube-root-ca.crt'],
    ] as const) {
      const ref = { apiVersion: 'v1', kind, namespace: 'born-closed', name };
      await eventually(`${kind} ${name}`, async () => (await house.admin.get(ref)).ok);
    }
    expectRefused(await creates(configMap(fresh))(house.admin, 'born-closed'), GUARD, 'by admin');
  });
});

describe('the platform', () => {
  const bind = (name: string) => ({
    ...CORE,
    kind: 'Binding',
    metadata: { name },
    target: { ...CORE, kind: 'Node', name: 'worker-1' },
  });

  beforeAll(async () => {
    expectAccepted(await house.admin.create({ ...CORE, kind: 'Node', metadata: { name: 'worker-1' } }));
    expectAccepted(await house.platform.create(within(CLOSED, maker('Pod', {}, named('forensics')))));
  });

  it('has its pods placed and run', async () => {
    const place = posts({ ...CORE, kind: 'Pod', name: 'forensics', subresource: 'binding' }, bind('forensics'));
    expectRefused(await place(house.admin, CLOSED), GUARD, 'CREATE of pods by admin');
    const status = { ...CORE, kind: 'Pod', name: 'forensics', subresource: 'status' };
    const unplaced = { status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] } };
    expectAccepted(await patches(status, unplaced)(scheduler(), CLOSED));
    expectAccepted(await place(scheduler(), CLOSED));
    expectAccepted(await patches(status, { status: { phase: 'Running' } })(kubelet(), CLOSED));
    expectRefused(
      await patches(status, { status: { phase: 'Running' } })(house.admin, CLOSED),
      GUARD,
      'UPDATE of pods',
    );
    const token = posts({ ...CORE, kind: 'ServiceAccount', name: 'default', subresource: 'token' }, TOKEN);
    expectAccepted(await token(kubelet(), CLOSED));
  });

  it('enters pods that run', async () => {
    for (const [, request] of STREAMS) {
      expect(denialOf(await request(house.platform, CLOSED))?.control).not.toBe('admission-policy');
    }
  });

  it('does everything else', async () => {
    const skipped = ['making', 'changing', 'debugging', 'evicting', 'a token', 'deleting', 'applying'];
    const there = ATTEMPTS.filter(
      ([title]) => skipped.some((start) => title.startsWith(start)) && !title.includes('Deployment'),
    );
    expect(there.length).toBeGreaterThan(20);
    for (const [title, request] of there) {
      expect([title, denialOf(await request(house.platform, CLOSED))?.message]).toEqual([title, undefined]);
    }
  });

  it('applies what it owns, and applies it again', async () => {
    const policy = (spec: Patch) =>
      within(
        CLOSED,
        change(networkPolicy({ metadata: { name: 'streha-own-namespace', labels: protective() } }), { spec }),
      );
    const open = { policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }] };
    expectAccepted(await house.platform.apply(policy(open)));
    expectAccepted(await house.platform.apply(policy({ ingress: null, policyTypes: ['Ingress', 'Egress'] })));
    expect(must(await house.admin.get({ ...POLICY, namespace: CLOSED, name: 'streha-own-namespace' })).spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

it('anybody tells of what happens', async () => {
  const event = (group: string): KubeObject => ({
    apiVersion: group,
    kind: 'Event',
    metadata: { name: 'still.17a', namespace: CLOSED },
    ...(group === 'v1'
      ? { involvedObject: { ...CORE, kind: 'Pod', name: 'still', namespace: CLOSED }, message: 'seen', type: 'Normal' }
      : {
          regarding: { ...CORE, kind: 'Pod', name: 'still', namespace: CLOSED },
          eventTime: '2037-03-01T00:00:00.000000Z',
          reportingController: 'x',
          reportingInstance: 'x',
          action: 'Seen',
          type: 'Normal',
        }),
    reason: 'Seen',
  });
  for (const who of [house.arta, controller('replicaset-controller')]) {
    for (const group of ['v1', 'events.k8s.io/v1']) expectAccepted(await who.create(event(group), DRY));
  }
});

describe('the label of quarantine', () => {
  const set = (value: string | null) => ({ metadata: { labels: { [LABEL.quarantine]: value } } });

  it.each(['admin', 'velero'] as const)('is not set or taken away by %s', async (who) => {
    for (const [namespace, value] of [
      [TWIN, 'true'],
      [CLOSED, null],
      [CLOSED, 'false'],
    ] as const) {
      expectRefused(await house[who].patch(namespaceRef(namespace), set(value), DRY), 'namespaces', 'a change of');
      expectAccepted(await house.platform.patch(namespaceRef(namespace), set(value), DRY));
    }
    const reason = { metadata: { annotations: { [ANNOTATION.quarantineSince]: '2001-01-01' } } };
    expectRefused(await house[who].patch(namespaceRef(CLOSED), reason, DRY), 'namespaces', 'a change of');
  });

  it('closes no namespace of the cluster', async () => {
    expectAccepted(await house.admin.patch(namespaceRef('gateway'), set('true')));
    const seen = { metadata: { labels: { 'streha.al/quarantine': 'true', [LABEL.tenant]: 'true' } } };
    await eventually(
      'the label to be known',
      async () => must(await house.admin.get(namespaceRef('gateway'))).metadata.labels?.[LABEL.quarantine] === 'true',
    );
    expectAccepted(await creates(configMap(fresh))(house.admin, 'gateway'));
    // With both labels it would be closed.
    expectAccepted(await house.platform.patch(namespaceRef('gateway'), seen));
    await eventually(
      'the guard',
      async () => denialOf(await creates(configMap(fresh))(house.admin, 'gateway'))?.name === 'streha-quarantine',
    );
  });
});

it('a namespace under quarantine ends like every other, once it is marked and deleted', async () => {
  const ending = 'tatimet-old-prod';
  await apply(house.platform, [tenantNamespace(ending)]);
  await moveIn(house.platform, house.arta, ending);
  await furnish(ending);
  // Held by the collector of garbage.
  expectAccepted(
    await house.arta.create(
      within(ending, configMap({ metadata: { name: 'held', finalizers: ['foregroundDeletion'] } })),
    ),
  );
  await close(ending);
  const mark = { metadata: { annotations: { [ANNOTATION.retire]: 'moved' } } };
  expectAccepted(await house.platform.patch(namespaceRef(ending), mark));
  expectRefused(await house.admin.delete(namespaceRef(ending), DRY), 'namespaces', 'deleting namespace');
  expectAccepted(await house.platform.delete(namespaceRef(ending)));
  await eventually(
    'the namespace to be gone',
    async () => (await house.admin.get(namespaceRef(ending))).status === 404,
  );
}, 120_000);

describe('the end of a quarantine', () => {
  /** A controller that was refused tries again after as long as it has been refused. */
  const inTheEnd = (what: string, probe: () => Promise<boolean>) => ask(what, probe, { timeoutMs: 200_000 });

  it('opens everything again, and what waited goes on', async () => {
    expectAccepted(
      await house.platform.patch(namespaceRef(CLOSED), { metadata: { labels: { [LABEL.quarantine]: null } } }),
    );
    const probe = within(CLOSED, configMap(named('probe')));
    await eventually('the end', async () => (await house.arta.create(probe, DRY)).ok);
    for (const [title, request] of ATTEMPTS.filter(([one]) => !/Deployment|scaling/.test(one))) {
      expect([title, denialOf(await request(house.arta, CLOSED))?.message]).toEqual([title, undefined]);
    }
    await inTheEnd('the Job to run', async () => (await listed(pods(CLOSED), 'job=mine')).length === 1);
    await inTheEnd(
      'what was half deleted to go',
      async () => !(await house.admin.get({ ...CORE, kind: 'ConfigMap', namespace: CLOSED, name: 'owner' })).ok,
    );
    await inTheEnd('the orphans to go', async () => (await listed(pods(CLOSED), 'pod-template-hash')).length === 0);
  }, 240_000);
});
