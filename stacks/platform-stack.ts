import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import type { Construct } from 'constructs';
import { AuditorRole, PriorityClasses, TenantRoles } from '../constructs';
import { Guardrails } from '../constructs/guardrails';
import { LABEL, owned } from '../constructs/names';
import { makeAfter } from '../constructs/order';
import { GATEWAY_PORT } from './operator-values';
import { SiteStack, type SiteStackProps } from './site-stack';
import { platformStackName } from './stack-names';

const GATEWAY_CLASS = 'streha';

/** What a cluster has once: roles, priorities, the Gateway, and the guardrails that hold tenants apart. */
export class PlatformStack extends SiteStack {
  constructor(scope: Construct, props: SiteStackProps) {
    super(scope, platformStackName(props.site.key), props);
    const { platform } = props.fleet;

    new TenantRoles(this, 'TenantRoles');
    new PriorityClasses(this, 'PriorityClasses', { classes: platform.continuity });
    this.bindGroups('Platform', 'streha-platform', 'cluster-admin', [
      ...platform.groups.platform,
      ...platform.groups.breakGlass,
    ]);
    const auditors = new AuditorRole(this, 'AuditorRole');
    this.bindGroups('Auditors', 'streha-auditors', auditors.name, platform.groups.auditors);
    this.addGateway();
    // Last: from then on nobody but the platform's groups changes what stands here.
    const all = this.node.children;
    new Guardrails(this, 'Guardrails', {
      after: all,
      platformGroups: [...platform.groups.platform, ...platform.groups.breakGlass],
      platformName: platform.name,
      registries: platform.registries,
      ingressClass: platform.ingress.class,
      gateway: platform.ingress.gateway,
      storageClasses: props.site.storageClasses,
      continuityClasses: platform.continuity.map(({ key }) => key),
      veleroNamespace: platform.charts.releases.velero.namespace,
    });
  }

  private bindGroups(id: string, name: string, role: string, groups: readonly string[]): void {
    if (groups.length === 0) return;
    new ClusterRoleBindingV1(this, id, {
      metadata: { name, labels: owned() },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subject: [...new Set(groups)]
        .sort()
        .map((group) => ({ kind: 'Group', name: group, apiGroup: 'rbac.authorization.k8s.io' })),
    });
  }

  /** The one Gateway: HTTPS for the platform's domains, routes from tenant namespaces only. */
  private addGateway(): void {
    const { gateway } = this.fleet.platform.ingress;
    const gatewayClass = new Manifest(this, 'GatewayClass', {
      manifest: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: GATEWAY_CLASS, labels: owned() },
        spec: { controllerName: 'traefik.io/gateway-controller' },
      },
    });
    const resource = new Manifest(this, 'Gateway', {
      manifest: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: gateway.name, namespace: gateway.namespace, labels: owned() },
        spec: {
          gatewayClassName: GATEWAY_CLASS,
          listeners: [
            {
              name: gateway.listener,
              protocol: 'HTTPS',
              port: GATEWAY_PORT,
              tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'public-tls' }] },
              allowedRoutes: {
                namespaces: { from: 'Selector', selector: { matchLabels: { [LABEL.tenant]: 'true' } } },
                kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
              },
            },
          ],
        },
      },
    });
    makeAfter(resource, [gatewayClass]);
  }
}
