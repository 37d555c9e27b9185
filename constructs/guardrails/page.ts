import type { Guard } from './guard';

/** The page that lists the guards, in Markdown: made from what the API server is given. */
export function guardrailsPage(guards: readonly Guard[]): string {
  return `${[
    '# Guardrails',
    '<!-- generated from constructs/guardrails: do not edit -->',
    `Every cluster holds these ${guards.length} rules, and holds them in the API server itself: ValidatingAdmissionPolicies with \`failurePolicy: Fail\`. Nothing of Streha runs in the cluster. Their number is the same for any number of tenants; what differs by tenant stands in the labels and annotations of its namespace.`,
    'They judge changes, not the past: an object older than a guard can be labelled, reported on and deleted. Refusals stand in the audit log too. They spare the platform, which is its groups of the identity provider and never `system:masters`, unless a guard says that it binds the platform too.',
    '| guard | it holds that | in |',
    ...guards.map(
      ({ name, holds, binding }, index) =>
        `${index === 0 ? '|---|---|---|\n' : ''}| [${name}](#${name}) | ${holds} | ${scope(binding)} |`,
    ),
    ...guards.flatMap(section),
  ]
    .join('\n\n')
    .replaceAll('|\n\n|', '|\n|')}\n`;
}

const scope = ({ spec }: Guard['binding']): string =>
  'matchLabels' in spec.matchResources.namespaceSelector ? 'tenant namespaces' : 'the cluster';

/** What a guard refuses: its messages, as they read where the offending value cannot be told. */
function section({ name, bindsPlatform, policy }: Guard): string[] {
  return [
    `## ${name}`,
    ...(bindsPlatform ? ['Binds the platform too.'] : []),
    policy.spec.validations.map(({ message }) => `- ${message}`).join('\n'),
  ];
}
