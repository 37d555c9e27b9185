import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Cluster, judge, PROTOCOLS, type Query, QueryError } from '../../analysis/reach';
import { addressOf } from '../../analysis/reach/addresses';
import { InputError } from '../errors';
import { readText } from '../kubernetes-yaml';
import { tell } from '../terminal';
import type { Because } from './question';
import { becauseOf } from './question';

/** `streha reach --queries`: answers in the order asked. */
export interface Answers {
  readonly version: 1;
  readonly answers: readonly { readonly allowed: boolean; readonly because: Because }[];
}

const portNumber = z.number().int().min(1).max(65_535);

const address = z.string().refine((text) => addressOf(text) !== undefined, 'not an IP address');

const pod = z.strictObject({
  namespace: z.string().min(1),
  labels: z.record(z.string(), z.string()).optional(),
  ip: address.optional(),
  ports: z.record(z.string(), portNumber).optional(),
});

const end = z.union([pod, z.strictObject({ ip: address })], {
  error: 'write { namespace, labels } for a pod, or { ip } for an address outside',
});

const queries = z.array(
  z.strictObject({
    from: end,
    to: end,
    port: z
      .union([portNumber, z.string().min(1)], { error: 'a number from 1 to 65535, or a name of to.ports' })
      .optional(),
    protocol: z.enum(PROTOCOLS).optional(),
  }),
);

/**
 * Reads the questions of a file, or of stdin (`-`).
 *
 * @throws InputError where they are none; each problem has been printed with its place
 */
export function readQueries(file: string): readonly Query[] {
  const name = file === '-' ? 'stdin' : file;
  const text = readText(file === '-' ? 0 : file, name);
  const value = parsed(text);
  const result = queries.safeParse(value);
  if (value !== undefined && result.success) return result.data as readonly Query[]; // the schema is that of a Query
  throw problems(name, text, result.error?.issues ?? []);
}

/** Answers every question. A question that nobody can answer ends it, named by its place. */
export function answerQueries(cluster: Cluster, asked: readonly Query[]): Answers {
  const answers = asked.map((query, index) => {
    try {
      const verdict = judge(cluster, query);
      return { allowed: verdict.allowed, because: becauseOf(verdict) };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      tell(`error: [${index}]: ${error.message}`);
      throw new InputError();
    }
  });
  return { version: 1, answers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where JSON goes wrong, its own parser says by an offset at best; the YAML parser, whose language holds JSON, by line. */
function problems(file: string, text: string, issues: readonly z.core.$ZodIssue[]): InputError {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken || parsed(text) === undefined) {
    const message = broken?.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'not JSON';
    tell(`error: ${at(broken?.pos[0] ?? 0)}: ${message}; questions are a JSON array`);
    return new InputError();
  }
  for (const { path, message } of issues.slice(0, SHOWN)) {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : offsetOf(document.getIn(path.slice(0, -1), true));
    const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    tell(`error: ${at(offset)}: ${where === '' ? 'the file' : where}: ${message}`);
  }
  if (issues.length > SHOWN) tell(`and ${issues.length - SHOWN} more`);
  return new InputError();
}

const SHOWN = 20;

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
