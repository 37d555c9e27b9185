import type { KubeObject } from '../../harness/objects';
import { pod, podOf, secured } from '../../sample/workloads';
import type { Attempt, Benchmark, Cast } from '../benchmark';

const dryRun = { dryRun: true } as const;

/** A pod that is refused by Pod Security, and the same pod without what is wrong with it. */
const refused =
  (title: string, bad: (namespace: string) => KubeObject) =>
  (cast: Cast): Attempt => ({
    title,
    good: () => cast.arta.create(pod(cast.home), dryRun),
    bad: () => cast.arta.create(bad(cast.home), dryRun),
    by: { control: 'pod-security' },
  });

const all =
  (...attempts: readonly ((cast: Cast) => Attempt)[]) =>
  (cast: Cast): readonly Attempt[] =>
    attempts.map((attempt) => attempt(cast));

const insecure = (fields: Readonly<Record<string, unknown>>) => (namespace: string) =>
  podOf(namespace, { securityContext: secured(fields) });

const HELD = 'Pod Security `restricted`, its version pinned on the namespace';
const DRY_RUN_POD = 'Creates a pod, as a dry run; any refusal passes.';

/** Checks of what a pod may be. */
export const podChecks: readonly Benchmark[] = [
  {
    id: 'CPI-3',
    title: 'Block add capabilities',
    upstream: `${DRY_RUN_POD} With SETPCAP.`,
    held: HELD,
    attempts: all(
      refused('a container with SETPCAP', insecure({ capabilities: { drop: ['ALL'], add: ['SETPCAP'] } })),
      refused('a container that keeps its capabilities', insecure({ capabilities: {} })),
    ),
  },
  {
    id: 'CPI-4',
    title: 'Require run as non-root user',
    upstream: `${DRY_RUN_POD} With runAsNonRoot false.`,
    held: HELD,
    attempts: all(
      refused('a container that may be root', insecure({ runAsNonRoot: false })),
      refused('a container that does not say', insecure({ runAsNonRoot: undefined })),
      refused('a container of user 0', insecure({ runAsUser: 0 })),
    ),
  },
  {
    id: 'CPI-5',
    title: 'Block privileged containers',
    upstream: `${DRY_RUN_POD} With privileged true.`,
    held: HELD,
    attempts: all(
      refused('a privileged container', insecure({ privileged: true, allowPrivilegeEscalation: true })),
      refused('a privileged init container', (namespace) => {
        const privileged = secured({ privileged: true, allowPrivilegeEscalation: true });
        const { spec } = podOf(namespace, { name: 'setup', securityContext: privileged });
        return pod(namespace, { initContainers: (spec as { readonly containers: unknown }).containers });
      }),
    ),
  },
  {
    id: 'CPI-6',
    title: 'Block privilege escalation',
    upstream: `${DRY_RUN_POD} With allowPrivilegeEscalation true.`,
    held: HELD,
    attempts: all(
      refused('a container that may gain privileges', insecure({ allowPrivilegeEscalation: true })),
      refused('a container that does not say', insecure({ allowPrivilegeEscalation: undefined })),
    ),
  },
  {
    id: 'HI-1',
    title: 'Block use of host path volumes',
    upstream: `${DRY_RUN_POD} With a hostPath volume.`,
    held: HELD,
    attempts: all(
      refused('a pod with a folder of its node', (namespace) =>
        pod(namespace, { volumes: [{ name: 'node', hostPath: { path: '/tmp' } }] }),
      ),
    ),
  },
  {
    id: 'HI-3',
    title: 'Block use of host networking and ports',
    upstream: `${DRY_RUN_POD} With hostNetwork, then with a host port; the second pod is never filled in, so it says little.`,
    held: HELD,
    attempts: all(
      refused('a pod in the network of its node', (namespace) => pod(namespace, { hostNetwork: true })),
      refused('a container on a port of its node', (namespace) =>
        podOf(namespace, { ports: [{ containerPort: 8086, hostPort: 8086 }] }),
      ),
    ),
  },
  {
    id: 'HI-4',
    title: 'Block use of host PID',
    upstream: `${DRY_RUN_POD} With hostPID.`,
    held: HELD,
    attempts: all(refused('a pod among the processes of its node', (namespace) => pod(namespace, { hostPID: true }))),
  },
  {
    id: 'HI-5',
    title: 'Block use of host IPC',
    upstream: `${DRY_RUN_POD} With hostIPC.`,
    held: HELD,
    attempts: all(refused('a pod in the memory of its node', (namespace) => pod(namespace, { hostIPC: true }))),
  },
  {
    id: 'DI-1',
    title: 'Require always imagePullPolicy',
    upstream: `${DRY_RUN_POD} With imagePullPolicy Never.`,
    held: 'admission policy `streha-images`',
    attempts: ({ arta, home }) =>
      ['Never', 'IfNotPresent'].map((imagePullPolicy) => ({
        title: `a container with imagePullPolicy ${imagePullPolicy}`,
        good: () => arta.create(podOf(home, { imagePullPolicy: 'Always' }), dryRun),
        bad: () => arta.create(podOf(home, { imagePullPolicy }), dryRun),
        by: { control: 'admission-policy', names: ['streha-images'] },
      })),
  },
];
