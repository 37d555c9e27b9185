import { type Fields, flag, integer, many, mode, one, refused, text, textMap } from '../field';
import { fieldRef, resourceFieldRef } from './container';
import { ephemeralClaimMetadata } from './metadata';
import { claimSpec } from './storage';

const items = many({ key: text(), mode: mode(), path: text() });
const downwardItems = many({ path: text(), mode: mode(), field_ref: fieldRef, resource_field_ref: resourceFieldRef });
const projection = one({ name: text(), optional: flag(), items });

const legacy = refused('Kubernetes has given this volume type up: claim the volume from a storage class');

/** A volume of a pod. */
export const volume: Fields = {
  name: text(),
  config_map: one({ name: text(), optional: flag(), default_mode: mode(), items }),
  secret: one({ secret_name: text(), optional: flag(), default_mode: mode(), items }),
  empty_dir: one({ medium: text(), size_limit: text() }),
  persistent_volume_claim: one({ claim_name: text(), read_only: flag() }),
  ephemeral: one({ volume_claim_template: one({ metadata: ephemeralClaimMetadata, spec: one(claimSpec) }) }),
  projected: one({
    default_mode: mode(),
    sources: many({
      config_map: projection,
      secret: projection,
      downward_api: one({ items: downwardItems }, 'downwardAPI'),
      service_account_token: one({ audience: text(), expiration_seconds: integer(), path: text() }),
    }),
  }),
  downward_api: one({ default_mode: mode(), items: downwardItems }, 'downwardAPI'),
  csi: one({
    driver: text(),
    fs_type: text(),
    read_only: flag(),
    volume_attributes: textMap(),
    node_publish_secret_ref: one({ name: text() }),
  }),
  nfs: one({ server: text(), path: text(), read_only: flag() }),
  host_path: one({ path: text(), type: text() }),
  aws_elastic_block_store: legacy,
  azure_disk: legacy,
  azure_file: legacy,
  ceph_fs: legacy,
  cinder: legacy,
  fc: legacy,
  flex_volume: legacy,
  flocker: legacy,
  gce_persistent_disk: legacy,
  git_repo: legacy,
  glusterfs: legacy,
  iscsi: legacy,
  local: legacy,
  photon_persistent_disk: legacy,
  quobyte: legacy,
  rbd: legacy,
  vsphere_volume: legacy,
};
