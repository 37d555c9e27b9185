import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { Proof } from '../../../analysis/reach';
import { loadFleet } from '../../../definition';
import type { KubernetesObject } from '../../../manifests';
import { AgencyStack, type AgencyStackProps } from '../../../stacks';
import { policy } from './objects';
import { madeOf, madeSite, proofOf, type Tamper, without, withSpec } from './site';

const CONSUMER = 'doganat-clearance-prod';
const PROVIDER = 'tatimet-e-filing-prod';
const SERVES = 'streha-serves.taxpayer-status.doganat.clearance';
const CALLS = 'streha-calls.tatimet.e-filing.taxpayer-status';

/** One line a fault: its kind, the policy at fault, what the message says of the other end. */
const told = ({ faults }: Proof): readonly string[] =>
  faults.map(({ kind, policy: at, namespace }) => `${kind} ${at ? `${at.namespace}/${at.name}` : namespace}`);

const made = madeSite();

test('holds for the sample government, on each of its agreements', () => {
  const { fleet } = loadFleet(`${__dirname}/../../..`, { asOf: '2026-06-01' });
  if (!fleet) throw new Error('the sample has errors');
  const proof = proofOf(madeOf(fleet));
  expect(proof.faults).toEqual([]);
  expect(proof.agreements).toBeGreaterThan(90);
  expect(proof.namespaces).toBeGreaterThan(90);
});

test('holds for the small fleet, and counts what it asked', () => {
  expect(proofOf(made)).toMatchObject({ site: 'tirana', namespaces: 8, agreements: 4, faults: [], waiting: [] });
});

/** Faults planted in the objects: each is named, with the policy at fault. */
const planted: readonly [string, Tamper, readonly string[], RegExp][] = [
  [
    'a policy widened to every pod of the consumer',
    withSpec(PROVIDER, SERVES, (spec) => ({
      ...spec,
      ingress: [{ from: [{ namespaceSelector: named(CONSUMER) }], ports: [{ port: 8443 }] }],
    })),
    [`unexplained ${PROVIDER}/${SERVES}`],
    /lets every pod of `doganat-clearance-prod` call pods app=status-api .* on TCP 8443; the other end still holds it back/,
  ],
  [
    'a policy widened to every namespace',
    withSpec(PROVIDER, SERVES, (spec) => ({ ...spec, ingress: [{ from: [{ namespaceSelector: {} }] }] })),
    [`unexplained ${PROVIDER}/${SERVES}`],
    /lets every pod of every namespace call .*; open now from/,
  ],
  [
    'the selector of the pods that answer dropped',
    withSpec(PROVIDER, SERVES, (spec) => ({ ...spec, podSelector: {} })),
    [`unexplained ${PROVIDER}/${SERVES}`],
    /call every pod of `tatimet-e-filing-prod` on TCP 8443/,
  ],
  [
    'every port instead of one',
    withSpec(CONSUMER, CALLS, ({ egress = [], ...spec }) => ({
      ...spec,
      egress: egress.map((rule) => ({ ...rule, ports: [] })),
    })),
    [`unexplained ${CONSUMER}/${CALLS}`],
    /on every port/,
  ],
  [
    'a port too many by a range',
    withSpec(PROVIDER, SERVES, ({ ingress = [], ...spec }) => ({
      ...spec,
      ingress: ingress.map((rule) => ({ ...rule, ports: [{ port: 8443, endPort: 8444 }] })),
    })),
    [`unexplained ${PROVIDER}/${SERVES}`],
    /on TCP 8443-8444/,
  ],
  [
    'another port than the agreement has',
    withSpec(PROVIDER, SERVES, ({ ingress = [], ...spec }) => ({
      ...spec,
      ingress: ingress.map((rule) => ({ ...rule, ports: [{ port: 8080 }] })),
    })),
    [`unexplained ${PROVIDER}/${SERVES}`, `closed ${PROVIDER}/${SERVES}`],
    /TCP 8443 is closed at the ingress of `tatimet-e-filing-prod`/,
  ],
  [
    'a range of the internet made narrower',
    withSpec(PROVIDER, 'streha-internet.bank-gateway', (spec) => ({
      ...spec,
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/25' } }], ports: [{ port: 443 }] }],
    })),
    [`closed ${PROVIDER}/streha-internet.bank-gateway`],
    /TCP 443 to 203\.0\.113\.0\/24 is closed at the egress/,
  ],
  [
    'an exception in a range of the internet',
    withSpec(PROVIDER, 'streha-internet.bank-gateway', (spec) => ({
      ...spec,
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/29'] } }], ports: [{ port: 443 }] }],
    })),
    [`closed ${PROVIDER}/streha-internet.bank-gateway`],
    /does not open all of it/,
  ],
  [
    'some pods left out of an agreement by one condition more',
    withSpec(PROVIDER, SERVES, (spec) => ({
      ...spec,
      podSelector: {
        matchLabels: { app: 'status-api' },
        matchExpressions: [{ key: 'version', operator: 'NotIn', values: ['two'] }],
      },
    })),
    [`closed ${PROVIDER}/${SERVES}`],
    /does not open all of it/,
  ],
  [
    'pods cut off from their own namespace',
    withSpec(PROVIDER, 'streha-own-namespace', (spec) => ({
      ...spec,
      podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
    })),
    [`closed ${PROVIDER}/streha-own-namespace`, `closed ${PROVIDER}/streha-own-namespace`],
    /platform: own namespace: every port is closed/,
  ],
  [
    "the consumer's half gone",
    without(CONSUMER, CALLS),
    [`closed ${CONSUMER}`],
    /policy `streha-calls.tatimet.e-filing.taxpayer-status` is missing/,
  ],
  [
    'the denial gone of a namespace that has others',
    without(PROVIDER, 'streha-deny-all'),
    [`missing ${PROVIDER}`],
    /policy `streha-deny-all` of `tatimet-e-filing-prod` is missing/,
  ],
  [
    'the denial made to hold some pods alone',
    withSpec(PROVIDER, 'streha-deny-all', (spec) => ({ ...spec, podSelector: { matchLabels: { app: 'web' } } })),
    [`missing ${PROVIDER}/streha-deny-all`],
    /does not deny every pod both ways/,
  ],
  [
    'every policy gone that holds its pods',
    (objects) => objects.filter((one) => one.kind !== 'NetworkPolicy' || one.metadata.namespace !== PROVIDER),
    [`missing ${PROVIDER}`, `unexplained ${PROVIDER}`, `unexplained ${PROVIDER}`],
    /no policy holds every pod of `tatimet-e-filing-prod`: everybody may call them/,
  ],
  [
    'name lookup moved off its port',
    withSpec(CONSUMER, 'streha-dns', ({ egress = [], ...spec }) => ({
      ...spec,
      egress: egress.map((rule) => ({ ...rule, ports: [{ port: 5353, protocol: 'UDP' }] })),
    })),
    [
      `unexplained ${CONSUMER}/streha-dns`,
      `unexplained ${CONSUMER}/streha-dns`,
      `closed ${CONSUMER}/streha-dns`,
      `closed ${CONSUMER}/streha-dns`,
    ],
    /platform: name lookup: TCP 53, UDP 53 to 169.254.20.10\/32 is closed/,
  ],
  [
    "a tenant's own policy that reaches out",
    plant(policy(outTo('gjendja-civile-registry-prod'), { in: CONSUMER, name: 'own' })),
    [`unexplained ${CONSUMER}/own`],
    /lets every pod of `doganat-clearance-prod` call every pod of `gjendja-civile-registry-prod`/,
  ],
  [
    "a tenant's own policy that lets everybody in",
    plant(policy({ podSelector: {}, ingress: [{}] }, { in: CONSUMER, name: 'own' })),
    [`unexplained ${CONSUMER}/own`],
    /lets everybody call/,
  ],
  [
    'production joined with its own test',
    plant(policy(outTo('doganat-clearance-test'), { in: CONSUMER, name: 'own' })),
    [`unexplained ${CONSUMER}/own`],
    /`doganat-clearance-test`/,
  ],
  [
    'a range of addresses that holds pods',
    plant(
      policy(
        { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.244.7.0/24' } }] }] },
        { in: CONSUMER, name: 'own' },
      ),
    ),
    [`unexplained ${CONSUMER}/own`],
    /10\.244\.7\.0\/24, which is every pod and service,/,
  ],
  [
    'a declared range of the internet made wider',
    withSpec(PROVIDER, 'streha-internet.bank-gateway', (spec) => ({
      ...spec,
      egress: [{ to: [{ ipBlock: { cidr: '203.0.112.0/23' } }], ports: [{ port: 443 }] }],
    })),
    [`unexplained ${PROVIDER}/streha-internet.bank-gateway`],
    /203\.0\.112\.0\/23 on TCP 443/,
  ],
  [
    'namespaces by a label that none has yet',
    plant(
      policy(
        { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }] }] },
        { in: CONSUMER, name: 'own' },
      ),
    ),
    [`unexplained ${CONSUMER}/own`],
    /namespaces labelled team=x, of which none stands here/,
  ],
  [
    'every tenant let in by a label, in one fault',
    plant(
      policy(
        {
          podSelector: {},
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'streha.al/tenant': 'true' } } }] }],
        },
        { in: CONSUMER, name: 'own' },
      ),
    ),
    [`unexplained ${CONSUMER}/own`],
    /of `gjendja-civile-registry-prod`, .* and 4 more call every pod of `doganat-clearance-prod`/,
  ],
  [
    'a tenant namespace that is not there',
    (objects) => objects.filter(({ metadata }) => metadata.name !== CONSUMER && metadata.namespace !== CONSUMER),
    [`missing ${CONSUMER}`],
    /namespace `doganat-clearance-prod` is not there/,
  ],
  [
    'a tenant namespace that no definition has',
    plant(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'rogue', labels: { 'streha.al/tenant': 'true' } },
      },
      policy({ podSelector: {} }, { in: 'rogue', name: 'deny' }),
    ),
    ['missing rogue', 'unexplained rogue'],
    /they may call everybody; no definition places this namespace here/,
  ],
];

test.each(planted)('finds %s', (_, tamper, faults, message) => {
  const proof = proofOf(made, tamper);
  expect(told(proof)).toEqual(faults);
  expect(proof.faults.map((one) => one.message).join('\n')).toMatch(message);
});

test('finds a policy for a link that one side alone says, and whose consent is missing', () => {
  const oneSided = madeSite([
    {
      file: 'agencies/doganat.yaml',
      from: '    consumes:\n      tatimet/e-filing/taxpayer-status: { pods: { app: worker } }\n',
      to: '',
    },
  ]);
  expect(proofOf(oneSided)).toMatchObject({ faults: [], agreements: 2, waiting: [{ consumer: 'doganat/clearance' }] });
  const planting = madeSite().objects.filter(({ metadata }) => metadata.name === SERVES);
  const proof = proofOf(oneSided, (objects) => [...objects, ...planting]);
  expect(told(proof)).toEqual([`unexplained ${PROVIDER}/${SERVES}`, `unexplained tatimet-e-filing-test/${SERVES}`]);
  expect(proof.faults[0]?.message).toMatch(
    /`tatimet\/e-filing` alone says that `doganat\/clearance` calls `tatimet\/e-filing\/taxpayer-status`/,
  );
});

test('a lapsed agreement stands: no date closes anything', () => {
  const lapsed = madeSite([{ file: 'agencies/tatimet.yaml', from: 'until: 2027-12-31', to: 'until: 2026-05-31' }]);
  expect(proofOf(lapsed)).toMatchObject({ faults: [], agreements: 4 });
});

describe('a quarantined environment', () => {
  const quarantine = '    quarantine: { since: 2026-05-30, by: AKSK, reason: Ndërhyrje, environments: [prod] }\n';
  const change = {
    file: 'agencies/tatimet.yaml',
    from: '    kubernetesApi: false\n',
    to: `    kubernetesApi: false\n${quarantine}`,
  };

  test('has no flow, and neither has the other end of its links', () => {
    const closed = madeSite([change]);
    expect(proofOf(closed)).toMatchObject({ faults: [], agreements: 2 });
    expect(
      closed.objects.filter(({ metadata }) => metadata.name === SERVES).map(({ metadata }) => metadata.namespace),
    ).toEqual(['tatimet-e-filing-test']);
  });

  test("is not closed while its people's own policies stand", () => {
    const own = policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }, { in: PROVIDER, name: 'own' });
    const proof = proofOf(madeSite([change]), plant(own));
    expect(told(proof)).toEqual([`unexplained ${PROVIDER}/own`]);
    expect(proof.faults[0]?.message).toMatch(/it is under quarantine/);
  });

  test('is closed for policies of its own stack too', () => {
    class Own extends AgencyStack {
      constructor(scope: ConstructorParameters<typeof AgencyStack>[0], props: AgencyStackProps) {
        super(scope, props);
        for (const environment of ['prod', 'test'])
          new NetworkPolicyV1(this, `Own_${environment}`, {
            metadata: { name: 'own', namespace: `tatimet-e-filing-${environment}` },
            spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
          });
      }
    }
    expect(told(proofOf(madeSite([change], { tatimet: Own })))).toEqual(['unexplained tatimet-e-filing-test/own']);
  });
});

function plant(...more: readonly KubernetesObject[]): Tamper {
  return (objects) => [...objects, ...more];
}

function named(namespace: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}

function outTo(namespace: string) {
  return { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: named(namespace) }] }] };
}
