/**
 * What Streha costs, by the size of the fleet, and beside it what Helm and cdk8s cost for the same objects.
 *
 *     npm run bench
 *
 * Every time is the fastest of three runs, every memory the most of them; each run is a process of its own, and they
 * take turns, so that whatever else the machine does falls on all alike. Only ratios within one run mean anything;
 * nothing here is asserted, and nothing is written outside temporary folders and the cache of built tools.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFleet } from './fleet';
import { type Command, type Measured, measure, node } from './measure';
import { agencyObjects, compare, count, emptied, type Peer, peers } from './peers';
import { type Goal, printGoals, printTable } from './print';
import { benchReach } from './reach';

const SIZES = [15, 150, 1500] as const;
const LARGEST = 1500;
const ROUNDS = 3;

/** What is measured of ours: each command does the work of those before it too. `build` does all of it once. */
const COMMANDS = ['validate', 'synth', 'manifests', 'build'] as const;

async function main(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'streha-bench-'));
  try {
    const others = await peers();
    const fleets = new Map(SIZES.map((size) => [size, writeFleet(join(temporary, `${size}`), size)]));
    await proveEqual(fleets.get(SIZES[0]) as string, others, temporary);
    print(await takeTurns(fleets, others, temporary));
    await benchReach(temporary, ROUNDS);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** One of our commands on one fleet. Everything it writes goes below the fleet's temporary folder. */
function streha(command: string, fleet: string): Promise<Measured> {
  const out = command === 'manifests' || command === 'build' ? ['--out', join(fleet, 'manifests')] : [];
  const run: Command = node(join(__dirname, '..', 'bin', 'streha'), command, '--fleet', fleet, ...out);
  return measure(run, { env: { CDKTF_OUTDIR: join(fleet, 'cdktf.out') } });
}

/** A race between programs that make different things tells nothing. */
async function proveEqual(fleet: string, others: readonly Peer[], temporary: string): Promise<void> {
  await streha('synth', fleet);
  const values = join(temporary, 'values.json');
  const ours = agencyObjects(join(fleet, 'cdktf.out'), values);
  for (const other of others) {
    const folder = mkdtempSync(join(temporary, 'peer-'));
    await other.run(values, folder);
    const { equal, made } = compare(ours, folder);
    console.log(
      `${other.name}: ${equal} of our ${ours.length} objects, equal in every field, and ${made - equal} others`,
    );
  }
}

/** Every run, by what was measured and the size of the fleet. */
type Runs = ReadonlyMap<string, readonly Measured[]>;

async function takeTurns(
  fleets: ReadonlyMap<number, string>,
  others: readonly Peer[],
  temporary: string,
): Promise<Runs> {
  const runs = new Map<string, Measured[]>();
  const note = (name: string, size: number, run: Measured) =>
    runs.set(keyOf(name, size), [...(runs.get(keyOf(name, size)) ?? []), run]);
  const values = join(temporary, 'values.json');
  const folder = mkdtempSync(join(temporary, 'peer-'));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [size, fleet] of fleets) {
      if (process.stderr.isTTY) process.stderr.write(`round ${round + 1} of ${ROUNDS}, ${size} namespaces\n`);
      for (const command of COMMANDS) note(command, size, await streha(command, fleet));
      const ours = agencyObjects(join(fleet, 'cdktf.out'), values).length;
      for (const other of others) {
        note(other.name, size, await other.run(values, emptied(folder)));
        const made = count(folder);
        if (made !== ours) console.log(`${other.name} made ${made} objects of ${ours}: its ratio tells nothing`);
      }
    }
  }
  return runs;
}

const keyOf = (name: string, size: number): string => `${name} ${size}`;

function print(runs: Runs): void {
  const fastest = (name: string, size: number) =>
    all(runs, name, size).length === 0 ? Number.NaN : Math.min(...all(runs, name, size).map(({ seconds }) => seconds));
  const peak = (name: string, size: number) =>
    Math.max(...all(runs, name, size).map((run) => run.mebibytes ?? Number.NaN));
  const perNamespace = (name: string, size: number) => fastest(name, size) / size;
  const growth = (name: string) => perNamespace(name, 1500) / perNamespace(name, 150);

  const names = [...new Set([...runs.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))))];
  printTable(
    ['', ...SIZES.map((size) => `${size} namespaces`), 'each of 1,500', 'each: 1,500 / 150'],
    names.map((name) => [
      name,
      ...SIZES.map((size) => `${fastest(name, size).toFixed(2)} s ${peak(name, size).toFixed(0).padStart(4)} MB`),
      `${(perNamespace(name, LARGEST) * 1000).toFixed(2)} ms`,
      growth(name).toFixed(2),
    ]),
  );
  printGoals(goals(growth, (name) => fastest('synth', LARGEST) / fastest(name, LARGEST), peak('build', LARGEST)));
}

function goals(growth: (name: string) => number, synthAgainst: (name: string) => number, peak: number): Goal[] {
  return [
    ...COMMANDS.map((name) => ({
      what: `${name}: cost of a namespace, 1,500 against 150`,
      got: growth(name),
      most: 1.2,
    })),
    { what: 'synth of 1,500 against cdk8s', got: synthAgainst('cdk8s'), most: 1 },
    { what: 'synth of 1,500 against helm template', got: synthAgainst('helm template'), most: 2.5 },
    { what: 'build of 1,500 (validate, synth, manifests): peak memory in MB', got: peak, most: 512 },
  ];
}

const all = (runs: Runs, name: string, size: number): readonly Measured[] => runs.get(keyOf(name, size)) ?? [];

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
