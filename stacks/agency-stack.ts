import type { Construct } from 'constructs';
import { Tenant, type TenantProps } from '../constructs';
import { type Agency, type Placement, quarantineOf } from '../definition';
import { linksOf } from './agency-links';
import { SiteStack, type SiteStackProps } from './site-stack';
import { agencyStackName } from './stack-names';

/** Properties for `AgencyStack`. */
export interface AgencyStackProps extends SiteStackProps {
  readonly agency: Agency;
  /** Environments of the agency that stand on the site. */
  readonly placements: readonly Placement[];
}

/** An environment on a site, and the tenant made for it. */
export interface PlacedTenant extends Placement {
  readonly tenant: Tenant;
}

/**
 * All of one agency on one site, from its file alone. An agency that needs more has a class of its own that extends
 * this one and adds to it; see `own-stacks.ts`.
 */
export class AgencyStack extends SiteStack {
  readonly agency: Agency;
  private readonly placed: ReadonlyMap<string, PlacedTenant>;

  constructor(scope: Construct, props: AgencyStackProps) {
    super(scope, agencyStackName(props.site.key, props.agency.key), props);
    this.agency = props.agency;
    this.placed = new Map(
      props.placements.map((placement) => [
        placement.environment.namespace,
        { ...placement, tenant: this.addTenant(placement) },
      ]),
    );
  }

  /** An environment and its tenant, where it stands on this site: a standby does not hold all of them. */
  placement(system: string, environment: string): PlacedTenant | undefined {
    return this.placed.get(`${this.agency.key}-${system}-${environment}`);
  }

  // The system's and the environment's keys, never a position: an id that moves is a namespace made anew. No key
  // holds a `_`, so no two pairs join to one id.
  private addTenant(placement: Placement): Tenant {
    return new Tenant(this, `${placement.system.key}_${placement.environment.key}`, this.tenantProps(placement));
  }

  private tenantProps(placement: Placement): TenantProps {
    const { system, environment, class: continuity, role } = placement;
    const { platform } = this.fleet;
    const quarantine = quarantineOf(system, environment);
    const { links, policies } = linksOf(this.fleet, placement);
    return {
      namespace: {
        name: environment.namespace,
        agency: this.agency.key,
        system: system.key,
        environment: environment.key,
        service: system.service,
        continuity: system.continuity,
        data: system.data,
        podSecurityVersion: platform.kubernetes,
        hostnames: environment.hostnames,
        title: system.title,
        contacts: this.agency.contacts,
        ...(quarantine && { quarantine }),
      },
      quota: { ...environment.quota, headroom: platform.reserve.headroom, linkPolicies: policies },
      access: this.agency.access,
      isolation: {
        resolver: platform.network.resolver,
        monitoringNamespace: platform.charts.releases.prometheus.namespace,
        ...(environment.hostnames.length > 0 ? { gatewayNamespace: platform.ingress.gateway.namespace } : {}),
        ...(system.kubernetesApi ? { kubernetesApi: this.site.apiServer } : {}),
        closed: quarantine !== undefined,
      },
      ...(links && { links }),
      backup: {
        veleroNamespace: platform.charts.releases.velero.namespace,
        rpo: continuity.rpo,
        retention: continuity.retention,
        paused: role === 'standby',
      },
    };
  }
}
