import { type TenantLink, TenantLinks, type TenantLinksProps } from '../../constructs';
import { synth } from './synth';

const LINK: TenantLink = {
  consumer: 'doganat/clearance',
  service: 'tatimet/e-filing/taxpayer-status',
  port: 8443,
  data: 'personal',
  basis: 'Ligji nr. 102/2014',
  purpose: 'Verifikimi i importuesit',
  until: '2037-12-31',
  pods: { app: 'status-api' },
  peer: { namespace: 'doganat-clearance-prod', pods: { app: 'importer', tier: 'back' } },
};
const RANGE = { key: 'bank-gateway', cidr: '203.0.113.0/28', port: 443, reason: 'Pagesa elektronike' };

const made = (props: Omit<TenantLinksProps, 'namespace'>) =>
  synth((scope) => new TenantLinks(scope, 'Links', { namespace: 'tatimet-e-filing-prod', ...props })).map(
    ({ body }) => body,
  );

const LABELS = { 'app.kubernetes.io/managed-by': 'streha', 'velero.io/exclude-from-backup': 'true' };
const ANNOTATIONS = {
  'streha.al/consumer': 'doganat/clearance',
  'streha.al/service': 'tatimet/e-filing/taxpayer-status',
  'streha.al/data': 'personal',
  'streha.al/basis': 'Ligji nr. 102/2014',
  'streha.al/purpose': 'Verifikimi i importuesit',
  'streha.al/until': '2037-12-31',
};
const PEER = {
  namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'doganat-clearance-prod' } },
  pod_selector: { match_labels: { app: 'importer', tier: 'back' } },
};

test('who serves lets the pods of the consumer in, on one port, and says under which agreement', () => {
  expect(made({ serves: [LINK] })).toEqual([
    {
      metadata: {
        name: 'streha-serves.taxpayer-status.doganat.clearance',
        namespace: 'tatimet-e-filing-prod',
        labels: LABELS,
        annotations: ANNOTATIONS,
      },
      spec: {
        pod_selector: { match_labels: { app: 'status-api' } },
        policy_types: ['Ingress'],
        ingress: [{ from: [PEER], ports: [{ port: '8443', protocol: 'TCP' }] }],
      },
    },
  ]);
});

test('who calls lets its own pods out to those of the service, on one port', () => {
  expect(made({ calls: [LINK] })).toEqual([
    {
      metadata: {
        name: 'streha-calls.tatimet.e-filing.taxpayer-status',
        namespace: 'tatimet-e-filing-prod',
        labels: LABELS,
        annotations: ANNOTATIONS,
      },
      spec: {
        pod_selector: { match_labels: { app: 'status-api' } },
        policy_types: ['Egress'],
        egress: [{ to: [PEER], ports: [{ port: '8443', protocol: 'TCP' }] }],
      },
    },
  ]);
});

test('a range of the internet is open to all pods, on one port, and says why', () => {
  expect(made({ internet: [RANGE] })).toEqual([
    {
      metadata: {
        name: 'streha-internet.bank-gateway',
        namespace: 'tatimet-e-filing-prod',
        labels: LABELS,
        annotations: { 'streha.al/purpose': 'Pagesa elektronike' },
      },
      spec: {
        pod_selector: {},
        policy_types: ['Egress'],
        egress: [{ to: [{ ip_block: { cidr: '203.0.113.0/28' } }], ports: [{ port: '443', protocol: 'TCP' }] }],
      },
    },
  ]);
});

test('nothing is opened where nothing is agreed', () => {
  expect(made({})).toEqual([]);
});

test('an agreement without a legal basis has no annotation of one', () => {
  const { basis: _, ...link } = LINK;
  const { 'streha.al/basis': __, ...annotations } = ANNOTATIONS;
  expect(made({ serves: [link] })).toMatchObject([{ metadata: { annotations } }]);
  expect(JSON.stringify(made({ serves: [link] }))).not.toContain('streha.al/basis');
});

test('what an agreement says is text to Terraform, never an expression', () => {
  const evil = '${file("/etc/shadow")} %{ if true }';
  const annotations = made({
    serves: [{ ...LINK, basis: evil, purpose: evil }],
    internet: [{ ...RANGE, reason: evil }],
  }).map(({ metadata }) => (metadata as { annotations: Record<string, string> }).annotations);
  const written = '$${file("/etc/shadow")} %%{ if true }';
  expect(annotations).toMatchObject([
    { 'streha.al/basis': written, 'streha.al/purpose': written },
    { 'streha.al/purpose': written },
  ]);
});

test('an id follows from the link alone: another order or one link less moves none', () => {
  const ids = (serves: readonly TenantLink[]) =>
    synth((scope) => new TenantLinks(scope, 'Links', { namespace: 'a-b-prod', serves })).map(({ id }) => id);
  const other = { ...LINK, consumer: 'prokurimi/e-procurement' };
  expect(new Set(ids([LINK, other]))).toEqual(new Set(ids([other, LINK])));
  expect(ids([LINK, other])).toEqual(expect.arrayContaining(ids([other])));
  expect(new Set(ids([LINK, other])).size).toBe(2);
});
