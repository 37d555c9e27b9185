import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../manifests';
import { FileError, InputError, messageOf, UsageError } from './errors';
import { shown } from './folders';
import { metadataProblem } from './kubernetes-metadata';
import { tell } from './terminal';

/** Kubernetes objects of any origin, and where each of them stands. */
export interface KubernetesYaml {
  readonly objects: readonly KubernetesObject[];
  /** `file:line:column` of a field of an object, or of what holds it where the field is not written. */
  locate(object: KubernetesObject, field: string): string;
}

interface Origin {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** Of the object in its document. */
  readonly path: readonly (string | number)[];
}

// Quiet, because what the parser warns of is nothing to the reader: a key of a template that is a map.
const AS_KUBERNETES = { merge: true, uniqueKeys: false, logLevel: 'error' } as const;

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/**
 * Reads Kubernetes objects from a folder and those below it, from one file, or from stdin (`-`). Lists are taken apart;
 * documents that are no objects are passed over.
 *
 * @throws InputError where a file is no YAML or an object has no name: each has been printed with its place
 * @throws UsageError where nothing is there to read
 */
export function readKubernetesYaml(source: string): KubernetesYaml {
  const origins = new Map<KubernetesObject, Origin>();
  const problems: string[] = [];
  const templates: string[] = [];
  for (const { file, text } of textsOf(source)) {
    const lines = new LineCounter();
    const sound = problems.length;
    // One document after the other is read though an earlier one is wrong, so that all that is wrong is said at once.
    for (const document of parseAllDocuments(text, { ...AS_KUBERNETES, lineCounter: lines })) {
      if ('empty' in document && document.empty === true) continue;
      const origin = { file, document: document as Document, lines };
      const [error] = document.errors;
      if (error) {
        problems.push(`${at(origin, error.pos[0])}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`);
        continue;
      }
      for (const found of objectsIn(origin, problems)) origins.set(found.object, { ...origin, path: found.path });
    }
    if (problems.length > sound && text.includes('{{')) templates.push(file);
  }
  if (problems.length > 0) {
    tell(problems.map((problem) => `error: ${problem}`).join('\n'));
    if (templates.length > 0) tell(`${templates.join(', ')}: templates; render them first, as \`helm template\` does`);
    throw new InputError();
  }
  return {
    objects: [...origins.keys()],
    locate: (object, field) => {
      const origin = origins.get(object);
      return origin ? at(origin, offsetOf(origin, fieldPath(field))) : '';
    },
  };
}

interface Found {
  readonly object: KubernetesObject;
  readonly path: readonly (string | number)[];
}

function objectsIn(origin: Omit<Origin, 'path'>, problems: string[]): readonly Found[] {
  try {
    return taken(origin.document.toJS({ maxAliasCount: 100 }), []).filter(({ object, path }) => {
      const problem = metadataProblem(object);
      if (!problem) return true;
      problems.push(`${at(origin, offsetOf({ ...origin, path }, problem.field))}: ${problem.message}`);
      return false;
    });
  } catch (error) {
    problems.push(`${at(origin, 0)}: ${messageOf(error)}`); // aliases that go too deep
    return [];
  }
}

/** An object, or those of a list; nothing where it is neither. */
function taken(value: unknown, path: readonly (string | number)[]): readonly Found[] {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return [];
  if (!('items' in value && Array.isArray(value.items) && value.kind.endsWith('List')))
    return [{ object: value as unknown as KubernetesObject, path }];
  const { kind, items, ...list } = value;
  // The API server itself leaves out of a list's items what the list says: a NetworkPolicyList holds NetworkPolicies.
  const said = {
    ...('apiVersion' in list && { apiVersion: list.apiVersion }),
    ...(kind !== 'List' && { kind: kind.slice(0, -'List'.length) }),
  };
  return items.flatMap((item, index) =>
    typeof item === 'object' && item !== null ? taken({ ...said, ...item }, [...path, 'items', index]) : [],
  );
}

interface Text {
  readonly file: string;
  readonly text: string;
}

function textsOf(source: string): readonly Text[] {
  if (source === '-') return [{ file: 'stdin', text: readText(0, 'stdin') }];
  const files = filesOf(source);
  if (files.length === 0) throw new UsageError(`${shown(source)} holds no file ending in ${EXTENSIONS.join(', ')}`);
  return files.map((file) => ({ file: shown(file), text: readText(file, shown(file)) }));
}

function filesOf(source: string): readonly string[] {
  return isFolder(source) ? [...filesIn(source).values()].sort() : [source];
}

/** By their real places: links are followed, as those by which a cluster mounts files, and nothing is read twice. */
function filesIn(folder: string, found = new Map<string, string>(), seen = new Set<string>()): Map<string, string> {
  seen.add(realpathSync(folder));
  for (const name of reading(folder, () => readdirSync(folder))) {
    const file = path.join(folder, name);
    const wanted = EXTENSIONS.includes(path.extname(name));
    if (!wanted && !existsSync(file)) continue; // a link to nothing
    const folderToo = isFolder(file);
    const real = realpathSync(file);
    if (folderToo && !seen.has(real)) filesIn(file, found, seen);
    else if (!folderToo && wanted) found.set(real, file);
  }
  return found;
}

const isFolder = (file: string): boolean => reading(file, () => statSync(file)).isDirectory();

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new FileError('read', shown(file), error);
  }
}

/**
 * The text of a file, or of stdin by its descriptor.
 *
 * @throws InputError where it is no text in UTF-8, which has been printed
 * @throws FileError where it cannot be read
 */
export function readText(file: string | number, name: string): string {
  if (typeof file === 'string' && isFolder(file)) throw new UsageError(`${name} is a folder; name a file in it`);
  const bytes = reading(name, () => readFileSync(file));
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8');
  tell(`error: ${name}:1:1: no text in UTF-8; save it as UTF-8, or leave it out`);
  throw new InputError();
}

function at({ file, lines }: Pick<Origin, 'file' | 'lines'>, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}:${line}:${col}`;
}

function offsetOf({ document, path }: Pick<Origin, 'document' | 'path'>, field: readonly (string | number)[]): number {
  for (let length = field.length; length >= 0; length--) {
    const node = document.getIn([...path, ...field.slice(0, length)], true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** `spec.ingress[0].from` as steps. */
const fieldPath = (field: string): readonly (string | number)[] =>
  field
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
