import type { JsonValue } from './kubernetes-object';

/** How the value of an attribute becomes the value of a Kubernetes field. */
export type ValueKind =
  | 'text'
  | 'integer'
  | 'flag'
  /** A number that Terraform holds as text, so that it can be left out: `replicas = "3"`. */
  | 'digits'
  /** File mode, octal text in Terraform (`"0644"`), a number in Kubernetes (420). */
  | 'mode'
  /** A number where it can be read as one, else a name or a percentage. */
  | 'numberOrName'
  | 'texts'
  | 'textSet'
  | 'integers'
  | 'integerSet'
  | 'textMap'
  /** Plain text in Terraform, base64 in Kubernetes. */
  | 'encodedMap';

/** One attribute or block of a Terraform resource, and the Kubernetes field it becomes. */
export type Field = ValueField | BlockField | Left | Refused;

/** An attribute. */
export interface ValueField extends FieldOptions {
  readonly is: 'value';
  readonly kind: ValueKind;
}

/** A block: `one` object, `many` objects in order, or a `set` of objects. */
export interface BlockField {
  readonly is: 'one' | 'many' | 'set';
  readonly fields: Fields;
  readonly as?: string;
}

/** What concerns Terraform alone: waiting, timeouts, what the cluster computes. */
export interface Left {
  readonly is: 'left';
}

/** What cannot be rendered truthfully. */
export interface Refused {
  readonly is: 'refused';
  /** Why, and the way round it. */
  readonly reason: string;
}

/** Attributes and blocks by their Terraform names, in the order in which their fields are written. */
export type Fields = Readonly<Record<string, Field>>;

export interface FieldOptions {
  /**
   * Name of the Kubernetes field.
   *
   * @default - the Terraform name in camel case
   */
  readonly as?: string;
  /**
   * What the provider sends where the attribute is not set. Given only where the API server, left to itself, would
   * take another value: the defaults they agree on need no line in a manifest.
   *
   * @default - nothing
   */
  readonly unset?: JsonValue;
}

const value =
  (kind: ValueKind) =>
  (options: FieldOptions = {}): ValueField => ({ is: 'value', kind, ...options });

export const text = value('text');
export const integer = value('integer');
export const flag = value('flag');
export const digits = value('digits');
export const mode = value('mode');
export const numberOrName = value('numberOrName');
export const texts = value('texts');
export const textSet = value('textSet');
export const integers = value('integers');
export const integerSet = value('integerSet');
export const textMap = value('textMap');
export const encodedMap = value('encodedMap');

const block =
  (is: BlockField['is']) =>
  (fields: Fields, as?: string): BlockField =>
    as === undefined ? { is, fields } : { is, fields, as };

/** A block that stands for one object, written by cdktf as an object or as a list of one. */
export const one = block('one');
/** A block that may be repeated; order counts. */
export const many = block('many');
/** A block that may be repeated; order does not count. */
export const set = block('set');

/** An attribute that reaches no Kubernetes object. */
export const left: Left = { is: 'left' };
/** An attribute that stops the rendering. */
export const refused = (reason: string): Refused => ({ is: 'refused', reason });

/** Name of the Kubernetes field an attribute becomes: `match_labels` is `matchLabels`. */
export const fieldName = (attribute: string, field: ValueField | BlockField): string =>
  field.as ?? attribute.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
