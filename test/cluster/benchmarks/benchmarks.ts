import type { Benchmark } from './benchmark';
import { networkChecks } from './checks/network';
import { platformObjectChecks } from './checks/platform-objects';
import { podChecks } from './checks/pods';
import { quotaChecks } from './checks/quotas';
import { rightsChecks } from './checks/rights';
import { serviceChecks } from './checks/services';
import { storageChecks } from './checks/storage';

/** Order of upstream's categories: control plane, host, tenant, fairness, data, operations, then what it never wrote. */
const ORDER = ['CPI', 'HI', 'TI', 'PL2', 'FNS', 'DI', 'OPS', 'NI', '-'];

const rank = ({ id }: Benchmark): number => ORDER.findIndex((category) => id.startsWith(category));

/** Every check of the Multi-Tenancy Benchmarks: the 19 that kubectl-mtb runs and the 4 it names and never wrote. */
export const BENCHMARKS: readonly Benchmark[] = [
  ...platformObjectChecks,
  ...podChecks,
  ...serviceChecks,
  ...rightsChecks,
  ...quotaChecks,
  ...networkChecks,
  ...storageChecks,
].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** The page of the documentation. */
export function benchmarksPage(): string {
  const rows = BENCHMARKS.map(({ id, title, held, upstream }) => `| ${id} | ${title} | ${held} | ${upstream} |`);
  return `# Multi-Tenancy Benchmarks

The Kubernetes working group on multi-tenancy wrote down what a tenant must not be able to do, and a program that tries
it (\`kubectl-mtb\`, in the retired repository kubernetes-retired/multi-tenancy). Streha holds all ${BENCHMARKS.length} checks: the 19 that
program runs and the 4 it names and never implemented.

\`npm run test:cluster\` proves each on a real API server, in a namespace of the sample government, as an administrator
of the agency. A check counts only if the same thing made legal is accepted, and if the control named here is the one
that refused: a pod may be refused for any reason, and upstream's checks pass for any.

| check | title | what holds it | what kubectl-mtb does |
|---|---|---|---|
${rows.join('\n')}

No pod runs in these tests, so the network check proves what the objects say, not what a network plugin does with them.
A storage class of platform.yaml is the platform team's own: that it deletes released volumes (Kubernetes' default) is
not judged by any control.

Generated from \`test/cluster/benchmarks\`; a test holds that it is current.
`;
}
