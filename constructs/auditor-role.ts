import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { Construct } from 'constructs';
import { owned } from './names';
import { policyRules, type RoleRule, roleRules } from './role-rules';

const READ = ['get', 'list', 'watch'];

/** What the platform is made of, beside what a viewer sees in a tenant. */
const PLATFORM_KINDS: readonly RoleRule[] = [
  { group: '', resource: 'namespaces', verbs: READ },
  { group: '', resource: 'nodes', verbs: READ },
  { group: '', resource: 'persistentvolumes', verbs: READ },
  { group: 'admissionregistration.k8s.io', resource: 'validatingadmissionpolicies', verbs: READ },
  { group: 'admissionregistration.k8s.io', resource: 'validatingadmissionpolicybindings', verbs: READ },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings', verbs: READ },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', verbs: READ },
  { group: 'scheduling.k8s.io', resource: 'priorityclasses', verbs: READ },
  { group: 'storage.k8s.io', resource: 'storageclasses', verbs: READ },
  { group: 'velero.io', resource: 'backups', verbs: READ },
  { group: 'velero.io', resource: 'restores', verbs: READ },
  { group: 'velero.io', resource: 'schedules', verbs: READ },
];

/** Reads everything in every namespace but Secrets and logs: for the state's auditors. */
export class AuditorRole extends Construct {
  readonly name = 'streha-auditor';

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ClusterRoleV1(this, 'Resource', {
      metadata: { name: this.name, labels: owned() },
      rule: policyRules([...roleRules('viewer'), ...PLATFORM_KINDS]),
    });
  }
}
