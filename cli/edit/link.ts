import { stringify } from 'yaml';
import { isLabel } from '../../definition/label';
import { needsBasis } from '../../definition/legal-basis';
import { Lines, spanOf } from '../../definition/source';
import { didYouMean } from '../../definition/words';
import { type Node, nodeAt } from '../../definition/yaml/tree';
import { UsageError } from '../errors';

/** One system of an agency. */
export interface SystemName {
  readonly agency: string;
  readonly system: string;
}

/** The two ends of a link. */
export interface LinkName {
  readonly consumer: SystemName;
  readonly provider: SystemName;
  /** One of the provider's. */
  readonly service: string;
}

/** What the two sides agree on. */
export interface Terms {
  readonly basis?: string | undefined;
  readonly purpose?: string | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
  /** Labels of the consumer's pods, each `key=value`. */
  readonly pods: readonly string[];
}

/** An agency's file, read. */
export interface AgencyText {
  /** As a person writes it. */
  readonly shown: string;
  readonly text: string;
  readonly root: Node | undefined;
}

/** What one side writes: an entry of a map in its agency's file. */
export interface Half {
  readonly side: 'provider' | 'consumer';
  readonly owner: SystemName;
  /** Keys down to the map, which may be absent. */
  readonly path: readonly string[];
  readonly key: string;
}

/** `tatimet/e-filing`. */
export const called = ({ agency, system }: SystemName): string => `${agency}/${system}`;

/** `tatimet/e-filing/taxpayer-status`. */
export const serviceOf = ({ provider, service }: LinkName): string => `${called(provider)}/${service}`;

/**
 * The ends of a link as they are written on a command line.
 *
 * @throws UsageError where one has another form, or both are the same system
 */
export function linkName(consumer: string, service: string): LinkName {
  const [agency = '', system = ''] = labelsOf(consumer, 'AGENCY/SYSTEM', 'doganat/clearance');
  const parts = labelsOf(service, 'AGENCY/SYSTEM/SERVICE', 'tatimet/e-filing/taxpayer-status');
  const link = {
    consumer: { agency, system },
    provider: { agency: parts[0] ?? '', system: parts[1] ?? '' },
    service: parts[2] ?? '',
  };
  if (called(link.consumer) === called(link.provider))
    throw new UsageError(`\`${service}\` is a service of \`${consumer}\` itself; a link joins two systems`);
  return link;
}

function labelsOf(text: string, form: string, example: string): readonly string[] {
  const parts = text.split('/');
  if (parts.length === form.split('/').length && parts.every(isLabel)) return parts;
  throw new UsageError(`\`${text}\` is not of the form ${form}; write it such as ${example}`);
}

/** The provider's half. */
export const provided = ({ provider, service, consumer }: LinkName): Half => ({
  side: 'provider',
  owner: provider,
  path: ['systems', provider.system, 'exposes', service, 'to'],
  key: called(consumer),
});

/** The consumer's half. */
export const consumed = (link: LinkName): Half => ({
  side: 'consumer',
  owner: link.consumer,
  path: ['systems', link.consumer.system, 'consumes'],
  key: serviceOf(link),
});

/**
 * Names that nobody has.
 *
 * @throws UsageError where an end of the link is not there, with the name that was meant
 */
export function requireEnds({ consumer, provider, service }: LinkName, of: (agency: string) => AgencyText): void {
  for (const end of [consumer, provider]) {
    const { root, shown } = of(end.agency);
    requireName('system', called(end), keysAt(root, ['systems']), `${end.agency}/`, shown);
  }
  const { root, shown } = of(provider.agency);
  const services = keysAt(root, ['systems', provider.system, 'exposes']);
  requireName('service', `${called(provider)}/${service}`, services, `${called(provider)}/`, shown);
}

function requireName(what: string, name: string, keys: readonly string[], prefix: string, file: string): void {
  const known = keys.map((key) => prefix + key);
  if (known.includes(name)) return;
  const help = known.length === 0 ? `${prefix.slice(0, -1)} has none yet` : didYouMean(name, known);
  throw new UsageError(`there is no ${what} \`${name}\` in ${file}; ${help}`);
}

/** Where a half stands already: the line in its file. */
export function lineOf({ path, key }: Half, { root, text }: AgencyText): number | undefined {
  const whole = [...path, key];
  if (!nodeAt(root, whole)) return undefined;
  return new Lines(text).at(spanOf(root, whole, 'key')?.start ?? 0).line;
}

/** Whether the provider's half has to name a legal basis. */
export function sensitive({ provider, service }: LinkName, { root }: AgencyText): string | undefined {
  const data = nodeAt(root, ['systems', provider.system, 'exposes', service, 'data']);
  return data?.kind === 'scalar' && needsBasis(String(data.value)) ? String(data.value) : undefined;
}

/** Options without which a half cannot be written. */
export function lacking({ side }: Half, terms: Terms, data: string | undefined): readonly string[] {
  if (side === 'consumer') return terms.pods.length === 0 ? ['--pods KEY=VALUE'] : [];
  return [
    ...(terms.basis === undefined && data !== undefined ? [`--basis TEXT (the service passes on ${data} data)`] : []),
    ...(terms.purpose === undefined ? ['--purpose TEXT'] : []),
    ...(terms.until === undefined ? ['--until YYYY-MM-DD'] : []),
  ];
}

/** Options that say what a half says that is there already. */
export function idle({ side }: Half, terms: Terms): readonly string[] {
  if (side === 'consumer') return terms.pods.length > 0 ? ['--pods'] : [];
  return (['basis', 'purpose', 'until'] as const).filter((one) => terms[one] !== undefined).map((one) => `--${one}`);
}

/**
 * A half as it stands in the file.
 *
 * @throws UsageError where labels are not written `key=value`
 */
export function entryText({ side, key }: Half, { basis, purpose, until, pods }: Terms): string {
  if (side === 'consumer') {
    const labels = stringify({ pods: podLabels(pods) }, { collectionStyle: 'flow', lineWidth: 0 });
    return `${key}: ${labels}`;
  }
  const fields = { ...(basis !== undefined && { basis }), purpose, until };
  return stringify({ [key]: fields }, { lineWidth: 0, blockQuote: false });
}

function podLabels(pods: readonly string[]): Readonly<Record<string, string>> {
  const labels = new Map<string, string>();
  for (const pair of pods) {
    const [, key, value] = /^([^=\s]+)=([^=\s]+)$/.exec(pair) ?? [];
    if (key === undefined || value === undefined)
      throw new UsageError(`\`${pair}\` is not a label of pods; write KEY=VALUE, such as app=worker`);
    if (labels.has(key) && labels.get(key) !== value)
      throw new UsageError(`label \`${key}\` is given twice, as \`${labels.get(key)}\` and as \`${value}\``);
    labels.set(key, value);
  }
  return Object.fromEntries(labels);
}

/** Environments the link joins, and those of either side that it leaves out. */
export interface Joined {
  readonly both: readonly string[];
  readonly apart: readonly (readonly [system: SystemName, environments: readonly string[]])[];
}

/** Links join environments of the same name. */
export function joined({ consumer, provider }: LinkName, of: (agency: string) => AgencyText): Joined {
  const names = ({ agency, system }: SystemName): readonly string[] =>
    keysAt(of(agency).root, ['systems', system, 'environments']);
  const [ours, theirs] = [names(consumer), names(provider)];
  const apart = [
    [consumer, ours.filter((name) => !theirs.includes(name))],
    [provider, theirs.filter((name) => !ours.includes(name))],
  ] as const;
  return { both: ours.filter((name) => theirs.includes(name)), apart: apart.filter(([, alone]) => alone.length > 0) };
}

function keysAt(root: Node | undefined, path: readonly string[]): readonly string[] {
  const node = nodeAt(root, path);
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}
