import { TenantNamespace, type TenantNamespaceProps } from '../../constructs';
import { only, synth } from './synth';

const PROPS: TenantNamespaceProps = {
  name: 'tatimet-e-filing-prod',
  agency: 'tatimet',
  system: 'e-filing',
  environment: 'prod',
  service: '24x7',
  continuity: 'vital',
  data: 'personal',
  podSecurityVersion: '1.36',
};

const metadata = (props: Partial<TenantNamespaceProps> = {}) =>
  only(
    synth((scope) => new TenantNamespace(scope, 'Namespace', { ...PROPS, ...props })),
    'kubernetes_namespace_v1',
  ).metadata;

test('a namespace says whose it is and is held to Pod Security restricted, version pinned', () => {
  expect(metadata()).toEqual({
    name: 'tatimet-e-filing-prod',
    labels: {
      'app.kubernetes.io/managed-by': 'streha',
      'streha.al/tenant': 'true',
      'streha.al/agency': 'tatimet',
      'streha.al/system': 'e-filing',
      'streha.al/environment': 'prod',
      'streha.al/service': '24x7',
      'streha.al/continuity': 'vital',
      'streha.al/data': 'personal',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.36',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.36',
    },
    annotations: {},
  });
});

test('groups and hostnames are sorted comma lists, each once', () => {
  expect(metadata({ groups: ['b', 'a', 'b'], hostnames: ['x.gov.al', 'e.gov.al'] })).toMatchObject({
    annotations: { 'streha.al/groups': 'a,b', 'streha.al/hostnames': 'e.gov.al,x.gov.al' },
  });
});

test('a title cannot make Terraform evaluate anything', () => {
  expect(metadata({ title: '${file("/etc/shadow")} %{ if true }' })).toMatchObject({
    annotations: { 'streha.al/title': '$${file("/etc/shadow")} %%{ if true }' },
  });
});
