import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Construct, type IConstruct } from 'constructs';
import { makeAfter } from '../order';
import { literal } from '../text';
import { guards } from './all';
import type { GuardrailsConfig } from './config';

/** Properties for `Guardrails`. */
export interface GuardrailsProps extends GuardrailsConfig {
  /**
   * Constructs whose objects must exist first: whoever makes them may be nobody the guards know.
   *
   * @default - none
   */
  readonly after?: readonly IConstruct[];
}

/**
 * The rules of the house, judged by the API server itself: one ValidatingAdmissionPolicy and its binding for each
 * guard; once in a cluster. Nothing of ours runs, so nothing of ours can fail open or take the cluster down.
 */
export class Guardrails extends Construct {
  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    const parts = guards(props).map((guard) => ({ ...guard, part: new Construct(this, guard.name) }));
    const policies = parts.map(({ part, policy }) => {
      const made = new Manifest(part, 'Policy', { manifest: verbatim(policy) });
      makeAfter(made, props.after);
      return made;
    });
    // All policies before the first binding, so that they come into force together.
    for (const { part, binding } of parts) {
      makeAfter(new Manifest(part, 'Binding', { manifest: verbatim(binding) }), policies);
    }
  }
}

/** The object as Terraform must read it, so that no text of a definition is evaluated. */
function verbatim<T extends object>(object: T): T {
  return JSON.parse(JSON.stringify(object), (_, value) => (typeof value === 'string' ? literal(value) : value)) as T;
}
