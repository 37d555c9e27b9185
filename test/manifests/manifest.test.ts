import { refusal, renderOne } from './render-one';

const policy = {
  kind: 'ValidatingAdmissionPolicy',
  apiVersion: 'admissionregistration.k8s.io/v1',
  spec: { failurePolicy: 'Fail', validations: [{ expression: "x == '$${y}'", message: null }], match_labels: {} },
  metadata: { name: 'streha-hostnames' },
};

test('the object itself, identity first, nothing renamed, nulls left out', () => {
  const object = renderOne('kubernetes_manifest', {
    manifest: policy,
    computed_fields: ['metadata.labels'],
    field_manager: { force_conflicts: true },
    timeouts: { create: '1m' },
    wait: { rollout: true },
  });
  expect(object).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'streha-hostnames' },
    spec: { failurePolicy: 'Fail', validations: [{ expression: "x == '${y}'" }], match_labels: {} },
  });
  expect(Object.keys(object)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
});

test.each([
  [{ ...policy, apiVersion: undefined }, 'manifest.apiVersion: is missing'],
  [{ ...policy, kind: '' }, 'manifest.kind: is missing'],
  [{ ...policy, metadata: {} }, 'manifest.metadata.name: is missing'],
  [{ ...policy, metadata: undefined }, 'manifest.metadata: is missing'],
])('an object that cannot be known by name is refused', (manifest, problem) => {
  expect(refusal('kubernetes_manifest', { manifest: JSON.parse(JSON.stringify(manifest)) })).toContain(problem);
});

test('text that Terraform would compute is refused', () => {
  expect(refusal('kubernetes_manifest', { manifest: '${yamldecode(file("policy.yaml"))}' })).toContain(
    'an expression whose value is known only when Terraform runs',
  );
  expect(refusal('kubernetes_manifest', {})).toContain('manifest: got null; write the object itself');
});

test('an unknown attribute is refused', () => {
  expect(refusal('kubernetes_manifest', { manifest: policy, force_new: true })).toContain(
    'force_new: unknown attribute',
  );
});
