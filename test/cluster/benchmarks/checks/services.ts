import { service } from '../../sample/workloads';
import type { Benchmark } from '../benchmark';

/** Checks of the ways in from outside. */
export const serviceChecks: readonly Benchmark[] = [
  {
    id: 'HI-1b',
    title: 'Block use of NodePort services',
    upstream: 'Creates a Service of type NodePort, as a dry run; any refusal passes.',
    held: 'admission policy `streha-services`; behind it a quota of none, which holds for the platform too',
    attempts: ({ arta, platform, home }) => [
      {
        title: 'a Service of type NodePort',
        good: () => arta.create(service(home), { dryRun: true }),
        bad: () => arta.create(service(home, { type: 'NodePort' }), { dryRun: true }),
        by: { control: 'admission-policy', names: ['streha-services'] },
      },
      {
        title: 'the same by the platform',
        good: () => platform.create(service(home), { dryRun: true }),
        bad: () => platform.create(service(home, { type: 'NodePort' }), { dryRun: true }),
        by: { control: 'quota', names: ['streha-quota'] },
      },
    ],
  },
];
