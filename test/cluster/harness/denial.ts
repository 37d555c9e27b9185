import type { KubeResponse } from './client';

/** The control of the API server that turned a request down. */
export type Control =
  | 'rbac' // the authorizer: the user has no such right
  | 'escalation' // a Role or binding would hand out rights its author lacks
  | 'admission-policy' // a ValidatingAdmissionPolicy
  | 'pod-security' // Pod Security Admission
  | 'quota'
  | 'limit-range'
  | 'validation' // the schema or the kind's own rules
  | 'conflict' // the object is there, changed meanwhile, or a field has another owner
  | 'other';

/** Who turned a request down, and why. */
export interface Denial {
  readonly control: Control;
  /** Name of the ValidatingAdmissionPolicy, or of the ResourceQuota. */
  readonly name?: string;
  readonly message: string;
}

/** In this order: each message is matched by the first that knows it. A named group `name` gives the name. */
const CONTROLS: readonly (readonly [Control, RegExp])[] = [
  ['admission-policy', /ValidatingAdmissionPolicy '(?<name>[^']+)'/],
  ['pod-security', /violates PodSecurity/],
  ['quota', /exceeded quota: (?<name>[^,]+)|failed quota: (?<failed>[^:]+)|unable to get quota|insufficient quota/],
  ['escalation', /attempting to grant RBAC permissions not currently held|attempting to grant extra privileges/],
  ['rbac', /User "[^"]*" cannot /],
  ['limit-range', /(minimum|maximum) .* usage per |max limit to request ratio per /],
  ['validation', /field not declared in schema|strict decoding error/], // a field the kind does not have
];

/**
 * What denied a request, or undefined if it was carried out. A test of a denial says which control it expects: a
 * denial for another reason would prove nothing.
 *
 * @example expect(denialOf(await arta.apply(pod))).toMatchObject({ control: 'admission-policy', name: 'streha-images' })
 */
export function denialOf(response: KubeResponse<unknown>): Denial | undefined {
  if (response.ok) return undefined;
  const { message, reason } = response.body;
  for (const [control, pattern] of CONTROLS) {
    const match = pattern.exec(message);
    if (!match) continue;
    const name = match.groups?.name ?? match.groups?.failed;
    return { control, ...(name === undefined ? {} : { name }), message };
  }
  if (reason === 'Conflict' || reason === 'AlreadyExists') return { control: 'conflict', message };
  if (reason === 'Invalid' || reason === 'BadRequest') return { control: 'validation', message };
  return { control: 'other', message };
}
