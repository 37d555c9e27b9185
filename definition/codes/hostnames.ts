import { either, quote } from '../words';
import { type Change, define } from './define';

/** STR50x: hostnames. */

const HOST = '        hostnames: [e-filing.tatimet.gov.al]\n';
const edit = (to: string): readonly Change[] => [{ file: 'agencies/tatimet.yaml', from: HOST, to }];

export const invalidHostname = define(
  {
    code: 'STR501',
    severity: 'error',
    title: 'not a hostname',
    explanation:
      'A hostname is what stands between `https://` and the next `/`: lower-case letters, digits, hyphens and dots. ' +
      'Letters such as `ë` are written in punycode.',
    example: { wrong: edit('        hostnames: [https://e-filing.tatimet.gov.al/]\n') },
  },
  (name: string, fault: string, meant: string | undefined) => ({
    message: `${quote(name)} is not a hostname: it ${fault}`,
    help: meant === undefined ? 'write a name such as `e-filing.tatimet.gov.al`' : `write ${quote(meant)}`,
  }),
);

export const foreignDomain = define(
  {
    code: 'STR502',
    severity: 'error',
    title: 'hostname outside the domains',
    explanation: 'The data centre answers for the domains of platform.yaml and for no others.',
    example: { wrong: edit('        hostnames: [e-filing.tatimet.com]\n') },
  },
  (name: string, domains: readonly string[]) => ({
    message: `${quote(name)} does not end in ${either(domains)}`,
    help: `choose a name below ${either(domains)}, or ask the platform team to add the domain`,
  }),
);

export const hostnameTaken = define(
  {
    code: 'STR503',
    severity: 'error',
    title: 'hostname claimed twice',
    explanation: 'A hostname leads to one environment. The finding stands at the later claim.',
    example: { wrong: edit('        hostnames: [deklarimi.doganat.gov.al]\n') },
  },
  (name: string, owner: string, file: string, line: number) => ({
    message: `${quote(name)} belongs to ${quote(owner)} already (${file}:${line})`,
    help: 'choose another name, or agree with the other side who keeps it',
  }),
);

export const wildcardOverlap = define(
  {
    code: 'STR504',
    severity: 'error',
    title: 'wildcard over the hostname of another',
    explanation:
      '`*.x.gov.al` covers every name below `x.gov.al`. Where another agency has one of them, its visitors might be led ' +
      'astray. The finding stands at the later claim.',
    example: { wrong: edit("        hostnames: ['*.doganat.gov.al']\n") },
  },
  (name: string, other: string, owner: string, file: string, line: number) => ({
    message: `${quote(name)} overlaps ${quote(other)} of ${quote(owner)} (${file}:${line})`,
    help: 'choose names that only your agency has',
  }),
);

export const tooManyHostnames = define(
  {
    code: 'STR505',
    severity: 'error',
    title: 'too many hostnames',
    explanation:
      'An environment may have 1,000 hostnames: the cluster checks each of them whenever an address is published.',
    example: {
      wrong: edit(
        `        hostnames: [${Array.from({ length: 1001 }, (_, i) => `h${i}.tatimet.gov.al`).join(', ')}]\n`,
      ),
    },
  },
  (number: number, limit: number) => ({
    message: `${number} hostnames are more than ${limit}`,
    help: 'use a wildcard, such as `*.tatimet.gov.al`',
  }),
);
