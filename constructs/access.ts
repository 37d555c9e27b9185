import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { Construct } from 'constructs';
import { clusterRoleName, owned, protective, TENANT_ROLES, type TenantRole } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `TenantAccess`. */
export interface TenantAccessProps extends NamespacedProps {
  /** Groups of the identity provider that administer the tenant. */
  readonly admin: readonly string[];
  /**
   * Groups that build and run workloads and look inside them.
   *
   * @default - none
   */
  readonly developer?: readonly string[];
  /**
   * Groups of pipelines: they roll out, and never look inside.
   *
   * @default - none
   */
  readonly deployer?: readonly string[];
  /**
   * Groups that read everything but Secrets and logs.
   *
   * @default - none
   */
  readonly viewer?: readonly string[];
}

/**
 * Binds groups to the tenant roles within one namespace. One binding a role, named by the role: a binding's role
 * cannot change in place, so it never has to.
 */
export class TenantAccess extends Construct {
  constructor(scope: Construct, id: string, props: TenantAccessProps) {
    super(scope, id);
    let last: readonly RoleBindingV1[] = [];
    for (const role of TENANT_ROLES) {
      const groups = [...new Set(props[role])].sort();
      if (groups.length > 0) last = [this.bind(role, groups, props, last)];
    }
  }

  /**
   * One after another: each is counted in the quota of the namespace, and the API server gives up with a conflict
   * where many are counted at once.
   */
  private bind(
    role: TenantRole,
    groups: readonly string[],
    props: TenantAccessProps,
    last: readonly RoleBindingV1[],
  ): RoleBindingV1 {
    const binding = new RoleBindingV1(this, role, {
      metadata: {
        name: `streha-${role}`,
        namespace: props.namespace,
        // Others come and go with the file; without its admins a tenant is locked out.
        labels: role === 'admin' ? protective() : owned(),
      },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterRoleName(role) },
      subject: groups.map((name) => ({ kind: 'Group', name, apiGroup: 'rbac.authorization.k8s.io' })),
    });
    makeAfter(binding, [...(props.after ?? []), ...last]);
    return binding;
  }
}
