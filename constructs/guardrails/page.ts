import { LABEL } from '../names';
import type { Guard } from './guard';

/** The page that lists the guards, in Markdown: made from what the API server is given. */
export function guardrailsPage(guards: readonly Guard[]): string {
  return `${[
    '# Guardrails',
    '<!-- generated from constructs/guardrails: do not edit -->',
    `Every cluster holds these ${guards.length} rules, and holds them in the API server itself: ValidatingAdmissionPolicies with \`failurePolicy: Fail\`. Nothing of Streha runs in the cluster. Their number is the same for any number of tenants; what differs by tenant stands in the labels and annotations of its namespace.`,
    "They judge changes, not the past: an object older than a guard can be labelled, reported on and deleted. Refusals stand in the audit log too. They spare the platform, which is its groups of the identity provider and never `system:masters`, unless a guard says that it binds the platform too. The cluster's own controllers are spared by the name of their account, so the controller manager must run with `--use-service-account-credentials`, as kubeadm starts it.",
    '| guard | it holds that | in |',
    ...guards.map(
      ({ name, holds, binding }, index) =>
        `${index === 0 ? '|---|---|---|\n' : ''}| [${name}](#${name}) | ${holds} | ${scope(binding)} |`,
    ),
    ...guards.flatMap(section),
    ...LIMITS,
  ]
    .join('\n\n')
    .replaceAll('|\n\n|', '|\n|')}\n`;
}

/** What nobody should think they hold. */
const LIMITS = [
  '## What they do not hold',
  [
    '- Themselves: the API server judges no policy by a policy. Who may change policies is said by roles; tenants have none, `system:masters` and the platform may.',
    '- What was there before. After the first installation, and after an adoption, compare what lies in a namespace with what may.',
    '- What one object does not show: that two PodDisruptionBudgets meet over one pod, that a hostname belongs to two namespaces (`streha validate` finds it), how many objects there are (quotas count them).',
    '- Kinds that tenants have no role for: certificates, monitors, policies of network plugins other than those named above. Kinds of an aggregated API server are judged by that server.',
    '- Within a namespace: who may create pods there reads its Secrets by mounting them.',
    '- Under quarantine: who reads (logs and Secrets too, by the roles of before); who goes by a node (`nodes/proxy` enters every pod of it, and no role of Streha has it); volumes behind the claims, which belong to no namespace; what the NetworkPolicies of the tenant let pass between its own pods, until the platform deletes them; connections that were open before, unless the network plugin cuts them.',
    '- Who somebody is: whoever is put into a group of the platform by the identity provider is the platform.',
  ].join('\n'),
];

function scope({ spec }: Guard['binding']): string {
  const { matchLabels = {} } = spec.matchResources.namespaceSelector;
  if (LABEL.quarantine in matchLabels) return 'tenant namespaces under quarantine';
  return LABEL.tenant in matchLabels ? 'tenant namespaces' : 'the cluster';
}

/** What a guard refuses: its messages, as they read where the offending value cannot be told. */
function section({ name, bindsPlatform, policy }: Guard): string[] {
  return [
    `## ${name}`,
    ...(bindsPlatform ? ['Binds the platform too.'] : []),
    policy.spec.validations.map(({ message }) => `- ${message}`).join('\n'),
  ];
}
