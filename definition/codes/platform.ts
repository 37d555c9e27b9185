import { didYouMean, list, quote } from '../words';
import { type Change, define } from './define';

/** STR7xx: platform.yaml. */

const edit = (from: string, to: string): readonly Change[] => [{ file: 'platform.yaml', from, to }];

export const registryPrefix = define(
  {
    code: 'STR701',
    severity: 'error',
    title: 'registry prefix',
    explanation:
      'Images are compared with the prefix letter by letter: `r.gov.al` would also allow `r.gov.al.evil`. It ends in `/` and has no scheme.',
    example: { wrong: edit('registries: [registry.gdc.gov.al/]', 'registries: [registry.gdc.gov.al]') },
  },
  (text: string, meant: string | undefined) => ({
    message: `${quote(text)} is not an image prefix ending in \`/\``,
    help: `write ${quote(meant ?? 'registry.gov.al/')}`,
  }),
);

export const onePrimary = define(
  {
    code: 'STR702',
    severity: 'error',
    title: 'not exactly one primary site',
    explanation: 'Every environment is active on the one primary site.',
    example: { wrong: edit('    role: primary\n', '    role: standby\n') },
  },
  (primaries: readonly string[]) => ({
    message:
      primaries.length === 0
        ? 'no site has `role: primary`'
        : `${list(primaries.map(quote), 'and')} are primary; one site may be`,
    help: 'give one site `role: primary` and the others `role: standby`',
  }),
);

export const unknownSite = define(
  {
    code: 'STR703',
    severity: 'error',
    title: 'unknown site',
    explanation: 'Copies are kept on sites of the same file.',
    example: { wrong: edit('copies: [tirana], retention', 'copies: [tirane], retention') },
  },
  (name: string, sites: readonly string[]) => ({
    message: `${quote(name)} is not a site`,
    help: didYouMean(name, sites),
  }),
);

export const rangesOverlap = define(
  {
    code: 'STR704',
    severity: 'error',
    title: 'network ranges overlap',
    explanation: 'An address in two ranges has two meanings, and rules about one reach the other.',
    example: { wrong: edit('services: [10.96.0.0/16]', 'services: [10.244.128.0/20]') },
  },
  (range: string, other: string, where: string) => ({
    message: `${quote(range)} overlaps ${quote(other)} of \`${where}\``,
    help: 'write the ranges the cluster was installed with',
  }),
);

export const contextTwice = define(
  {
    code: 'STR705',
    severity: 'error',
    title: 'one cluster for two sites',
    explanation: 'A kubeconfig context leads to one cluster: two sites with the same one would overwrite each other.',
    example: { wrong: edit('    context: vlora\n', '    context: tirana\n') },
  },
  (context: string, site: string) => ({
    message: `context ${quote(context)} is that of site ${quote(site)} already`,
    help: 'give each site the context of its own cluster',
  }),
);

export const shortRetention = define(
  {
    code: 'STR706',
    severity: 'error',
    title: 'backups that expire before the next one',
    explanation: 'A backup is made every `rpo` and kept for `retention`: kept for less, there is a time without any.',
    example: {
      wrong: edit(
        'rpo: 24h, rto: 72h, copies: [tirana], retention: 14d',
        'rpo: 24h, rto: 72h, copies: [tirana], retention: 24h',
      ),
    },
  },
  (retention: string, rpo: string) => ({
    message: `a retention of ${quote(retention)} is not longer than the rpo of ${quote(rpo)}`,
    help: 'keep backups for several times the rpo, such as `35d`',
  }),
);

export const secretSetting = define(
  {
    code: 'STR707',
    severity: 'error',
    secret: true,
    title: 'secret in platform.yaml',
    explanation: 'No secret ever stands in a file: everyone who reads the repository would have it, for ever.',
    example: {
      wrong: edit(
        'state: { backend: local }',
        'state: { backend: pg, settings: { conn_str: postgres://db.gdc.gov.al/streha } }',
      ),
      right: edit('state: { backend: local }', 'state: { backend: pg, settings: { schema_name: streha } }'),
    },
  },
  (name: string, instead: string) => ({
    message: `${quote(name)} carries a credential, which may not stand in a file`,
    help: `delete it here, change it if it was real, and ${instead}`,
  }),
);

export const kubernetesVersion = define(
  {
    code: 'STR708',
    severity: 'error',
    title: 'not a minor version of Kubernetes',
    explanation: 'The minor version alone, such as `1.36`: patches come and go without a change here.',
    example: { wrong: edit('kubernetes: "1.36"', 'kubernetes: v1.36.3') },
  },
  (text: unknown, meant: string | undefined) => ({
    message: `${quote(text)} is not a minor version of Kubernetes`,
    help: `write ${quote(`"${meant ?? '1.36'}"`)}`,
  }),
);

export const mirrorAddress = define(
  {
    code: 'STR709',
    severity: 'error',
    title: 'mirror that is no OCI registry',
    explanation:
      "Charts come from the data centre's own registry, `oci://...`: the cluster pulls nothing from the internet.",
    example: { wrong: edit('mirror: oci://registry.gdc.gov.al/charts', 'mirror: https://charts.gdc.gov.al') },
  },
  (text: string) => ({
    message: `${quote(text)} is not the address of an OCI registry`,
    help: 'write `oci://`, the host and the path, such as `oci://registry.gov.al/charts`',
  }),
);

export const restoreOrderTwice = define(
  {
    code: 'STR710',
    severity: 'error',
    title: 'one restore order for two classes',
    explanation: 'After a disaster classes come back one after the other: which first must not be left to chance.',
    example: { wrong: edit('priority: 50000, restoreOrder: 2', 'priority: 50000, restoreOrder: 1') },
  },
  (order: number, other: string) => ({
    message: `restoreOrder ${quote(order)} is that of class ${quote(other)} already`,
    help: 'number the classes 1, 2, 3',
  }),
);

export const invalidAddress = define(
  {
    code: 'STR711',
    severity: 'error',
    title: 'not an IP address',
    explanation: 'A single address, without a length and without a name.',
    example: { wrong: edit('nodeLocal: 169.254.20.10', 'nodeLocal: 169.254.20.10/32') },
  },
  (text: unknown) => ({
    message: `${quote(text)} is not an IP address`,
    help: 'write an address such as `169.254.20.10`',
  }),
);

export const invalidCurrency = define(
  {
    code: 'STR712',
    severity: 'error',
    title: 'not a currency',
    explanation: 'The three capital letters of ISO 4217: `ALL` is the lek.',
    example: { wrong: edit('currency: ALL', 'currency: leke') },
  },
  (text: unknown) => ({
    message: `${quote(text)} is not a currency code of three capital letters`,
    help: 'write `ALL` for lekë, `EUR` for euro',
  }),
);

export const storeAddress = define(
  {
    code: 'STR713',
    severity: 'error',
    title: 'object store without an address',
    explanation: 'Backups go to an S3-compatible store, spoken to over TLS: they hold everything the systems hold.',
    example: {
      wrong: edit('endpoint: https://s3.tirana.gdc.gov.al', 'endpoint: http://s3.tirana.gdc.gov.al'),
    },
  },
  (text: string) => ({
    message: `${quote(text)} is not the address of an object store`,
    help: 'write `https://` and the host, such as `https://s3.gov.al`, with the port where it is not 443',
  }),
);
