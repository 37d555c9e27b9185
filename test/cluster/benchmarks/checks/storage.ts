import { claim, object, pod } from '../../sample/workloads';
import type { Attempt, Benchmark, Cast } from '../benchmark';
import { forVerbs, VERBS } from '../benchmark';

const dryRun = { dryRun: true } as const;
const NEVER_WRITTEN = 'Never implemented.';
const CLAIMED = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

/** A pod with a volume that is no claim, and the same pod with a claim. */
const volume = ({ arta, home }: Cast, title: string, source: object, by: Attempt['by']): Attempt => ({
  title: `a pod with ${title}`,
  good: () => arta.create(pod(home, { volumes: [CLAIMED] }), dryRun),
  bad: () => arta.create(pod(home, { volumes: [{ name: 'data', ...source }] }), dryRun),
  by,
});

const POD_SECURITY = { control: 'pod-security' } as const;
const VOLUMES = { control: 'admission-policy', names: ['streha-volumes'] } as const;
const CLAIMS = { control: 'admission-policy', names: ['streha-claims'] } as const;

/** Checks of where data lies. */
export const storageChecks: readonly Benchmark[] = [
  {
    id: '-',
    title: 'Require PersistentVolumeClaim for storage',
    upstream: NEVER_WRITTEN,
    held: 'Pod Security `restricted` for volumes by address; admission policy `streha-volumes` for drivers named in the pod',
    attempts: (cast) => [
      volume(cast, 'a share by its address', { nfs: { server: '10.0.0.1', path: '/' } }, POD_SECURITY),
      volume(
        cast,
        'a disk by its address',
        { iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.example:a', lun: 0 } },
        POD_SECURITY,
      ),
      volume(cast, "a folder of its node's", { hostPath: { path: '/data' } }, POD_SECURITY),
      volume(cast, 'a storage driver named in it', { csi: { driver: 'shares.example' } }, VOLUMES),
    ],
  },
  {
    id: '-',
    title: 'Require PersistentVolumeClaim reclaim policy of delete',
    upstream: NEVER_WRITTEN,
    held: 'admission policy `streha-claims`: a claim names a class of platform.yaml or none; RBAC: no role touches volumes or classes, so none changes what becomes of a volume',
    closed: () => [
      ...forVerbs(VERBS, { resource: 'persistentvolumes' }),
      ...forVerbs(VERBS, { group: 'storage.k8s.io', resource: 'storageclasses' }),
    ],
    attempts: ({ arta, home, fleet }) => [
      {
        title: 'a claim of a class that keeps its volumes',
        good: () => arta.create(claim(home, '1Gi', { storageClassName: ourClass(fleet) }), dryRun),
        bad: () => arta.create(claim(home, '1Gi', { storageClassName: 'kept' }), dryRun),
        by: CLAIMS,
      },
      {
        title: 'a volume of her own that is kept',
        good: () => arta.create(claim(home, '1Gi'), dryRun),
        bad: () => arta.create(kept(), dryRun),
        by: { control: 'rbac' },
      },
    ],
  },
  {
    id: '-',
    title: 'Block use of existing PersistentVolumes',
    upstream: NEVER_WRITTEN,
    held: 'admission policy `streha-claims`',
    attempts: ({ arta, home }) =>
      [
        { title: 'a claim on a volume by its name', fields: { volumeName: 'of-another-tenant' } },
        { title: 'a claim on a volume by its labels', fields: { selector: { matchLabels: { of: 'another-tenant' } } } },
        { title: 'a claim on any volume that lies about', fields: { storageClassName: '' } },
      ].map(({ title, fields }) => ({
        title,
        good: () => arta.create(claim(home, '1Gi'), dryRun),
        bad: () => arta.create(claim(home, '1Gi', fields), dryRun),
        by: CLAIMS,
      })),
  },
];

const ourClass = (fleet: Cast['fleet']): string | undefined => fleet.platform.sites[0]?.storageClasses[0];

const kept = () =>
  object('v1', 'PersistentVolume', undefined, 'kept', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: '/data' },
    },
  });
