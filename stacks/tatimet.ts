import { Release } from '@cdktf/provider-helm/lib/release';
import type { App } from 'cdktf';
import { makeAfter } from '../constructs/order';
import { AgencyStack, type AgencyStackProps } from './agency-stack';

/** Chart of the mirror, and what it is told so that the guardrails accept its pods. */
const CACHE = { chart: 'valkey', version: '0.9.3' };

/** The tax administration keeps the sittings of its filing portal in a cache that the platform rolls out for it. */
export class TatimetStack extends AgencyStack {
  constructor(scope: App, props: AgencyStackProps) {
    super(scope, props);
    this.addHelmProvider();
    this.addCache('prod');
    this.addCache('test');
  }

  private addCache(environment: string): void {
    const placed = this.placement('e-filing', environment);
    if (!placed) return;
    const { charts, registries } = this.fleet.platform;
    const release = new Release(this, `Cache_${environment}`, {
      name: 'cache',
      repository: charts.mirror,
      chart: CACHE.chart,
      version: CACHE.version,
      namespace: placed.tenant.namespace,
      createNamespace: false,
      atomic: true,
      values: [
        JSON.stringify({
          image: { registry: registries[0]?.replace(/\/$/, ''), pullPolicy: 'Always' },
          replicaCount: 2,
          serviceAccount: { automount: false },
        }),
      ],
    });
    // The last thing of a tenant to stand is who may enter it: by then quota, limits and isolation are in force.
    makeAfter(release, [placed.tenant]);
  }
}
