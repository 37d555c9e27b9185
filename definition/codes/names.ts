import { LABEL_LENGTH } from '../label';
import { list, quote } from '../words';
import { another } from './another';
import { type Change, define } from './define';

/** STR2xx: names and identity. */

const edit = (from: string, to: string, file = 'agencies/tatimet.yaml'): readonly Change[] => [{ file, from, to }];

export const fileName = define(
  {
    code: 'STR201',
    severity: 'error',
    title: 'file name is not the agency',
    explanation:
      'The file of an agency is called after it: agencies/<agency>.yaml. Owners of files are then owners of agencies, ' +
      'and no two files define one agency.',
    example: {
      wrong: [{ file: 'agencies/police.yaml', text: another('policia', 'tims') }],
      right: [{ file: 'agencies/policia.yaml', text: another('policia', 'tims') }],
    },
  },
  (agency: string, name: string) => ({
    message: `agency ${quote(agency)} stands in a file named ${quote(name)}`,
    help: `rename the file to ${quote(`${agency}.yaml`)}; if the file's name is right, correct \`agency\``,
  }),
);

export const invalidLabel = define(
  {
    code: 'STR202',
    severity: 'error',
    title: 'not a name',
    explanation:
      'Names become parts of addresses: at most 63 lower-case letters a to z, digits and hyphens, with a letter or ' +
      'digit first and last.',
    example: { wrong: edit('  archive:\n', '  Arkivi_Qendror:\n') },
  },
  (name: string, meant: string | undefined) => ({
    message: `${quote(name)} is not a name of ${name.length > LABEL_LENGTH ? `at most ${LABEL_LENGTH} ` : ''}lower-case letters, digits and hyphens`,
    help: meant === undefined ? 'write a short name, such as `e-filing`' : `write ${quote(meant)}`,
  }),
);

export const reservedName = define(
  {
    code: 'STR203',
    severity: 'error',
    title: 'reserved name',
    explanation:
      'Names that the cluster or the platform uses for itself: `default`, `streha`, `platform`, `operators`, names ' +
      'beginning with `kube-`, `openshift-` or `streha-`, names ending in `-platform` or `-operators`, and the ' +
      'namespaces of the platform (of its charts, its gateway and its resolver).',
    example: {
      wrong: [{ file: 'agencies/velero.yaml', text: another('velero', 'tims') }],
      right: [{ file: 'agencies/policia.yaml', text: another('policia', 'tims') }],
    },
  },
  (name: string, why: string) => ({ message: `${quote(name)} is reserved: ${why}`, help: 'choose another name' }),
);

export const namespaceTooLong = define(
  {
    code: 'STR204',
    severity: 'error',
    title: 'names too long together',
    explanation:
      'Agency, system and environment joined by hyphens name a namespace of the cluster, which may have 63 characters.',
    example: { wrong: edit('  archive:\n', '  archive-of-declarations-payments-and-correspondence:\n') },
  },
  (namespace: string, over: number) => ({
    message: `${quote(namespace)} has ${namespace.length} characters, ${over} more than the ${LABEL_LENGTH} allowed`,
    help: `shorten the system's name by ${over} or more`,
  }),
);

export const namespaceClash = define(
  {
    code: 'STR205',
    severity: 'error',
    title: 'one namespace for two systems',
    explanation:
      'Agency, system and environment are joined by hyphens, and hyphens may stand in each: `a-b` with `c` and `a` with ' +
      '`b-c` give one name. The finding stands at the later of the two.',
    example: {
      wrong: [
        { file: 'agencies/akti.yaml', text: another('akti', 'b-c') },
        { file: 'agencies/akti-b.yaml', text: another('akti-b', 'c') },
      ],
      right: [
        { file: 'agencies/akti.yaml', text: another('akti', 'b-c') },
        { file: 'agencies/akti-b.yaml', text: another('akti-b', 'd') },
      ],
    },
  },
  (namespaces: readonly string[], other: string) => ({
    message: `the namespace ${list(namespaces.map(quote), 'and')} belongs to ${other} already`,
    help: 'give this system another name',
  }),
);

export const stackClash = define(
  {
    code: 'STR206',
    severity: 'error',
    title: 'one stack for two agencies',
    explanation:
      'Each agency has a stack on each site, `<site>-<agency>`. Two that give one name would overwrite each other.',
    example: {
      wrong: [
        { file: 'platform.yaml', from: '  vlora:\n', to: '  tirana-e:\n' },
        {
          file: 'platform.yaml',
          from: 'vital: { rpo: 15m, rto: 1h, copies: [tirana, vlora]',
          to: 'vital: { rpo: 15m, rto: 1h, copies: [tirana, tirana-e]',
        },
        {
          file: 'platform.yaml',
          from: 'essential: { rpo: 4h, rto: 8h, copies: [tirana, vlora]',
          to: 'essential: { rpo: 4h, rto: 8h, copies: [tirana, tirana-e]',
        },
        { file: 'agencies/e-policia.yaml', text: another('e-policia', 'tims') },
        { file: 'agencies/policia.yaml', text: another('policia', 'kufiri') },
      ],
      right: [
        { file: 'agencies/e-policia.yaml', text: another('e-policia', 'tims') },
        { file: 'agencies/policia.yaml', text: another('policia', 'kufiri') },
      ],
    },
  },
  (stack: string, agency: string, site: string) => ({
    message: `the stack ${quote(stack)} is that of agency ${quote(agency)} on site ${quote(site)} already`,
    help: 'give the agency another name, or let the platform team rename a site',
  }),
);

export const almostProd = define(
  {
    code: 'STR207',
    severity: 'warning',
    title: 'almost `prod`',
    explanation:
      'Only the environment named `prod` is production: it alone is kept ready on the standby site, and rules for ' +
      'production apply to it alone.',
    example: {
      wrong: [{ file: 'agencies/policia.yaml', text: another('policia', 'tims').replace('prod:', 'production:') }],
      right: [{ file: 'agencies/policia.yaml', text: another('policia', 'tims') }],
    },
  },
  (name: string) => ({
    message: `${quote(name)} is not production: only an environment named \`prod\` is`,
    help: 'if it serves citizens, call it `prod`; if not, choose a name that cannot be mistaken for it',
  }),
);
