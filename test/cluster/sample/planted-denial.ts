import { type KubeClient, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually } from '../harness/eventually';
import { uniqueName } from '../harness/shared';

const API_VERSION = 'admissionregistration.k8s.io/v1';

/**
 * Waits until every admission policy applied so far is in force, which the API server leaves for a second or two. It
 * takes policies up in the order they were made: so one more is planted, and once that one denies, all others do.
 */
export async function guardsInForce(admin: KubeClient): Promise<void> {
  const name = uniqueName('planted');
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] };
  const policy = {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules: [{ ...rule, resourceNames: [name] }] },
      validations: [{ expression: 'false', message: 'planted' }],
    },
  };
  const binding = {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  };
  must(await admin.create(policy));
  must(await admin.create(binding));
  try {
    const forbidden = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } };
    await eventually('a planted denial', async () => {
      const denial = denialOf(await admin.create(forbidden, { dryRun: true }));
      return denial?.control === 'admission-policy' && denial.name === name;
    });
  } finally {
    await admin.delete({ apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicyBinding', name });
    await admin.delete({ apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicy', name });
  }
}
