import type { Loss, SystemEnvironment } from '../analysis/impact';
import { MANAGED_BY, STREHA } from '../constructs/names';
import { connectionsOf, type Fleet, isAgreed, links, placements } from '../definition';
import { daysAfter } from '../definition/date';
import { seconds } from '../definition/duration';
import { agencyStackName } from '../stacks/stack-names';
import { commandName } from './package-root';
import { count } from './terminal';

const SECONDS_A_DAY = 86_400;

/** What `--format json` prints below `version`: one entry for each service an environment loses, the most urgent first. */
export interface LossesJson {
  readonly losses: readonly {
    /** `<agency>/<system>/<environment>`. */
    readonly consumer: string;
    /** `<agency>/<system>/<service>`. */
    readonly service: string;
    readonly purpose: string;
    /** Continuity class of the consumer. */
    readonly continuity: string;
    /** 1: it calls what is closed; more: over so many steps. */
    readonly steps: number;
  }[];
  /** Names the public no longer reaches. */
  readonly hostnames: readonly string[];
}

export function lossesJson(losses: readonly Loss[], closed: readonly SystemEnvironment[]): LossesJson {
  return {
    losses: losses.map(({ consumer, service, purpose, steps }) => ({
      consumer: `${systemOf(consumer)}/${consumer.environment.key}`,
      service,
      purpose,
      continuity: consumer.system.continuity,
      steps,
    })),
    hostnames: closed.flatMap(({ environment }) => environment.hostnames),
  };
}

/** Who loses which service, by continuity class, the most urgent first; then who is struck through these. */
export function lossesText({ platform }: Fleet, losses: readonly Loss[], closed: readonly SystemEnvironment[]): string {
  const systems = new Set(losses.map(({ consumer }) => systemOf(consumer)));
  const hostnames = closed.flatMap(({ environment }) => environment.hostnames);
  return [
    losses.length === 0 ? 'No other system loses a service.' : `${count(systems.size, 'other system')} struck`,
    ...platform.continuity.flatMap(({ key }) =>
      classText(
        key,
        losses.filter(({ consumer }) => consumer.system.continuity === key),
      ),
    ),
    ...(hostnames.length === 0 ? [] : [`The public loses ${hostnames.join(', ')}`]),
  ].join('\n');
}

function classText(name: string, losses: readonly Loss[]): readonly string[] {
  if (losses.length === 0) return [];
  const direct = losses.filter(({ steps }) => steps === 1);
  const lost = new Set(direct.map(({ consumer }) => systemOf(consumer)));
  const others = losses.filter(({ consumer, steps }) => steps > 1 && !lost.has(systemOf(consumer)));
  return [
    `  ${name}`,
    ...grouped(direct, ({ consumer, service }) => `${systemOf(consumer)} ${service}`).map(directText),
    ...grouped(others, ({ consumer }) => systemOf(consumer)).map(indirectText),
  ];
}

function directText(losses: Losses): string {
  const [{ consumer, service, purpose }] = losses;
  return `    ${systemOf(consumer)} (${environmentsOf(losses)}) loses ${service}: ${purpose}`;
}

/** Nearest first, so the first service is the one through which it is struck. */
function indirectText(losses: Losses): string {
  const [{ consumer, service, steps }] = losses;
  return `    ${systemOf(consumer)} (${environmentsOf(losses)}) through ${service}, ${steps} steps away`;
}

type Losses = readonly [Loss, ...Loss[]];

function grouped(losses: readonly Loss[], by: (loss: Loss) => string): readonly Losses[] {
  const groups = new Map<string, [Loss, ...Loss[]]>();
  for (const loss of losses) {
    const present = groups.get(by(loss));
    if (present) present.push(loss);
    else groups.set(by(loss), [loss]);
  }
  return [...groups.values()];
}

const systemOf = ({ agency, system }: SystemEnvironment): string => `${agency.key}/${system.key}`;

const environmentsOf = (losses: Losses): string =>
  [...new Set(losses.map(({ consumer }) => consumer.environment.key))].join(', ');

/** What the platform does next, in the order in which it closes most. */
export function aftermath(
  fleet: Fleet,
  closed: readonly SystemEnvironment[],
  { since, now }: { readonly since: string; readonly now: string },
): string {
  const namespaces = closed.map(({ environment }) => environment.namespace);
  const here = placements(fleet).filter(({ environment }) => namespaces.includes(environment.namespace));
  const sites = fleet.platform.sites.filter((site) => here.some((placement) => placement.site === site));
  const agencies = [...new Set([...closed.map(({ agency }) => agency.key), ...linkedAgencies(fleet, namespaces)])];
  const standing = new Set(placements(fleet).map(({ site, agency }) => agencyStackName(site.key, agency.key)));
  const stacks = sites
    .flatMap((site) => agencies.map((agency) => agencyStackName(site.key, agency)))
    .filter((stack) => standing.has(stack));
  const notOurs = `-l '${MANAGED_BY}!=${STREHA}'`;
  const days = Math.floor(Math.min(...here.map((placement) => seconds(placement.class.retention))) / SECONDS_A_DAY);
  return `What to do next
  commit the change and deploy the stacks it changes, the closed agency's first
${sites.flatMap((site) => deployLines(stacks.filter((stack) => stack.startsWith(`${site.key}-`)))).join('\n')}
  on each site keep the NetworkPolicies its people made by themselves, then remove them: policies only add up
${here
  .flatMap(({ site, environment: { namespace } }) => [
    `    kubectl --context ${site.context} get networkpolicies -n ${namespace} ${notOurs} -o yaml > ${site.key}-${namespace}-networkpolicies.yaml`,
    `    kubectl --context ${site.context} delete networkpolicies -n ${namespace} ${notOurs}`,
  ])
  .join('\n')}
  prove that it is closed
${sites.map(({ key, context }) => `    kubectl --context ${context} get networkpolicies,namespaces -A -o yaml | ${commandName()} reach --prove --site ${key} --manifests -`).join('\n')}
  ${backupText(daysAfter(since, days), now)}
  connections that were open may live on: end them at the network where that matters
  when it is over, delete the lines and deploy again`;
}

/** The version the platform is deployed with, as README has it. */
const DEPLOY = 'npx cdktf-cli@0.21.0 deploy';

function deployLines([first, ...rest]: readonly string[]): readonly string[] {
  return [`    ${DEPLOY} ${first}`, ...(rest.length > 0 ? [`    ${DEPLOY} ${rest.join(' ')}`] : [])];
}

function backupText(until: string, now: string): string {
  if (until < now) return `the last backup from before the incident was deleted on ${until}, unless it was copied`;
  return `copy the backups from before the incident: the last of them is deleted on ${until}`;
}

/** Agencies at the other ends of its links, whose policies change too. */
function linkedAgencies(fleet: Fleet, namespaces: readonly string[]): readonly string[] {
  return links(fleet)
    .filter(isAgreed)
    .flatMap(connectionsOf)
    .filter((one) => [one.consumer, one.provider].some(({ namespace }) => namespaces.includes(namespace)))
    .flatMap(({ link }) => [link.call.agency.key, link.offer.agency.key])
    .sort();
}
