import { Construct } from 'constructs';
import { TenantAccess, type TenantAccessProps } from './access';
import { TenantBackup, type TenantBackupProps } from './backup';
import { TenantIsolation, type TenantIsolationProps } from './isolation';
import { TenantLimits } from './limits';
import { TenantLinks, type TenantLinksProps } from './links';
import { TenantNamespace, type TenantNamespaceProps } from './namespace';
import type { NamespacedProps } from './order';
import { TenantQuota, type TenantQuotaProps } from './quota';
import { DefaultServiceAccount } from './service-account';

/** Properties for `Tenant`: those of its parts, without the namespace they all stand in. */
export interface TenantProps {
  readonly namespace: Omit<TenantNamespaceProps, 'groups'>;
  readonly quota: Omit<TenantQuotaProps, keyof NamespacedProps>;
  readonly access: Omit<TenantAccessProps, keyof NamespacedProps>;
  readonly isolation: Omit<TenantIsolationProps, keyof NamespacedProps>;
  /**
   * Whom it may talk to beyond its own namespace.
   *
   * @default - nobody
   */
  readonly links?: Omit<TenantLinksProps, keyof NamespacedProps>;
  /**
   * How the namespace is backed up.
   *
   * @default - not at all
   */
  readonly backup?: Omit<TenantBackupProps, keyof NamespacedProps>;
}

/** A standard tenant: one environment of one system, isolated, bounded, backed up, open to its own people alone. */
export class Tenant extends Construct {
  /** Name of the namespace. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    const { admin, developer = [], deployer = [], viewer = [] } = props.access;
    const namespace = new TenantNamespace(this, 'Namespace', {
      ...props.namespace,
      groups: [...admin, ...developer, ...deployer, ...viewer],
    });
    this.namespace = namespace.name;
    const inside = { namespace: namespace.name, after: [namespace] };

    const quota = new TenantQuota(this, 'Quota', { ...inside, ...props.quota });
    const fences = [
      quota,
      new TenantLimits(this, 'Limits', { ...inside, ...props.quota }),
      new TenantIsolation(this, 'Isolation', { ...inside, ...props.isolation }),
      new DefaultServiceAccount(this, 'DefaultServiceAccount', inside),
    ];
    // The quota counts them, and grows with them.
    if (props.links) new TenantLinks(this, 'Links', { ...inside, after: [namespace, quota], ...props.links });
    // People come in when the fences stand, not while they are being put up.
    new TenantAccess(this, 'Access', { ...inside, after: fences, ...props.access });
    if (props.backup) new TenantBackup(this, 'Backup', { ...inside, ...props.backup });
  }
}
