import { many, one, text, textSet, texts } from '../field';
import { clusterMetadata, metadata } from './metadata';
import { kind } from './resource-type';
import { labelSelector } from './selector';

const RBAC_V1 = 'rbac.authorization.k8s.io/v1';

const roleRef = one({ api_group: text(), kind: text(), name: text() });

/** The provider puts a namespace on every subject, `default` where none is given, also on users and groups. */
const subjects = many(
  { api_group: text(), kind: text(), name: text(), namespace: text({ unset: 'default' }) },
  'subjects',
);

/** Who may do what. */
export const RBAC = {
  kubernetes_role_v1: kind(RBAC_V1, 'Role', {
    metadata,
    rule: many({ api_groups: textSet(), resources: textSet(), resource_names: textSet(), verbs: textSet() }, 'rules'),
  }),
  kubernetes_role_binding_v1: kind(RBAC_V1, 'RoleBinding', { metadata, role_ref: roleRef, subject: subjects }),
  kubernetes_cluster_role_v1: kind(RBAC_V1, 'ClusterRole', {
    metadata: clusterMetadata,
    aggregation_rule: one({ cluster_role_selectors: many(labelSelector) }),
    rule: many(
      {
        api_groups: texts(),
        resources: texts(),
        resource_names: texts(),
        non_resource_urls: texts({ as: 'nonResourceURLs' }),
        verbs: texts(),
      },
      'rules',
    ),
  }),
  kubernetes_cluster_role_binding_v1: kind(RBAC_V1, 'ClusterRoleBinding', {
    metadata: clusterMetadata,
    role_ref: roleRef,
    subject: subjects,
  }),
};
