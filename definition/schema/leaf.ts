import { z } from 'zod';
import type { Problem } from '../codes/define';
import { invalidLabel } from '../codes/names';
import {
  blankText,
  invalidDate,
  invalidDuration,
  invalidEmail,
  nothingInside,
  unknownVersion,
  wrongType,
} from '../codes/shape';
import { parseDay } from '../date';
import { parseDuration } from '../duration';
import { isLabel, isSubdomain, LABEL, toLabel } from '../label';

/**
 * Leaves of the schema: one definition says what a value must be, what the finding is where it is not, and what an
 * editor shows. A text may have been written as a number (`title: 112`): the digits are the text.
 */

/** What an editor is told about a leaf, in JSON Schema's words. */
export type Shown = Readonly<Record<string, unknown>>;

/** Text as it may stand in a file. */
export type Text = string | number;

/** What a judgement finds; some problems name the field, which is known only where the schema is used. */
export type Fault = Problem | ((name: string) => Problem);

/** A scalar with a judgement of its own. */
export function leaf<T extends string | number | boolean>(
  shown: Shown,
  judge: (value: unknown) => Fault | undefined,
): z.ZodType<T> {
  const schema = z.unknown().check((context) => {
    if (context.value === undefined) return; // absent: the object that lacks it says so
    const fault = judge(context.value);
    if (fault) context.issues.push({ code: 'custom', input: context.value, params: { fault } });
  });
  return schema.meta(shown) as unknown as z.ZodType<T>;
}

/** A text on which more is asked. */
export function text(shown: Shown, judge: (text: string) => Fault | undefined): z.ZodType<Text> {
  return leaf<Text>({ type: 'string', ...shown }, (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return (name) => wrongType(name, 'text', kindOf(value));
    return String(value).trim() === '' ? blankText() : judge(String(value));
  });
}

/** A line for people: a name, a title, a reason. */
export const words = () => text({ pattern: '\\S' }, () => undefined);

/** A DNS label. */
export const label = () => text({ pattern: LABEL.source }, judgeLabel);

export function judgeLabel(name: string): Problem | undefined {
  return isLabel(name) ? undefined : invalidLabel(name, toLabel(name));
}

/** The name of an object of the cluster: labels joined by dots. */
export const objectName = () =>
  text({ pattern: '^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$' }, (name) =>
    isSubdomain(name) ? undefined : invalidLabel(name, toLabel(name)),
  );

export const day = () =>
  text({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', examples: ['2027-12-31'] }, (value) =>
    parseDay(value) === undefined ? invalidDate(value) : undefined,
  );

export const duration = () =>
  text({ pattern: '^[1-9]\\d{0,3}[smhd]$', examples: ['15m', '24h', '35d'] }, (value) =>
    parseDuration(value) === undefined ? invalidDuration(value) : undefined,
  );

export const email = () =>
  text({ pattern: '^[^@\\s]+@[^@\\s]+$', examples: ['zyra@agjencia.gov.al'] }, (value) =>
    value.length <= 254 && /^[^@\s<>,;:"()]+@[^@\s<>,;:"()]+$/.test(value) ? undefined : invalidEmail(value),
  );

/** The version of the file's format. */
export const formatVersion = () => leaf<1>({ const: 1 }, (value) => (value === 1 ? undefined : unknownVersion(value)));

/** A list with at least one item. */
export const some = <V extends z.ZodType>(value: V) =>
  z
    .array(value)
    .check((context) => {
      if (context.value.length === 0)
        context.issues.push({ code: 'custom', input: context.value, params: { fault: nothingInside } });
    })
    .meta({ minItems: 1 });

/** What a value is, in a message. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'boolean' ? `\`${value}\`` : `the number \`${value}\``;
}
