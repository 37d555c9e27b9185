import { App, TerraformStack } from 'cdktf';
import type { Agency, Fleet, Placement, Site } from '../definition';
import { placements, quarantineOf } from '../definition';
import { AgencyStack, type AgencyStackProps } from './agency-stack';
import { closePolicies } from './close-quarantined';
import { OperatorsStack } from './operators-stack';
import { plainTerraform } from './plain-terraform';
import { PlatformStack } from './platform-stack';

/** A class that builds an agency's stack. */
export type AgencyStackClass = new (scope: App, props: AgencyStackProps) => AgencyStack;

/** Stack classes of agencies that need more than their file, by agency. */
export type OwnStacks = Readonly<Record<string, AgencyStackClass>>;

/** Properties for `FleetApp`. */
export interface FleetAppProps {
  readonly fleet: Fleet;
  /**
   * Agencies with a stack class of their own.
   *
   * @default - every agency gets `AgencyStack`
   */
  readonly ownStacks?: OwnStacks;
  /**
   * Key of the only site whose stacks are wanted.
   *
   * @default - every site
   */
  readonly site?: string | undefined;
  /**
   * Folder cdktf writes to.
   *
   * @default - as cdktf has it: `CDKTF_OUTDIR`, else `cdktf.out`
   */
  readonly outdir?: string;
  /**
   * Whether an error thrown while stacks are built says where; several times slower.
   *
   * @default false
   */
  readonly stackTraces?: boolean;
}

/**
 * Every stack of a fleet: on each site its operators, its platform, then one stack an agency. A site nothing stands
 * on still gets the first two: a standby is ready before it is needed.
 */
export class FleetApp extends App {
  constructor({ fleet, ownStacks = {}, site, outdir, stackTraces = false }: FleetAppProps) {
    super(outdir === undefined ? {} : { outdir });
    const sites = fleet.platform.sites.filter(({ key }) => site === undefined || key === site);
    const build = () => this.addStacks(fleet, sites, ownStacks);
    if (stackTraces) build();
    else withoutStackTraces(build);
  }

  /**
   * What each stack says to Terraform, by its name and without a file being written.
   *
   * @throws Error where a stack of the agency's own holds what cdktf alone can resolve
   */
  terraform(): ReadonlyMap<string, unknown> {
    const stacks = this.node.children.filter(TerraformStack.isStack);
    return new Map(
      stacks.map((stack) => {
        const terraform = plainTerraform(stack);
        if (!terraform) throw new Error(`stack ${stack.node.id} has to be synthesised first`);
        return [stack.node.id, terraform];
      }),
    );
  }

  private addStacks(fleet: Fleet, sites: readonly Site[], ownStacks: OwnStacks): void {
    const standing = bySiteAndAgency(placements(fleet));
    for (const site of sites) {
      const operators = new OperatorsStack(this, { fleet, site });
      const platform = new PlatformStack(this, { fleet, site });
      platform.addDependency(operators);
      for (const { agency, placements } of standing.get(site) ?? []) {
        const StackClass = ownStacks[agency.key] ?? AgencyStack;
        const stack = new StackClass(this, { fleet, site, agency, placements });
        stack.addDependency(platform);
        closePolicies(stack, quarantined(placements));
      }
    }
  }
}

function quarantined(placements: readonly Placement[]): ReadonlySet<string> {
  const closed = placements.filter(({ system, environment }) => quarantineOf(system, environment) !== undefined);
  return new Set(closed.map(({ environment }) => environment.namespace));
}

interface Standing {
  readonly agency: Agency;
  readonly placements: Placement[];
}

function bySiteAndAgency(all: readonly Placement[]): ReadonlyMap<Site, readonly Standing[]> {
  const sites = new Map<Site, Map<Agency, Standing>>();
  for (const placement of all) {
    const agencies = sites.get(placement.site) ?? new Map<Agency, Standing>();
    const standing = agencies.get(placement.agency) ?? { agency: placement.agency, placements: [] };
    standing.placements.push(placement);
    sites.set(placement.site, agencies.set(placement.agency, standing));
  }
  return new Map([...sites].map(([site, agencies]) => [site, [...agencies.values()]]));
}

/**
 * cdktf takes an unlimited stack trace for every construct and shows none: most of the time of construction. It sets
 * the limit itself, so an assignment would not last; the property is put back afterwards.
 */
function withoutStackTraces<T>(build: () => T): T {
  const before = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  Object.defineProperty(Error, 'stackTraceLimit', { configurable: true, get: () => 0, set: () => {} });
  try {
    return build();
  } finally {
    if (before) Object.defineProperty(Error, 'stackTraceLimit', before);
  }
}
