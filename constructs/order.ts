import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Where a construct stands and what must exist before it. */
export interface NamespacedProps {
  /** Namespace the objects are made in. */
  readonly namespace: string;
  /**
   * Constructs whose objects must exist first.
   *
   * @default - nothing; the namespace must exist by other means
   */
  readonly after?: readonly IConstruct[];
}

/**
 * Makes a resource wait for all resources of other constructs.
 *
 * Names are literal, so Terraform sees no reference to order by. Plain addresses instead of `dependsOn` of the
 * config: those become tokens, which are most of what synthesis spends its time on.
 */
export function makeAfter(resource: TerraformResource, others: readonly IConstruct[] | undefined): void {
  const addresses = (others ?? []).flatMap(resourcesOf).map((r) => `${r.terraformResourceType}.${r.friendlyUniqueId}`);
  if (addresses.length > 0) resource.dependsOn = [...new Set(addresses)].sort();
}

function resourcesOf(construct: IConstruct): TerraformResource[] {
  return construct.node.findAll().filter(TerraformResource.isTerraformResource);
}
