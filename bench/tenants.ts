import type { KubernetesObject } from '../manifests';

/** What one tenant's objects say that no other's do: the values of the chart and of the cdk8s app. */
export interface Tenant {
  /** Stack the tenant stands in. */
  readonly stack: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly quota: unknown;
  readonly limits: unknown;
  /** NetworkPolicies that are not the same in every tenant. */
  readonly flows: readonly {
    readonly name: string;
    readonly labels: unknown;
    readonly annotations: unknown;
    readonly spec: unknown;
  }[];
  readonly access: readonly { readonly role: string; readonly groups: readonly string[] }[];
  readonly backup: {
    readonly namespace: string | undefined;
    readonly schedule: unknown;
    readonly paused: unknown;
    readonly ttl: unknown;
  };
}

/** Policies that the chart and the app hold themselves. */
const STANDING = ['streha-deny-all', 'streha-own-namespace'];

/** A schedule's fields that differ from tenant to tenant. */
interface ScheduleSpec {
  readonly schedule: string;
  readonly paused: boolean;
  readonly template: { readonly ttl: string };
}

/**
 * Reads the tenants back out of the objects of an agency's stack. What is left over, if Streha learns to make more,
 * shows as a difference between the three, which the benchmark prints.
 */
export function tenantsOf(stack: string, objects: readonly KubernetesObject[]): Tenant[] {
  const inside = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const { namespace = '' } = object.metadata;
    inside.set(namespace, [...(inside.get(namespace) ?? []), object]);
  }
  const schedules = new Map(objects.filter(isKind('Schedule')).map((object) => [object.metadata.name, object]));
  return objects.filter(isKind('Namespace')).map(({ metadata: { name, labels = {}, annotations = {} } }) => {
    const own = inside.get(name) ?? [];
    const spec = (kind: string) => own.find(isKind(kind))?.spec as Record<string, unknown> | undefined;
    const schedule = schedules.get(name);
    const backup = schedule?.spec as ScheduleSpec | undefined;
    return {
      stack,
      namespace: name,
      labels,
      annotations,
      quota: spec('ResourceQuota')?.hard,
      limits: spec('LimitRange')?.limits,
      flows: own
        .filter(isKind('NetworkPolicy'))
        .filter(({ metadata }) => !STANDING.includes(metadata.name))
        .map(({ metadata: { name, labels, annotations }, spec }) => ({ name, labels, annotations, spec })),
      access: own.filter(isKind('RoleBinding')).map(({ metadata, subjects }) => ({
        role: metadata.name.replace('streha-', ''),
        groups: (subjects as { name: string }[]).map((subject) => subject.name),
      })),
      backup: {
        namespace: schedule?.metadata.namespace,
        schedule: backup?.schedule,
        paused: backup?.paused,
        ttl: backup?.template.ttl,
      },
    };
  });
}

const isKind =
  (kind: string) =>
  (object: KubernetesObject): boolean =>
    object.kind === kind;
