import { NetworkPolicyV1, type NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Construct } from 'constructs';
import { ANNOTATION, callsPolicyName, internetPolicyName, owned, servesPolicyName } from './names';
import { makeAfter, type NamespacedProps } from './order';
import { literal } from './text';

/** Labels that select pods. */
type PodLabels = Readonly<Record<string, string>>;

/** What an agreement says, as it is written on the policies it is made into. */
export interface LinkTerms {
  /** `<agency>/<system>` that calls. */
  readonly consumer: string;
  /** `<agency>/<system>/<service>` that answers. */
  readonly service: string;
  /** TCP port the service's pods listen on. */
  readonly port: number;
  /** Class of the data that pass. */
  readonly data: string;
  /**
   * Legal basis.
   *
   * @default - none
   */
  readonly basis?: string;
  readonly purpose: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}

/** One end of a link: our pods, and theirs. */
export interface TenantLink extends LinkTerms {
  /** Labels of our pods that take part; nobody else's take part. */
  readonly pods: PodLabels;
  /** The other end. */
  readonly peer: { readonly namespace: string; readonly pods: PodLabels };
}

/** A range of the internet our pods may reach. */
export interface TenantRange {
  readonly key: string;
  readonly cidr: string;
  /** TCP port. */
  readonly port: number;
  readonly reason: string;
}

/** Properties for `TenantLinks`. */
export interface TenantLinksProps extends NamespacedProps {
  /**
   * Agreements under which others call us.
   *
   * @default - none
   */
  readonly serves?: readonly TenantLink[];
  /**
   * Agreements under which we call others.
   *
   * @default - none
   */
  readonly calls?: readonly TenantLink[];
  /**
   * What we reach beyond the data centre.
   *
   * @default - nothing
   */
  readonly internet?: readonly TenantRange[];
}

/**
 * Our half of every agreement: one policy each, that opens one port between the pods both sides named, and the
 * declared ranges of the internet. A connection needs the other half too, so neither side opens anything by itself.
 */
export class TenantLinks extends Construct {
  private readonly props: TenantLinksProps;

  constructor(scope: Construct, id: string, props: TenantLinksProps) {
    super(scope, id);
    this.props = props;
    for (const link of props.serves ?? []) {
      const name = servesPolicyName(link.service, link.consumer);
      this.policy(name, terms(link), {
        podSelector: { matchLabels: { ...link.pods } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [podsOf(link.peer)], ports: [tcp(link.port)] }],
      });
    }
    for (const link of props.calls ?? []) {
      this.policy(callsPolicyName(link.service), terms(link), {
        podSelector: { matchLabels: { ...link.pods } },
        policyTypes: ['Egress'],
        egress: [{ to: [podsOf(link.peer)], ports: [tcp(link.port)] }],
      });
    }
    for (const { key, cidr, port, reason } of props.internet ?? []) {
      this.policy(
        internetPolicyName(key),
        { [ANNOTATION.purpose]: reason },
        { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr } }], ports: [tcp(port)] }] },
      );
    }
  }

  // No name here holds a `_`, so no two give one id; the order of a list never moves one.
  private policy(name: string, annotations: Record<string, string>, spec: NetworkPolicyV1Spec): void {
    const { namespace, after } = this.props;
    const written = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key, literal(value)]));
    const policy = new NetworkPolicyV1(this, name.replaceAll('.', '_'), {
      metadata: { name, namespace, labels: owned(), annotations: written },
      spec,
    });
    makeAfter(policy, after);
  }
}

function terms({ consumer, service, data, basis, purpose, until }: TenantLink): Record<string, string> {
  return {
    [ANNOTATION.consumer]: consumer,
    [ANNOTATION.service]: service,
    [ANNOTATION.data]: data,
    ...(basis !== undefined && { [ANNOTATION.basis]: basis }),
    [ANNOTATION.purpose]: purpose,
    [ANNOTATION.until]: until,
  };
}

const tcp = (port: number) => ({ port: `${port}`, protocol: 'TCP' });

const podsOf = ({ namespace, pods }: TenantLink['peer']) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: { ...pods } },
});
