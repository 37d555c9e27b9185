import type { Colors } from 'picocolors/types';
import { platformStackName } from '../stacks/stack-names';
import type { Account } from './account';
import { commandName } from './package-root';
import { padEnd } from './terminal';

/** Where things were written, as a person would write the path. */
export interface Places {
  readonly fleet: string;
  readonly stacks: string;
  readonly manifests: string;
}

/** What a person does after a build: three or four commands that work as they stand. */
export function nextSteps({ sites }: Account, places: Places, { bold, cyan }: Colors): string {
  const site = (sites.find(({ role }) => role === 'primary') ?? sites[0])?.site ?? 'SITE';
  const streha = commandName();
  const where = places.fleet === '.' ? '' : ` --fleet ${places.fleet}`;
  const steps: readonly (readonly [string, string])[] = [
    ['read what the cluster gets', `less ${places.manifests}/${platformStackName(site)}.yaml`],
    ['let an agency join', `${streha} new agency KEY --name NAME --ministry MINISTRY${where}`],
    ['judge the files after a change', `${streha} validate${where}`],
    [
      'with a cluster, what it would change',
      `cd ${places.stacks}/stacks/${platformStackName(site)} && tofu init && tofu plan`,
    ],
  ];
  const width = Math.max(...steps.map(([does]) => does.length));
  return [bold('What to do next'), ...steps.map(([does, line]) => `  ${padEnd(does, width)}   ${cyan(line)}`)].join(
    '\n',
  );
}
