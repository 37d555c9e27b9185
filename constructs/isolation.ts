import {
  NetworkPolicyV1,
  type NetworkPolicyV1Spec,
  type NetworkPolicyV1SpecEgress,
} from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Construct } from 'constructs';
import { ISOLATION, owned, protective } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `TenantIsolation`. */
export interface TenantIsolationProps extends NamespacedProps {
  /** Who answers DNS. */
  readonly resolver: {
    readonly namespace: string;
    /** Labels of its pods. */
    readonly pods: Readonly<Record<string, string>>;
    /**
     * Link-local address of the cache on each node: no pod, so no pod selector reaches it.
     *
     * @default - no cache on the nodes
     */
    readonly nodeLocal?: string;
  };
  /** Namespace whose pods scrape metrics, from ports named `metrics`. */
  readonly monitoringNamespace: string;
  /**
   * Namespace of the gateway whose pods bring requests in.
   *
   * @default - nothing from outside reaches the tenant
   */
  readonly gatewayNamespace?: string;
  /**
   * The API server, for tenants whose pods talk to it.
   *
   * @default - out of reach
   */
  readonly kubernetesApi?: { readonly cidrs: readonly string[]; readonly port: number };
  /**
   * Whether everything is closed, the tenant's own pods to each other too. What the tenant's own policies let pass
   * stays open until the platform deletes them: policies only add up, but theirs reach no further than the namespace.
   *
   * @default false
   */
  readonly closed?: boolean;
}

/** Lets nothing pass, either way. */
const NOTHING = { policyTypes: ['Ingress', 'Egress'] };

const DNS_PORTS = [
  { port: '53', protocol: 'UDP' },
  { port: '53', protocol: 'TCP' },
];

/**
 * Denies everything in both directions, then opens the flows every tenant lives by. Policies only ever add up, so
 * each flow is a policy of its own that comes and goes without touching the denial.
 *
 * Closed, the policies every tenant keeps stay where they are and let nothing pass: they are protected, so that
 * taking them away would need a retirement.
 */
export class TenantIsolation extends Construct {
  private readonly props: TenantIsolationProps;

  constructor(scope: Construct, id: string, props: TenantIsolationProps) {
    super(scope, id);
    this.props = props;
    this.standing('DenyAll', ISOLATION.denyAll, NOTHING);
    this.standing('Dns', ISOLATION.dns, { policyTypes: ['Egress'], egress: this.dns() });
    this.standing('OwnNamespace', ISOLATION.ownNamespace, {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    });
    this.standing('Monitoring', ISOLATION.monitoring, {
      policyTypes: ['Ingress'],
      ingress: [{ from: [podsOf(props.monitoringNamespace)], ports: [{ port: 'metrics', protocol: 'TCP' }] }],
    });
    if (props.closed) return;
    if (props.gatewayNamespace !== undefined) {
      this.passing('Gateway', ISOLATION.gateway, {
        policyTypes: ['Ingress'],
        ingress: [{ from: [podsOf(props.gatewayNamespace)] }],
      });
    }
    if (props.kubernetesApi !== undefined) {
      const { cidrs, port } = props.kubernetesApi;
      this.passing('KubernetesApi', ISOLATION.kubernetesApi, {
        policyTypes: ['Egress'],
        egress: [
          {
            to: [...new Set(cidrs)].sort().map((cidr) => ({ ipBlock: { cidr } })),
            ports: [{ port: `${port}`, protocol: 'TCP' }],
          },
        ],
      });
    }
  }

  private dns(): NetworkPolicyV1SpecEgress[] {
    const { namespace, pods, nodeLocal } = this.props.resolver;
    const resolver = { ...podsOf(namespace), podSelector: { matchLabels: { ...pods } } };
    const cache = nodeLocal === undefined ? [] : [{ ipBlock: { cidr: hostRange(nodeLocal) } }];
    return [{ to: [resolver, ...cache], ports: DNS_PORTS }];
  }

  /** A policy every tenant keeps until it is retired. */
  private standing(id: string, name: string, spec: Omit<NetworkPolicyV1Spec, 'podSelector'>): void {
    this.policy(id, name, protective(), this.props.closed ? NOTHING : spec);
  }

  /** A policy that goes when the file no longer asks for it. */
  private passing(id: string, name: string, spec: Omit<NetworkPolicyV1Spec, 'podSelector'>): void {
    this.policy(id, name, owned(), spec);
  }

  private policy(
    id: string,
    name: string,
    labels: Record<string, string>,
    spec: Omit<NetworkPolicyV1Spec, 'podSelector'>,
  ): void {
    const policy = new NetworkPolicyV1(this, id, {
      metadata: { name, namespace: this.props.namespace, labels },
      spec: { podSelector: {}, ...spec },
    });
    makeAfter(policy, this.props.after);
  }
}

const podsOf = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});

const hostRange = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`;
