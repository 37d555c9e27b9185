import type { KubernetesObject, RenderedStack } from '../../../manifests';
import type { KubeClient } from '../harness/client';
import { type Denial, denialOf } from '../harness/denial';
import { describeRef, refTo } from '../harness/objects';

/** One field manager for every apply: a second one would be a conflict with ourselves. */
export const FIELD_MANAGER = 'streha';

/** What the API server made of one object of a stack. */
export interface Applied {
  readonly stack: string;
  /** `Kind namespace/name`. */
  readonly object: string;
  /** What refused it. @default - it was accepted */
  readonly denial?: Denial;
  readonly warnings: readonly string[];
  /** @default - it was refused */
  readonly resourceVersion?: string;
}

/**
 * Applies a stack by server-side apply, without force: a field somebody else owns is a conflict to be seen. Kind after
 * kind in the order the stack was rendered in, the objects of a kind side by side.
 */
export async function applyStack(client: KubeClient, stack: RenderedStack): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  for (const objects of byKind(stack.objects)) {
    applied.push(...(await Promise.all(objects.map((object) => applyObject(client, stack.name, object)))));
  }
  return applied;
}

/** Tries of one object. The server asks for another where it counts many objects of a quota at once. */
const TRIES = 5;

async function applyObject(client: KubeClient, stack: string, object: KubernetesObject): Promise<Applied> {
  const apply = () => client.apply({ ...object }, { fieldManager: FIELD_MANAGER, force: false });
  let response = await apply();
  for (let tries = 1; tries < TRIES && isQuotaConflict(denialOf(response)); tries++) response = await apply();
  const denial = denialOf(response);
  const resourceVersion = response.ok ? response.body.metadata.resourceVersion : undefined;
  return {
    stack,
    object: describeRef(refTo({ ...object })),
    warnings: response.warnings,
    ...(denial === undefined ? {} : { denial }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
}

const isQuotaConflict = (denial: Denial | undefined): boolean =>
  denial?.control === 'conflict' && denial.message.includes('resourcequotas');

/** Runs of objects of one kind. */
function byKind(objects: readonly KubernetesObject[]): readonly (readonly KubernetesObject[])[] {
  const runs: KubernetesObject[][] = [];
  let last = '';
  for (const object of objects) {
    const kind = `${object.apiVersion}/${object.kind}`;
    if (kind !== last) runs.push([]);
    last = kind;
    runs.at(-1)?.push(object);
  }
  return runs;
}
