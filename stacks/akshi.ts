import type { App } from 'cdktf';
import { PublicRoute } from '../constructs';
import { AgencyStack, type AgencyStackProps } from './agency-stack';

/** AKSHI opens e-Albania to the public; its file alone opens nothing beyond the hostnames it owns. */
export class AkshiStack extends AgencyStack {
  constructor(scope: App, props: AgencyStackProps) {
    super(scope, props);
    this.addPublicRoute('prod');
    this.addPublicRoute('test');
  }

  private addPublicRoute(environment: string): void {
    const placed = this.placement('portal', environment);
    if (!placed) return;
    new PublicRoute(this, `PortalRoute_${environment}`, {
      namespace: placed.tenant.namespace,
      after: [placed.tenant],
      gateway: this.fleet.platform.ingress.gateway,
      hostnames: placed.environment.hostnames,
      service: 'web',
      port: 8080,
    });
  }
}
