import { digits, type Fields, flag, integer, integers, left, many, numberOrName, one, text } from '../field';
import { metadata, templateMetadata } from './metadata';
import { jobPodTemplate, podTemplate } from './pod';
import { kind } from './resource-type';
import { labelSelector } from './selector';
import { claimSpec } from './storage';

const rollout: Fields = {
  type: text(),
  rolling_update: one({ max_surge: numberOrName(), max_unavailable: numberOrName() }),
};

const jobSpec: Fields = {
  active_deadline_seconds: integer(),
  backoff_limit: integer(),
  backoff_limit_per_index: integer(),
  completion_mode: text(),
  // Left to itself, the API server lets a job with parallelism alone end at its first success.
  completions: integer({ unset: 1 }),
  manual_selector: flag(),
  max_failed_indexes: integer(),
  parallelism: integer(),
  pod_failure_policy: one({
    rule: many(
      {
        action: text(),
        on_exit_codes: one({ container_name: text(), operator: text(), values: integers() }),
        on_pod_condition: many({ type: text(), status: text() }, 'onPodConditions'),
      },
      'rules',
    ),
  }),
  selector: one(labelSelector),
  template: jobPodTemplate,
  ttl_seconds_after_finished: digits(),
};

/** What runs. */
export const WORKLOAD = {
  kubernetes_deployment_v1: kind('apps/v1', 'Deployment', {
    metadata,
    spec: one({
      replicas: digits(),
      selector: one(labelSelector),
      strategy: one(rollout),
      template: podTemplate,
      min_ready_seconds: integer(),
      paused: flag(),
      progress_deadline_seconds: integer(),
      revision_history_limit: integer(),
    }),
    wait_for_rollout: left,
  }),
  kubernetes_stateful_set_v1: kind('apps/v1', 'StatefulSet', {
    metadata,
    spec: one({
      replicas: digits(),
      service_name: text(),
      selector: one(labelSelector),
      pod_management_policy: text(),
      update_strategy: one({ type: text(), rolling_update: one({ partition: integer() }) }),
      template: podTemplate,
      volume_claim_template: many({ metadata: templateMetadata, spec: one(claimSpec) }, 'volumeClaimTemplates'),
      persistent_volume_claim_retention_policy: one({ when_deleted: text(), when_scaled: text() }),
      min_ready_seconds: integer(),
      revision_history_limit: integer(),
    }),
    wait_for_rollout: left,
  }),
  kubernetes_daemon_set_v1: kind('apps/v1', 'DaemonSet', {
    metadata,
    spec: one({
      selector: one(labelSelector),
      strategy: one(rollout, 'updateStrategy'),
      template: podTemplate,
      min_ready_seconds: integer(),
      revision_history_limit: integer(),
    }),
    wait_for_rollout: left,
  }),
  kubernetes_job_v1: kind('batch/v1', 'Job', { metadata, spec: one(jobSpec), wait_for_completion: left }),
  kubernetes_cron_job_v1: kind('batch/v1', 'CronJob', {
    metadata,
    spec: one({
      schedule: text(),
      timezone: text({ as: 'timeZone' }),
      suspend: flag(),
      concurrency_policy: text(),
      starting_deadline_seconds: integer(),
      successful_jobs_history_limit: integer(),
      failed_jobs_history_limit: integer(),
      job_template: one({ metadata: templateMetadata, spec: one(jobSpec) }),
    }),
  }),
};
