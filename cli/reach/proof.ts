import type { createColors } from 'picocolors';
import { type Fault, type Proof, prove } from '../../analysis/reach';
import { parseDay } from '../../definition/date';
import { count } from '../terminal';
import { type RuleJson, ruleJson } from './as-json';
import type { Asked, Meant } from './clusters';

/** One site of `streha reach --prove --format json`. */
export interface ProofJson extends Omit<Proof, 'faults' | 'waiting'> {
  /** Whether nothing is open but what is meant to be, and everything that is meant to be. */
  readonly proved: boolean;
  readonly faults: readonly FaultJson[];
  /** Links that one side alone says, and agreements past their last day: told, and no fault. */
  readonly waiting: readonly LinkJson[];
  readonly lapsed: readonly (LinkJson & { readonly until: string })[];
}

/** A fault, its policy, and where the definitions speak of it. */
export interface FaultJson extends Pick<Fault, 'kind' | 'message' | 'namespace'> {
  readonly policy?: RuleJson;
  /** `file:line:column` of the policy, where manifests are judged. */
  readonly at?: string;
  readonly file?: string;
  readonly line?: number;
}

interface LinkJson {
  readonly consumer: string;
  readonly service: string;
}

/** Proves one site. */
export function proveSite({ cluster, meant, where }: Asked & { readonly meant: Meant }, asOf: string): ProofJson {
  const { fleet, site, sources, expected } = meant;
  const { faults, waiting, ...proof } = prove(fleet, site, cluster);
  const today = parseDay(asOf) ?? 0;
  return {
    ...proof,
    proved: faults.length === 0,
    faults: faults.map(({ kind, message, namespace, policy, path }) => {
      const at = path && sources.locate(path);
      const place = at && { file: at.file, line: at.line };
      const written = policy && where?.(policy);
      return {
        kind,
        message,
        namespace,
        ...(policy && { policy: ruleJson(policy) }),
        ...(written !== undefined && { at: written }),
        ...place,
      };
    }),
    waiting: waiting.map(({ consumer, service }) => ({ consumer, service })),
    lapsed: [...new Set(expected.flatMap(({ reason }) => (reason.kind === 'agreement' ? reason.connection.link : [])))]
      .map(({ consumer, service, offer }) => ({ consumer, service, until: offer.agreement.until }))
      .filter(({ until }) => (parseDay(until) ?? today) < today),
  };
}

/** A proof for people: what was asked, every fault with its place, and one line that says whether it holds. */
export function proofText(proof: ProofJson, root: string, colours: ReturnType<typeof createColors>): string {
  const { site, namespaces, flows, agreements, faults, waiting, lapsed, others } = proof;
  const asked = `${count(namespaces, 'namespace')}, ${count(flows, 'flow')}, ${count(agreements, 'agreement')}`;
  return [
    ...faults.flatMap(({ message, at, file, line }) => [
      `${colours.red('fault')}: ${message}`,
      ...(at === undefined ? [] : [`  --> ${at}`]),
      ...(file === undefined ? [] : [`  --> ${root}${file}:${line}`]),
      '',
    ]),
    ...lapsed
      .slice(0, SHOWN)
      .map(
        ({ consumer, service, until }) =>
          `${colours.yellow('lapsed')}: ${consumer} calls ${service} under an agreement that ended on ${until}`,
      ),
    ...(lapsed.length > SHOWN ? [`and ${lapsed.length - SHOWN} more that lapsed; \`streha links\` names them`] : []),
    ...waiting.map(
      ({ consumer, service }) => `${colours.yellow('waits')}: ${consumer} to ${service} is said by one side alone`,
    ),
    ...(others.length > 0 ? [`no tenants, and judged at the tenants' end alone: ${others.join(', ')}`] : []),
    proof.proved
      ? `${colours.green('proved')}: ${site}: ${asked}: nothing is open but what is meant to be, and all of that is`
      : `${colours.red('not proved')}: ${site}: ${asked}; ${count(faults.length, 'fault')}`,
  ].join('\n');
}

/** A lapsed agreement stays open: there may be many, and they are another command's work. */
const SHOWN = 5;
