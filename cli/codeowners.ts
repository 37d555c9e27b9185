import type { Fleet } from '../definition';

/**
 * A CODEOWNERS file, as GitHub, GitLab and Forgejo read it: of the lines that match a path the last one counts.
 *
 * @param org organisation, or path of groups, that holds a team for each group of the identity provider
 */
export function codeowners({ platform, agencies }: Fleet, org: string): string {
  const owners = (groups: readonly string[]): string =>
    groups.map((group) => `@${org.replace(/^@/, '')}/${teamOf(group)}`).join(' ');
  const width = Math.max(...agencies.map(({ key }) => fileOf(key).length), 1);
  return [
    '# Who must approve a change. Written by `streha codeowners`; change platform.yaml or an agency, then write it anew.',
    `${'*'.padEnd(width)} ${owners(platform.groups.platform)}`,
    ...agencies.map(({ key, access }) => `${fileOf(key).padEnd(width)} ${owners(access.admin)}`),
    '',
  ].join('\n');
}

const fileOf = (agency: string): string => `/agencies/${agency}.yaml`;

/** The team of a group: code hosts allow fewer characters than identity providers. */
const teamOf = (group: string): string => group.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
