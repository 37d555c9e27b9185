import type { Platform, Size } from '../definition';
import { compareQuantities } from '../definition/quantity';
import { template, yamlText } from './template';

/** What `streha new agency` is told. */
export interface NewAgency {
  readonly key: string;
  readonly name: string;
  readonly ministry: string;
  readonly owner?: string | undefined;
  readonly security?: string | undefined;
  readonly oncall?: string | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly storage?: string | undefined;
}

/** Where the platform cannot be read, so that the file can be written all the same. */
const BUDGET = { cpu: '16', memory: '64Gi', storage: '1Ti' };

/** The text of a new agency's file. */
export function agencyText(agency: NewAgency, platform: Platform | undefined): string {
  const { key } = agency;
  // A domain nobody can own: an address left unmended reaches no stranger.
  const domain = `${key}.example`;
  const budget = largest(platform?.sizes ?? []) ?? BUDGET;
  return template('agency.yaml', {
    key: yamlText(key),
    name: yamlText(agency.name),
    ministry: yamlText(agency.ministry),
    owner: yamlText(agency.owner ?? `owner@${domain}`),
    security: yamlText(agency.security ?? `security@${domain}`),
    oncall: yamlText(agency.oncall ?? `oncall@${domain}`),
    cpu: agency.cpu ?? budget.cpu,
    memory: agency.memory ?? budget.memory,
    storage: agency.storage ?? budget.storage,
  });
}

/** The budget a newcomer starts with: one environment of the largest size. */
function largest(sizes: readonly Size[]): Size | undefined {
  return [...sizes].sort((a, b) => compareQuantities(b.cpu, a.cpu))[0];
}
