/** The least that is a fleet with two sites, two agencies and a link between them. */
export const SMALL = {
  'platform.yaml': `version: 1
platform: small
name: Small Data Centre
domains: [gov.example]
kubernetes: "1.36"
registries: [registry.gov.example/]
charts:
  mirror: oci://registry.gov.example/charts
  releases:
    cert-manager: { chart: cert-manager, version: v1.19.1, namespace: cert-manager }
    gateway: { chart: traefik, version: 37.2.0, namespace: gateway }
    prometheus: { chart: kube-prometheus-stack, version: 78.3.2, namespace: monitoring }
    velero: { chart: velero, version: 11.1.1, namespace: velero }
ingress:
  class: traefik
  gateway: { namespace: gateway, name: public, listener: https }
groups:
  platform: [small-platform]
  break-glass: [small-break-glass]
  auditors: [small-auditors]
network:
  pods: [10.244.0.0/16]
  services: [10.96.0.0/16]
  nodes: [10.20.0.0/22]
  resolver: { namespace: kube-system, pods: { k8s-app: kube-dns } }
sites:
  main:
    title: Main
    role: primary
    context: main
    apiServer: { cidrs: [10.20.0.10/32], port: 6443 }
    zones:
      a: { cpu: 64, memory: 256Gi, storage: 10Ti }
      b: { cpu: 64, memory: 256Gi, storage: 10Ti }
    storageClasses: [block]
  spare:
    title: Spare
    role: standby
    context: spare
    apiServer: { cidrs: [10.20.1.10/32], port: 6443 }
    zones:
      a: { cpu: 64, memory: 256Gi, storage: 10Ti }
    storageClasses: [block]
sizes:
  small: { cpu: 2, memory: 8Gi, storage: 50Gi, ephemeralStorage: 10Gi, pods: 10 }
  large: { cpu: 8, memory: 32Gi, storage: 500Gi, ephemeralStorage: 40Gi, pods: 30 }
continuity:
  vital: { rpo: 15m, rto: 1h, copies: [main, spare], retention: 35d, drillEvery: 90d, priority: 100000, restoreOrder: 1 }
  deferrable: { rpo: 24h, rto: 72h, copies: [main], retention: 14d, drillEvery: 365d, priority: 1000, restoreOrder: 2 }
prices: { currency: ALL, from: 2026-01-01, cpu: 1900, memory: 420, storage: 14, backup: 6, base: 1500 }
reserve: { highAvailability: 0.5, headroom: 0.6, overcommit: { cpu: 1.5, memory: 1, storage: 1 } }
`,
  'agencies/arkiva.yaml': agency('arkiva', 'large', 'vital', [
    '    exposes:',
    '      search:',
    '        title: Search',
    '        port: 8443',
    '        pods: { app: search }',
    '        data: internal',
    '        to:',
    '          biblioteka/register: { purpose: Catalogue, until: 2099-12-31 }',
  ]),
  'agencies/biblioteka.yaml': agency('biblioteka', 'small', 'deferrable', [
    '    consumes:',
    '      arkiva/register/search: { pods: { app: web } }',
  ]),
};

/** An agency with one system, `register`, in `prod` and `test`; `more` are lines of that system. */
export function agency(key: string, size: string, continuity: string, more: readonly string[] = []): string {
  return `version: 1
agency: ${key}
name: Institution ${key}
ministry: Ministry
contacts: { owner: owner@${key}.example, security: security@${key}.example, oncall: oncall@${key}.example }
access: { admin: [${key}-admins], developer: [${key}-dev] }
budget: { cpu: 16, memory: 64Gi, storage: 1Ti }
systems:
  register:
    title: Register
    service: business-hours
    continuity: ${continuity}
    data: internal
    environments:
      prod: { size: ${size}, hostnames: [${key}.gov.example] }
      test: { size: small }
${more.map((line) => `${line}\n`).join('')}`;
}
