import { LABEL } from '../constructs/names';
import type { Platform, ReleaseName, Site } from '../definition';

/** Helm values: plain data, printed as JSON (which is YAML). */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Port the gateway's pods listen on for HTTPS. A listener of the Gateway must name the port of an entry point, not
 * that of the Service in front of it.
 */
export const GATEWAY_PORT = 8443;

/** S3 plugin of Velero 1.17. */
const OBJECT_STORE_PLUGIN = 'v1.13.2';

/** What each chart is told; everything else stays as the chart has it. */
export function operatorValues(name: ReleaseName, platform: Platform, site: Site): Values {
  return VALUES[name](platform, site);
}

const VALUES: Readonly<Record<ReleaseName, (platform: Platform, site: Site) => Values>> = {
  'cert-manager': (platform) => ({
    crds: { enabled: true, keep: true },
    // Certificates for hostnames on a Gateway's listeners.
    config: {
      apiVersion: 'controller.config.cert-manager.io/v1alpha1',
      kind: 'ControllerConfiguration',
      enableGatewayAPI: true,
    },
    image: image(platform, 'jetstack/cert-manager-controller'),
    ...Object.fromEntries(
      (['acmesolver', 'cainjector', 'startupapicheck', 'webhook'] as const).map((part) => [
        part,
        { image: image(platform, `jetstack/cert-manager-${part}`) },
      ]),
    ),
  }),

  // Serves Gateway API and Ingress alike, so that agencies move from one to the other in their own time.
  gateway: (platform) => ({
    image: { registry: mirror(platform) },
    ingressClass: { enabled: true, isDefaultClass: false, name: platform.ingress.class },
    providers: {
      kubernetesGateway: { enabled: true },
      kubernetesIngress: { enabled: true, ingressClass: platform.ingress.class, allowExternalNameServices: false },
      kubernetesCRD: { enabled: false },
    },
    // The platform stack makes both: its Gateway takes routes from tenants, and nobody else names its class.
    gateway: { enabled: false },
    gatewayClass: { enabled: false },
    ports: { websecure: { port: GATEWAY_PORT, exposedPort: 443 } },
    deployment: { replicas: 3 },
  }),

  prometheus: (platform) => ({
    global: { imageRegistry: mirror(platform) },
    prometheus: {
      prometheusSpec: {
        // A tenant's monitor must not aim Prometheus at other tenants or at files of its pod.
        ignoreNamespaceSelectors: true,
        arbitraryFSAccessThroughSMs: { deny: true },
        enforcedNamespaceLabel: 'namespace',
        additionalScrapeConfigs: [tenantScrape()],
      },
    },
    grafana: { enabled: false },
  }),

  velero: (platform, site) => ({
    image: image(platform, 'velero/velero'),
    initContainers: [
      {
        name: 'velero-plugin-for-aws',
        image: `${mirror(platform)}/velero/velero-plugin-for-aws:${OBJECT_STORE_PLUGIN}`,
        volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
      },
    ],
    configuration: {
      ...(site.backups ? { backupStorageLocation: [backupLocation(site.backups)] } : {}),
      // Copies of the data itself: a snapshot stays in the hall it was taken in.
      defaultVolumesToFsBackup: true,
    },
    credentials: { existingSecret: 'velero-credentials' },
    deployNodeAgent: true,
    snapshotsEnabled: false,
  }),
};

/** The first registry is the data centre's own mirror: nothing is pulled from the internet. */
const mirror = ({ registries }: Platform): string => (registries[0] ?? '').replace(/\/$/, '');

const image = (platform: Platform, name: string): Values => ({ repository: `${mirror(platform)}/${name}` });

/** Pods of tenants that name a port `metrics`: the one port their isolation opens to monitoring. */
function tenantScrape(): Values {
  return {
    job_name: 'tenants',
    kubernetes_sd_configs: [{ role: 'pod', attach_metadata: { namespace: true } }],
    relabel_configs: [
      { source_labels: [`__meta_kubernetes_namespace_label_${metaName(LABEL.tenant)}`], regex: 'true', action: 'keep' },
      { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'metrics', action: 'keep' },
      ...(['agency', 'system', 'environment'] as const).map((part) => ({
        source_labels: [`__meta_kubernetes_namespace_label_${metaName(LABEL[part])}`],
        target_label: part,
      })),
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
      { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
    ],
  };
}

/** As Prometheus writes a label in the name of a meta label. */
const metaName = (label: string): string => label.replace(/[^a-zA-Z0-9_]/g, '_');

function backupLocation(store: NonNullable<Site['backups']>): Values {
  return {
    name: 'default',
    default: true,
    provider: 'aws',
    bucket: store.bucket,
    config: { region: store.region, s3ForcePathStyle: true, s3Url: store.endpoint },
  };
}
