import type { Quota } from './fleet';
import { formatBytes, parseQuantity } from './quantity';
import type { QuotaFile } from './schema/agency';
import type { Draft } from './schema/check';

/** What holds where a file is silent: every default of the definition stands here. */

export const DEFAULTS = {
  kubernetesApi: false,
  classified: false,
  state: { backend: 'local', settings: {} },
} as const;

/** Scratch space for each core begun. */
const SCRATCH_PER_CORE = 5n * 1024n ** 3n * 1000n;

/** A quota as far as it is known: what the file says, and the defaults that follow from it. */
export type KnownQuota = { readonly [K in keyof Quota]?: Quota[K] | undefined };

/**
 * The quota a file means. Scratch space defaults to 5Gi for each core begun, pods to ten for every three cores
 * begun: the proportions of usual web systems, which the sizes of the sample follow, too.
 */
export function resolveQuota(file: QuotaFile | Draft<QuotaFile>): KnownQuota {
  const cpu = text(file.cpu);
  const cores = cpu === undefined ? undefined : parseQuantity(cpu);
  const begun = cores === undefined ? undefined : (cores + 999n) / 1000n;
  return {
    cpu,
    memory: text(file.memory),
    storage: text(file.storage),
    ephemeralStorage:
      text(file.ephemeralStorage) ?? (begun === undefined ? undefined : formatBytes(begun * SCRATCH_PER_CORE)),
    pods:
      file.pods === undefined ? (begun === undefined ? undefined : Number((begun + 2n) / 3n) * 10) : Number(file.pods),
  };
}

function text(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
