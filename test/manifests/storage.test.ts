import { refusal, renderOne } from './render-one';

test('a storage class grows its volumes where nothing is said, as the provider has it', () => {
  expect(
    renderOne('kubernetes_storage_class_v1', {
      metadata: { name: 'block' },
      storage_provisioner: 'csi.example.com',
      reclaim_policy: 'Delete',
      volume_binding_mode: 'WaitForFirstConsumer',
      parameters: { pool: 'ssd', encrypted: true },
      mount_options: ['noatime', 'discard'],
      allowed_topologies: {
        match_label_expressions: [{ key: 'topology.kubernetes.io/zone', values: ['b', 'a'] }],
      },
    }),
  ).toEqual({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'block' },
    provisioner: 'csi.example.com',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
    parameters: { encrypted: 'true', pool: 'ssd' },
    mountOptions: ['discard', 'noatime'],
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] }],
  });
});

test('a claim', () => {
  expect(
    renderOne('kubernetes_persistent_volume_claim_v1', {
      metadata: { name: 'files', namespace: 'a' },
      spec: {
        access_modes: ['ReadWriteOnce', 'ReadOnlyMany'],
        storage_class_name: 'block',
        volume_mode: 'Filesystem',
        volume_name: '',
        resources: { requests: { storage: '50Gi' } },
        selector: { match_labels: { pool: 'ssd' } },
      },
      wait_until_bound: false,
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'files', namespace: 'a' },
    spec: {
      accessModes: ['ReadOnlyMany', 'ReadWriteOnce'],
      storageClassName: 'block',
      volumeMode: 'Filesystem',
      resources: { requests: { storage: '50Gi' } },
      selector: { matchLabels: { pool: 'ssd' } },
    },
  });
});

test('a config map: the data is the data', () => {
  expect(
    renderOne('kubernetes_config_map_v1', {
      metadata: { name: 'settings', namespace: 'a' },
      immutable: true,
      data: { match_labels: 'yes', empty: '', port: 8443 },
      binary_data: { logo: 'iVBORw==' },
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'a' },
    immutable: true,
    data: { empty: '', match_labels: 'yes', port: '8443' },
    binaryData: { logo: 'iVBORw==' },
  });
});

describe('secrets', () => {
  const metadata = { name: 'pull', namespace: 'a' };

  test('plain data is encoded, binary data is already', () => {
    expect(
      renderOne('kubernetes_secret_v1', {
        metadata,
        type: 'Opaque',
        data: { password: 'fjalëkalim', empty: '' },
        binary_data: { key: 'AAEC' },
        wait_for_service_account_token: true,
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata,
      type: 'Opaque',
      data: { empty: '', password: Buffer.from('fjalëkalim').toString('base64'), key: 'AAEC' },
    });
  });

  test('a write-only value is refused', () => {
    expect(refusal('kubernetes_secret_v1', { metadata, data_wo: { password: 'x' }, data_wo_revision: 1 })).toBe(
      'stack tirana-tatimet, kubernetes_secret_v1.it, data_wo: cannot be rendered; ' +
        'a write-only value is kept out of every file: use `data` or `binary_data`',
    );
  });
});
