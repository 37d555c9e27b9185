import { flag, integer, left, many, numberOrName, one, text, textMap, textSet, texts } from '../field';
import { clusterMetadata, metadata } from './metadata';
import { kind } from './resource-type';
import { labelSelector } from './selector';

const peer = {
  ip_block: one({ cidr: text(), except: texts() }),
  namespace_selector: one(labelSelector),
  pod_selector: one(labelSelector),
};

const policyPorts = many({ protocol: text(), port: numberOrName(), end_port: integer() });

const ingressBackend = one({
  resource: one({ api_group: text(), kind: text(), name: text() }),
  service: one({ name: text(), port: one({ name: text(), number: integer() }) }),
});

/** Who reaches whom. */
export const NETWORK = {
  kubernetes_network_policy_v1: kind('networking.k8s.io/v1', 'NetworkPolicy', {
    metadata,
    spec: one({
      pod_selector: one(labelSelector),
      policy_types: texts(),
      ingress: many({ from: many(peer), ports: policyPorts }),
      egress: many({ to: many(peer), ports: policyPorts }),
    }),
  }),
  kubernetes_service_v1: kind('v1', 'Service', {
    metadata,
    spec: one({
      type: text(),
      selector: textMap(),
      port: many(
        {
          name: text(),
          protocol: text(),
          app_protocol: text(),
          port: integer(),
          target_port: numberOrName(),
          node_port: integer(),
        },
        'ports',
      ),
      cluster_ip: text({ as: 'clusterIP' }),
      cluster_ips: texts({ as: 'clusterIPs' }),
      ip_families: texts(),
      ip_family_policy: text(),
      external_ips: textSet({ as: 'externalIPs' }),
      external_name: text(),
      external_traffic_policy: text(),
      internal_traffic_policy: text(),
      health_check_node_port: integer(),
      allocate_load_balancer_node_ports: flag(),
      load_balancer_class: text(),
      load_balancer_ip: text({ as: 'loadBalancerIP' }),
      load_balancer_source_ranges: textSet(),
      publish_not_ready_addresses: flag(),
      session_affinity: text(),
      session_affinity_config: one({ client_ip: one({ timeout_seconds: integer() }, 'clientIP') }),
    }),
    status: left,
    wait_for_load_balancer: left,
  }),
  kubernetes_ingress_v1: kind('networking.k8s.io/v1', 'Ingress', {
    metadata,
    spec: one({
      ingress_class_name: text(),
      default_backend: ingressBackend,
      rule: many(
        {
          host: text(),
          http: one({
            path: many(
              { path: text(), path_type: text({ unset: 'ImplementationSpecific' }), backend: ingressBackend },
              'paths',
            ),
          }),
        },
        'rules',
      ),
      tls: many({ hosts: texts(), secret_name: text() }),
    }),
    status: left,
    wait_for_load_balancer: left,
  }),
  kubernetes_ingress_class_v1: kind('networking.k8s.io/v1', 'IngressClass', {
    metadata: clusterMetadata,
    spec: one({
      controller: text(),
      parameters: one({ api_group: text(), kind: text(), name: text(), namespace: text(), scope: text() }),
    }),
  }),
};
