import { digits, type Fields, flag, integer, integerSet, many, one, text, textMap, textSet, texts } from '../field';
import { container, seccompProfile, seLinuxOptions } from './container';
import { jobPodMetadata, templateMetadata } from './metadata';
import { labelSelector, nodeSelectorTerm } from './selector';
import { volume } from './volume';

const podAffinityTerm: Fields = {
  topology_key: text(),
  label_selector: one(labelSelector),
  namespaces: textSet(),
  namespace_selector: one(labelSelector),
};

const podAffinity = one({
  required_during_scheduling_ignored_during_execution: many(podAffinityTerm),
  preferred_during_scheduling_ignored_during_execution: many({
    weight: integer(),
    pod_affinity_term: one(podAffinityTerm),
  }),
});

const affinity = one({
  node_affinity: one({
    required_during_scheduling_ignored_during_execution: one({
      node_selector_term: many(nodeSelectorTerm, 'nodeSelectorTerms'),
    }),
    preferred_during_scheduling_ignored_during_execution: many({
      weight: integer(),
      preference: one(nodeSelectorTerm),
    }),
  }),
  pod_affinity: podAffinity,
  pod_anti_affinity: podAffinity,
});

const securityContext = one({
  fs_group: digits(),
  fs_group_change_policy: text(),
  run_as_group: digits(),
  run_as_non_root: flag(),
  run_as_user: digits(),
  supplemental_groups: integerSet(),
  se_linux_options: seLinuxOptions,
  seccomp_profile: seccompProfile,
  sysctl: many({ name: text(), value: text() }, 'sysctls'),
  windows_options: one({
    gmsa_credential_spec: text(),
    gmsa_credential_spec_name: text(),
    host_process: flag(),
    run_as_username: text({ as: 'runAsUserName' }),
  }),
});

const podSpec = (restartPolicy: Fields): Fields => ({
  active_deadline_seconds: integer(),
  // Sent by the provider also where it is not set, which overrides what the ServiceAccount says.
  automount_service_account_token: flag({ unset: true }),
  service_account_name: text(),
  image_pull_secrets: many({ name: text() }),
  priority_class_name: text(),
  runtime_class_name: text(),
  ...restartPolicy,
  termination_grace_period_seconds: integer(),
  security_context: securityContext,
  init_container: many(container, 'initContainers'),
  container: many(container, 'containers'),
  volume: many(volume, 'volumes'),
  affinity,
  node_name: text(),
  node_selector: textMap(),
  scheduler_name: text(),
  toleration: many(
    { key: text(), operator: text(), value: text(), effect: text(), toleration_seconds: digits() },
    'tolerations',
  ),
  topology_spread_constraint: many(
    {
      max_skew: integer({ unset: 1 }),
      min_domains: integer(),
      topology_key: text(),
      when_unsatisfiable: text({ unset: 'DoNotSchedule' }),
      label_selector: one(labelSelector),
      match_label_keys: textSet(),
      node_affinity_policy: text(),
      node_taints_policy: text(),
    },
    'topologySpreadConstraints',
  ),
  dns_policy: text(),
  dns_config: one({
    nameservers: texts(),
    searches: texts(),
    option: many({ name: text(), value: text() }, 'options'),
  }),
  enable_service_links: flag(),
  host_aliases: many({ ip: text(), hostnames: texts() }),
  host_ipc: flag({ as: 'hostIPC' }),
  host_network: flag(),
  host_pid: flag({ as: 'hostPID' }),
  hostname: text(),
  subdomain: text(),
  os: one({ name: text() }),
  readiness_gate: many({ condition_type: text() }, 'readinessGates'),
  share_process_namespace: flag(),
});

/** What a Deployment, StatefulSet or DaemonSet makes. */
export const podTemplate = one({ metadata: templateMetadata, spec: one(podSpec({ restart_policy: text() })) });

/** What a Job makes: its pods are not started again, where the API server would take a policy Jobs may not have. */
export const jobPodTemplate = one({
  metadata: jobPodMetadata,
  spec: one(podSpec({ restart_policy: text({ unset: 'Never' }) })),
});
