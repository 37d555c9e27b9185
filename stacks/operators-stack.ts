import { Release } from '@cdktf/provider-helm/lib/release';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { owned } from '../constructs/names';
import { makeAfter } from '../constructs/order';
import { RELEASES, type ReleaseName } from '../definition';
import { operatorValues } from './operator-values';
import { SiteStack, type SiteStackProps } from './site-stack';
import { operatorsStackName } from './stack-names';

/** A release may wait this long for its pods, in seconds: an image from the mirror, a database that migrates. */
const TIMEOUT = 900;

/**
 * Third-party software of one site, as Helm releases from the data centre's mirror. First of all stacks: it brings
 * the CRDs, so no stack holds an object of a kind its own releases bring.
 */
export class OperatorsStack extends SiteStack {
  constructor(scope: Construct, props: SiteStackProps) {
    super(scope, operatorsStackName(props.site.key), props);
    this.addHelmProvider();

    const pins = RELEASES.map((name) => [name, props.fleet.platform.charts.releases[name]] as const);
    const namespaces = new Map<string, NamespaceV1>();
    for (const namespace of [...new Set(pins.map(([, pin]) => pin.namespace))].sort()) {
      namespaces.set(namespace, this.addNamespace(namespace));
    }
    for (const [name, pin] of pins) {
      const namespace = namespaces.get(pin.namespace) as NamespaceV1;
      this.addRelease(name, namespace);
    }
  }

  private addNamespace(name: string): NamespaceV1 {
    // Their pods scrape nodes and copy volumes: not under `restricted`, and no tenant's.
    const podSecurity = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    return new NamespaceV1(this, `Namespace_${name}`, { metadata: { name, labels: { ...owned(), ...podSecurity } } });
  }

  private addRelease(name: ReleaseName, namespace: NamespaceV1): void {
    const { mirror, releases } = this.fleet.platform.charts;
    const { chart, version } = releases[name];
    const release = new Release(this, `Release_${name}`, {
      name,
      repository: mirror,
      chart,
      version,
      namespace: releases[name].namespace,
      createNamespace: false,
      // A half-installed operator is taken back, so that the next run starts from a known state.
      atomic: true,
      timeout: TIMEOUT,
      values: [JSON.stringify(operatorValues(name, this.fleet.platform, this.site))],
    });
    makeAfter(release, [namespace]);
  }
}
