import path from 'node:path';
import type { Command } from 'commander';
import { shown } from '../folders';
import { initFleet } from '../init-fleet';
import { examples } from '../options';
import { print } from '../terminal';

interface Options {
  readonly name?: string;
  readonly domain: string;
  readonly org: string;
  readonly library?: string;
}

/** `streha init`: a repository for a fleet. */
export function registerInit(program: Command): void {
  const command = program
    .command('init')
    .summary('make a repository for a fleet')
    .description(
      'Makes a repository for a fleet in an empty folder: platform.yaml and one agency to start from, a main.ts for ' +
        'stacks of its own, and workflows that judge every change. The library itself is put into vendor/, so that ' +
        '`npm install` needs nothing that is not published; --library names another source.',
    )
    .argument('<dir>', 'folder to make, or an empty one')
    .option('--name <text>', 'name of the data centre (default: the name of the folder)')
    .option('--domain <domain>', 'domain every hostname ends in', 'gov.example')
    .option('--org <org>', 'organisation on the code host whose teams approve changes', 'ORG')
    .option('--library <spec>', 'what package.json asks for as `streha`, such as 0.1.0 or a file: path')
    .action((directory: string, options: Options) => init(directory, options));
  examples(command, [
    ['streha init ../fleet', 'then: cd ../fleet && npm install && npm start'],
    ["streha init fleet --name 'Qendra e të Dhënave' --domain gov.al --org gdc", 'all of it said'],
  ]);
}

async function init(directory: string, options: Options): Promise<void> {
  const written = await initFleet({ ...options, directory: path.resolve(directory) });
  print(`wrote ${written.length} files in ${shown(directory)}

What to do next
  cd ${shown(directory)} && npm install
  npm start
  read README.md, then write platform.yaml as your data centre is`);
}
