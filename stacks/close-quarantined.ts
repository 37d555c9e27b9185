import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { IConstruct } from 'constructs';

/** Lets nothing pass. */
const CLOSED = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/**
 * Closes the NetworkPolicies that an agency's own stack adds to namespaces under quarantine: policies only add up, so
 * one that stays open would keep its flow. They are emptied and not taken away, so that what waits for them in the
 * stack still finds them, and the end of the quarantine brings them back as they were.
 */
export function closePolicies(stack: IConstruct, namespaces: ReadonlySet<string>): void {
  if (namespaces.size === 0) return;
  for (const construct of stack.node.findAll()) {
    if (construct instanceof NetworkPolicyV1) {
      if (namespaces.has(construct.metadataInput?.namespace ?? '')) construct.putSpec(CLOSED);
    } else if (construct instanceof Manifest) {
      const manifest = construct.manifestInput; // what was given; `manifest` is a reference for other resources
      if (manifest && isPolicyIn(manifest, namespaces)) construct.manifest = { ...manifest, spec: CLOSED };
    }
  }
}

function isPolicyIn(manifest: Readonly<Record<string, unknown>>, namespaces: ReadonlySet<string>): boolean {
  const { kind, metadata } = manifest;
  if (kind !== 'NetworkPolicy' || typeof metadata !== 'object' || metadata === null) return false;
  return 'namespace' in metadata && namespaces.has(String(metadata.namespace));
}
