import { CORE_SCHEMA, loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../manifests';
import { InputError } from '../errors';
import { tell } from '../terminal';
import { taken } from './lists';
import { type Located, readLocated } from './located';
import { isJudged, metadataProblem } from './metadata';
import { type Text, textsOf } from './texts';

/** Kubernetes objects of any origin, and where each of them stands. */
export interface KubernetesYaml {
  readonly objects: readonly KubernetesObject[];
  /** `file:line:column` of a field of an object, or of what holds it where the field is not written. */
  locate(object: KubernetesObject, field: string): string;
}

/**
 * Reads Kubernetes objects from a folder and those below it, from one file, or from stdin (`-`). Lists are taken apart;
 * documents that are no objects are passed over.
 *
 * A dump of a cluster is tens of megabytes, so a text is read by a fast parser first. Only where something is wrong it
 * is read again by the one that knows lines and columns.
 *
 * @throws InputError where a file is no YAML or an object has no name: each has been printed with its place
 * @throws UsageError where nothing is there to read
 */
export function readKubernetesYaml(source: string): KubernetesYaml {
  const origins = new Map<KubernetesObject, Text>();
  const reread = new Map<Text, Located>();
  const problems: string[] = [];
  const templates: string[] = [];
  for (const text of textsOf(source)) {
    const quick = readQuickly(text);
    const located = quick ? undefined : readLocated(text);
    for (const object of quick ?? located?.objects ?? []) origins.set(object, text);
    if (!located || located.problems.length === 0) continue;
    problems.push(...located.problems);
    if (text.text.includes('{{')) templates.push(text.file);
  }
  if (problems.length > 0) {
    tell(problems.map((problem) => `error: ${problem}`).join('\n'));
    if (templates.length > 0) tell(`${templates.join(', ')}: templates; render them first, as \`helm template\` does`);
    throw new InputError();
  }
  return {
    objects: [...origins.keys()],
    locate: (object, field) => {
      const text = origins.get(object);
      if (!text) return '';
      const located = reread.get(text) ?? readLocated(text);
      reread.set(text, located);
      const same = located.objects.filter((other) => identity(other) === identity(object));
      const before = [...origins].filter(([other, of]) => of === text && identity(other) === identity(object));
      const found = same[before.findIndex(([other]) => other === object)];
      return found ? located.locate(found, field) : text.file;
    },
  };
}

/** An alias, which may stand for very much: the other parser counts how much. */
const ALIAS = /(?:^|[\s,[{])\*\w/m;

/** The objects of a text; undefined where anything is not as it should be. */
function readQuickly({ text }: Text): readonly KubernetesObject[] | undefined {
  if (ALIAS.test(text)) return undefined;
  try {
    const found = loadAll(text, { schema: CORE_SCHEMA }).flatMap((document) => taken(document));
    const objects = found.map(({ object }) => object);
    return objects.some((object) => isJudged(object) && metadataProblem(object)) ? undefined : objects;
  } catch {
    return undefined;
  }
}

const identity = ({ apiVersion, kind, metadata }: KubernetesObject): string =>
  JSON.stringify([apiVersion, kind, metadata?.namespace, metadata?.name]);
