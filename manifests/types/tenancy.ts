import { flag, left, many, one, set, text, textMap, textSet } from '../field';
import { clusterMetadata, defaultServiceAccountMetadata, metadata } from './metadata';
import { kind } from './resource-type';

const reference = { name: text() };

/** Unlike the API server, the provider mounts the token where nothing is said. */
const serviceAccount = {
  automount_service_account_token: flag({ unset: true }),
  image_pull_secret: set(reference, 'imagePullSecrets'),
  secret: set(reference, 'secrets'),
  default_secret_name: left,
};

/** Namespaces, their limits and their accounts. */
export const TENANCY = {
  kubernetes_namespace_v1: kind('v1', 'Namespace', {
    metadata: clusterMetadata,
    wait_for_default_service_account: left,
  }),
  kubernetes_resource_quota_v1: kind('v1', 'ResourceQuota', {
    metadata,
    spec: one({
      hard: textMap(),
      scopes: textSet(),
      scope_selector: one({
        match_expression: many({ scope_name: text(), operator: text(), values: textSet() }, 'matchExpressions'),
      }),
    }),
  }),
  kubernetes_limit_range_v1: kind('v1', 'LimitRange', {
    metadata,
    spec: one({
      limit: many(
        {
          type: text(),
          min: textMap(),
          max: textMap(),
          default: textMap(),
          default_request: textMap(),
          max_limit_request_ratio: textMap(),
        },
        'limits',
      ),
    }),
  }),
  kubernetes_service_account_v1: kind('v1', 'ServiceAccount', { metadata, ...serviceAccount }),
  kubernetes_default_service_account_v1: kind('v1', 'ServiceAccount', {
    metadata: defaultServiceAccountMetadata,
    ...serviceAccount,
  }),
};
