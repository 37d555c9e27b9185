import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { Construct } from 'constructs';
import { compareQuantities } from '../definition/quantity';
import { protective } from './names';
import { makeAfter, type NamespacedProps } from './order';

/** Properties for `TenantLimits`. */
export interface TenantLimitsProps extends NamespacedProps {
  /** The most one container may have: CPU quantity. */
  readonly cpu: string;
  /** The most one container may have: memory quantity. */
  readonly memory: string;
  /** The most one container may have: quantity of node scratch space. */
  readonly ephemeralStorage: string;
  /** The most one volume claim may ask for. Quantity. */
  readonly storage: string;
}

/** What a container gets that says nothing; small enough that ten of them fit the smallest size. */
const DEFAULT_REQUEST = { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' };
const DEFAULT_LIMIT = { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '512Mi' };

/** One unit: a request of zero would be scheduled anywhere and count for nothing. */
const MINIMUM = { cpu: '1m', memory: '1', 'ephemeral-storage': '1' };

/** Gives a container without resources of its own some, bounds the greedy, refuses requests of zero. */
export class TenantLimits extends Construct {
  constructor(scope: Construct, id: string, props: TenantLimitsProps) {
    super(scope, id);
    const max = { cpu: props.cpu, memory: props.memory, 'ephemeral-storage': props.ephemeralStorage };
    const limits = new LimitRangeV1(this, 'Resource', {
      metadata: { name: 'streha-limits', namespace: props.namespace, labels: protective() },
      spec: {
        limit: [
          {
            type: 'Container',
            default: atMost(DEFAULT_LIMIT, max),
            defaultRequest: atMost(DEFAULT_REQUEST, max),
            max,
            min: MINIMUM,
          },
          { type: 'PersistentVolumeClaim', max: { storage: props.storage }, min: { storage: '1' } },
        ],
      },
    });
    makeAfter(limits, props.after);
  }
}

type PerResource = Readonly<Record<'cpu' | 'memory' | 'ephemeral-storage', string>>;

/** A default above the maximum is refused by the API server. */
function atMost(wanted: PerResource, max: PerResource): Record<string, string> {
  const lower = (a: string, b: string) => (compareQuantities(a, b) <= 0 ? a : b);
  return {
    cpu: lower(wanted.cpu, max.cpu),
    memory: lower(wanted.memory, max.memory),
    'ephemeral-storage': lower(wanted['ephemeral-storage'], max['ephemeral-storage']),
  };
}
