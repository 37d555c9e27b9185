import fc from 'fast-check';
import type {
  Access,
  Agency,
  Agreement,
  Consumption,
  ContinuityClass,
  DataClass,
  Environment,
  Fleet,
  InternetRange,
  Platform,
  Quarantine,
  Quota,
  Service,
  Site,
  Size,
  System,
} from '../../definition';
import { DATA_CLASSES } from '../../definition';
import { compare } from '../../definition/finding';
import { formatBytes, formatCores, sumQuantities } from '../../definition/quantity';

/**
 * Whole fleets without an error, as the reader gives them: sorted, defaults filled in. Names of agencies, sites and
 * environments have no hyphen, so that no two namespaces or stacks can clash.
 */

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const hyphenated = fc.oneof(
  word,
  fc.tuple(word, word).map((parts) => parts.join('-')),
  fc.stringMatching(/^[0-9]{1,3}$/),
);

/** Texts that YAML would read as something else, or not at all, if they were not quoted. */
const NASTY = [
  'yes',
  'no',
  'null',
  'Null',
  '~',
  'true',
  'False',
  '1e3',
  '012',
  '0.50',
  '0x1F',
  '1_000',
  '.inf',
  '-0',
  '112',
  '+1',
  '2027-12-31',
  '12:30',
  '- a',
  '-',
  '--- a',
  '...',
  '# a',
  'a # b',
  'a: b',
  'a:',
  ': a',
  '? a',
  '{a',
  '[a',
  ']',
  '}',
  ',a',
  "'",
  '"',
  "it's",
  '"q"',
  '&a',
  '*a',
  '!t',
  '%d',
  '@a',
  '`a',
  '|',
  '>',
  '<<',
  '=',
  '\\',
  '\\u202e',
  ' a',
  'a ',
  'ë ç Ë',
  '日本',
  '👩',
  'e\u0301',
  '__proto__',
  'constructor',
  'a,b',
  '${a}',
  '%{b}',
  '{{ c }}',
];

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A line for people. */
export const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() !== '' && !HIDDEN.test(text)),
);

const cores = fc.oneof(
  fc.integer({ min: 1, max: 64 }).map(String),
  fc.integer({ min: 1, max: 64_000 }).map((milli) => `${milli}m`),
  fc.constantFrom('0.50', '1.0', '2.5', '1e1'),
);
const bytes = fc.oneof(
  fc.integer({ min: 1, max: 512 }).map((gibi) => `${gibi}Gi`),
  fc.integer({ min: 1, max: 9999 }).map((mebi) => `${mebi}Mi`),
  fc.constantFrom('1.50Gi', '1048576', '2e9', '3000M'),
);
const quota: fc.Arbitrary<Quota> = fc.record({
  cpu: cores,
  memory: bytes,
  storage: bytes,
  ephemeralStorage: bytes,
  pods: fc.integer({ min: 1, max: 500 }),
});

const duration = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('m', 'h', 'd'))
  .map((parts) => parts.join(''));
const day = fc
  .date({ min: new Date('2027-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const podLabels = fc.dictionary(
  fc.oneof(
    hyphenated,
    hyphenated.map((name) => `app.kubernetes.io/${name}`),
  ),
  fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,8}[A-Za-z0-9])?$/),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);

function keyed<T extends { readonly key: string }>(
  key: fc.Arbitrary<string>,
  item: (key: string) => fc.Arbitrary<T>,
  min: number,
  max: number,
) {
  return fc
    .uniqueArray(key, { minLength: min, maxLength: max })
    .chain((keys) => fc.tuple(...keys.map(item)))
    .map((items) => [...items].sort((a, b) => compare(a.key, b.key)));
}

function sorted(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort(compare);
}

const site =
  (role: Site['role'], classified: boolean) =>
  (key: string): fc.Arbitrary<Site> =>
    fc.record(
      {
        key: fc.constant(key),
        title: words,
        role: fc.constant(role),
        context: fc.constant(`context-of-${key}`),
        floor: fc.integer({ min: 1, max: 5000 }),
        classified: fc.constant(classified),
        apiServer: fc.record({ cidrs: fc.constant(['10.9.0.1/32']), port: fc.integer({ min: 1, max: 65_535 }) }),
        zones: keyed(word, (zone) => fc.constant({ key: zone, cpu: '4096', memory: '64Ti', storage: '512Ti' }), 1, 3),
        storageClasses: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
        backups: fc.record({ bucket: word, endpoint: word.map((host) => `https://${host}.gov.al:9000`), region: word }),
      },
      { requiredKeys: ['key', 'title', 'role', 'context', 'classified', 'apiServer', 'zones', 'storageClasses'] },
    );

const sites = fc
  .record({ names: fc.uniqueArray(word, { minLength: 2, maxLength: 3 }), classified: fc.boolean() })
  .chain(({ names, classified }) =>
    fc.tuple(...names.map((name, index) => site(index === 0 ? 'primary' : 'standby', classified)(name))),
  )
  .map((list) => [...list].sort((a, b) => compare(a.key, b.key)));

function classes(siteKeys: readonly string[]): fc.Arbitrary<readonly ContinuityClass[]> {
  const one = (key: string) =>
    fc.record({
      key: fc.constant(key),
      rpo: duration,
      rto: duration,
      // every site, so that `vital` has its standby
      copies: fc.constant(sorted(siteKeys)),
      retention: fc.integer({ min: 100, max: 999 }).map((days) => `${days}d`),
      drillEvery: duration,
      priority: fc.integer({ min: 1, max: 999_999_999 }),
      restoreOrder: fc.constant(0),
    });
  return fc
    .uniqueArray(fc.oneof(fc.constantFrom('vital', 'essential', 'deferrable'), word), { minLength: 1, maxLength: 4 })
    .chain((keys) => fc.tuple(...keys.map(one)))
    .map((list) => list.map((item, index) => ({ ...item, restoreOrder: index + 1 })));
}

const price = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 1, max: 99_999 }).map((milli) => milli / 1000),
  fc.constant(1e-7),
);
const factor = fc.integer({ min: 100, max: 500 }).map((percent) => percent / 100);
const chart = fc.record({ chart: words, version: words, namespace: word.map((name) => `charts-${name}`) });

const state: fc.Arbitrary<Platform['state']> = fc.record({
  backend: fc.constantFrom('local', 'pg', 's3', 'kubernetes'),
  settings: fc.dictionary(
    fc
      .stringMatching(/^[a-z]{1,5}_[a-z]{1,5}$/)
      .filter((name) => !/password|passwd|secret|token|conn_str|_key/.test(name)),
    fc.oneof(words, fc.integer(), fc.boolean()),
    { maxKeys: 3, noNullPrototype: true },
  ),
});

export const platform: fc.Arbitrary<Platform> = sites.chain((list) =>
  fc.record({
    key: hyphenated,
    name: words,
    domains: fc
      .uniqueArray(
        word.map((name) => `${name}.gov.al`),
        { minLength: 1, maxLength: 3 },
      )
      .map(sorted),
    state,
    kubernetes: fc.integer({ min: 10, max: 99 }).map((minor) => `1.${minor}`),
    registries: fc
      .uniqueArray(
        word.map((name) => `registry.${name}.gov.al/`),
        { minLength: 1, maxLength: 2 },
      )
      .map(sorted),
    charts: fc.record({
      mirror: word.map((name) => `oci://registry.gov.al/${name}`),
      releases: fc.record({ 'cert-manager': chart, gateway: chart, prometheus: chart, velero: chart }),
    }),
    ingress: fc.record({
      class: hyphenated,
      gateway: fc.record({ namespace: word.map((name) => `gateway-${name}`), name: hyphenated, listener: hyphenated }),
    }),
    groups: fc.record({
      platform: groupsOf('platform', 1),
      breakGlass: groupsOf('break-glass', 1),
      auditors: groupsOf('auditors', 0),
    }),
    network: fc.record({
      pods: fc.constantFrom(['10.244.0.0/16'], ['10.244.0.0/17', '10.245.0.0/16'], ['10.244.0.0/16', 'fd00:1::/64']),
      services: fc.constantFrom(['10.96.0.0/16'], ['10.96.0.0/16', 'fd00:2::/112']),
      nodes: fc.constant(['10.20.0.0/22']),
      resolver: fc.record(
        { namespace: fc.constant('kube-system'), pods: podLabels, nodeLocal: fc.constant('169.254.20.10') },
        { requiredKeys: ['namespace', 'pods'] },
      ),
    }),
    sites: fc.constant(list),
    sizes: keyed(hyphenated, (key): fc.Arbitrary<Size> => quota.map((fields) => ({ key, ...fields })), 1, 4),
    continuity: classes(list.map(({ key }) => key)),
    prices: fc.record({
      currency: fc.constantFrom('ALL', 'EUR'),
      from: day,
      cpu: price,
      memory: price,
      storage: price,
      backup: price,
      base: price,
    }),
    reserve: fc.record({
      highAvailability: fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100),
      headroom: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      overcommit: fc.record({ cpu: factor, memory: factor, storage: factor }),
    }),
  }),
);

function groupsOf(owner: string, min: number): fc.Arbitrary<readonly string[]> {
  const name = words.filter((text) => text.trim() === text && !/[,*@]/.test(text)).map((text) => `${owner}/${text}`);
  return fc.uniqueArray(name, { minLength: min, maxLength: 3 }).map(sorted);
}

const access = (agency: string): fc.Arbitrary<Access> =>
  fc.record({
    admin: groupsOf(agency, 1),
    developer: groupsOf(agency, 0),
    deployer: groupsOf(agency, 0),
    viewer: groupsOf(agency, 0),
  });

const INTERNET = ['203.0.113.0/24', '198.51.100.7/32', '8.8.8.0/24', '11.0.0.0/8', '2a00::/16', '2001:db8::/32'];

const quarantine: fc.Arbitrary<Quarantine> = fc.record({ since: day, by: words, reason: words });

/** The thing under quarantine, now and then. */
function perhapsClosed<T extends object>(
  thing: fc.Arbitrary<T>,
): fc.Arbitrary<T & { readonly quarantine?: Quarantine }> {
  return fc.oneof(
    { weight: 4, arbitrary: thing },
    { weight: 1, arbitrary: fc.tuple(thing, quarantine).map(([open, why]) => ({ ...open, quarantine: why })) },
  );
}

function environment(
  namespace: string,
  hostname: string,
  key: string,
  sizes: readonly Size[],
): fc.Arbitrary<Environment> {
  const hostnames = fc.subarray([hostname, `*.${hostname}`, `www.${hostname}`]).map(sorted);
  const sized = fc
    .constantFrom(...sizes)
    .chain(({ key: size, ...fields }) =>
      hostnames.map((names) => ({ key, namespace, size, quota: fields, hostnames: names })),
    );
  const own = fc.record({ key: fc.constant(key), namespace: fc.constant(namespace), quota, hostnames });
  return perhapsClosed(fc.oneof(sized, own));
}

const ENVIRONMENTS = ['prod', 'test', 'trial', 'dev', '42'];

function system(agency: string, { sizes, continuity, domains, sites: halls }: Platform) {
  return (key: string): fc.Arbitrary<System> =>
    fc
      .record({
        data: fc.constantFrom(
          ...DATA_CLASSES.filter((one) => one !== 'classified' || halls.every(({ classified }) => classified)),
        ),
        names: fc.subarray(ENVIRONMENTS, { minLength: 1 }),
      })
      .chain(({ data, names }) =>
        perhapsClosed(
          fc.record({
            key: fc.constant(key),
            title: words,
            service: fc.constantFrom('24x7', 'business-hours'),
            continuity: fc.constantFrom(...continuity.map((one) => one.key)),
            data: fc.constant(data),
            kubernetesApi: fc.boolean(),
            environments: fc
              .tuple(
                ...names.map((name) =>
                  environment(`${agency}-${key}-${name}`, `${name}.${key}.${agency}.${domains[0]}`, name, sizes),
                ),
              )
              .map((list) => [...list].sort((a, b) => compare(a.key, b.key))),
            exposes: keyed(hyphenated, service(data), 0, 2),
            consumes: fc.constant<readonly Consumption[]>([]),
            internet:
              data === 'classified'
                ? fc.constant<readonly InternetRange[]>([])
                : keyed(
                    hyphenated,
                    (name) =>
                      fc.record({
                        key: fc.constant(name),
                        cidr: fc.constantFrom(...INTERNET),
                        port: fc.integer({ min: 1, max: 65_535 }),
                        reason: words,
                      }),
                    0,
                    2,
                  ),
          }),
        ),
      );
}

const service =
  (most: DataClass) =>
  (key: string): fc.Arbitrary<Service> =>
    fc.record({
      key: fc.constant(key),
      title: words,
      port: fc.integer({ min: 1, max: 65_535 }),
      pods: podLabels,
      data: fc.constantFrom(...DATA_CLASSES.slice(0, DATA_CLASSES.indexOf(most) + 1)),
      to: fc.constant<readonly Agreement[]>([]),
    });

const agency =
  (whole: Platform) =>
  (key: string): fc.Arbitrary<Agency> =>
    fc
      .record({
        key: fc.constant(key),
        name: words,
        ministry: words,
        contacts: fc.record({ owner: email, security: email, oncall: email }),
        access: access(key),
        systems: keyed(hyphenated, system(key, whole), 0, 3),
      })
      .map((fields) => {
        const quotas = fields.systems.flatMap(({ environments }) => environments.map((one) => one.quota));
        const sum = (resource: 'cpu' | 'memory' | 'storage') => sumQuantities(quotas.map((one) => one[resource]));
        const budget = {
          cpu: formatCores(sum('cpu') || 1000n),
          memory: formatBytes(sum('memory') || 1024n ** 3n * 1000n),
          storage: formatBytes(sum('storage') || 1024n ** 3n * 1000n),
        };
        const { systems, ...rest } = fields;
        return { ...rest, budget, systems };
      });

const email = word.map((name) => `${name}@agjencia.example`);

/** A fleet without an error. Links are made of systems that exist; some only one side declares. */
export const fleet: fc.Arbitrary<Fleet> = platform
  .chain((whole) =>
    fc.record({
      platform: fc.constant(whole),
      agencies: keyed(
        word.map((name) => `a${name}`),
        agency(whole),
        0,
        3,
      ),
    }),
  )
  .chain((plain) => links(plain).map((list) => list.reduce(linked, plain)));

interface Link {
  readonly provider: string;
  readonly service: string;
  readonly consumer: string;
  readonly sides: 'both' | 'provider' | 'consumer';
  readonly agreement: Omit<Agreement, 'consumer'>;
  readonly pods: Consumption['pods'];
}

function links({ agencies }: Fleet): fc.Arbitrary<readonly Link[]> {
  const all = agencies.flatMap((one) => one.systems.map((system) => ({ name: `${one.key}/${system.key}`, system })));
  const services = all.flatMap(({ name, system }) => system.exposes.map(({ key }) => ({ name, key })));
  if (services.length === 0) return fc.constant([]);
  const link = fc.record({
    to: fc.constantFrom(...services),
    consumer: fc.constantFrom(...all.map(({ name }) => name)),
    sides: fc.constantFrom<Link['sides'][]>('both', 'both', 'provider', 'consumer'),
    agreement: fc.record({ basis: words, purpose: words, until: day }),
    pods: podLabels,
  });
  return fc
    .uniqueArray(link, { maxLength: 4, selector: ({ to, consumer }) => `${to.name}/${to.key} ${consumer}` })
    .map((list) => list.map(({ to, ...rest }) => ({ provider: to.name, service: to.key, ...rest })));
}

function linked(before: Fleet, link: Link): Fleet {
  const agencies = before.agencies.map((one) => ({
    ...one,
    systems: one.systems.map((system) => {
      const name = `${one.key}/${system.key}`;
      const provides = name === link.provider && link.sides !== 'consumer';
      const consumes = name === link.consumer && link.sides !== 'provider';
      return {
        ...system,
        exposes: system.exposes.map((exposed) => {
          if (!provides || exposed.key !== link.service) return exposed;
          const to = [...exposed.to, { consumer: link.consumer, ...link.agreement }];
          return { ...exposed, to: to.sort((a, b) => compare(a.consumer, b.consumer)) };
        }),
        consumes: consumes
          ? [...system.consumes, { service: `${link.provider}/${link.service}`, pods: link.pods }].sort((a, b) =>
              compare(a.service, b.service),
            )
          : system.consumes,
      };
    }),
  }));
  return { ...before, agencies };
}
