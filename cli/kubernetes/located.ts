import { type Document, isNode, LineCounter, parseAllDocuments } from 'yaml';
import { quote } from '../../definition/words';
import type { KubernetesObject } from '../../manifests';
import { messageOf } from '../errors';
import { taken } from './lists';
import { isJudged, type Judged, metadataProblem } from './metadata';
import { repeatedKey } from './repeated-key';
import type { Text } from './texts';

/** The objects of one text with their places, and all that is wrong with it. */
export interface Located {
  readonly objects: readonly KubernetesObject[];
  /** Each with its place before it. */
  readonly problems: readonly string[];
  /** `file:line:column` of a field of an object, or of what holds it where the field is not written. */
  locate(object: KubernetesObject, field: string): string;
}

interface Origin {
  readonly document: Document;
  /** Of the object in its document. */
  readonly path: readonly (string | number)[];
}

// Quiet, because what the parser warns of is nothing to the reader: a key of a template that is a map.
const AS_KUBERNETES = { merge: true, uniqueKeys: false, logLevel: 'error' } as const;

/** Reads a text with a parser that knows where everything stands; it takes ten times as long as one that does not. */
export function readLocated({ file, text }: Text): Located {
  const lines = new LineCounter();
  const origins = new Map<KubernetesObject, Origin>();
  const problems: string[] = [];
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  // One document after the other is read though an earlier one is wrong, so that all that is wrong is said at once.
  for (const document of parseAllDocuments(text, { ...AS_KUBERNETES, lineCounter: lines })) {
    if ('empty' in document && document.empty === true) continue;
    const [error] = document.errors;
    if (error) {
      problems.push(`${at(error.pos[0])}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`);
      continue;
    }
    try {
      for (const { object, path } of taken(document.toJS({ maxAliasCount: 100 }))) {
        const origin = { document: document as Document, path };
        const wrong = isJudged(object) ? [...wrongMetadata(object, origin), ...twice(document.getIn(path, true))] : [];
        for (const { offset, message } of wrong) problems.push(`${at(offset)}: ${message}`);
        if (wrong.length === 0) origins.set(object, origin);
      }
    } catch (error) {
      problems.push(`${at(0)}: ${messageOf(error)}`); // aliases that go too deep
    }
  }
  return {
    objects: [...origins.keys()],
    problems,
    locate: (object, field) => {
      const origin = origins.get(object);
      return at(origin ? offsetOf(origin, fieldPath(field)) : 0);
    },
  };
}

interface Wrong {
  readonly offset: number;
  readonly message: string;
}

function wrongMetadata(object: Judged, origin: Origin): readonly Wrong[] {
  const problem = metadataProblem(object);
  return problem ? [{ offset: offsetOf(origin, problem.field), message: problem.message }] : [];
}

function twice(node: unknown): readonly Wrong[] {
  const repeated = repeatedKey(node);
  return repeated ? [{ offset: repeated.at, message: `${quote(repeated.key)} stands here twice; delete one` }] : [];
}

function offsetOf({ document, path }: Origin, field: readonly (string | number)[]): number {
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
