import { list, quote } from '../words';
import { type Change, define } from './define';

/** STR51x: ranges of addresses, and what leaves the data centre. */

const cidr = (to: string): readonly Change[] => [
  { file: 'agencies/tatimet.yaml', from: 'cidr: 203.0.113.0/24', to: `cidr: ${to}` },
];

export const invalidRange = define(
  {
    code: 'STR514',
    severity: 'error',
    title: 'not a range of addresses',
    explanation:
      'A range is an address, `/` and the number of bits that are fixed: `203.0.113.0/24` is 256 addresses, `/32` a single one.',
    example: { wrong: cidr('203.0.113.7') },
  },
  (text: unknown, meant: string | undefined) => ({
    message: `${quote(text)} is not a range of addresses`,
    help:
      meant === undefined
        ? 'write an address and its length, such as `203.0.113.0/24`'
        : `did you mean ${quote(meant)}?`,
  }),
);

export const hostBits = define(
  {
    code: 'STR515',
    severity: 'error',
    title: 'range with host bits',
    explanation: 'The address has digits beyond the length of the range. The cluster refuses such a range.',
    example: { wrong: cidr('203.0.113.7/24') },
  },
  (text: string, meant: readonly string[]) => ({
    message: `${quote(text)} does not begin where its range begins`,
    help: `write ${meant.map(quote).join(' for the whole range, or ')}${meant.length > 1 ? ' for the one address' : ''}`,
  }),
);

export const forbiddenRange = define(
  {
    code: 'STR516',
    severity: 'error',
    title: 'range that reaches inside',
    explanation:
      'What the internet is reached by must not reach the cluster, the data centre or whole halves of the internet: that ' +
      'would be a way around every other rule. 169.254.169.254, for example, hands out the keys of a server.',
    example: { wrong: cidr('10.0.0.0/8') },
  },
  (text: string, reached: readonly string[], hostBits: boolean) => ({
    message: `${quote(text)} reaches ${list(reached, 'and', 20)}${hostBits ? '; nor does it begin where its range begins' : ''}`,
    help: 'write the addresses of the other side alone; systems in this data centre are reached by `consumes`',
  }),
);

export const classifiedEgress = define(
  {
    code: 'STR517',
    severity: 'error',
    title: 'classified data with a way to the internet',
    explanation: 'A system with classified data reaches nothing on the internet.',
    example: {
      wrong: [
        {
          file: 'agencies/tatimet.yaml',
          from: '    data: personal\n    kubernetesApi: false\n',
          to: '    data: classified\n    kubernetesApi: false\n',
        },
      ],
    },
  },
  (system: string) => ({
    message: `system ${quote(system)} holds classified data and reaches the internet`,
    help: 'delete `internet`, or move what needs it to a system of its own without classified data',
  }),
);
