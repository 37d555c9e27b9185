import { digits, type Fields, flag, integer, many, numberOrName, one, text, textMap, texts } from '../field';

export const seLinuxOptions = one({ user: text(), role: text(), type: text(), level: text() });
export const seccompProfile = one({ type: text(), localhost_profile: text() });
/** A field of the pod itself, as a value for its containers. */
export const fieldRef = one({ api_version: text(), field_path: text() });
/** A request or limit of a container, as a value for its containers. */
export const resourceFieldRef = one({ container_name: text(), resource: text(), divisor: text() });

const keyRef = one({ name: text(), key: text(), optional: flag() });
const allOf = one({ name: text(), optional: flag() });

const handler: Fields = {
  exec: one({ command: texts() }),
  http_get: one({
    scheme: text(),
    host: text(),
    path: text(),
    port: numberOrName(),
    http_header: many({ name: text(), value: text() }, 'httpHeaders'),
  }),
  tcp_socket: one({ port: numberOrName() }),
};

const probe = one({
  ...handler,
  grpc: one({ port: integer(), service: text() }),
  initial_delay_seconds: integer(),
  period_seconds: integer(),
  timeout_seconds: integer(),
  success_threshold: integer(),
  failure_threshold: integer(),
});

/**
 * The provider sends `runAsNonRoot: false` where the block does not set it, which overrides what the pod says: a
 * container without it is refused by Pod Security `restricted`.
 */
const securityContext = one({
  allow_privilege_escalation: flag(),
  capabilities: one({ add: texts(), drop: texts() }),
  privileged: flag(),
  read_only_root_filesystem: flag(),
  run_as_group: digits(),
  run_as_non_root: flag({ unset: false }),
  run_as_user: digits(),
  se_linux_options: seLinuxOptions,
  seccomp_profile: seccompProfile,
});

/** A container of a pod. */
export const container: Fields = {
  name: text(),
  image: text(),
  image_pull_policy: text(),
  command: texts(),
  args: texts(),
  working_dir: text(),
  env: many({
    name: text(),
    value: text(),
    value_from: one({
      config_map_key_ref: keyRef,
      secret_key_ref: keyRef,
      field_ref: fieldRef,
      resource_field_ref: resourceFieldRef,
    }),
  }),
  env_from: many({ prefix: text(), config_map_ref: allOf, secret_ref: allOf }),
  port: many(
    {
      name: text(),
      protocol: text(),
      container_port: integer(),
      host_port: integer(),
      host_ip: text({ as: 'hostIP' }),
    },
    'ports',
  ),
  resources: one({ requests: textMap(), limits: textMap() }),
  startup_probe: probe,
  readiness_probe: probe,
  liveness_probe: probe,
  lifecycle: one({ post_start: one(handler), pre_stop: one(handler) }),
  security_context: securityContext,
  volume_mount: many(
    {
      name: text(),
      mount_path: text(),
      sub_path: text(),
      sub_path_expr: text(),
      read_only: flag(),
      mount_propagation: text(),
    },
    'volumeMounts',
  ),
  volume_device: many({ name: text(), device_path: text() }, 'volumeDevices'),
  stdin: flag(),
  stdin_once: flag(),
  tty: flag(),
  termination_message_path: text(),
  termination_message_policy: text(),
};
