import type { KubeObject } from '../harness/objects';
import { type Attempt, expectAccepted, expectRefused, refuses } from './attempts';
import { type House, openHouse } from './house';
import {
  change,
  claim,
  claimTemplate,
  container,
  IMAGE,
  maker,
  OTHER,
  type Patch,
  POD_MAKERS,
  type PodMaker,
  TEST,
} from './objects';

let house: House;
beforeAll(async () => {
  // Guards the field that names a source in another namespace, which the API server else drops.
  house = await openHouse({ apiserverFlags: ['--feature-gates=CrossNamespaceVolumeDataSource=true'] });
});
afterAll(() => house?.close());
const open = () => house;

const TEMPLATES = POD_MAKERS.filter((kind) => kind !== 'Pod');

/** The same attempt by every kind. */
const each = (kinds: readonly PodMaker[], bad: Patch, says: string, good: Patch = {}): Attempt[] =>
  kinds.map((kind) => [`of a ${kind}`, maker(kind, bad), says, maker(kind, good)]);

/** Attempts with a Deployment's pods. */
const pods = (title: string, bad: Patch, says: string, good: Patch = {}): Attempt => [
  title,
  maker('Deployment', bad),
  says,
  maker('Deployment', good),
];

describe('an image', () => {
  const of = (image: string) => ({ containers: [container({ image })] });
  const digest = `@sha256:${'a'.repeat(64)}`;
  refuses('images', open, [
    ...each(POD_MAKERS, of('docker.io/library/nginx:1.29'), 'image docker.io/library/nginx:1.29'),
    pods('without a registry', of('nginx:1.29'), 'image nginx:1.29', of(IMAGE)),
    pods(
      'of a registry that only begins alike',
      of('registry.gdc.gov.al.evil.example/web:1'),
      'evil.example',
      of(IMAGE),
    ),
    pods(
      'with the tag latest',
      of('registry.gdc.gov.al/web:latest'),
      'web:latest',
      of('registry.gdc.gov.al/web:latest-1'),
    ),
    pods(
      'without a tag',
      of('registry.gdc.gov.al/web'),
      'image registry.gdc.gov.al/web with',
      of('registry.gdc.gov.al/web:1'),
    ),
    pods(
      'with a digest behind the tag latest',
      of(`registry.gdc.gov.al/web:latest${digest}`),
      'web:latest@',
      of(`registry.gdc.gov.al/web${digest}`),
    ),
    pods(
      'with half a digest',
      of('registry.gdc.gov.al/web@sha256:abc'),
      '@sha256:abc',
      of(`registry.gdc.gov.al/web:1${digest}`),
    ),
    pods(
      'not always pulled',
      { containers: [container({ imagePullPolicy: 'IfNotPresent' })] },
      'pull policy IfNotPresent',
    ),
    pods(
      'with a digest, not always pulled',
      { containers: [container({ image: `registry.gdc.gov.al/web${digest}`, imagePullPolicy: 'Never' })] },
      'pull policy Never',
      of(`registry.gdc.gov.al/web${digest}`),
    ),
    pods(
      'whose policy is left to the default',
      { containers: [container({ imagePullPolicy: null })] },
      'pull policy IfNotPresent',
    ),
    pods(
      'of the second container',
      { containers: [container(), container({ name: 'two', image: 'x:1' })] },
      'image x:1',
      {
        containers: [container(), container({ name: 'two' })],
      },
    ),
    pods('of an init container', { initContainers: [container({ name: 'init', image: 'x:1' })] }, 'image x:1', {
      initContainers: [container({ name: 'init' })],
    }),
    pods(
      'of a sidecar',
      { initContainers: [container({ name: 'side', image: 'x:1', restartPolicy: 'Always' })] },
      'image x:1',
      {
        initContainers: [container({ name: 'side', restartPolicy: 'Always' })],
      },
    ),
    pods('in a volume', { volumes: [{ name: 'v', image: { reference: 'x:1', pullPolicy: 'Always' } }] }, 'image x:1', {
      volumes: [{ name: 'v', image: { reference: IMAGE, pullPolicy: 'Always' } }],
    }),
    pods(
      'in a volume, not always pulled',
      { volumes: [{ name: 'v', image: { reference: IMAGE } }] },
      'pull policy IfNotPresent',
      {
        volumes: [{ name: 'v', image: { reference: IMAGE, pullPolicy: 'Always' } }],
      },
    ),
    pods('with a name of 2000 letters', of(`x${'y'.repeat(2000)}:1`), `image x${'y'.repeat(50)}`),
  ]);

  it('of an ephemeral container', async () => {
    const pod = maker('Pod', {}, { metadata: { name: 'debugged' } });
    expectAccepted(await house.arta.create(pod));
    const ref = { ...REF, name: 'debugged', subresource: 'ephemeralcontainers' };
    const debug = (image: string) => ({
      spec: { ephemeralContainers: [container({ name: 'debug', image, terminationMessagePolicy: 'File' })] },
    });
    expectAccepted(await house.arta.patch(ref, debug(IMAGE), { dryRun: true }));
    expectRefused(await house.arta.patch(ref, debug('busybox:1'), { dryRun: true }), 'images', 'image busybox:1');
  });

  it('set on a pod that runs', async () => {
    expectAccepted(await house.arta.create(maker('Pod', {}, { metadata: { name: 'running' } })));
    const ref = { ...REF, name: 'running' };
    const set = (image: string) =>
      house.arta.patch(
        ref,
        { spec: { containers: [{ name: 'web', image }] } },
        { dryRun: true, contentType: STRATEGIC },
      );
    expectAccepted(await set('registry.gdc.gov.al/web:2'));
    expectRefused(await set('web:2'), 'images', 'image web:2');
  });

  it('set on a Deployment', async () => {
    expectAccepted(await house.arta.create(maker('Deployment', {}, { metadata: { name: 'running' } })));
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: REF.namespace, name: 'running' };
    const template = (image: string) => ({ spec: { template: { spec: { containers: [container({ image })] } } } });
    expectAccepted(await house.arta.patch(ref, template('registry.gdc.gov.al/web:2'), { dryRun: true }));
    expectRefused(await house.arta.patch(ref, template('web:2'), { dryRun: true }), 'images', 'image web:2');
  });
});

/** Merges lists by name. */
const STRATEGIC = 'application/strategic-merge-patch+json';
const REF = { apiVersion: 'v1', kind: 'Pod', namespace: 'tatimet-e-filing-prod' };

/** Places a pod, as the scheduler would. */
async function bind(name: string): Promise<void> {
  const path = await house.admin.path({ ...REF, name, subresource: 'binding' });
  const target = { apiVersion: 'v1', kind: 'Node', name: 'worker-1' };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace: REF.namespace }, target };
  expectAccepted(await house.admin.request('POST', path, binding));
}

describe('where and how long a pod runs', () => {
  const tolerating = (...tolerations: Patch[]) => ({ tolerations });
  const gone = {
    key: 'node.kubernetes.io/unreachable',
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 30,
  };
  refuses('scheduling', open, [
    ...each(POD_MAKERS, { nodeName: 'worker-1' }, 'nodeName worker-1'),
    pods('by another scheduler', { schedulerName: 'mine' }, 'schedulerName mine', {
      schedulerName: 'default-scheduler',
    }),
    [
      'behind a scheduling gate',
      maker('Pod', { schedulingGates: [{ name: 'x.example/wait' }] }),
      'scheduling gate x.example/wait',
      maker('Pod'),
    ],
    pods('behind a scheduling gate of a template', { schedulingGates: [{ name: 'x.example/wait' }] }, 'x.example/wait'),
    pods('on every node', tolerating({ operator: 'Exists' }), 'a toleration of every taint', tolerating(gone)),
    pods(
      'on every node, with an effect',
      tolerating({ operator: 'Exists', effect: 'NoSchedule' }),
      'a toleration of every taint',
      tolerating(gone),
    ),
    pods(
      'on nodes of the control plane',
      tolerating({ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }),
      'a toleration of node-role.kubernetes.io/control-plane with effect NoSchedule',
      tolerating(gone),
    ),
    pods(
      'on a node that is being drained',
      tolerating({ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }),
      'a toleration of node.kubernetes.io/unschedulable',
      tolerating(gone),
    ),
    pods(
      'on a node that is out of service',
      tolerating({ key: 'node.kubernetes.io/out-of-service', operator: 'Exists', effect: 'NoExecute' }),
      'a toleration of node.kubernetes.io/out-of-service',
      tolerating(gone),
    ),
    pods(
      'on a node that is not ready',
      tolerating(change(gone, { effect: 'NoSchedule', tolerationSeconds: null, key: 'node.kubernetes.io/not-ready' })),
      'with effect NoSchedule',
      tolerating(gone),
    ),
    pods(
      'for ten years after its end',
      { terminationGracePeriodSeconds: 315_360_000 },
      'terminationGracePeriodSeconds 315360000',
      { terminationGracePeriodSeconds: 1800 },
    ),
  ]);

  it('lets the DaemonSet controller tolerate what it always does, and nobody else', async () => {
    const tolerations = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((name) => ({
      key: `node.kubernetes.io/${name}`,
      operator: 'Exists',
      effect: 'NoSchedule',
    }));
    const controller = house.admin.as('system:serviceaccount:kube-system:daemon-set-controller', ['system:masters']);
    expectAccepted(await controller.create(maker('Pod', { tolerations }), { dryRun: true }));
    expectRefused(
      await house.arta.create(maker('Pod', { tolerations }), { dryRun: true }),
      'scheduling',
      'disk-pressure',
    );
    const everything = maker('Pod', { tolerations: [{ operator: 'Exists' }] });
    expectRefused(await controller.create(everything, { dryRun: true }), 'scheduling', 'every taint');
  });

  it('judges a toleration added to a pod that is there', async () => {
    expectAccepted(await house.arta.create(maker('Pod', tolerating(gone), { metadata: { name: 'tolerant' } })));
    const pod = await house.arta.get<KubeObject & { spec: { tolerations: Patch[] } }>({ ...REF, name: 'tolerant' });
    if (!pod.ok) throw new Error(pod.body.message);
    const add = (toleration: Patch) => ({ spec: { tolerations: [...pod.body.spec.tolerations, toleration] } });
    const ref = { ...REF, name: 'tolerant' };
    expectRefused(
      await house.arta.patch(ref, add({ operator: 'Exists' }), { dryRun: true }),
      'scheduling',
      'every taint',
    );
    const more = {
      key: 'node.kubernetes.io/not-ready',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 10,
    };
    expectAccepted(await house.arta.patch(ref, add(more), { dryRun: true }));
  });
});

describe('a grace period given with the request', () => {
  it('of a delete', async () => {
    expectAccepted(await house.arta.create(maker('Pod', {}, { metadata: { name: 'leaving' } })));
    const ref = { ...REF, name: 'leaving' };
    await bind(ref.name); // a pod without a node goes at once, whatever the period
    const deleting = (gracePeriodSeconds: number) => house.arta.delete(ref, { gracePeriodSeconds, dryRun: true });
    expectRefused(await deleting(315_360_000), 'grace-periods', 'a grace period of 315360000 seconds');
    expectAccepted(await deleting(60));
    expectAccepted(await house.arta.delete(ref, { dryRun: true }));
  });

  it('of an eviction', async () => {
    expectAccepted(await house.arta.create(maker('Pod', {}, { metadata: { name: 'evicted' } })));
    const path = await house.arta.path({ ...REF, name: 'evicted', subresource: 'eviction' });
    const evicting = (deleteOptions?: Patch) =>
      house.arta.request('POST', `${path}?dryRun=All`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'evicted', namespace: REF.namespace },
        ...(deleteOptions ? { deleteOptions: { dryRun: ['All'], ...deleteOptions } } : {}),
      });
    expectRefused(await evicting({ gracePeriodSeconds: 315_360_000 }), 'grace-periods', '315360000 seconds');
    expectAccepted(await evicting({ gracePeriodSeconds: 60 }));
    expectAccepted(await evicting());
  });
});

describe('a priority', () => {
  const named = (priorityClassName: string | null) => ({ priorityClassName });
  refuses('priorities', open, [
    ...each(POD_MAKERS, named('system-cluster-critical'), 'priorityClassName system-cluster-critical'),
    pods('of the nodes themselves', named('system-node-critical'), 'priorityClassName system-node-critical'),
    pods('of another class', named('streha-deferrable'), 'allowed: none or streha-vital'),
    ...each(
      TEMPLATES,
      named(null),
      'a template without priorityClassName: not allowed; allowed: streha-vital',
      named('streha-vital'),
    ),
  ]);
  it('need not be named by a bare pod of vital production, nor by anybody elsewhere', async () => {
    expectAccepted(await house.arta.create(maker('Pod', named(null)), { dryRun: true }));
    expectAccepted(
      await house.arta.create(maker('Deployment', named(null), { metadata: { namespace: TEST } }), { dryRun: true }),
    );
    const vital = maker('Deployment', {}, { metadata: { namespace: TEST } });
    expectRefused(await house.arta.create(vital, { dryRun: true }), 'priorities', 'allowed: none or streha-deferrable');
  });
});

describe('a Job', () => {
  const ours = 'kubernetes.io/job-controller';
  const job = (managedBy: string) => maker('Job', {}, { spec: { managedBy } });
  const cronJob = (managedBy: string) => maker('CronJob', {}, { spec: { jobTemplate: { spec: { managedBy } } } });
  refuses('jobs', open, [
    ['of a controller that is not there', job('x.example/nobody'), 'managedBy x.example/nobody', job(ours)],
    [
      'of a CronJob, of a controller that is not there',
      cronJob('x.example/nobody'),
      'managedBy x.example/nobody',
      cronJob(ours),
    ],
  ]);
});

describe('a volume', () => {
  const csi = { volumes: [{ name: 'v', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } }] };
  const ephemeral = (patch: Patch) => ({
    volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: change({ spec: claimTemplate().spec }, patch) } }],
  });
  const templates = (...list: Patch[]) => maker('StatefulSet', {}, { spec: { volumeClaimTemplates: list } });
  const otherSource = { spec: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'db', namespace: OTHER } } };
  refuses('volumes', open, [
    ...each(POD_MAKERS, csi, 'an inline volume of driver secrets-store.csi.k8s.io', {
      volumes: [{ name: 'v', emptyDir: {} }],
    }),
    ...each(POD_MAKERS, ephemeral({ spec: { storageClassName: 'fast' } }), 'storage class fast', ephemeral({})),
    pods(
      'made from a template, of no class',
      ephemeral({ spec: { storageClassName: '' } }),
      'storage class empty',
      ephemeral({ spec: { storageClassName: null } }),
    ),
    pods(
      'made from a template, by name',
      ephemeral({ spec: { volumeName: 'pv-of-doganat' } }),
      'volumes that are there',
      ephemeral({}),
    ),
    [
      'of a StatefulSet, of another class',
      templates(claimTemplate({ spec: { storageClassName: 'fast' } })),
      'storage class fast',
      templates(claimTemplate()),
    ],
    [
      'of a StatefulSet, of another class by annotation',
      templates(claimTemplate({ metadata: { annotations: { 'volume.beta.kubernetes.io/storage-class': 'fast' } } })),
      'storage class',
      templates(claimTemplate({ metadata: { annotations: { note: 'mine' } } })),
    ],
    [
      'of a StatefulSet, by name',
      templates(claimTemplate({ spec: { volumeName: 'pv-of-doganat' } })),
      'volumes that are there',
      templates(claimTemplate()),
    ],
    [
      'of a StatefulSet, by labels',
      templates(claimTemplate({ spec: { selector: { matchLabels: { a: 'b' } } } })),
      'volumes that are there',
      templates(claimTemplate()),
    ],
    [
      'of a StatefulSet, filled from another namespace',
      templates(claimTemplate(otherSource)),
      'volumes that are there',
      templates(claimTemplate()),
    ],
  ]);
});

describe('a claim', () => {
  const beta = 'volume.beta.kubernetes.io/storage-class';
  const annotated = (value: string) =>
    claim({ metadata: { annotations: { [beta]: value } }, spec: { storageClassName: null } });
  const source = (namespace: string | null) =>
    claim({
      spec: { dataSourceRef: change({ kind: 'PersistentVolumeClaim', name: 'db', namespace: 'x' }, { namespace }) },
    });
  refuses('claims', open, [
    ['on a volume by name', claim({ spec: { volumeName: 'pv-of-doganat' } }), 'volumeName pv-of-doganat', claim()],
    [
      'on a volume by labels',
      claim({ spec: { selector: { matchLabels: { a: 'b' } } } }),
      'a selector of volumes',
      claim(),
    ],
    ['of another class', claim({ spec: { storageClassName: 'fast' } }), 'storage class fast', claim()],
    [
      'of the empty class',
      claim({ spec: { storageClassName: '' } }),
      'storage class empty',
      claim({ spec: { storageClassName: null } }),
    ],
    ['of another class by annotation', annotated('fast'), 'storage class fast', annotated('block')],
    ['filled from another namespace', source(OTHER), `a source in namespace ${OTHER}`, source(null)],
  ]);

  it('takes a volume or a class after it was made, by the binder alone', async () => {
    const waiting = { metadata: { name: 'waiting' }, spec: { storageClassName: null } };
    expectAccepted(await house.arta.create(claim(waiting)));
    const ref = { ...REF, kind: 'PersistentVolumeClaim', name: 'waiting' };
    const named = { spec: { volumeName: 'pv-of-doganat' } };
    const fast = { spec: { storageClassName: 'fast' } };
    expectRefused(await house.arta.patch(ref, named, { dryRun: true }), 'claims', 'volumeName pv-of-doganat');
    expectRefused(await house.arta.patch(ref, fast, { dryRun: true }), 'claims', 'storage class fast');
    expectAccepted(await house.arta.patch(ref, { spec: { storageClassName: 'block' } }, { dryRun: true }));
    const binder = house.admin.as('system:serviceaccount:kube-system:persistent-volume-binder', ['system:masters']);
    expectAccepted(await binder.patch(ref, named, { dryRun: true }));
    expectAccepted(await binder.patch(ref, named));
    // Bound by the cluster, it can still grow and be labelled.
    expectAccepted(await house.arta.patch(ref, { metadata: { labels: { a: 'b' } } }, { dryRun: true }));
  });
});
