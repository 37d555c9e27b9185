import { renderOne } from './render-one';

test('a priority class', () => {
  expect(
    renderOne('kubernetes_priority_class_v1', {
      metadata: { name: 'streha-vital' },
      value: 100000,
      global_default: false,
      preemption_policy: 'PreemptLowerPriority',
      description: '',
    }),
  ).toEqual({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'streha-vital' },
    value: 100000,
    globalDefault: false,
    preemptionPolicy: 'PreemptLowerPriority',
  });
});

test('a disruption budget: a count is a number, a share is text', () => {
  const budget = (spec: Readonly<Record<string, unknown>>) =>
    renderOne('kubernetes_pod_disruption_budget_v1', { metadata: { name: 'web', namespace: 'a' }, spec });
  expect(budget({ max_unavailable: '1', selector: { match_labels: { app: 'web' } } })).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'a' },
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
  });
  expect(budget({ min_available: '50%', selector: [{}] }).spec).toEqual({ minAvailable: '50%', selector: {} });
});

test('an autoscaler: the window the provider sends where none is given is 0', () => {
  const target = { type: 'Utilization', average_utilization: 70 };
  expect(
    renderOne('kubernetes_horizontal_pod_autoscaler_v2', {
      metadata: { name: 'web', namespace: 'a' },
      spec: {
        min_replicas: 2,
        max_replicas: 5,
        scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'web' },
        metric: [
          { type: 'Resource', resource: { name: 'cpu', target } },
          { type: 'ContainerResource', container_resource: { container: 'web', name: 'cpu', target } },
          {
            type: 'Pods',
            pods: {
              metric: { name: 'queue', selector: { match_labels: { q: 'vat' } } },
              target: { type: 'AverageValue', average_value: '10' },
            },
          },
        ],
        behavior: { scale_down: { policy: [{ type: 'Pods', value: 1, period_seconds: 60 }], select_policy: 'Min' } },
      },
    }),
  ).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'a' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        {
          type: 'ContainerResource',
          containerResource: {
            container: 'web',
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
        {
          type: 'Pods',
          pods: {
            metric: { name: 'queue', selector: { matchLabels: { q: 'vat' } } },
            target: { type: 'AverageValue', averageValue: '10' },
          },
        },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Min',
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
      },
    },
  });
});
