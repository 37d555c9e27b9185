import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Namespaces of one agency: two systems, each in production and in test. The last agency takes what is left over. */
const PER_AGENCY = 4;

/** Agencies that the sample's `platform.yaml` has room for. */
const SAMPLE = 15;

/** What agencies are called, before their number: the wording of real files, of the length real files have. */
const WORDS = ['tatimet', 'doganat', 'kadastra', 'arsimi', 'shendetesia', 'transporti', 'bujqesia', 'kultura'];

/**
 * The files of a fleet with so many tenant namespaces, by path: what that many agencies would write, as this
 * repository's own do. The same for the same numbers, on every machine.
 *
 * @param consumers agencies that call the register of each, itself among them
 */
export function fleetFiles(namespaces: number, consumers = 2): ReadonlyMap<string, string> {
  const agencies = Math.floor(namespaces / PER_AGENCY);
  if (agencies < 2)
    throw new RangeError(`a fleet to measure has ${2 * PER_AGENCY} namespaces at least, not ${namespaces}`);
  const files = new Map([['platform.yaml', platform(agencies)]]);
  for (let index = 0; index < agencies; index++) {
    const extra = index === agencies - 1 ? namespaces % PER_AGENCY : 0;
    files.set(`agencies/${agencyKey(index)}.yaml`, agency(index, { agencies, extra, consumers }));
  }
  return files;
}

/** Writes the files of such a fleet into a folder, and gives the folder. */
export function writeFleet(folder: string, namespaces: number, consumers?: number): string {
  for (const [path, text] of fleetFiles(namespaces, consumers)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const agencyKey = (index: number): string => `${WORDS[index % WORDS.length]}-${index + 1}`;

/** The sample platform, its zones grown with the fleet: what is measured is not a fleet out of room. */
function platform(agencies: number): string {
  const file = parse(readFileSync(join(__dirname, '..', 'platform.yaml'), 'utf8'));
  const factor = Math.ceil(agencies / SAMPLE);
  for (const site of Object.values<{ zones: Record<string, Record<string, number | string>> }>(file.sites)) {
    for (const zone of Object.values(site.zones)) {
      for (const [resource, amount] of Object.entries(zone)) zone[resource] = grown(amount, factor);
    }
  }
  return stringify(file);
}

const grown = (amount: number | string, factor: number): number | string =>
  typeof amount === 'number' ? amount * factor : amount.replace(/^\d+/, (digits) => `${Number(digits) * factor}`);

interface Shape {
  readonly agencies: number;
  /** Namespaces of the agency beyond those every one has. */
  readonly extra: number;
  readonly consumers: number;
}

/** An agency that asks those before it and is asked by those after it, and every third of which reaches the internet. */
function agency(index: number, { agencies, extra, consumers }: Shape): string {
  const key = agencyKey(index);
  const neighbours = (step: 1 | -1): readonly string[] =>
    Array.from({ length: consumers }, (_, distance) => agencyKey((index + agencies + step * distance) % agencies));
  return `version: 1
agency: ${key}
name: Drejtoria e Përgjithshme nr. ${index + 1}
ministry: Ministria e Financave
contacts:
  owner: drejtoria@${key}.example
  security: siguria@${key}.example
  oncall: kujdestaria@${key}.example
access:
  admin: [${key}-admins]
  developer: [${key}-dev]
  deployer: [${key}-ci]
  viewer: [${key}-auditors]
budget: { cpu: 32, memory: 128Gi, storage: 2Ti }
systems:
${register(key, neighbours(1))}${portal(key, neighbours(-1), index % 3 === 0)}${archive(extra)}`;
}

const register = (key: string, consumers: readonly string[]): string => `  register:
    title: Regjistri elektronik
    service: 24x7
    continuity: vital
    data: personal
    kubernetesApi: true
    environments:
      prod: { size: medium }
      test: { size: small }
    exposes:
      lookup:
        title: Kërkimi në regjistër
        port: 8443
        pods: { app: lookup-api }
        data: personal
        to:
${consumers.map((consumer) => `          ${consumer}/portal: ${consumer === key ? OWN : OTHERS}\n`).join('')}`;

const OWN = '{ basis: VKM nr. 673/2017, purpose: Shërbimi ndaj qytetarit, until: 2039-12-31 }';
const OTHERS = '{ basis: VKM nr. 673/2017, purpose: Verifikimi i të dhënave, until: 2039-12-31 }';

const portal = (key: string, providers: readonly string[], internet: boolean): string => `  portal:
    title: Portali i shërbimeve
    service: business-hours
    continuity: essential
    data: personal
    environments:
      prod: { size: medium, hostnames: [portal.${key}.gov.al] }
      test: { size: small, hostnames: [test.portal.${key}.gov.al] }
    consumes:
${providers.map((provider) => `      ${provider}/register/lookup: { pods: { app: ${provider === key ? 'web' : 'worker'} } }\n`).join('')}${internet ? '    internet:\n      bank-gateway: { cidr: 203.0.113.0/28, port: 443, reason: Pagesa elektronike }\n' : ''}`;

const archive = (environments: number): string =>
  environments === 0
    ? ''
    : `  archive:
    title: Arkiva elektronike
    service: business-hours
    continuity: deferrable
    data: internal
    environments:
${['prod', 'test', 'trial']
  .slice(0, environments)
  .map((key) => `      ${key}: { size: small }\n`)
  .join('')}`;
