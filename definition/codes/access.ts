import { quote } from '../words';
import { type Change, define } from './define';

/** STR4xx: who may do what. */

const edit = (to: string, from = '  viewer: [tatimet-auditors]\n'): readonly Change[] => [
  { file: 'agencies/tatimet.yaml', from, to },
];

export const noAdmin = define(
  {
    code: 'STR401',
    severity: 'error',
    title: 'no admin',
    explanation: 'Someone of the agency must be able to look after its systems.',
    example: { wrong: edit('  admin: []\n', '  admin: [tatimet-admins]\n') },
  },
  () => ({
    message: '`admin` names no group',
    help: 'write the group of the identity provider whose members look after the systems',
  }),
);

export const systemGroup = define(
  {
    code: 'STR402',
    severity: 'error',
    title: 'group of the cluster itself',
    explanation: "Groups that begin with `system:` are the cluster's own; `system:authenticated` is everyone.",
    example: { wrong: edit("  viewer: ['system:authenticated']\n") },
  },
  (group: string) => ({
    message: `${quote(group)} is a group of the cluster itself`,
    help: 'write a group of the identity provider',
  }),
);

export const wildcardGroup = define(
  {
    code: 'STR403',
    severity: 'error',
    title: 'wildcard group',
    explanation: 'Groups are compared letter by letter: `*` is no group, whoever wrote it meant everyone.',
    example: { wrong: edit("  viewer: ['tatimet-*']\n") },
  },
  (group: string) => ({ message: `${quote(group)} has a wildcard`, help: 'name each group' }),
);

export const singleUser = define(
  {
    code: 'STR404',
    severity: 'error',
    title: 'single user',
    explanation:
      'Rights belong to groups: who leaves the agency leaves the group, and nobody has to remember this file.',
    example: { wrong: edit('  viewer: [auditimi@tatimet.example]\n') },
  },
  (name: string) => ({
    message: `${quote(name)} is a single user`,
    help: 'make a group in the identity provider, put the user in it, and name the group',
  }),
);

export const invalidGroup = define(
  {
    code: 'STR405',
    severity: 'error',
    title: 'not a group name',
    explanation:
      'Group names are kept in a list separated by commas, so no comma may stand in one; nor blanks before or after it.',
    example: { wrong: edit("  viewer: ['tatimet-auditors, tatimet-dev']\n") },
  },
  (name: string) => ({
    message: `${quote(name)} is not a group name: 1 to 253 characters, no comma, no blank before or after`,
    help: name.includes(',') ? 'make each group an item of its own' : 'write the name as the identity provider has it',
  }),
);

export const sharedGroup = define(
  {
    code: 'STR406',
    severity: 'warning',
    title: 'group of another agency',
    explanation: 'A group that two agencies list lets the staff of one into the systems of the other.',
    example: { wrong: edit('  viewer: [gjendja-civile-auditors]\n') },
  },
  (group: string, agency: string, file: string, line: number) => ({
    message: `agency ${quote(agency)} lists the group ${quote(group)}, too (${file}:${line})`,
    help: 'if the staff of one agency is not meant to enter the systems of the other, make a group of its own',
  }),
);

export const platformGroup = define(
  {
    code: 'STR407',
    severity: 'error',
    title: 'group of the platform',
    explanation: 'The platform team and its auditors have their rights everywhere already, under their own rules.',
    example: { wrong: edit('  viewer: [gdc-auditors]\n') },
  },
  (group: string) => ({
    message: `${quote(group)} is a group of platform.yaml`,
    help: 'delete it here: it needs no right from an agency',
  }),
);
