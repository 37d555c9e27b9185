import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Construct } from 'constructs';
import { seconds } from '../definition/duration';
import { backupCron } from './backup-cron';
import { owned } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `TenantBackup`. */
export interface TenantBackupProps extends NamespacedProps {
  /** Namespace Velero runs in; the Schedule stands there, out of the tenant's reach. */
  readonly veleroNamespace: string;
  /** Recovery point objective: backups come at shorter intervals. Duration (`15m`, `24h`). */
  readonly rpo: string;
  /** How long each backup is kept. Duration (`35d`). */
  readonly retention: string;
  /**
   * Whether backups rest: on a standby site until it takes over.
   *
   * @default false
   */
  readonly paused?: boolean;
}

/**
 * A Velero Schedule for one namespace. One each and never a wildcard: a schedule over many namespaces succeeds with
 * some of them missing. What the platform owns carries Velero's own label to be left out: it is made again from the
 * fleet, and a restored copy would have two owners.
 */
export class TenantBackup extends Construct {
  constructor(scope: Construct, id: string, props: TenantBackupProps) {
    super(scope, id);
    const schedule = new Manifest(this, 'Resource', {
      manifest: {
        apiVersion: 'velero.io/v1',
        kind: 'Schedule',
        metadata: { name: props.namespace, namespace: props.veleroNamespace, labels: owned() },
        spec: {
          schedule: backupCron(props.namespace, props.rpo),
          paused: props.paused ?? false,
          useOwnerReferencesInBackup: false,
          template: {
            includedNamespaces: [props.namespace],
            ttl: goDuration(props.retention),
          },
        },
      },
    });
    makeAfter(schedule, props.after);
  }
}

/** As Go prints it, which is how the API server gives it back. */
const goDuration = (duration: string): string => `${seconds(duration) / 3600}h0m0s`;
