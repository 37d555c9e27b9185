import { LABEL, owned, RESERVED_PREFIX } from '../names';
import { text } from './cel';
import type { GuardrailsConfig } from './config';
import { isPlatform } from './identity';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** Requests a policy looks at. */
export interface Rule {
  readonly apiGroups: readonly string[];
  /** Pinned to one version where possible: with `*` the API server checks no types, and a misspelt field goes unseen. */
  readonly apiVersions: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly Operation[];
}

/** One thing a guard demands. */
export interface Check {
  /** CEL, true for what may pass. */
  readonly expression: string;
  /** CEL string: what was got, of any length. */
  readonly got: string;
  /** The same in plain words, for when `got` cannot be computed. */
  readonly about: string;
  /** What is allowed, in plain words. */
  readonly allowed: string;
  /** CEL string of what is allowed, where it differs by namespace. @default - `allowed` */
  readonly allowedHere?: string;
  /** `Forbidden` where it depends on who asks, `Invalid` where the object can be mended. @default 'Invalid' */
  readonly reason?: 'Forbidden' | 'Invalid';
}

type Where = 'tenants' | 'quarantined' | 'cluster' | 'all';

/** A policy as it is written: what it matches, what it works out first, what it demands. */
export interface GuardSpec {
  /** Without the prefix. */
  readonly name: string;
  /** What it holds, as the end of "it holds that ...". */
  readonly holds: string;
  /**
   * `tenants`: namespaced objects in tenant namespaces; `quarantined`: those in closed ones alone; `cluster`:
   * cluster-scoped objects; `all`: namespaced objects anywhere.
   */
  readonly where: Where;
  /** `others`: the platform is spared; `everybody`: it is not, unless a check says so. @default 'others' */
  readonly binds?: 'others' | 'everybody';
  readonly matches: readonly Rule[];
  /** @default - none */
  readonly leavesOut?: readonly Rule[];
  /** Only objects with these labels, before or after. @default - all */
  readonly labelled?: Readonly<Record<string, string>>;
  /** CEL by name: the guard judges only where all are true. `namespaceObject` does not exist in them. @default - none */
  readonly conditions?: Readonly<Record<string, string>>;
  /** CEL by name, in order; read as `variables.<name>`. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
}

interface Metadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Selector = { readonly matchLabels?: Readonly<Record<string, string>> };
type ScopedRule = Rule & { readonly scope: 'Namespaced' | 'Cluster' };

interface MatchResources {
  readonly matchPolicy: 'Equivalent';
  readonly namespaceSelector: Selector;
  readonly objectSelector: Selector;
}

/** `admissionregistration.k8s.io/v1`, with every field written that the API server would fill in. */
export interface ValidatingAdmissionPolicy {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy';
  readonly metadata: Metadata;
  readonly spec: {
    readonly failurePolicy: 'Fail';
    readonly matchConstraints: MatchResources & {
      readonly resourceRules: readonly ScopedRule[];
      readonly excludeResourceRules?: readonly ScopedRule[];
    };
    readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
    readonly variables: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly {
      readonly expression: string;
      readonly message: string;
      readonly messageExpression: string;
      readonly reason: 'Forbidden' | 'Invalid';
    }[];
  };
}

/** A policy without a binding holds nothing. */
export interface ValidatingAdmissionPolicyBinding {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicyBinding';
  readonly metadata: Metadata;
  readonly spec: {
    readonly policyName: string;
    readonly validationActions: readonly ['Deny', 'Audit'];
    readonly matchResources: MatchResources;
  };
}

/** A policy and what puts it in force. */
export interface Guard {
  /** Of policy and binding: `streha-images`. */
  readonly name: string;
  /** What it holds, as the end of "it holds that ...". */
  readonly holds: string;
  /** Whether the platform itself is bound. */
  readonly bindsPlatform: boolean;
  readonly policy: ValidatingAdmissionPolicy;
  readonly binding: ValidatingAdmissionPolicyBinding;
}

/**
 * Namespaces a guard is bound to. The label of quarantine counts on a tenant's namespace alone, where nobody but the
 * platform sets it: elsewhere it would let somebody close a namespace of the cluster.
 */
const SELECTORS: Readonly<Record<Where, Selector>> = {
  tenants: { matchLabels: { [LABEL.tenant]: 'true' } },
  quarantined: { matchLabels: { [LABEL.tenant]: 'true', [LABEL.quarantine]: 'true' } },
  cluster: {},
  all: {},
};

/** Writes a guard out as the API server wants it. */
export function guard(config: GuardrailsConfig, spec: GuardSpec): Guard {
  const bindsPlatform = spec.binds === 'everybody';
  const conditions = { ...(bindsPlatform ? {} : { 'not-the-platform': `!${isPlatform(config)}` }), ...spec.conditions };
  const name = `${RESERVED_PREFIX}${spec.name}`;
  const metadata = { name, labels: owned() };
  // A wildcard without a scope meets cluster-scoped objects too, whatever the namespace selector says: measured.
  const scope = spec.where === 'cluster' ? 'Cluster' : 'Namespaced';
  const scoped = (rules: readonly Rule[]) => rules.map((rule) => ({ ...rule, scope }) as const);
  return {
    name,
    holds: spec.holds,
    bindsPlatform,
    policy: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: {},
          objectSelector: spec.labelled ? { matchLabels: spec.labelled } : {},
          resourceRules: scoped(spec.matches),
          ...(spec.leavesOut ? { excludeResourceRules: scoped(spec.leavesOut) } : {}),
        },
        ...(Object.keys(conditions).length > 0 ? { matchConditions: named(conditions) } : {}),
        variables: named({ ...spec.variables, ...messageParts(spec.checks) }),
        validations: spec.checks.map((check, index) => ({
          expression: oneLine(check.expression),
          message: message(check.about, check.allowed, config),
          messageExpression: messageExpression(index, check, config),
          reason: check.reason ?? 'Invalid',
        })),
      },
    },
    binding: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: name,
        validationActions: ['Deny', 'Audit'],
        matchResources: {
          matchPolicy: 'Equivalent',
          namespaceSelector: SELECTORS[spec.where],
          objectSelector: {},
        },
      },
    },
  };
}

/** A message over 5 KiB is dropped by the API server, and tenants choose what stands in it. */
const MAX_PART = 300;

/** Of every message: what was got, what is allowed, whom to ask. */
function message(got: string, allowed: string, { platformName }: GuardrailsConfig): string {
  return `${got}: not allowed; allowed: ${allowed}; ask ${platformName}`;
}

/** The parts of the messages that are worked out, as variables: only then can they be cut without being said twice. */
function messageParts(checks: readonly Check[]): Readonly<Record<string, string>> {
  const parts = checks.flatMap(({ got, allowedHere }, index): [string, string][] => [
    [`got${index}`, got],
    ...(allowedHere === undefined ? [] : ([[`allowed${index}`, allowedHere]] satisfies [string, string][])),
  ]);
  return Object.fromEntries(parts);
}

function messageExpression(index: number, { allowed, allowedHere }: Check, config: GuardrailsConfig): string {
  const part = (name: string) =>
    `(size(variables.${name}) > ${MAX_PART} ? variables.${name}.substring(0, ${MAX_PART}) + '...' : variables.${name})`;
  const there = allowedHere === undefined ? text(allowed) : part(`allowed${index}`);
  return `${part(`got${index}`)} + ': not allowed; allowed: ' + ${there} + ${text(`; ask ${config.platformName}`)}`;
}

function named(expressions: Readonly<Record<string, string>>) {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression: oneLine(expression) }));
}

/** The line breaks of our source mean nothing in CEL, and make a plan hard to read. No literal holds a run of blanks. */
function oneLine(expression: string): string {
  return expression.replace(/\s+/g, ' ').trim();
}
