import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Tenant, TenantRoles } from 'streha/constructs';

/**
 * One standard tenant in somebody else's cdktf app: no platform.yaml, no agencies, none of Streha's stacks.
 *
 * What differs from a whole fleet: the cluster-wide guardrails are the app's own affair (`PlatformStack` has
 * Streha's), and so are Velero and a network plugin that enforces policies.
 */
class PensionsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: `../../../${id}.tfstate` });
    new KubernetesProvider(this, 'Kubernetes', { configContext: 'my-cluster' });

    new TenantRoles(this, 'TenantRoles'); // once a cluster: the roles every tenant's people hold
    new Tenant(this, 'Pensions', {
      namespace: {
        name: 'issh-pensions-prod',
        agency: 'issh',
        system: 'pensions',
        environment: 'prod',
        service: '24x7',
        continuity: 'vital',
        data: 'personal',
        podSecurityVersion: '1.36',
      },
      quota: { cpu: '8', memory: '32Gi', storage: '500Gi', ephemeralStorage: '40Gi', pods: 30 },
      access: { admin: ['issh-admins'], developer: ['issh-dev'] },
      isolation: {
        resolver: { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } },
        monitoringNamespace: 'monitoring',
        gatewayNamespace: 'gateway',
      },
    });
  }
}

const app = new App();
new PensionsStack(app, 'pensions');
app.synth();
