import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../manifests';
import { FileError, InputError, messageOf, UsageError } from './errors';
import { shown } from './folders';
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
  for (const { file, text } of textsOf(source)) {
    const lines = new LineCounter();
    // One document after the other is read though an earlier one is wrong, so that all that is wrong is said at once.
    for (const document of parseAllDocuments(text, { lineCounter: lines, merge: true, uniqueKeys: false })) {
      if ('empty' in document && document.empty === true) continue;
      const origin = { file, document: document as Document, lines };
      const [error] = document.errors;
      if (error) {
        problems.push(`${at(origin, error.pos[0])}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`);
        continue;
      }
      for (const found of objectsIn(origin, problems)) origins.set(found.object, { ...origin, path: found.path });
    }
  }
  if (problems.length > 0) {
    tell(problems.map((problem) => `error: ${problem}`).join('\n'));
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
      if (named(object)) return true;
      problems.push(`${at(origin, offsetOf({ ...origin, path }, []))}: this ${object.kind} has no metadata.name`);
      return false;
    });
  } catch (error) {
    problems.push(`${at(origin, 0)}: ${messageOf(error)}`); // aliases that go too deep
    return [];
  }
}

/** An object, or those of a list; nothing where it is neither. */
function taken(value: unknown, path: readonly (string | number)[]): readonly Found[] {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('apiVersion' in value)) return [];
  if (typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') return [];
  if ('items' in value && Array.isArray(value.items) && value.kind.endsWith('List'))
    return value.items.flatMap((item, index) => taken(item, [...path, 'items', index]));
  return [{ object: value as unknown as KubernetesObject, path }];
}

/** Only what decides who reaches whom must have a name: a Job may get its own from the server. */
function named({ kind, metadata }: KubernetesObject): boolean {
  if (kind !== 'Namespace' && kind !== 'NetworkPolicy') return true;
  return typeof metadata === 'object' && metadata !== null && typeof metadata.name === 'string' && metadata.name !== '';
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
  try {
    if (!statSync(source).isDirectory()) return [source];
    return readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && EXTENSIONS.includes(path.extname(entry.name)))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new FileError('read', shown(source), error);
  }
}

/** The text of a file, or of stdin by its descriptor. */
export function readText(file: string | number, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new FileError('read', name, error);
  }
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
