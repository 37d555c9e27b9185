import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFleet } from './fleet';
import { type Measured, measure, node } from './measure';
import { printGoals, printTable } from './print';

/** Namespaces and links of a fleet, as the primary site holds them: each agreement links prod with prod, test with test. */
interface Size {
  readonly namespaces: number;
  readonly consumers: number;
}

/** Four namespaces an agency; the first and the second differ by their links alone, the first and the third by size. */
const SIZES: readonly Size[] = [
  { namespaces: 1500, consumers: 7 },
  { namespaces: 1500, consumers: 1 },
  { namespaces: 150, consumers: 7 },
];

const STREHA = join(__dirname, '..', 'bin', 'streha');
const SITE = 'tirana';

/** Whole commands, from the agencies' files or from the manifests to the last line of the answer. */
const ASKED: Readonly<Record<string, (fleet: string, manifests: string) => readonly string[]>> = {
  'reach --prove': (fleet) => ['reach', '--fleet', fleet, '--site', SITE, '--prove'],
  'reach, all of it as csv': (fleet) => ['reach', '--fleet', fleet, '--site', SITE, '--format', 'csv'],
  'reach --manifests': (_, manifests) => ['reach', '--manifests', manifests, '--format', 'csv'],
};

/** What it costs to ask who reaches whom, by namespaces and by links. */
export async function benchReach(temporary: string, rounds: number): Promise<void> {
  const runs = new Map<string, Measured[]>();
  const fleets = SIZES.map((size) => ({ size, ...prepared(temporary, size) }));
  for (const { fleet, manifests } of fleets) {
    await measure(node(STREHA, 'manifests', '--fleet', fleet, '--out', manifests));
    const others = readdirSync(manifests).filter((file) => !file.startsWith(`${SITE}-`));
    for (const file of others) rmSync(join(manifests, file));
  }
  for (let round = 0; round < rounds; round++) {
    for (const { size, fleet, manifests } of fleets) {
      for (const [name, args] of Object.entries(ASKED)) {
        const key = keyOf(name, size);
        runs.set(key, [...(runs.get(key) ?? []), await measure(node(STREHA, ...args(fleet, manifests)))]);
      }
    }
  }
  print(runs);
}

function prepared(temporary: string, { namespaces, consumers }: Size) {
  const fleet = writeFleet(join(temporary, `reach-${namespaces}-${consumers}`), namespaces, consumers);
  return { fleet, manifests: join(fleet, 'manifests') };
}

const keyOf = (name: string, { namespaces, consumers }: Size): string => `${name} ${namespaces} ${consumers}`;

/** Half of the environments are prod, half test, and every agency's register is called in both. */
const linksOf = ({ namespaces, consumers }: Size): number => 2 * Math.floor(namespaces / 4) * consumers;

function print(runs: ReadonlyMap<string, readonly Measured[]>): void {
  const seconds = (name: string, size: Size) =>
    Math.min(...(runs.get(keyOf(name, size)) ?? []).map((run) => run.seconds));
  const peak = (name: string, size: Size) =>
    Math.max(...(runs.get(keyOf(name, size)) ?? []).map((run) => run.mebibytes ?? Number.NaN));
  printTable(
    ['', ...SIZES.map((size) => `${size.namespaces} namespaces, ${linksOf(size)} links`)],
    Object.keys(ASKED).map((name) => [
      name,
      ...SIZES.map((size) => `${seconds(name, size).toFixed(2)} s ${peak(name, size).toFixed(0).padStart(4)} MB`),
    ]),
  );
  const [largest = { namespaces: 0, consumers: 0 }] = SIZES;
  printGoals(
    Object.keys(ASKED).flatMap((name) => [
      {
        what: `${name}: ${largest.namespaces} namespaces, ${linksOf(largest)} links, seconds`,
        got: seconds(name, largest),
        most: 5,
      },
      { what: `${name}: the same, peak memory in MB`, got: peak(name, largest), most: 512 },
    ]),
  );
}
