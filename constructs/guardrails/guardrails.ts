import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Construct } from 'constructs';
import { makeAfter } from '../order';
import { literal } from '../text';
import { guards } from './all';
import type { GuardrailsConfig } from './config';

/** Properties for `Guardrails`. */
export interface GuardrailsProps extends GuardrailsConfig {}

/**
 * The rules of the house, judged by the API server itself: one ValidatingAdmissionPolicy and its binding for each
 * guard; once in a cluster. Nothing of ours runs, so nothing of ours can fail open or take the cluster down.
 */
export class Guardrails extends Construct {
  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    for (const { name, policy, binding } of guards(props)) {
      const part = new Construct(this, name);
      const made = new Manifest(part, 'Policy', { manifest: verbatim(policy) });
      makeAfter(new Manifest(part, 'Binding', { manifest: verbatim(binding) }), [made]);
    }
  }
}

/** The object as Terraform must read it, so that no text of a definition is evaluated. */
function verbatim<T extends object>(object: T): T {
  return JSON.parse(JSON.stringify(object), (_, value) => (typeof value === 'string' ? literal(value) : value)) as T;
}
