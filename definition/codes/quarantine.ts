import { didYouMean, list, quote } from '../words';
import { type Change, define } from './define';

/** STR52x: quarantine. */

const quarantine = (environments: string): readonly Change[] => [
  {
    file: 'agencies/tatimet.yaml',
    from: '    kubernetesApi: false\n',
    to: `    kubernetesApi: false\n    quarantine: { since: 2026-06-01, by: AKCESK, reason: Ndërhyrje${environments} }\n`,
  },
];

export const unknownEnvironment = define(
  {
    code: 'STR520',
    severity: 'error',
    title: 'quarantine of an environment the system does not have',
    explanation:
      'The environments a quarantine names are those of its system: a slip here would leave the right one open.',
    example: { wrong: quarantine(', environments: [production]'), right: [] },
  },
  (name: string, system: string, environments: readonly string[]) => ({
    message: `${quote(system)} has no environment ${quote(name)}`,
    help: didYouMean(name, environments),
  }),
);

export const underQuarantine = define(
  {
    code: 'STR521',
    severity: 'warning',
    title: 'under quarantine',
    explanation:
      'All traffic of the environments is closed, and nobody but the platform changes anything in them. That is for ' +
      'the time of an incident, so it is said each time the files are judged.',
    example: { wrong: quarantine('') },
  },
  (environments: readonly string[], since: string) => ({
    message: `under quarantine since ${since}: ${list(environments.map(quote), 'and')}`,
    help: 'delete these lines when the incident is over',
  }),
);
