import { type Command, InvalidArgumentError, Option } from 'commander';
import { PROTOCOLS, type Protocol, QueryError, reachMap } from '../../analysis/reach';
import { isPortName } from '../../analysis/reach/policy';
import { today } from '../../definition/date';
import { EXIT, UsageError } from '../errors';
import { shown } from '../folders';
import { asOfOption, type CommonOptions, examples, formatOption } from '../options';
import type { Asked } from '../reach/clusters';
import { coloursFor, during, print, printJson } from '../terminal';

interface Options extends CommonOptions {
  readonly format: 'text' | 'json' | 'csv' | 'dot' | 'svg' | 'html';
  readonly site?: string;
  readonly from?: string;
  readonly to?: string;
  readonly port?: number | string;
  readonly protocol?: Protocol;
  readonly fromLabels?: Readonly<Record<string, string>>;
  readonly toLabels?: Readonly<Record<string, string>>;
  readonly manifests?: string;
  readonly queries?: string;
  readonly prove?: boolean;
  readonly asOf?: string;
}

/** `streha reach`: who can reach whom, why, and the proof that nobody else can. */
export function registerReach(program: Command): void {
  const command = program
    .command('reach')
    .summary('who can reach whom, and why')
    .description(
      'Says who can reach whom, from the NetworkPolicies the fleet makes or from any others. Without further options ' +
        'everything that passes is listed; --from and --to ask one question; --prove holds all of it against the ' +
        'agreements and exits 1 where anything is open that nobody meant, or closed that somebody did.',
    )
    .option('--from <end>', 'who calls: AGENCY/SYSTEM/ENVIRONMENT, a namespace, or an address')
    .option('--to <end>', 'who answers, likewise')
    .option('--port <port>', 'number or name of the port (default: any)', readPort)
    .addOption(new Option('--protocol <protocol>', 'of the port (default: TCP)').choices(PROTOCOLS))
    .option('--from-labels <labels>', 'labels of the pod that calls, app=web,tier=front (default: any pod)', readLabels)
    .option('--to-labels <labels>', 'labels of the pod that answers (default: any pod)', readLabels)
    .option('--queries <file>', 'answer a JSON array of questions, see below, or - for stdin')
    .option('--manifests <path>', 'judge Kubernetes YAML in a folder, a file, or - for stdin')
    .option('--prove', 'prove that nothing is open but what is meant to be, and all of that')
    .option('--site <key>', 'one site (default: every one; a question: the primary)')
    .addOption(formatOption('json', 'csv', 'dot', 'svg', 'html'))
    .addOption(asOfOption())
    .action((_: unknown, self: Command) => reach(self.optsWithGlobals<Options>()));
  command.addHelpText('after', QUERIES);
  examples(command, [
    ['streha reach', 'everything that passes'],
    ['streha reach --from doganat/clearance --to tatimet/e-filing --port 8443', 'one question, and why'],
    ['streha reach --prove', 'for CI'],
    ['streha reach --format html > map.html', 'the map of the links'],
    ['kubectl get netpol,ns -A -o yaml | streha reach --prove --site tirana --manifests -', '\n      a live cluster'],
  ]);
}

const QUERIES = `
Questions of --queries: [{ from, to, port, protocol }, ...]. An end is a pod,
{ namespace, labels, ports: { NAME: NUMBER } }, or an address, { ip }. Labels
left out are a pod without labels. Answered as JSON, in the order asked.

A lapsed agreement stays open, and --prove tells it; \`streha links\` exits 1
for it.`;

async function reach(options: Options): Promise<void> {
  const mode = modeOf(options);
  const { askedClusters } = require('../reach/clusters') as typeof import('../reach/clusters');
  const asked = await askedClusters(options);
  try {
    await MODES[mode](asked, options);
  } catch (error) {
    throw error instanceof QueryError ? new UsageError(error.message) : error;
  }
}

type Mode = 'question' | 'queries' | 'prove' | 'matrix';

function modeOf(options: Options): Mode {
  const { from, to, port, protocol, fromLabels, toLabels, queries, prove, format, manifests, site } = options;
  const question = from !== undefined || to !== undefined;
  const chosen = [question && '--from and --to', queries !== undefined && '--queries', prove && '--prove'].filter(
    Boolean,
  );
  if (chosen.length > 1) throw new UsageError(`${chosen.join(', ')} are different questions; ask one at a time`);
  if (question && (from === undefined || to === undefined))
    throw new UsageError(`a question needs both ends; add ${from === undefined ? '--from' : '--to'}`);
  if (!question && [port, protocol, fromLabels, toLabels].some((one) => one !== undefined))
    throw new UsageError('ports and labels belong to a question; add --from and --to');
  if (queries === '-' && manifests === '-')
    throw new UsageError('stdin is read once: as questions or as manifests; name a file for the other');
  if (manifests !== undefined && site !== undefined && !prove)
    throw new UsageError('--site says whose manifests --prove judges; any other question takes them as they are');
  const mode = question ? 'question' : queries !== undefined ? 'queries' : prove ? 'prove' : 'matrix';
  if (mode !== 'matrix' && format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format} is for everything that passes; ${NAMES[mode]} as text or json`);
  return mode;
}

const NAMES: Readonly<Record<Exclude<Mode, 'matrix'>, string>> = {
  question: 'a question is answered',
  queries: '--queries are answered',
  prove: '--prove is told',
};

const MODES: Readonly<Record<Mode, (asked: readonly Asked[], options: Options) => void | Promise<void>>> = {
  question: ask,
  queries: askMany,
  prove: proveAll,
  matrix: printMatrix,
};

function ask(all: readonly Asked[], options: Options): void {
  const { readEnd } = require('../reach/ends') as typeof import('../reach/ends');
  const { answerQuestion } = require('../reach/question') as typeof import('../reach/question');
  const { answerText } = require('../reach/question-text') as typeof import('../reach/question-text');
  const asked = first(all);
  const { from = '', to = '', port, protocol } = options;
  const question = {
    from: readEnd('--from', from, options.fromLabels, asked),
    to: readEnd('--to', to, options.toLabels, asked),
    ...(port !== undefined && { port }),
    ...(protocol && { protocol }),
  };
  const answer = answerQuestion(question, asked);
  if (options.format === 'json') printJson({ version: 1, ...answer });
  else {
    const asOf = options.asOf ?? today(new Date());
    print(answerText(question, answer, asked, { colours: coloursFor(process.stdout), asOf }));
  }
}

function askMany(all: readonly Asked[], { queries = '-' }: Options): void {
  const { answerQueries, readQueries } = require('../reach/queries') as typeof import('../reach/queries');
  printJson(answerQueries(first(all).cluster, readQueries(queries)));
}

function proveAll(all: readonly Asked[], { format, fleet, asOf = today(new Date()) }: Options): void {
  const { proofText, proveSite } = require('../reach/proof') as typeof import('../reach/proof');
  const proofs = all.flatMap(({ meant, ...rest }) => (meant ? [proveSite({ ...rest, meant }, asOf)] : []));
  const folder = shown(fleet);
  const root = folder === '.' ? '' : `${folder}/`;
  if (format === 'json') printJson({ version: 1, sites: proofs });
  else print(proofs.map((proof) => proofText(proof, root, coloursFor(process.stdout))).join('\n'));
  if (proofs.some(({ proved }) => !proved)) process.exitCode = EXIT.input;
}

async function printMatrix(all: readonly Asked[], { format }: Options): Promise<void> {
  const { matrixCsv, matrixJson, matrixText } = require('../reach/matrix') as typeof import('../reach/matrix');
  if (format === 'json') return printJson({ version: 1, clusters: all.map(matrixJson) });
  if (format === 'csv') return print(matrixCsv(all));
  if (format === 'text') return print(all.map(matrixText).join('\n\n'));
  await draw(first(all), format);
}

async function draw(asked: Asked, format: 'dot' | 'svg' | 'html'): Promise<void> {
  const { cluster, meant } = asked;
  const pictures = require('../../report/reach-map') as typeof import('../../report/reach-map');
  if (!meant) {
    if (format !== 'dot') throw new UsageError('manifests tell no agencies, so there is no map; use --format dot');
    const { matrixDot } = require('../reach/matrix-dot') as typeof import('../reach/matrix-dot');
    return print(matrixDot(asked));
  }
  const map = reachMap(meant.fleet, meant.site, cluster);
  if (format === 'dot') return print(pictures.renderDot(map));
  print(await during('drawing', () => (format === 'svg' ? pictures.renderSvg(map) : pictures.renderHtml(map))));
}

/** A question is asked of one cluster: the site named, else the primary, which comes to mind first. */
function first(all: readonly Asked[]): Asked {
  const chosen = all.find(({ meant }) => meant?.site.role === 'primary') ?? all[0];
  if (!chosen) throw new UsageError('platform.yaml has no site');
  return chosen;
}

function readPort(text: string): number | string {
  if (isPortName(text)) return text;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('Write a number from 1 to 65535, or the name of a port.');
}

function readLabels(text: string): Readonly<Record<string, string>> {
  if (text.trim() === '') return {};
  const labels = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [, key, value] = LABEL_PAIR.exec(pair.trim()) ?? [];
    if (key === undefined || value === undefined)
      throw new InvalidArgumentError('Write labels as KEY=VALUE with commas between, such as app=web,tier=front.');
    if (labels.has(key)) throw new InvalidArgumentError(`A pod has one value of \`${key}\`.`);
    labels.set(key, value);
  }
  return Object.fromEntries(labels);
}

/** A value may be empty. What else a label is made of the API server sees to. */
const LABEL_PAIR = /^([^=\s]+)=([^=\s]*)$/;
