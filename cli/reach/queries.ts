import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Cluster, judge, PROTOCOLS, type Query, QueryError } from '../../analysis/reach';
import { addressOf } from '../../analysis/reach/addresses';
import { didYouMean } from '../../definition/words';
import { InputError } from '../errors';
import { readText } from '../kubernetes/texts';
import { tell } from '../terminal';
import { jsonFault } from './json-fault';
import type { Because } from './question';
import { becauseOf } from './question';

/** `streha reach --queries`: answers in the order asked. */
export interface Answers {
  readonly version: 1;
  readonly answers: readonly { readonly allowed: boolean; readonly because: Because }[];
}

/** Questions, and the text that asks them. */
export interface Asking {
  readonly queries: readonly Query[];
  /** What was read, as messages name it. */
  readonly name: string;
  readonly text: string;
}

/** What is wrong with a question, and which field of the file it is. */
interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const PORT = 'a number from 1 to 65535';
const portNumber = z.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT);
/** A number as text would be taken for a name. */
const portName = z.string().regex(/\D/, `${PORT} without quotes, or a name of to.ports`);

const pod = {
  namespace: z.string('the name of a namespace').min(1, 'the name of a namespace').optional(),
  labels: z.record(z.string(), z.string('a label is text; write it in quotes'), 'write { KEY: VALUE }').optional(),
  ip: z
    .string('an address')
    .refine((text) => addressOf(text) !== undefined, 'not an IP address')
    .optional(),
  ports: z.record(z.string(), portNumber, 'write { NAME: NUMBER }').optional(),
};

const end = z
  .strictObject(pod, 'write { namespace, labels } for a pod, or { ip } for an address outside')
  .refine(
    ({ namespace, labels, ip, ports }) =>
      namespace !== undefined || (ip !== undefined && isEmpty(labels) && isEmpty(ports)),
    'write { namespace, labels } for a pod, or { ip } alone for an address outside',
  );

const isEmpty = (map: object = {}): boolean => Object.keys(map).length === 0;

const question = {
  from: end,
  to: end,
  port: z.union([portNumber, portName], `${PORT}, or a name of to.ports`).optional(),
  protocol: z.enum(PROTOCOLS, PROTOCOLS.join(', ')).optional(),
};

const queries = z.array(z.strictObject(question, 'write { from, to, port, protocol }'), 'questions are a JSON array');

const FIELDS = [...Object.keys(pod), ...Object.keys(question)];

/**
 * Reads the questions of a file, or of stdin (`-`).
 *
 * @throws InputError where they are none; each problem has been printed with its place
 */
export function readQueries(file: string): Asking {
  const name = file === '-' ? 'stdin' : file;
  const text = readText(file === '-' ? 0 : file, name).replace(/^\uFEFF/, '');
  const { success, data, error } = queries.safeParse(parsed(name, text));
  if (!success) throw told(name, text, error.issues.flatMap(problemsOf));
  return { name, text, queries: data as readonly Query[] }; // an end without `ip` has a `namespace`: it was looked at
}

/**
 * Answers every question, or none.
 *
 * @throws InputError where nobody can answer one; each has been printed with its place
 */
export function answerQueries(cluster: Cluster, { queries, name, text }: Asking): Answers {
  const problems: Problem[] = [];
  const answers = queries.flatMap((query, index) => {
    try {
      const verdict = judge(cluster, query);
      return [{ allowed: verdict.allowed, because: becauseOf(verdict) }];
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      problems.push({ path: [index, 'port'], message: error.message });
      return [];
    }
  });
  if (problems.length > 0) throw told(name, text, problems);
  return { version: 1, answers };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text, withoutNull);
  } catch {
    const before = text.slice(0, jsonFault(text)).split('\n');
    const place = `${name}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
    tell(`error: ${place}: not JSON from here on; questions are a JSON array`);
    throw new InputError();
  }
}

/** A field that is none is a problem of its own, at its own place. */
function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `not a field of a question; ${didYouMean(key, FIELDS)}`,
  }));
}

/** Prints problems with their places, which JSON's own parser does not tell; that of YAML reads JSON too. */
function told(name: string, text: string, problems: readonly Problem[]): InputError {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const offsetOf = ({ path }: Problem): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  for (const problem of problems.slice(0, SHOWN)) {
    const { line, col } = lines.linePos(offsetOf(problem));
    const where = problem.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    tell(`error: ${name}:${line}:${col}: ${where === '' ? 'the file' : where}: ${problem.message}`);
  }
  if (problems.length > SHOWN) tell(`and ${problems.length - SHOWN} more`);
  return new InputError();
}

const SHOWN = 20;

/** Programs write null where they have nothing to say. */
const withoutNull = (_: string, value: unknown): unknown => (value === null ? undefined : value);
