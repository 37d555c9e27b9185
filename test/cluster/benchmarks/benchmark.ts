import type { Fleet } from '../../../definition';
import type { AccessQuestion, KubeClient, KubeResponse } from '../harness/client';
import type { Control } from '../harness/denial';
import type { Served } from '../sample/served';

/** Somebody by user name and groups. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Who takes part in a check, and where. */
export interface Cast {
  readonly fleet: Fleet;
  /** A member of `system:masters`; only asks questions. */
  readonly admin: KubeClient;
  /** A plain member of the platform's groups. */
  readonly platform: KubeClient;
  /** An administrator of the tenant, by the groups of the agency's file. */
  readonly arta: KubeClient;
  /** User name and groups of {@link arta}, for questions. */
  readonly who: Person;
  /** An administrator of {@link foreign}. */
  readonly neighbour: Person;
  /** A namespace of her agency. */
  readonly home: string;
  /** A small one that nobody else fills. */
  readonly small: string;
  /** A namespace of another agency. */
  readonly foreign: string;
  /** All that the API server serves. */
  readonly served: readonly Served[];
}

/** Something the tenant's administrator tries. */
export interface Attempt {
  readonly title: string;
  /** The positive twin, which runs first: the same made legal. */
  readonly good: () => Promise<KubeResponse<unknown>>;
  readonly bad: () => Promise<KubeResponse<unknown>>;
  /** What denies it: for any other reason it would prove nothing. */
  readonly by: DeniedBy;
}

/** A control, and of admission policies which: of several that deny the API server names one. */
export interface DeniedBy {
  readonly control: Control;
  /** @default - the control has no name */
  readonly names?: readonly string[];
}

/** One check of the Multi-Tenancy Benchmarks. */
export interface Benchmark {
  /** As upstream has it, without `MTB-PL1-` and the type; `-` where it never got one. */
  readonly id: string;
  readonly title: string;
  /** What kubectl-mtb does, and what it leaves open. */
  readonly upstream: string;
  /** What holds it here. */
  readonly held: string;
  /** @default - none */
  readonly attempts?: (cast: Cast) => readonly Attempt[];
  /** Rights the tenant's administrator must not have. @default - none */
  readonly closed?: (cast: Cast) => readonly Question[];
  /** Rights the tenant's administrator must have. @default - none */
  readonly open?: (cast: Cast) => readonly Question[];
  /** What the objects in the namespace must say. @default - nothing */
  readonly objects?: (cast: Cast) => Promise<void>;
  /** Clears up. @default - nothing is left behind */
  readonly after?: (cast: Cast) => Promise<void>;
}

/** Whether the tenant's administrator may, or somebody else who is named. */
export type Question = Omit<AccessQuestion, 'user' | 'groups'> & Partial<AccessQuestion>;

/** The same questions for several verbs. */
export const forVerbs = (verbs: readonly string[], question: Omit<Question, 'verb'>): readonly Question[] =>
  verbs.map((verb) => ({ verb, ...question }));

/** Verbs on objects. */
export const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;
