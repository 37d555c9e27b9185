import type { z } from 'zod';
import { hiddenCharacter } from '../characters';
import type { Problem } from '../codes/define';
import { invalidChoice, missingField, unknownField, wrongType } from '../codes/shape';
import type { Path } from '../source';
import { nearest } from '../words';
import { type Node, nodeAt, plain } from '../yaml/tree';
import { exampleAt, fieldsAt } from './fields';
import { type Fault, kindOf } from './leaf';

/** A problem and the entry it belongs to. */
export interface Placed {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly problem: Problem;
}

/** A file as far as it is sound: what has a finding is undefined, and the names of maps stay. */
export type Draft<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer U)[]
    ? readonly (Draft<U> | undefined)[]
    : { readonly [K in keyof T]?: Draft<T[K]> | undefined };

/** A tree against a schema: every fault of shape, and the rest of the file for the rules to judge. */
export function check<S extends z.ZodType>(
  schema: S,
  root: Node,
): { readonly draft?: Draft<z.infer<S>>; readonly found: readonly Placed[] } {
  const value = plain(root);
  const result = schema.safeParse(value);
  if (result.success) return { draft: value as Draft<z.infer<S>>, found: [] };
  const issues = result.error.issues;
  const meant = meantFields(issues, schema);
  const faults = issues.flatMap((issue) => faultsOf(issue, root, schema));
  for (const { drop } of faults) if (drop) leaveOut(value, drop);
  const found = faults.filter(({ lacks, placed: { path } }) => {
    // a misspelt field is not missing, too; and what stands in a spoilt map or value only follows from that
    const isMisspelt = lacks !== undefined && meant.size > 0 && meant.has(JSON.stringify([...path, lacks]));
    return !isMisspelt && !isSpoilt(root, path);
  });
  const placed = found.map((fault) => fault.placed);
  return root.kind === 'map' ? { draft: value as Draft<z.infer<S>>, found: placed } : { found: placed };
}

/** A finding of shape, and what the rules shall not see for it. */
interface ShapeFault {
  readonly placed: Placed;
  readonly drop?: Path;
  /** The field that is missing. */
  readonly lacks?: string;
}

/** The fields that misspelt ones stand for, by path. */
function meantFields(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const known = fieldsAt(schema, issue.path as Path);
    for (const key of issue.keys) {
      const name = nearest(key, known);
      if (name !== undefined) meant.add(JSON.stringify([...issue.path, name]));
    }
  }
  return meant;
}

function faultsOf(issue: z.core.$ZodIssue, root: Node, schema: z.ZodType): readonly ShapeFault[] {
  const path = issue.path as Path;
  const name = nameOf(path);
  const here = (problem: Problem, on: Placed['on'] = 'value'): readonly ShapeFault[] => [
    { placed: { path, on, problem }, drop: path },
  ];
  const node = nodeAt(root, path);
  switch (issue.code) {
    case 'custom': {
      const fault = issue.params?.fault as Fault;
      return here(typeof fault === 'function' ? fault(name) : fault, issue.params?.key ? 'key' : 'value');
    }
    case 'unrecognized_keys': {
      const known = fieldsAt(schema, path);
      return issue.keys.map((key) => {
        const drop = [...path, key];
        return { placed: { path: drop, on: 'key', problem: unknownField(key, known) }, drop };
      });
    }
    case 'invalid_value':
      if (!node) return missing(path, schema);
      if (node.kind !== 'scalar' || node.value === null) break;
      return here(invalidChoice(node.value, issue.values.map(String)));
    case 'invalid_type':
      if (!node) return missing(path, schema);
      return here(wrongType(name, EXPECTED[issue.expected] ?? 'another kind of value', kindOf(plain(node))));
    default:
  }
  return here(wrongType(name, 'text', node ? kindOf(plain(node)) : 'nothing'));
}

const EXPECTED: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  boolean: 'true or false',
};

/** A missing field is the fault of the map that lacks it, and stands at that map's key. */
function missing(path: Path, schema: z.ZodType): readonly ShapeFault[] {
  const field = String(path[path.length - 1]);
  const parent = path.slice(0, -1);
  const of = parent.length === 0 ? undefined : nameOf(parent);
  const problem = missingField(field, of, exampleAt(schema, path));
  return [{ placed: { path: parent, on: 'key', problem }, lacks: field }];
}

/** The nearest name of a path: list positions have none. */
function nameOf(path: Path): string {
  const name = [...path].reverse().find((step) => typeof step === 'string');
  return String(name ?? 'the file');
}

/** Sets what has a finding to undefined: the name of a map's entry stays known, so that nothing seems to be missing. */
function leaveOut(value: unknown, path: Path): void {
  let parent = value;
  for (const step of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string, unknown>)[step];
  }
  const last = path[path.length - 1];
  if (last === undefined || typeof parent !== 'object' || parent === null) return;
  (parent as Record<string, unknown>)[last] = undefined;
}

/** Whether something at or above the path has a finding that this one only follows from. */
function isSpoilt(root: Node, path: Path): boolean {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node?.spoilt || (typeof step === 'string' && hiddenCharacter(step) !== undefined)) return true;
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else node = node?.kind === 'list' ? node.items[Number(step)] : undefined;
  }
  return node?.spoilt === true;
}
