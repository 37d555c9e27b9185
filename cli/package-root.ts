import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shown } from './folders';

/** What the commands read of this library's own package.json. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Folder of this package: it holds package.json, whether the source runs or what was built of it. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** This library's own package.json. */
export function packageJson(): PackageJson {
  return JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as PackageJson;
}

/** How a person here calls the command: installed it is `npx streha`, in this repository `bin/streha`. */
export function commandName(): string {
  const root = packageRoot();
  return root.split(path.sep).includes('node_modules') ? 'npx streha' : shown(path.join(root, 'bin/streha'));
}
