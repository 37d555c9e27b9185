import { z } from 'zod';
import { RELEASES, type ReleaseName } from '../fleet';
import { budget, named, podLabels, quota } from './agency';
import { day, duration, formatVersion, label, objectName, some, words } from './leaf';
import { exactRange, group, hostname } from './name';
import { decimal, whole } from './number';
import { address, currency, minorVersion, mirror, registry, settings, store } from './platform-leaf';

/** platform.yaml: the one schema. */

/** Highest value a PriorityClass of ours may have: above it are those of the cluster itself. */
const MAX_PRIORITY = 999_999_999;

const release = z.strictObject({
  chart: words().describe('Name of the chart below the mirror.'),
  version: words().describe('Version of the chart.'),
  namespace: label().describe('Namespace it is installed in; no agency may claim it.'),
});

const releases = z.strictObject(
  Object.fromEntries(RELEASES.map((name) => [name, release.describe(`The chart of ${name}.`)])) as Record<
    ReleaseName,
    typeof release
  >,
);

const site = z.strictObject({
  title: words().describe('What people call it.'),
  role: z.enum(['primary', 'standby']).describe('`primary` serves, one site only; `standby` takes over.'),
  context: words().describe('Context of the kubeconfig that leads to its cluster.'),
  floor: whole(1, 1_000_000).optional().describe('Floor area in square metres. Default: not said.'),
  classified: z.boolean().optional().describe('Whether classified data may stand here. Default: false.'),
  apiServer: z
    .strictObject({
      cidrs: some(exactRange()).describe('Addresses of the API server as pods see them.'),
      port: whole(1, 65_535).describe('Its TCP port.'),
    })
    .describe('Where the Kubernetes API answers.'),
  zones: named(z.strictObject(budget), 1).describe(
    'Parts that fail by themselves, each with what its nodes and disks offer to tenants.',
  ),
  storageClasses: some(objectName()).describe('Storage classes tenants may use; the first is the default.'),
  backups: z
    .strictObject({
      bucket: objectName().describe('Bucket.'),
      endpoint: store().describe('Address of the S3-compatible store.'),
      region: objectName().describe('Region, by whatever name the store gives it.'),
    })
    .optional()
    .describe("Where the site's backups go; its keys are a Secret of the cluster. Default: as Velero's chart has it."),
});

const continuityClass = z.strictObject({
  rpo: duration().describe('How much work may be lost: `15m`, `24h`.'),
  rto: duration().describe('How soon it comes back: `1h`, `72h`.'),
  copies: some(label()).describe('Sites that hold a copy of the backups.'),
  retention: duration().describe('How long a backup is kept: `35d`.'),
  drillEvery: duration().describe('A restore is proved at least this often: `90d`.'),
  priority: whole(1, MAX_PRIORITY).describe('Higher stays when a node is full.'),
  restoreOrder: whole(1, 1000).describe('Lower comes back first.'),
});

const price = (what: string) =>
  decimal({ minimum: 0, maximum: 1_000_000_000 }).describe(`${what} for one month of 730 hours.`);
const factor = () => decimal({ minimum: 1, maximum: 100 });

export const platformFile = z
  .strictObject({
    version: formatVersion().describe('Version of this format: 1.'),
    platform: label().describe('Name of the data centre in the cluster.'),
    name: words().describe('Full name of the data centre.'),
    domains: some(hostname(false)).describe('Domains it answers for: every hostname ends in one of them.'),
    state: z
      .strictObject({
        backend: z.enum(['local', 'pg', 's3', 'kubernetes']).describe('Kind of store.'),
        settings: settings()
          .optional()
          .describe("The backend's own settings, by Terraform's names. No secret: those come from the environment."),
      })
      .optional()
      .describe('Where the record of what was made is kept. Default: `{ backend: local }`.'),
    kubernetes: minorVersion().describe('Minor version of Kubernetes, such as `"1.36"`.'),
    registries: some(registry()).describe('Prefixes of images tenants may run, each ending in `/`.'),
    charts: z
      .strictObject({
        mirror: mirror().describe('Address of the OCI registry that holds the charts.'),
        releases: releases.describe('What is installed from it.'),
      })
      .describe("Third-party software, from the data centre's own mirror."),
    ingress: z
      .strictObject({
        class: objectName().describe('IngressClass of every Ingress.'),
        gateway: z
          .strictObject({
            namespace: label().describe('Namespace of the Gateway and its pods.'),
            name: objectName().describe('Its name.'),
            listener: label().describe('Its HTTPS listener.'),
          })
          .describe('The Gateway through which visitors come.'),
      })
      .describe('How the outside reaches the systems.'),
    groups: z
      .strictObject({
        platform: some(group()).describe('The platform team and its deployer.'),
        'break-glass': some(group()).describe('For emergencies.'),
        auditors: z.array(group()).optional().describe('See the whole platform. Default: none.'),
      })
      .describe('Groups of the identity provider with a say over the whole platform.'),
    network: z
      .strictObject({
        pods: some(exactRange()).describe('Ranges of pods.'),
        services: some(exactRange()).describe('Ranges of Services.'),
        nodes: some(exactRange()).describe('Ranges of nodes.'),
        resolver: z
          .strictObject({
            namespace: label().describe('Namespace of the DNS pods.'),
            pods: podLabels().describe('Labels of the DNS pods.'),
            nodeLocal: address().optional().describe('Address of the DNS cache on each node. Default: there is none.'),
          })
          .describe('Who answers DNS.'),
      })
      .describe('Addresses of the cluster, the same on every site.'),
    sites: named(site, 1).describe('The data halls, by name.'),
    sizes: named(z.strictObject(quota), 1).describe('Quotas by name, for agencies to choose from.'),
    continuity: named(continuityClass, 1).describe('Continuity classes, by name.'),
    prices: z
      .strictObject({
        currency: currency().describe('ISO 4217: `ALL` for lekë.'),
        from: day().describe('Day from which the card holds.'),
        cpu: price('One CPU'),
        memory: price('One GiB of memory'),
        storage: price('One GiB of storage'),
        backup: price('One GiB of one copy of a backup'),
        base: price('One environment, whatever its size,'),
      })
      .describe('The rate card.'),
    reserve: z
      .strictObject({
        highAvailability: decimal({ minimum: 0, exclusiveMaximum: 1 }).describe(
          'Part of each site kept free for failures: 0.34 is a third.',
        ),
        headroom: decimal({ minimum: 0, maximum: 10 }).describe(
          "Part of a quota granted on top of it for a rollout and a dead zone's lingering pods.",
        ),
        overcommit: z
          .strictObject({
            cpu: factor().describe('How often a CPU may be sold.'),
            memory: factor().describe('How often memory may be sold.'),
            storage: factor().describe('How often storage may be sold.'),
          })
          .describe('How far promises may exceed what is there; 1 means not at all.'),
      })
      .describe('What is kept free and how far promises may exceed it.'),
  })
  .meta({ title: 'platform', description: 'The data centre: platform.yaml.' });

export type PlatformFile = z.infer<typeof platformFile>;
