/** What a finding is made of, before it has a place in a file. */

export type Severity = 'error' | 'warning';

/** A finding's kind: one of a closed list, documented in docs/diagnostics.md. */
export interface Kind {
  /** `STR103`. Never given to another kind. */
  readonly code: string;
  readonly severity: Severity;
  /** A few words, lower case. */
  readonly title: string;
  /** Why it is one, for a reader who does not know Kubernetes. */
  readonly explanation: string;
  readonly example: Example;
  /**
   * Whether the line it stands on may hold a secret, which no log shall repeat.
   *
   * @default false
   */
  readonly secret?: boolean;
}

/** Changes to a sound fleet: the wrong ones give exactly this finding, the right ones none. */
export interface Example {
  readonly wrong: readonly Change[];
  /** @default - the sample as it stands */
  readonly right?: readonly Change[];
}

/** A change to one file of the sample fleet. */
export type Change =
  /** One passage, found exactly once, written differently. */
  | { readonly file: string; readonly from: string; readonly to: string }
  /** A whole file. */
  | { readonly file: string; readonly text: string }
  /** Bytes that no text shows. */
  | { readonly file: string; readonly bytes: () => Uint8Array; readonly shown: string }
  /** What stands in the place of a file. */
  | { readonly file: string; readonly problem: FileProblem; readonly shown: string };

/** What may be wrong with a file before its first byte is read. */
export type FileProblem = 'missing' | 'missing-folder' | 'folder' | 'link' | 'unreadable' | 'large';

/** What one factory says about one case. */
export interface Said {
  /** Lower case, no final period: the value got and the values allowed. */
  readonly message: string;
  /** How to mend it, in words of an administrator. */
  readonly help: string;
}

export interface Problem extends Said {
  readonly kind: Kind;
}

/** Makes the problems of one kind. */
export type Factory<A extends readonly never[] = never[]> = ((...given: A) => Problem) & { readonly kind: Kind };

/** A kind and the words it finds for a case. */
export function define<A extends readonly unknown[]>(
  kind: Kind,
  say: (...given: A) => Said,
): ((...given: A) => Problem) & { readonly kind: Kind } {
  return Object.assign((...given: A): Problem => ({ kind, ...say(...given) }), { kind });
}
