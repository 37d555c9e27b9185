import { NETWORK } from './network';
import { RBAC } from './rbac';
import type { ResourceType } from './resource-type';
import { SCHEDULING } from './scheduling';
import { STORAGE } from './storage';
import { TENANCY } from './tenancy';
import { WORKLOAD } from './workload';

export type { ResourceType } from './resource-type';

/**
 * The typed resources of the Kubernetes provider 2.38 that are rendered, by Terraform type.
 *
 * Written from the provider's schema and source: names, types, and the defaults it sends that differ from the API
 * server's own. A test holds them to the installed provider package, attribute by attribute, and to the fields of
 * the Kubernetes API.
 */
export const TYPES: Readonly<Record<string, ResourceType>> = {
  ...TENANCY,
  ...RBAC,
  ...NETWORK,
  ...STORAGE,
  ...SCHEDULING,
  ...WORKLOAD,
};
