import type { KubeObject } from '../harness/objects';
import { expectAccepted, expectRefused, refuses } from './attempts';
import { apply, type House, moveIn, openHouse, tenantNamespace } from './house';
import { change, httpRoute, ingress, maker, networkPolicy, OTHER, type Patch, PROD, path, service } from './objects';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
const open = () => house;

describe('a NetworkPolicy of a tenant', () => {
  const inbound = (...ingress: Patch[]) => networkPolicy({ spec: { ingress } });
  const outbound = (...egress: Patch[]) => networkPolicy({ spec: { ingress: null, egress } });
  const own = { podSelector: {} };
  const named = (name: string, more: Patch = {}) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name }, ...more },
  });
  const everybody = 'a rule without `from`, which means everybody';
  refuses('network-policies', open, [
    ['without peers', inbound({}), everybody, inbound({ from: [own] })],
    ['with an empty list of peers', inbound({ from: [] }), everybody, inbound({ from: [own] })],
    [
      'with ports and no peers',
      inbound({ ports: [{ port: 80 }] }),
      everybody,
      inbound({ from: [own], ports: [{ port: 80 }] }),
    ],
    [
      'whose second rule has no peers',
      inbound({ from: [own] }, {}),
      everybody,
      inbound({ from: [own] }, { from: [own] }),
    ],
    ['with outbound rules to everybody', outbound({}), 'a rule without `to`', outbound({ to: [own] })],
    [
      'to the whole internet',
      outbound({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }),
      'the peer 0.0.0.0/0',
      outbound({ to: [own] }),
    ],
    [
      'from one address',
      inbound({ from: [{ ipBlock: { cidr: '10.20.0.10/32' } }] }),
      'the peer 10.20.0.10/32',
      inbound({ from: [own] }),
    ],
    [
      'from every namespace',
      inbound({ from: [{ namespaceSelector: {} }] }),
      'a peer by namespaceSelector',
      inbound({ from: [named(PROD)] }),
    ],
    [
      'from another namespace',
      inbound({ from: [named(OTHER)] }),
      'a peer by namespaceSelector',
      inbound({ from: [named(PROD)] }),
    ],
    [
      'to another namespace',
      outbound({ to: [named(OTHER)] }),
      'a peer by namespaceSelector',
      outbound({ to: [named(PROD)] }),
    ],
    [
      'from some pods of another namespace',
      inbound({ from: [{ ...named(OTHER), podSelector: {} }] }),
      'a peer by namespaceSelector',
      inbound({ from: [{ ...named(PROD), podSelector: {} }] }),
    ],
    [
      'from namespaces by an expression',
      inbound({
        from: [{ namespaceSelector: { matchExpressions: [{ key: 'streha.al/tenant', operator: 'Exists' }] } }],
      }),
      'a peer by namespaceSelector',
      inbound({ from: [named(PROD, { matchExpressions: [{ key: 'streha.al/tenant', operator: 'Exists' }] })] }),
    ],
    [
      'whose second peer is foreign',
      inbound({ from: [own, named(OTHER)] }),
      'a peer by namespaceSelector',
      inbound({ from: [own, named(PROD)] }),
    ],
    [
      'that is nothing but open',
      networkPolicy({ spec: { policyTypes: ['Ingress'], ingress: [{}] } }),
      everybody,
      networkPolicy({ spec: { policyTypes: ['Ingress'], ingress: [] } }), // denies all, which a tenant may
    ],
  ]);
});

describe('a Service of a tenant', () => {
  const external = { type: 'ExternalName', externalName: 'registry.doganat.svc', selector: null };
  refuses('services', open, [
    [
      'of type NodePort',
      service({ spec: { type: 'NodePort' } }),
      'type NodePort',
      service({ spec: { type: 'ClusterIP' } }),
    ],
    ['of type LoadBalancer', service({ spec: { type: 'LoadBalancer' } }), 'type LoadBalancer', service()],
    ['of type ExternalName', service({ spec: external }), 'type ExternalName', service()],
    [
      'with external addresses',
      service({ spec: { externalIPs: ['10.20.0.10'] } }),
      'externalIPs 10.20.0.10',
      service({ spec: { externalIPs: [] } }),
    ],
    ['without a selector', service({ spec: { selector: null } }), 'a Service without selector', service()],
    ['with an empty selector', service({ spec: { selector: {} } }), 'a Service without selector', service()],
    [
      'without a selector and without an address',
      service({ spec: { selector: null, clusterIP: 'None' } }),
      'a Service without selector',
      service({ spec: { clusterIP: 'None' } }),
    ],
  ]);
});

describe('addresses written by a tenant', () => {
  const endpoints = (body: Patch) => ({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: PROD },
    ...body,
  });
  const slice = (addresses: readonly Patch[]) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web', namespace: PROD, labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    ports: [{ port: 80 }],
    endpoints: addresses,
  });
  const says = 'addresses written by arta';
  refuses('endpoints', open, [
    [
      'in Endpoints',
      endpoints({ subsets: [{ addresses: [{ ip: '10.244.9.9' }], ports: [{ port: 80 }] }] }),
      says,
      endpoints({}),
    ],
    ['in an EndpointSlice', slice([{ addresses: ['10.244.9.9'] }]), says, slice([])],
  ]);
});

describe('an Ingress of a tenant', () => {
  const host = 'e-filing.tatimet.gov.al';
  const serving = (...hosts: string[]) =>
    ingress({ spec: { tls: [{ hosts }], rules: hosts.map((name) => ({ host: name, http: { paths: [path()] } })) } });
  const annotated = (key: string, value: string) => ingress({ metadata: { annotations: { [key]: value } } });
  const noted = annotated('note', 'of the tenant');
  refuses('ingresses', open, [
    ['for a foreign hostname', serving('doganat.gov.al'), 'hostname doganat.gov.al', serving(host)],
    ['whose second hostname is foreign', serving(host, 'doganat.gov.al'), 'hostname doganat.gov.al', serving(host)],
    [
      'for a wildcard over its own hostname',
      serving('*.tatimet.gov.al'),
      'hostname *.tatimet.gov.al',
      serving('*.portal.tatimet.gov.al'),
    ],
    [
      'two labels below its wildcard',
      serving('a.b.portal.tatimet.gov.al'),
      'hostname a.b.portal',
      serving('a.portal.tatimet.gov.al'),
    ],
    [
      'for the parent of its wildcard',
      serving('portal.tatimet.gov.al'),
      'hostname portal.tatimet.gov.al',
      serving('b.portal.tatimet.gov.al'),
    ],
    [
      'without a hostname',
      ingress({ spec: { rules: [{ http: { paths: [path()] } }] } }),
      'a rule without host, which means every hostname',
      ingress(),
    ],
    [
      'whose second rule has no hostname',
      ingress({ spec: { rules: [{ host, http: { paths: [path()] } }, { http: { paths: [path()] } }] } }),
      'a rule without host',
      ingress(),
    ],
    [
      'with a certificate for a foreign hostname',
      ingress({ spec: { tls: [{ hosts: [host, 'doganat.gov.al'] }] } }),
      'hostname doganat.gov.al of tls',
      ingress(),
    ],
    ['without TLS', ingress({ spec: { tls: null } }), 'an Ingress without tls', ingress()],
    [
      'with TLS for no hostname',
      ingress({ spec: { tls: [{ secretName: 'tls' }] } }),
      'a tls entry without hosts',
      ingress(),
    ],
    [
      'with TLS for one of two hostnames',
      change(serving(host, 'a.portal.tatimet.gov.al'), { spec: { tls: [{ hosts: [host] }] } }),
      'hostname without tls: a.portal.tatimet.gov.al',
      change(serving(host, 'a.portal.tatimet.gov.al'), {
        spec: { tls: [{ hosts: [host, '*.portal.tatimet.gov.al'] }] },
      }),
    ],
    ['of another class', ingress({ spec: { ingressClassName: 'nginx' } }), 'ingressClassName nginx', ingress()],
    ['of no class', ingress({ spec: { ingressClassName: null } }), 'ingressClassName none', ingress()],
    [
      'with a default backend',
      ingress({ spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } } }),
      'a defaultBackend, which means every hostname',
      ingress(),
    ],
    [
      'with more hostnames by annotation',
      annotated('nginx.ingress.kubernetes.io/server-alias', 'doganat.gov.al'),
      'server-alias',
      noted,
    ],
    [
      'with raw configuration',
      annotated('nginx.ingress.kubernetes.io/configuration-snippet', 'x'),
      'configuration-snippet',
      noted,
    ],
    [
      'with a name in its certificate',
      annotated('cert-manager.io/common-name', 'doganat.gov.al'),
      'cert-manager.io/common-name',
      annotated('cert-manager.io/cluster-issuer', 'gdc'),
    ],
  ]);

  it('takes no class by annotation later, which the API server would let it', async () => {
    expectAccepted(await house.arta.create(ingress({ metadata: { name: 'later' } })));
    const ref = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', namespace: PROD, name: 'later' };
    const annotate = (key: string) =>
      house.arta.patch(ref, { metadata: { annotations: { [key]: 'x' } } }, { dryRun: true });
    const key = 'kubernetes.io/ingress.class';
    expectRefused(await annotate(key), 'ingresses', `annotation ${key}`);
    expectAccepted(await annotate('note'));
  });

  it('names its class by annotation, which the API server allows in place of the field', async () => {
    const legacy = ingress({
      metadata: { annotations: { 'kubernetes.io/ingress.class': 'traefik' } },
      spec: { ingressClassName: null },
    });
    expectRefused(await house.arta.create(legacy, { dryRun: true }), 'ingresses', 'ingressClassName none');
  });
});

describe('an HTTPRoute of a tenant', () => {
  const parent = (patch: Patch) =>
    httpRoute({
      spec: { parentRefs: [change({ name: 'public', namespace: 'gateway', sectionName: 'https' }, patch)] },
    });
  const backend = (patch: Patch) =>
    httpRoute({ spec: { rules: [{ backendRefs: [change({ name: 'web', port: 80 }, patch)] }] } });
  const mirror = (patch: Patch) => [
    { type: 'RequestMirror', requestMirror: { backendRef: change({ name: 'web', port: 80 }, patch) } },
  ];
  const filtered = (patch: Patch) =>
    httpRoute({ spec: { rules: [{ filters: mirror(patch), backendRefs: [{ name: 'web', port: 80 }] }] } });
  const inner = (patch: Patch) =>
    httpRoute({ spec: { rules: [{ backendRefs: [{ name: 'web', port: 80, filters: mirror(patch) }] }] } });
  refuses('http-routes', open, [
    [
      'for a foreign hostname',
      httpRoute({ spec: { hostnames: ['doganat.gov.al'] } }),
      'hostname doganat.gov.al',
      httpRoute(),
    ],
    [
      'for a wildcard over its own hostname',
      httpRoute({ spec: { hostnames: ['*.gov.al'] } }),
      'hostname *.gov.al',
      httpRoute({ spec: { hostnames: ['a.portal.tatimet.gov.al'] } }),
    ],
    [
      'without hostnames',
      httpRoute({ spec: { hostnames: null } }),
      'an HTTPRoute without hostnames, which means every hostname',
      httpRoute(),
    ],
    [
      'with an empty list of hostnames',
      httpRoute({ spec: { hostnames: [] } }),
      'an HTTPRoute without hostnames',
      httpRoute(),
    ],
    ['of another Gateway', parent({ name: 'internal' }), 'parent Gateway gateway/internal', httpRoute()],
    ['of a Gateway of its own', parent({ namespace: null }), `parent Gateway ${PROD}/public`, httpRoute()],
    ['of the plain HTTP listener', parent({ sectionName: 'http' }), 'listener http', httpRoute()],
    ['of every listener', parent({ sectionName: null }), 'listener any', httpRoute()],
    [
      'of a Service, which a mesh would obey',
      parent({ group: '', kind: 'Service' }),
      'parent Service gateway/public',
      parent({ group: 'gateway.networking.k8s.io', kind: 'Gateway' }),
    ],
    ['without a parent', httpRoute({ spec: { parentRefs: null } }), 'an HTTPRoute without parentRefs', httpRoute()],
    [
      'to a backend of another namespace',
      backend({ namespace: OTHER }),
      `backend Service ${OTHER}/web`,
      backend({ namespace: PROD }),
    ],
    [
      'to a backend of another kind',
      backend({ group: 'traefik.io', kind: 'TraefikService' }),
      'backend TraefikService',
      backend({ group: '', kind: 'Service' }),
    ],
    [
      'that mirrors requests to another namespace',
      filtered({ namespace: OTHER }),
      'a filter that sends requests elsewhere',
      filtered({}),
    ],
    [
      'whose backend mirrors requests to another namespace',
      inner({ namespace: OTHER }),
      'a filter that sends requests elsewhere',
      inner({ namespace: PROD }),
    ],
  ]);

  it('is judged in its older version alike', async () => {
    const beta = (hostname: string) =>
      change(httpRoute({ spec: { hostnames: [hostname] } }), { apiVersion: 'gateway.networking.k8s.io/v1beta1' });
    expectAccepted(await house.arta.create(beta('e-filing.tatimet.gov.al'), { dryRun: true }));
    expectRefused(await house.arta.create(beta('doganat.gov.al'), { dryRun: true }), 'http-routes', 'doganat.gov.al');
  });
});

describe('names in the DNS by annotation', () => {
  const key = 'external-dns.alpha.kubernetes.io/hostname';
  const annotated = { metadata: { annotations: { [key]: 'doganat.gov.al' } } };
  const noted = { metadata: { annotations: { note: 'of the tenant' } } };
  refuses('dns-annotations', open, [
    ['of a Service', service(annotated), `annotation ${key}`, service(noted)],
    ['of an Ingress', ingress(annotated), `annotation ${key}`, ingress(noted)],
    ['of an HTTPRoute', httpRoute(annotated), `annotation ${key}`, httpRoute(noted)],
    ['of a pod', maker('Pod', {}, annotated), `annotation ${key}`, maker('Pod', {}, noted)],
  ]);
});

describe('a kind that goes past the other guards', () => {
  const gateway = (apiVersion: string, kind: string, spec: Patch): KubeObject => ({
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: PROD },
    spec,
  });
  const v1 = 'gateway.networking.k8s.io/v1';
  const listeners = [{ name: 'https', protocol: 'HTTP', port: 80 }];
  const reference = {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: OTHER }],
    to: [{ group: '', kind: 'Service' }],
  };
  refuses('foreign-kinds', open, [
    ['a Gateway', gateway(v1, 'Gateway', { gatewayClassName: 'traefik', listeners }), 'kind Gateway', httpRoute()],
    ['a GRPCRoute', gateway(v1, 'GRPCRoute', { hostnames: ['doganat.gov.al'] }), 'kind GRPCRoute', httpRoute()],
    [
      'a ReferenceGrant',
      gateway('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', reference),
      'kind ReferenceGrant',
      httpRoute(),
    ],
  ]);
});

describe('what is large and legal', () => {
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const LARGE = 'large';
  const inside = (object: KubeObject) => change(object, { metadata: { namespace: LARGE } });
  const hosts = many(1000, (index) => `name-${String(index).padStart(4, '0')}.tatimet.gov.al`);

  beforeAll(async () => {
    await apply(house.platform, [tenantNamespace(LARGE, {}, { 'streha.al/hostnames': hosts.join(',') })]);
    await moveIn(house.platform, house.arta, LARGE);
  });

  it('is judged within what a judgement may cost', async () => {
    const last = hosts.slice(-100);
    const rules = last.map((host) => ({ host, http: { paths: [path()] } }));
    const large = ingress({ spec: { tls: [{ hosts: last }], rules } });
    const peers = many(2000, () => ({ podSelector: { matchLabels: { app: 'web' } } }));
    const ports = many(50, (index) => ({ port: 1000 + index }));
    const open = networkPolicy({
      spec: { ingress: [{ from: peers, ports }, { from: peers }], egress: [{ to: peers }] },
    });
    for (const object of [large, httpRoute({ spec: { hostnames: last.slice(-16) } }), open]) {
      expectAccepted(await house.arta.create(inside(object), { dryRun: true }));
    }
    const foreign = change(large, {
      spec: { rules: [...rules, { host: 'doganat.gov.al', http: { paths: [path()] } }] },
    });
    expectRefused(await house.arta.create(inside(foreign), { dryRun: true }), 'ingresses', 'hostname doganat.gov.al');
  });
});
