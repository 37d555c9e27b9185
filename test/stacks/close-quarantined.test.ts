import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { App } from 'cdktf';
import { ANNOTATION, LABEL } from '../../constructs/names';
import { AgencyStack, type AgencyStackProps, FleetApp } from '../../stacks';
import { SMALL } from '../cli/small-fleet';
import { fleetOf, rewrite } from './policies';

const PATH = 'agencies/biblioteka.yaml';
const CLOSED = rewrite(
  SMALL,
  PATH,
  'test: { size: small }',
  'test: { size: small, quarantine: { since: 2026-05-30, by: AKCESK, reason: An incident } }',
);
const NAMESPACES = ['biblioteka-register-prod', 'biblioteka-register-test'] as const;
const OPEN = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] };
const SHUT = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/** Opens more than its file does, by each kind of resource that can, and makes an object that is no policy. */
class OwnStack extends AgencyStack {
  constructor(scope: App, props: AgencyStackProps) {
    super(scope, props);
    for (const namespace of NAMESPACES) {
      new NetworkPolicyV1(this, `Typed_${namespace}`, { metadata: { name: 'typed', namespace }, spec: OPEN });
      for (const [id, kind] of [
        ['Plain', 'NetworkPolicy'],
        ['Other', 'HTTPRoute'],
      ]) {
        const manifest = { apiVersion: 'x/v1', kind, metadata: { name: 'plain', namespace }, spec: OPEN };
        new Manifest(this, `${id}_${namespace}`, { manifest });
      }
    }
  }
}

/** What the stack adds, by id. */
function added(texts: Readonly<Record<string, string>>) {
  const app = new FleetApp({ fleet: fleetOf(texts), ownStacks: { biblioteka: OwnStack } });
  const stack = app.node.findChild('main-biblioteka');
  return Object.fromEntries(
    stack.node.children.flatMap((construct) => {
      if (construct instanceof NetworkPolicyV1) return [[construct.node.id, construct.specInput]];
      return construct instanceof Manifest ? [[construct.node.id, construct.manifestInput?.spec]] : [];
    }),
  );
}

test('what an own stack opens in a namespace under quarantine is closed, and nothing else is changed', () => {
  expect(added(CLOSED)).toEqual({
    'Typed_biblioteka-register-prod': OPEN,
    'Plain_biblioteka-register-prod': OPEN,
    'Other_biblioteka-register-prod': OPEN,
    'Typed_biblioteka-register-test': SHUT,
    'Plain_biblioteka-register-test': SHUT,
    'Other_biblioteka-register-test': OPEN,
  });
});

test('without a quarantine nothing is closed, and its end brings all back', () => {
  expect(Object.values(added(SMALL))).toEqual(Array(6).fill(OPEN));
});

test('a closed namespace says so to the guards, and says why', () => {
  const said = (texts: Readonly<Record<string, string>>) => {
    const namespaces = new FleetApp({ fleet: fleetOf(texts) }).node
      .findAll()
      .filter((construct): construct is NamespaceV1 => construct instanceof NamespaceV1)
      .map(({ metadataInput }) => metadataInput)
      .filter((metadata) => JSON.stringify(metadata).includes('quarantine'));
    return namespaces.map((metadata) => ({
      name: metadata?.name,
      label: metadata?.labels?.[LABEL.quarantine],
      since: metadata?.annotations?.[ANNOTATION.quarantineSince],
      by: metadata?.annotations?.[ANNOTATION.quarantineBy],
      reason: metadata?.annotations?.[ANNOTATION.quarantineReason],
    }));
  };
  const incident = { since: '2026-05-30', by: 'AKCESK', reason: 'An incident' };
  expect(said(CLOSED)).toEqual([{ name: 'biblioteka-register-test', label: 'true', ...incident }]);
  expect(said(SMALL)).toEqual([]);
});
