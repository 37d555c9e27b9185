import { type Fields, flag, integer, many, numberOrName, one, text } from '../field';
import { clusterMetadata, metadata } from './metadata';
import { kind } from './resource-type';
import { labelSelector } from './selector';

const target = one({ type: text(), average_utilization: integer(), average_value: text(), value: text() });
const metric = one({ name: text(), selector: one(labelSelector) });
const scaled: Fields = { api_version: text(), kind: text(), name: text() };

/** The provider sends a window of 0 where none is given; the API server would wait 300 s before scaling down. */
const scalingRules = one({
  stabilization_window_seconds: integer({ unset: 0 }),
  select_policy: text(),
  policy: many({ type: text(), value: integer(), period_seconds: integer() }, 'policies'),
});

/** Who runs first, how many run, how many may stop. */
export const SCHEDULING = {
  kubernetes_priority_class_v1: kind('scheduling.k8s.io/v1', 'PriorityClass', {
    metadata: clusterMetadata,
    value: integer(),
    global_default: flag(),
    preemption_policy: text(),
    description: text(),
  }),
  kubernetes_pod_disruption_budget_v1: kind('policy/v1', 'PodDisruptionBudget', {
    metadata,
    spec: one({ min_available: numberOrName(), max_unavailable: numberOrName(), selector: one(labelSelector) }),
  }),
  kubernetes_horizontal_pod_autoscaler_v2: kind('autoscaling/v2', 'HorizontalPodAutoscaler', {
    metadata,
    spec: one({
      scale_target_ref: one(scaled),
      min_replicas: integer(),
      max_replicas: integer(),
      metric: many(
        {
          type: text(),
          resource: one({ name: text(), target }),
          container_resource: one({ container: text(), name: text(), target }),
          pods: one({ metric, target }),
          object: one({ described_object: one(scaled), metric, target }),
          external: one({ metric, target }),
        },
        'metrics',
      ),
      behavior: one({ scale_up: scalingRules, scale_down: scalingRules }),
      target_cpu_utilization_percentage: { is: 'refused', reason: 'a field of autoscaling/v1: write a `metric` block' },
    }),
  }),
};
