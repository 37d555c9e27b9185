import { encodedMap, type Fields, flag, left, many, one, refused, text, textMap, textSet } from '../field';
import { clusterMetadata, metadata } from './metadata';
import { kind } from './resource-type';
import { labelSelector } from './selector';

/** What a claim asks for. */
export const claimSpec: Fields = {
  access_modes: textSet(),
  storage_class_name: text(),
  volume_mode: text(),
  volume_name: text(),
  resources: one({ requests: textMap(), limits: textMap() }),
  selector: one(labelSelector),
};

const writeOnly = refused('a write-only value is kept out of every file: use `data` or `binary_data`');

/** What systems keep: volumes, settings, secrets. */
export const STORAGE = {
  kubernetes_storage_class_v1: kind('storage.k8s.io/v1', 'StorageClass', {
    metadata: clusterMetadata,
    storage_provisioner: text({ as: 'provisioner' }),
    parameters: textMap(),
    reclaim_policy: text(),
    volume_binding_mode: text(),
    allow_volume_expansion: flag({ unset: true }),
    mount_options: textSet(),
    // One block that holds all terms; Kubernetes has a list of terms, and this is its only element.
    allowed_topologies: many({ match_label_expressions: many({ key: text(), values: textSet() }) }),
  }),
  kubernetes_persistent_volume_claim_v1: kind('v1', 'PersistentVolumeClaim', {
    metadata,
    spec: one(claimSpec),
    wait_until_bound: left,
  }),
  kubernetes_config_map_v1: kind('v1', 'ConfigMap', {
    metadata,
    immutable: flag(),
    data: textMap(),
    binary_data: textMap(),
  }),
  kubernetes_secret_v1: kind('v1', 'Secret', {
    metadata,
    type: text(),
    immutable: flag(),
    data: encodedMap(),
    binary_data: textMap({ as: 'data' }),
    data_wo: writeOnly,
    data_wo_revision: left,
    binary_data_wo: writeOnly,
    binary_data_wo_revision: left,
    wait_for_service_account_token: left,
  }),
};
