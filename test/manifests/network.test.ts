import { renderOne } from './render-one';

const policy = (spec: Readonly<Record<string, unknown>>) =>
  renderOne('kubernetes_network_policy_v1', { metadata: { name: 'p', namespace: 'a' }, spec }).spec;

describe('network policies', () => {
  test('every kind of peer and port', () => {
    expect(
      policy({
        pod_selector: { match_labels: { app: 'api' } },
        policy_types: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [
              {
                namespace_selector: [{ match_labels: { 'kubernetes.io/metadata.name': 'gateway' } }],
                pod_selector: [{ match_expressions: [{ key: 'app', operator: 'In', values: ['b', 'a'] }] }],
              },
            ],
            ports: [{ port: '8443', protocol: 'TCP' }, { port: 'metrics' }, { port: '08' }],
          },
        ],
        egress: [
          { to: [{ ip_block: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.0.0/16'] } }] },
          { ports: [{ port: 30000, end_port: 30100, protocol: 'UDP' }] },
        ],
      }),
    ).toEqual({
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
              podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] },
            },
          ],
          ports: [{ protocol: 'TCP', port: 8443 }, { port: 'metrics' }, { port: '08' }],
        },
      ],
      egress: [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.0.0/16'] } }] },
        { ports: [{ protocol: 'UDP', port: 30000, endPort: 30100 }] },
      ],
    });
  });

  test('no rule denies all, an empty rule allows all: an empty block counts, an empty list does not', () => {
    const denied = { pod_selector: {}, policy_types: ['Ingress'], ingress: [] };
    expect(policy(denied)).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(policy({ ...denied, ingress: [{}] })).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] });
    expect(policy({ ...denied, ingress: [{ from: [], ports: [] }] })).toMatchObject({ ingress: [{}] });
  });

  test('an empty selector selects everything, and stays', () => {
    const from = (peer: Readonly<Record<string, unknown>>) =>
      policy({ pod_selector: [{}], policy_types: ['Ingress'], ingress: { from: [peer] } });
    expect(from({ namespace_selector: {} })).toMatchObject({ ingress: [{ from: [{ namespaceSelector: {} }] }] });
    expect(from({ namespace_selector: [{}] })).toMatchObject({ ingress: [{ from: [{ namespaceSelector: {} }] }] });
    expect(from({ pod_selector: {}, namespace_selector: [] })).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
    });
  });
});

test('a service', () => {
  expect(
    renderOne('kubernetes_service_v1', {
      metadata: { name: 'web', namespace: 'a' },
      spec: {
        type: 'ClusterIP',
        selector: { app: 'web' },
        port: [
          { name: 'https', port: 443, target_port: '8443', protocol: 'TCP', app_protocol: 'https' },
          { name: 'metrics', port: 9090, target_port: 'metrics', node_port: 30090 },
        ],
        cluster_ip: 'None',
        external_ips: ['192.0.2.2', '192.0.2.1'],
        load_balancer_ip: '192.0.2.3',
        publish_not_ready_addresses: true,
        session_affinity: 'ClientIP',
        session_affinity_config: { client_ip: { timeout_seconds: 60 } },
      },
      wait_for_load_balancer: false,
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'a' },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [
        { name: 'https', protocol: 'TCP', appProtocol: 'https', port: 443, targetPort: 8443 },
        { name: 'metrics', port: 9090, targetPort: 'metrics', nodePort: 30090 },
      ],
      clusterIP: 'None',
      externalIPs: ['192.0.2.1', '192.0.2.2'],
      loadBalancerIP: '192.0.2.3',
      publishNotReadyAddresses: true,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    },
  });
});

test('an ingress: a path without a type is given the one the provider sends', () => {
  expect(
    renderOne('kubernetes_ingress_v1', {
      metadata: { name: 'web', namespace: 'a' },
      spec: {
        ingress_class_name: 'traefik',
        default_backend: { service: { name: 'web', port: { number: 443 } } },
        rule: [
          {
            host: 'vat.tatimet.gov.al',
            http: {
              path: [
                { path: '/api', path_type: 'Prefix', backend: { service: { name: 'api', port: { name: 'https' } } } },
                { backend: { resource: { api_group: 'k8s.example.com', kind: 'StorageBucket', name: 'pages' } } },
              ],
            },
          },
        ],
        tls: [{ hosts: ['vat.tatimet.gov.al'], secret_name: 'vat-tls' }],
      },
    }),
  ).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'a' },
    spec: {
      ingressClassName: 'traefik',
      defaultBackend: { service: { name: 'web', port: { number: 443 } } },
      rules: [
        {
          host: 'vat.tatimet.gov.al',
          http: {
            paths: [
              { path: '/api', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'https' } } } },
              {
                pathType: 'ImplementationSpecific',
                backend: { resource: { apiGroup: 'k8s.example.com', kind: 'StorageBucket', name: 'pages' } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: ['vat.tatimet.gov.al'], secretName: 'vat-tls' }],
    },
  });
});

test('an ingress class', () => {
  expect(
    renderOne('kubernetes_ingress_class_v1', {
      metadata: { name: 'traefik' },
      spec: {
        controller: 'traefik.io/ingress-controller',
        parameters: {
          api_group: 'traefik.io',
          kind: 'TLSOption',
          name: 'strict',
          namespace: 'gateway',
          scope: 'Namespace',
        },
      },
    }),
  ).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'traefik' },
    spec: {
      controller: 'traefik.io/ingress-controller',
      parameters: {
        apiGroup: 'traefik.io',
        kind: 'TLSOption',
        name: 'strict',
        namespace: 'gateway',
        scope: 'Namespace',
      },
    },
  });
});
