import { circular, unresolved } from './errors';
import { isObject, type JsonObject, type JsonValue } from './kubernetes-object';
import type { Location } from './location';

/** Every resource of a stack: type, then logical id. */
export type Resources = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** Escapes, an expression without braces or quotes inside, or the start of any other. */
const PARTS = /\$\$\{|%%\{|\$\{([^{}"]*)\}|\$\{|%\{/g;

/** `kubernetes_namespace_v1.vat.metadata[0].name`: what cdktf writes for `namespace.metadata.name`. */
const REFERENCE = /^([a-z]\w*)\.([\w-]+)((?:\.\w+|\[\d+\])+)$/;

/** References followed one after the other before they are taken for a circle. */
const DEPTH = 16;

/**
 * Reads a string as Terraform does: every string of a Terraform JSON document is a template. Escapes become literal;
 * a reference to an attribute that the stack sets becomes its value. Any other expression is an error.
 */
export function evaluate(template: string, resources: Resources, where: Location, depth = 0): JsonValue {
  if (!template.includes('{')) return template;
  if (depth > DEPTH) throw circular(where, template);
  const whole = /^\$\{([^{}"]*)\}$/.exec(template);
  if (whole) return refer(template, whole[1] as string, resources, where, depth);
  return template.replace(PARTS, (part: string, expression: string | undefined) => {
    if (part === '$${') return '${';
    if (part === '%%{') return '%{';
    if (expression === undefined) throw unresolved(where, template);
    return String(refer(template, expression, resources, where, depth));
  });
}

function refer(template: string, expression: string, resources: Resources, where: Location, depth: number) {
  const match = REFERENCE.exec(expression.trim());
  const [, type = '', id = '', path = ''] = match ?? [];
  let value: JsonValue | undefined = resources[type]?.[id];
  for (const step of path.match(/\w+/g) ?? []) value = descend(value, step);
  if (typeof value === 'string') return evaluate(value, resources, where, depth + 1);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  throw unresolved(where, template);
}

/** A block that may stand once is written as an object or as a list of one; references always count it: `[0]`. */
function descend(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  if (!isObject(value)) return undefined;
  return step === '0' ? value : value[step];
}
