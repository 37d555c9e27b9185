import * as access from './access';
import * as continuity from './continuity';
import type { Kind } from './define';
import * as files from './files';
import * as hostnames from './hostnames';
import * as links from './links';
import * as names from './names';
import * as platform from './platform';
import * as quarantine from './quarantine';
import * as quotas from './quotas';
import * as ranges from './ranges';
import * as shape from './shape';
import * as yaml from './yaml';

const modules: readonly Readonly<Record<string, unknown>>[] = [
  files,
  yaml,
  shape,
  names,
  quotas,
  access,
  hostnames,
  links,
  ranges,
  quarantine,
  continuity,
  platform,
];

/** The closed list: every kind of finding there is, by code. */
export const KINDS: readonly Kind[] = modules
  .flatMap((module) => Object.values(module))
  .flatMap((value) => (typeof value === 'function' && 'kind' in value ? [value.kind as Kind] : []))
  .sort((a, b) => (a.code < b.code ? -1 : 1));

/** The families of codes, by their first digit. */
export const FAMILIES: readonly { readonly family: string; readonly title: string }[] = [
  { family: 'STR1', title: 'Files and shape' },
  { family: 'STR2', title: 'Names and identity' },
  { family: 'STR3', title: 'Sizes, quotas, budget' },
  { family: 'STR4', title: 'Access' },
  { family: 'STR5', title: 'Network and links' },
  { family: 'STR6', title: 'Continuity' },
  { family: 'STR7', title: 'platform.yaml' },
  { family: 'STR8', title: 'A change' },
];
