import { missing, refusedAttribute, repeated, unknownAttribute, wrongType } from './errors';
import { type BlockField, type Fields, fieldName, type ValueField, type ValueKind } from './field';
import { isObject, type JsonObject, type JsonValue } from './kubernetes-object';
import type { Location } from './location';
import { evaluate, type Resources } from './template';

/** Turns the attributes of one resource into the fields of its object, as its table says. */
export class Converter {
  constructor(private readonly resources: Resources) {}

  /**
   * The fields of one block.
   *
   * @throws RenderError at the first attribute the table lacks or whose value cannot be known
   */
  block(block: JsonObject, fields: Fields, where: Location): JsonObject {
    for (const attribute of Object.keys(block)) {
      if (!Object.hasOwn(fields, attribute)) {
        if (attribute === 'dynamic') throw repeated(where.at(attribute));
        throw unknownAttribute(where.at(attribute), Object.keys(fields));
      }
    }
    const object: Record<string, JsonValue> = {};
    for (const attribute in fields) {
      const field = fields[attribute];
      const set = block[attribute] ?? undefined; // null is Terraform's word for not set
      if (field === undefined || field.is === 'left') continue;
      if (field.is === 'refused') {
        if (set !== undefined && !isEmpty(set)) throw refusedAttribute(where.at(attribute), field.reason);
        continue;
      }
      const value =
        field.is === 'value'
          ? this.attribute(set, field, where.at(attribute))
          : this.blocks(set, field, where.at(attribute));
      if (value === undefined) continue;
      const name = fieldName(attribute, field);
      const before = object[name]; // two attributes, one field: `data` and `binary_data` of a Secret
      object[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
    }
    return object;
  }

  /** Any JSON, its strings and keys read as Terraform reads them and its nulls left out. */
  plain(value: JsonValue, where: Location): JsonValue {
    if (typeof value === 'string') return evaluate(value, this.resources, where);
    if (Array.isArray(value)) return value.map((item: JsonValue, index) => this.plain(item, where.at(index)));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== null)
        .map(([key, item]) => [this.key(key, where), this.plain(item, where.at(key))]),
    );
  }

  private blocks(value: JsonValue | undefined, field: BlockField, where: Location): JsonValue | undefined {
    if (value === undefined) return undefined;
    const list: readonly JsonValue[] = Array.isArray(value) ? value : [value];
    // No block at all; `[{}]` is one block, and what is in it counts: an empty selector selects everything.
    if (list.length === 0) return undefined;
    const objects = list.map((item, index) => {
      const place = Array.isArray(value) ? where.at(index) : where;
      if (!isObject(item)) throw wrongType(place, 'a block', item);
      return this.block(item, field.fields, place);
    });
    if (field.is === 'many') return objects;
    if (field.is === 'set') return sorted(objects, (object) => JSON.stringify(object));
    if (objects.length > 1) throw wrongType(where, 'one block', value);
    return objects[0];
  }

  private attribute(given: JsonValue | undefined, field: ValueField, where: Location): JsonValue | undefined {
    if (given === undefined) return field.unset;
    return this.value(this.evaluated(given, where), field.kind, where);
  }

  private value(value: JsonValue, kind: ValueKind, where: Location): JsonValue | undefined {
    switch (kind) {
      case 'text':
        return scalarOf(value, where) || undefined; // the provider cannot tell '' from not set
      case 'integer':
        return integerOf(value, where);
      case 'flag':
        return flagOf(value, where);
      case 'digits':
        return value === '' ? undefined : integerOf(value, where);
      case 'mode':
        return value === '' ? undefined : modeOf(value, where);
      case 'numberOrName': {
        const name = scalarOf(value, where);
        return name === '' ? undefined : /^(0|-?[1-9]\d*)$/.test(name) ? Number(name) : name;
      }
      case 'texts':
        return this.list(value, where, scalarOf);
      case 'textSet': {
        const items = this.list(value, where, scalarOf);
        return items && sorted(items, (item) => item);
      }
      case 'integers':
        return this.list(value, where, integerOf);
      case 'integerSet': {
        const items = this.list(value, where, integerOf);
        return items && [...new Set(items)].sort((a, b) => a - b);
      }
      case 'textMap':
        return this.map(value, where);
      case 'encodedMap': {
        const map = this.map(value, where);
        return map && Object.fromEntries(Object.entries(map).map(([key, plain]) => [key, base64(plain)]));
      }
    }
  }

  private list<T>(value: JsonValue, where: Location, read: (item: JsonValue, place: Location) => T): T[] | undefined {
    if (!Array.isArray(value)) throw wrongType(where, 'a list', value);
    const items = value.map((item: JsonValue, index) => {
      const place = where.at(index);
      return read(this.evaluated(item, place), place);
    });
    return items.length === 0 ? undefined : items;
  }

  private map(value: JsonValue, where: Location): Record<string, string> | undefined {
    if (!isObject(value)) throw wrongType(where, 'a map', value);
    const keys = Object.keys(value).sort();
    if (keys.length === 0) return undefined;
    return Object.fromEntries(
      keys.map((key) => {
        const place = where.at(key);
        return [this.key(key, where), scalarOf(this.evaluated(value[key] as JsonValue, place), place)];
      }),
    );
  }

  private evaluated(value: JsonValue, where: Location): JsonValue {
    return typeof value === 'string' ? evaluate(value, this.resources, where) : value;
  }

  private key(template: string, where: Location): string {
    return String(evaluate(template, this.resources, where));
  }
}

/**
 * The name of an object's metadata, which the provider leaves to the cluster where it is not set.
 *
 * @throws RenderError where there is none
 */
export function named(metadata: JsonValue | undefined, where: Location): void {
  if (!isObject(metadata)) throw missing(where.at('metadata'));
  if (typeof metadata.name !== 'string' || metadata.name === '') throw missing(where.at('metadata').at('name'));
}

/** What the provider cannot tell from not set. */
const isEmpty = (value: JsonValue): boolean => value === '' || (Array.isArray(value) && value.length === 0);

/** Terraform turns numbers and booleans into text where text is wanted. */
function scalarOf(value: JsonValue, where: Location): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrongType(where, 'text', value);
}

function integerOf(value: JsonValue, where: Location): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw wrongType(where, 'a whole number', value);
}

function flagOf(value: JsonValue, where: Location): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw wrongType(where, 'true or false', value);
}

function modeOf(value: JsonValue, where: Location): number {
  if (typeof value === 'string' && /^[0-7]{1,4}$/.test(value)) return Number.parseInt(value, 8);
  throw wrongType(where, 'a file mode in octal, such as "0644"', value);
}

const base64 = (plain: string): string => Buffer.from(plain, 'utf8').toString('base64');

/** What Terraform keeps as a set, in an order of its own, without doubles. */
function sorted<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as T);
}
