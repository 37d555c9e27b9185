import * as fc from 'fast-check';
import { clusterOf, judge } from '../../analysis/reach';
import { Progress } from '../cluster/harness/progress';
import { objectsOf } from './case';
import { withDefaults } from './defaults';
import { FEATURES } from './features';
import { type Oracle, startOracle } from './oracle';
import { cases } from './worlds';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A whole number that a person may set. */
function numberFrom(variable: string, otherwise: number): number {
  const text = process.env[variable] || String(otherwise);
  if (!/^[0-9]{1,10}$/.test(text)) throw new Error(`${variable} is ${text}: give a whole number of up to ten digits`);
  return Number(text);
}

const RUNS = numberFrom('STREHA_RUNS', 10_000);
const SEED = numberFrom('STREHA_SEED', Date.now() % 0x8000_0000);
/** Of so many cases it is found out which features decide them. Always the same ones: the guard is of the generator. */
const SAMPLE = 1_000;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
  process.stderr.write(`streha: random worlds of STREHA_SEED=${SEED}\n`);
});
afterAll(() => oracle.stop());

test('the evaluator and the oracle agree on random worlds', async () => {
  const progress = new Progress(`judging ${RUNS} random worlds`);
  let done = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (asked) => {
      progress.update(`${++done} of ${RUNS} worlds`);
      const cluster = clusterOf(objectsOf(asked));
      const verdicts = asked.queries.map((query) => judge(cluster, query).allowed);
      expect(verdicts).toEqual(await oracle.ask(asked));
    }),
    { seed: SEED, numRuns: RUNS, includeErrorInReport: true },
  );
  progress.note(`${RUNS} random worlds judged alike in ${progress.elapsed}`);
});

test('a policy as it is written and as an API server gives it back are judged alike', () => {
  fc.assert(
    fc.property(cases, (asked) => {
      const written = clusterOf(objectsOf(asked));
      const stored = clusterOf(objectsOf(withDefaults(asked)));
      const verdicts = (cluster: typeof written) => asked.queries.map((query) => judge(cluster, query).allowed);
      expect(verdicts(written)).toEqual(verdicts(stored));
    }),
    { seed: SEED, numRuns: Math.ceil(RUNS / 10), includeErrorInReport: true },
  );
});

test('random worlds are not of one sort: both verdicts are common, and every feature decides some', async () => {
  const sample = fc.sample(cases, { seed: 1, numRuns: SAMPLE });
  const answers = await Promise.all(sample.map((asked) => oracle.ask(asked)));
  const allowed = answers.flat().filter(Boolean).length / answers.flat().length;
  const decided: Record<string, number> = {};
  for (const [name, without] of Object.entries(FEATURES)) {
    const others = await Promise.all(sample.map((asked) => oracle.ask(without(asked))));
    decided[name] = others.filter((other, index) => String(other) !== String(answers[index])).length / sample.length;
  }
  const shares = Object.entries(decided).sort(([, a], [, b]) => a - b);
  process.stderr.write(
    [
      `streha: ${percent(allowed)} of ${answers.flat().length} queries allowed; the verdicts of how many worlds hang on`,
      ...shares.map(([name, share]) => `  ${percent(share).padStart(6)} ${name}`),
      '',
    ].join('\n'),
  );
  expect(allowed).toBeGreaterThan(0.25);
  expect(allowed).toBeLessThan(0.75);
  expect(shares.filter(([, share]) => share < 0.01)).toEqual([]);
});
