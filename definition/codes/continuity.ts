import { didYouMean, list, quote } from '../words';
import { type Change, define } from './define';

/** STR6xx: what happens when something fails. */

const edit = (from: string, to: string, file = 'agencies/tatimet.yaml'): readonly Change[] => [{ file, from, to }];

export const unknownClass = define(
  {
    code: 'STR601',
    severity: 'error',
    title: 'unknown continuity class',
    explanation: 'Continuity classes are those of platform.yaml.',
    example: { wrong: edit('    continuity: vital\n', '    continuity: critical\n') },
  },
  (name: string, classes: readonly string[]) => ({
    message: `${quote(name)} is not a continuity class of platform.yaml`,
    help: didYouMean(name, classes),
  }),
);

export const vitalWithoutStandby = define(
  {
    code: 'STR602',
    severity: 'error',
    title: '`vital` without a standby site',
    explanation:
      'A vital system comes back on another site when its own is lost: the class must keep a copy on a standby.',
    example: {
      wrong: edit(
        'vital: { rpo: 15m, rto: 1h, copies: [tirana, vlora]',
        'vital: { rpo: 15m, rto: 1h, copies: [tirana]',
        'platform.yaml',
      ),
    },
  },
  (standbys: readonly string[]) => ({
    message: 'class `vital` keeps no copy on a standby site',
    help:
      standbys.length > 0
        ? `add ${list(standbys.map(quote), 'or')} to its copies`
        : 'add a site with `role: standby`, and name it among the copies',
  }),
);

export const personalDeferrable = define(
  {
    code: 'STR603',
    severity: 'warning',
    title: 'personal data in a deferrable system',
    explanation:
      'What citizens entrusted to the state may be lost for a day and wait for days: rarely what was meant in production.',
    example: {
      wrong: edit(
        '    continuity: deferrable\n    data: internal\n',
        '    continuity: deferrable\n    data: personal\n',
      ),
    },
  },
  (system: string, data: string) => ({
    message: `system ${quote(system)} holds ${data} data in production and is \`deferrable\``,
    help: 'choose `essential` or `vital`, unless the data can be had again from elsewhere',
  }),
);

export const classifiedSite = define(
  {
    code: 'STR604',
    severity: 'error',
    title: 'classified data on a site not cleared for it',
    explanation:
      'Classified data, its copies and its standby stand only on sites that say `classified: true` in platform.yaml.',
    example: {
      wrong: edit(
        '    context: vlora\n    classified: true',
        '    context: vlora\n    classified: false',
        'platform.yaml',
      ),
    },
  },
  (system: string, sites: readonly string[], continuity: string | undefined) => ({
    message: `system ${quote(system)} holds classified data, and ${sites.length === 1 ? 'site' : 'sites'} ${list(sites.map(quote), 'and')} ${sites.length === 1 ? 'is' : 'are'} not cleared for it`,
    help:
      continuity === undefined
        ? 'only the platform team can clear a site'
        : `choose a continuity class whose copies stay on cleared sites (now ${quote(continuity)}), or let the platform team clear the site`,
  }),
);
