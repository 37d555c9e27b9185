import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { Construct } from 'constructs';
import { formatBytes, formatCores, multiplyQuantity, quantity } from '../definition/quantity';
import { protective } from './names';
import { makeAfter, type NamespacedProps } from './order';
import { MADE_BY_CONTROLLERS, TENANT_KINDS, type TenantKind } from './tenant-kinds';

/** Properties for `TenantQuota`. */
export interface TenantQuotaProps extends NamespacedProps {
  /** CPU its pods may request at their steady size. Quantity. */
  readonly cpu: string;
  /** Memory its pods may request at their steady size. Quantity. */
  readonly memory: string;
  /** Node scratch space its pods may request at their steady size. Quantity. */
  readonly ephemeralStorage: string;
  /** Storage its volume claims may request together. Quantity. */
  readonly storage: string;
  /** Pods at their steady number. */
  readonly pods: number;
  /**
   * Part granted on top of the steady size, for what exists only for a while: a rollout's surge, and the pods of a
   * dead zone, which count until their node is gone. Storage gets none: a claim does not surge.
   *
   * @default 0.6 - a third for one of three zones, a quarter for the default `maxSurge`, rounded up
   */
  readonly headroom?: number;
  /**
   * NetworkPolicies the platform makes for its agreements and internet ranges. They are granted on top of its own, in
   * steps of fifty, so that not every agreement changes the quota too.
   *
   * @default 0
   */
  readonly linkPolicies?: number;
}

/** A third for one of three zones and a quarter for the default `maxSurge` make 0.583. */
export const DEFAULT_HEADROOM = 0.6;

/** Memory cannot be throttled: limits may promise at most this much of what requests hold. */
const LIMIT_OVERCOMMIT = 2;

/** Bounds everything a tenant can ask of the cluster: sizes, and the count of every kind it can make. */
export class TenantQuota extends Construct {
  constructor(scope: Construct, id: string, props: TenantQuotaProps) {
    super(scope, id);
    const quota = new ResourceQuotaV1(this, 'Resource', {
      metadata: { name: 'streha-quota', namespace: props.namespace, labels: protective() },
      spec: { hard: hard(props) },
    });
    makeAfter(quota, props.after);
  }
}

function hard(props: TenantQuotaProps): Record<string, string> {
  const factor = 1 + (props.headroom ?? DEFAULT_HEADROOM);
  const pods = Math.ceil(props.pods * factor);
  return {
    cpu: formatCores(multiplyQuantity(quantity(props.cpu), factor)),
    memory: grownBytes(props.memory, factor),
    'ephemeral-storage': grownBytes(props.ephemeralStorage, factor),
    'limits.memory': grownBytes(props.memory, factor * LIMIT_OVERCOMMIT),
    'limits.ephemeral-storage': grownBytes(props.ephemeralStorage, factor * LIMIT_OVERCOMMIT),
    'requests.storage': props.storage,
    resourcequotas: '1',
    'services.nodeports': '0',
    'services.loadbalancers': '0',
    ...Object.fromEntries(
      [...TENANT_KINDS, ...MADE_BY_CONTROLLERS].map((kind) => {
        const links = kind.resource === 'networkpolicies' ? stepped(props.linkPolicies ?? 0) : 0;
        return [quotaName(kind), `${count(kind, pods) + links}`];
      }),
    ),
  };
}

/** In thousandths of a byte, as quantities count. */
const MEBIBYTE = 1024n * 1024n * 1000n;

/** Rounded up to a whole mebibyte: a quota nobody can read is a quota nobody can plan with. */
function grownBytes(size: string, factor: number): string {
  const grown = multiplyQuantity(quantity(size), factor);
  return formatBytes(((grown + MEBIBYTE - 1n) / MEBIBYTE) * MEBIBYTE);
}

/** Kinds ResourceQuota knew before `count/` existed keep their short names; benchmarks look for them. */
const SHORT_NAMES = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'secrets',
  'services',
]);

function quotaName({ group, resource }: TenantKind): string {
  if (group !== '') return `count/${resource}.${group}`;
  return SHORT_NAMES.has(resource) ? resource : `count/${resource}`;
}

const count = (kind: TenantKind, pods: number): number => kind.base + kind.perPod * pods;

const LINK_STEP = 50;

const stepped = (links: number): number => Math.ceil(links / LINK_STEP) * LINK_STEP;
