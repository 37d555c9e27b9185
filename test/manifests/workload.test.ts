import { refusal, renderOne } from './render-one';

const metadata = { name: 'web', namespace: 'a' };
const selector = { match_labels: { app: 'web' } };
const labelled = { labels: { app: 'web' } };
const template = { metadata: labelled, spec: { container: [{ name: 'web', image: 'registry.gdc.gov.al/web:1' }] } };
const pod = {
  metadata: labelled,
  spec: {
    automountServiceAccountToken: true,
    containers: [{ name: 'web', image: 'registry.gdc.gov.al/web:1' }],
  },
};

test('a deployment', () => {
  expect(
    renderOne('kubernetes_deployment_v1', {
      metadata,
      wait_for_rollout: false,
      spec: {
        replicas: '3',
        selector,
        strategy: { type: 'RollingUpdate', rolling_update: { max_surge: '1', max_unavailable: '25%' } },
        template,
      },
    }),
  ).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
      template: pod,
    },
  });
});

test('a stateful set', () => {
  expect(
    renderOne('kubernetes_stateful_set_v1', {
      metadata,
      spec: {
        service_name: 'web',
        selector,
        template,
        update_strategy: [{ type: 'RollingUpdate', rolling_update: [{ partition: 1 }] }],
        volume_claim_template: [
          {
            metadata: { name: 'data' },
            spec: { access_modes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
        persistent_volume_claim_retention_policy: [{ when_deleted: 'Retain', when_scaled: 'Delete' }],
      },
    }),
  ).toEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: pod,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
    },
  });
});

test('a daemon set: what Terraform calls strategy, Kubernetes calls update strategy', () => {
  expect(
    renderOne('kubernetes_daemon_set_v1', { metadata, spec: { selector, strategy: { type: 'OnDelete' }, template } }),
  ).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { selector: { matchLabels: { app: 'web' } }, updateStrategy: { type: 'OnDelete' }, template: pod },
  });
});

describe('jobs', () => {
  const job = { completions: 1, template: { ...pod, spec: { ...pod.spec, restartPolicy: 'Never' } } };

  test('a job: one completion, and pods that are not started again, where nothing is said', () => {
    expect(
      renderOne('kubernetes_job_v1', {
        metadata,
        wait_for_completion: true,
        spec: {
          template,
          ttl_seconds_after_finished: '60',
          pod_failure_policy: {
            rule: [{ action: 'FailJob', on_exit_codes: { operator: 'In', values: [42, 1] } }],
          },
        },
      }),
    ).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: {
        ...job,
        ttlSecondsAfterFinished: 60,
        podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42, 1] } }] },
      },
    });
  });

  test('a cron job', () => {
    expect(
      renderOne('kubernetes_cron_job_v1', {
        metadata,
        spec: { schedule: '0 2 * * *', timezone: 'Europe/Tirane', job_template: { metadata: {}, spec: { template } } },
      }),
    ).toEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: { schedule: '0 2 * * *', timeZone: 'Europe/Tirane', jobTemplate: { metadata: {}, spec: job } },
    });
  });
});

describe('pods', () => {
  const podOf = (spec: Readonly<Record<string, unknown>>) => {
    const deployment = renderOne('kubernetes_deployment_v1', {
      metadata,
      spec: { selector, template: { metadata: labelled, spec } },
    });
    return (deployment.spec as { template: { spec: unknown } }).template.spec;
  };

  test('a container', () => {
    expect(
      podOf({
        automount_service_account_token: false,
        container: {
          name: 'web',
          env: [
            { name: 'MODE', value: 'yes' },
            { name: 'KEY', value_from: { secret_key_ref: { name: 's', key: 'k' } } },
          ],
          port: [{ container_port: 8443, host_ip: '127.0.0.1', name: 'https' }],
          readiness_probe: { http_get: { path: '/', port: 'https', http_header: [{ name: 'Host', value: 'x' }] } },
          liveness_probe: { tcp_socket: [{ port: '8443' }], period_seconds: 5 },
          volume_mount: [{ name: 'files', mount_path: '/files', read_only: true }],
          resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
          security_context: {
            run_as_user: '1000',
            capabilities: { drop: ['ALL'] },
            seccomp_profile: { type: 'RuntimeDefault' },
          },
        },
      }),
    ).toEqual({
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'web',
          env: [
            { name: 'MODE', value: 'yes' },
            { name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
          ],
          ports: [{ name: 'https', containerPort: 8443, hostIP: '127.0.0.1' }],
          resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
          readinessProbe: { httpGet: { path: '/', port: 'https', httpHeaders: [{ name: 'Host', value: 'x' }] } },
          livenessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 5 },
          securityContext: {
            capabilities: { drop: ['ALL'] },
            runAsNonRoot: false, // the provider's, and it overrides the pod's
            runAsUser: 1000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          volumeMounts: [{ name: 'files', mountPath: '/files', readOnly: true }],
        },
      ],
    });
  });

  test('volumes: file modes are octal in Terraform', () => {
    expect(
      podOf({
        volume: [
          {
            name: 'a',
            config_map: { name: 'settings', default_mode: '0440', items: [{ key: 'k', path: 'p', mode: '' }] },
          },
          { name: 'b', secret: { secret_name: 's', items: [{ key: 'k', path: 'p', mode: '0400' }] } },
          { name: 'c', empty_dir: {} },
          { name: 'd', persistent_volume_claim: { claim_name: 'files' } },
          {
            name: 'e',
            projected: [
              {
                sources: [
                  { service_account_token: { path: 'token', expiration_seconds: 600 } },
                  { downward_api: { items: [{ path: 'labels', field_ref: { field_path: 'metadata.labels' } }] } },
                ],
              },
            ],
          },
        ],
      }),
    ).toEqual({
      automountServiceAccountToken: true,
      volumes: [
        { name: 'a', configMap: { name: 'settings', defaultMode: 0o440, items: [{ key: 'k', path: 'p' }] } },
        { name: 'b', secret: { secretName: 's', items: [{ key: 'k', mode: 0o400, path: 'p' }] } },
        { name: 'c', emptyDir: {} },
        { name: 'd', persistentVolumeClaim: { claimName: 'files' } },
        {
          name: 'e',
          projected: {
            sources: [
              { serviceAccountToken: { expirationSeconds: 600, path: 'token' } },
              { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
            ],
          },
        },
      ],
    });
  });

  test('where pods run', () => {
    expect(
      podOf({
        host_ipc: false,
        host_pid: true,
        toleration: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', toleration_seconds: '30' }],
        topology_spread_constraint: [
          { topology_key: 'zone', label_selector: [selector], match_label_keys: ['b', 'a'] },
        ],
        affinity: {
          node_affinity: {
            required_during_scheduling_ignored_during_execution: {
              node_selector_term: [{ match_expressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
            },
          },
          pod_anti_affinity: {
            preferred_during_scheduling_ignored_during_execution: [
              { weight: 1, pod_affinity_term: { topology_key: 'host', label_selector: [selector] } },
            ],
          },
        },
        security_context: { fs_group: '2000', supplemental_groups: [20, 3, 20], sysctl: [{ name: 'n', value: '1' }] },
      }),
    ).toEqual({
      automountServiceAccountToken: true,
      securityContext: { fsGroup: 2000, supplementalGroups: [3, 20], sysctls: [{ name: 'n', value: '1' }] },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
          },
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, podAffinityTerm: { topologyKey: 'host', labelSelector: { matchLabels: { app: 'web' } } } },
          ],
        },
      },
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 30 }],
      topologySpreadConstraints: [
        {
          maxSkew: 1, // the provider's: Kubernetes has no default for these two
          topologyKey: 'zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 'web' } },
          matchLabelKeys: ['a', 'b'],
        },
      ],
      hostIPC: false,
      hostPID: true,
    });
  });

  test('a volume type that Kubernetes has given up is refused', () => {
    expect(
      refusal('kubernetes_deployment_v1', {
        metadata,
        spec: { template: { spec: { volume: [{ name: 'x', glusterfs: { path: 'p' } }] } } },
      }),
    ).toBe(
      'stack tirana-tatimet, kubernetes_deployment_v1.it, spec.template.spec.volume[0].glusterfs: cannot be rendered; ' +
        'Kubernetes has given this volume type up: claim the volume from a storage class',
    );
  });
});
