import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { Construct } from 'constructs';
import { clusterRoleName, owned, TENANT_ROLES } from './names';
import { policyRules, roleRules } from './role-rules';

/** The ClusterRoles a tenant's people hold in their namespaces; once in a cluster. */
export class TenantRoles extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const role of TENANT_ROLES) {
      new ClusterRoleV1(this, role, {
        metadata: { name: clusterRoleName(role), labels: owned() },
        rule: policyRules(roleRules(role)),
      });
    }
  }
}
