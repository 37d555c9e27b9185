import type { Platform, Size } from '../definition';
import { compareQuantities } from '../definition/quantity';
import { yamlText } from './template';

/** What `streha new system` is told. */
export interface NewSystem {
  readonly key: string;
  readonly title: string;
  readonly service: string;
  readonly data: string;
  readonly continuity?: string | undefined;
  /** Size of `prod`; every other environment gets the smallest. */
  readonly size?: string | undefined;
  readonly environments: readonly string[];
  /** Of `prod`. */
  readonly hostnames: readonly string[];
}

/** A system as it stands below `systems:` of its agency's file. */
export function systemText(system: NewSystem, platform: Platform): string {
  const smallest = bySize(platform.sizes)[0]?.key ?? 'small';
  const continuity = system.continuity ?? platform.continuity.at(-1)?.key ?? 'deferrable';
  return [
    `${system.key}:`,
    `  title: ${yamlText(system.title)}`,
    `  service: ${yamlText(system.service)}`,
    `  continuity: ${yamlText(continuity)}`,
    `  data: ${yamlText(system.data)}`,
    '  environments:',
    ...system.environments.flatMap((environment) => {
      const prod = environment === 'prod';
      const size = yamlText((prod ? system.size : undefined) ?? smallest);
      const name = yamlText(environment);
      if (!prod || system.hostnames.length === 0) return [`    ${name}: { size: ${size} }`];
      return [`    ${name}:`, `      size: ${size}`, `      hostnames: [${system.hostnames.map(yamlText).join(', ')}]`];
    }),
    '',
  ].join('\n');
}

function bySize(sizes: readonly Size[]): readonly Size[] {
  return [...sizes].sort((a, b) => compareQuantities(a.cpu, b.cpu));
}
