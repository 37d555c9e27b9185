import { TenantIsolation, type TenantIsolationProps } from '../../constructs';
import { synth } from './synth';

const PROPS: TenantIsolationProps = {
  namespace: 'a-b-prod',
  resolver: { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } },
  monitoringNamespace: 'monitoring',
};

interface Policy {
  readonly metadata: { readonly name: string; readonly labels: Record<string, string> };
  readonly spec: Record<string, unknown>;
}

const policies = (props: Partial<TenantIsolationProps> = {}): Map<string, Policy> =>
  new Map(
    synth((scope) => new TenantIsolation(scope, 'Isolation', { ...PROPS, ...props }))
      .map(({ body }) => body as unknown as Policy)
      .map((policy) => [policy.metadata.name, policy]),
  );

const STANDING = ['streha-deny-all', 'streha-dns', 'streha-monitoring', 'streha-own-namespace'];

test('a tenant without wishes is denied all but name lookup, itself, and monitoring', () => {
  const made = policies();
  expect([...made.keys()].sort()).toEqual(STANDING);
  expect(made.get('streha-deny-all')?.spec).toEqual({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] });
  expect(made.get('streha-own-namespace')?.spec).toEqual({
    pod_selector: {},
    policy_types: ['Ingress', 'Egress'],
    ingress: [{ from: [{ pod_selector: {} }] }],
    egress: [{ to: [{ pod_selector: {} }] }],
  });
  expect(made.get('streha-monitoring')?.spec).toEqual({
    pod_selector: {},
    policy_types: ['Ingress'],
    ingress: [
      {
        from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 'metrics', protocol: 'TCP' }],
      },
    ],
  });
});

test('what every tenant keeps is protected, what comes and goes is not', () => {
  const made = policies({ gatewayNamespace: 'gateway', kubernetesApi: { cidrs: ['10.0.0.1/32'], port: 6443 } });
  const guarded = [...made.values()].filter(({ metadata }) => metadata.labels['streha.al/protected'] === 'true');
  expect(guarded.map(({ metadata }) => metadata.name).sort()).toEqual(STANDING);
  expect(made.size).toBe(STANDING.length + 2);
});

test('names are looked up at the resolver pods, and at the cache of the node, which is no pod', () => {
  const pods = {
    namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    pod_selector: { match_labels: { 'k8s-app': 'kube-dns' } },
  };
  const ports = [
    { port: '53', protocol: 'UDP' },
    { port: '53', protocol: 'TCP' },
  ];
  const egress = (resolver: TenantIsolationProps['resolver']) => policies({ resolver }).get('streha-dns')?.spec.egress;
  expect(egress(PROPS.resolver)).toEqual([{ to: [pods], ports }]);
  expect(egress({ ...PROPS.resolver, nodeLocal: '169.254.20.10' })).toEqual([
    { to: [pods, { ip_block: { cidr: '169.254.20.10/32' } }], ports },
  ]);
  expect(egress({ ...PROPS.resolver, nodeLocal: 'fd00::10' })).toMatchObject([
    { to: [{}, { ip_block: { cidr: 'fd00::10/128' } }] },
  ]);
});

test('the gateway comes in only where there is something to serve', () => {
  expect(policies().has('streha-gateway')).toBe(false);
  expect(policies({ gatewayNamespace: 'gateway' }).get('streha-gateway')?.spec.ingress).toEqual([
    { from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'gateway' } } }] },
  ]);
});

test('the API server is reached only where asked for, by address and port', () => {
  expect(policies().has('streha-kubernetes-api')).toBe(false);
  const spec = policies({ kubernetesApi: { cidrs: ['10.0.0.2/32', '10.0.0.1/32'], port: 6443 } }).get(
    'streha-kubernetes-api',
  )?.spec;
  expect(spec).toEqual({
    pod_selector: {},
    policy_types: ['Egress'],
    egress: [
      {
        to: [{ ip_block: { cidr: '10.0.0.1/32' } }, { ip_block: { cidr: '10.0.0.2/32' } }],
        ports: [{ port: '6443', protocol: 'TCP' }],
      },
    ],
  });
});

test('closed, what every tenant keeps stands and lets nothing pass, and nothing else stands', () => {
  const made = policies({
    closed: true,
    gatewayNamespace: 'gateway',
    kubernetesApi: { cidrs: ['10.0.0.1/32'], port: 6443 },
  });
  const nothing = { pod_selector: {}, policy_types: ['Ingress', 'Egress'] };
  expect(Object.fromEntries([...made].map(([name, { spec }]) => [name, spec]))).toEqual({
    'streha-deny-all': nothing,
    'streha-dns': nothing,
    'streha-monitoring': nothing,
    'streha-own-namespace': nothing,
  });
  for (const { metadata } of made.values()) expect(metadata.labels['streha.al/protected']).toBe('true');
});

test('closing and opening moves no id: what stands is changed, never made again', () => {
  const ids = (closed: boolean) =>
    synth((scope) => new TenantIsolation(scope, 'Isolation', { ...PROPS, closed })).map(({ id }) => id);
  expect(ids(true)).toEqual(ids(false));
});
