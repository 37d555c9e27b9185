import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Construct } from 'constructs';
import { ANNOTATION, LABEL, MANAGED_BY, STREHA } from './names';
import { literal } from './text';

/** Properties for `TenantNamespace`. */
export interface TenantNamespaceProps {
  /** Name of the namespace: a DNS label of at most 63 characters. */
  readonly name: string;
  readonly agency: string;
  readonly system: string;
  /** `prod`, `test`, ... */
  readonly environment: string;
  /** `24x7` or `business-hours`. */
  readonly service: string;
  /** Key of the continuity class. */
  readonly continuity: string;
  /** Data class. */
  readonly data: string;
  /** Minor version of Kubernetes whose Pod Security Standard is meant, `1.36`; pinned so that an upgrade changes nothing unseen. */
  readonly podSecurityVersion: string;
  /**
   * Groups of the identity provider the tenant's own RoleBindings may name.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Hostnames its Ingresses and HTTPRoutes may claim.
   *
   * @default - none
   */
  readonly hostnames?: readonly string[];
  /**
   * What people call the system.
   *
   * @default - not recorded
   */
  readonly title?: string;
  /**
   * Who answers for it: e-mail addresses.
   *
   * @default - not recorded
   */
  readonly contacts?: { readonly owner: string; readonly security: string; readonly oncall: string };
  /**
   * Why nobody but the platform may change anything in it.
   *
   * @default - it is open to its own people
   */
  readonly quarantine?: { readonly since: string; readonly by: string; readonly reason: string };
}

const POD_SECURITY_MODES = ['enforce', 'audit', 'warn'] as const;

/** A tenant's namespace under Pod Security `restricted`, labelled with whose it is. */
export class TenantNamespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    this.name = props.name;
    new NamespaceV1(this, 'Resource', {
      metadata: { name: props.name, labels: labels(props), annotations: annotations(props) },
    });
  }
}

function labels(props: TenantNamespaceProps): Record<string, string> {
  return {
    [MANAGED_BY]: STREHA,
    [LABEL.tenant]: 'true',
    [LABEL.agency]: props.agency,
    [LABEL.system]: props.system,
    [LABEL.environment]: props.environment,
    [LABEL.service]: props.service,
    [LABEL.continuity]: props.continuity,
    [LABEL.data]: props.data,
    ...(props.quarantine && { [LABEL.quarantine]: 'true' }),
    ...Object.fromEntries(
      POD_SECURITY_MODES.flatMap((mode) => [
        [`pod-security.kubernetes.io/${mode}`, 'restricted'],
        [`pod-security.kubernetes.io/${mode}-version`, `v${props.podSecurityVersion}`],
      ]),
    ),
  };
}

/** Absent where there is nothing to say: newer providers refuse empty entries. */
function annotations(props: TenantNamespaceProps): Record<string, string> {
  const entries: [string, string | undefined][] = [
    [ANNOTATION.groups, commaList(props.groups)],
    [ANNOTATION.hostnames, commaList(props.hostnames)],
    [ANNOTATION.title, props.title],
    [ANNOTATION.owner, props.contacts?.owner],
    [ANNOTATION.security, props.contacts?.security],
    [ANNOTATION.oncall, props.contacts?.oncall],
    [ANNOTATION.quarantineSince, props.quarantine?.since],
    [ANNOTATION.quarantineBy, props.quarantine?.by],
    [ANNOTATION.quarantineReason, props.quarantine?.reason],
  ];
  return Object.fromEntries(entries.flatMap(([key, value]) => (value ? [[key, literal(value)]] : [])));
}

const commaList = (values: readonly string[] = []): string => [...new Set(values)].sort().join(',');
