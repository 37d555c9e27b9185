import path from 'node:path';
import type { Command } from 'commander';
import { type Account, account } from '../account';
import { accountText } from '../account-text';
import { shown } from '../folders';
import { nextSteps } from '../next-steps';
import { asOfOption, examples, formatOption, type PrintingOptions } from '../options';
import { readClean } from '../reading';
import { renderStacks } from '../stacks-on-disk';
import { outdirOf, synthesise } from '../synthesise';
import { coloursFor, print, printJson } from '../terminal';
import { manifestsOf, writeManifests } from '../write-manifests';

interface Options extends PrintingOptions {
  readonly asOf?: string;
  readonly out?: string;
}

/** `streha build`: the main job, from YAML to Kubernetes objects, with an account of what stands where. */
export function registerBuild(program: Command): void {
  const command = program
    .command('build')
    .summary('validate, synthesise, render, and tell what stands where')
    .description(
      'Judges the fleet, writes its stacks (cdktf.out) and the Kubernetes objects they make (manifests.out), and ' +
        'prints a short account of what stands where. Needs no cluster and no network.',
    )
    .option('--out <dir>', 'folder for the Kubernetes objects (default: manifests.out of the fleet)')
    .addOption(formatOption('json'))
    .addOption(asOfOption())
    .action((_: unknown, self: Command) => build(self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha build', 'everything, and the account'],
    ['streha build --format json', 'the account for a program'],
  ]);
}

async function build(options: Options): Promise<void> {
  const { fleet } = readClean(options);
  const outdir = outdirOf(options.fleet);
  await synthesise(options.fleet, fleet, outdir);
  const rendered = renderStacks(outdir);
  const out = path.resolve(options.out ?? manifestsOf(options.fleet));
  await writeManifests(rendered, out);
  const contents = rendered.map(({ name, objects, releases }) => {
    return [name, { objects: objects.length, releases: releases.length }] as const;
  });
  const result = account(fleet, new Map(contents));
  if (options.format === 'json') printJson({ version: 1, account: result });
  else printAccount(result, { fleet: options.fleet, stacks: shown(outdir), manifests: shown(out) });
}

function printAccount(result: Account, places: { fleet: string; stacks: string; manifests: string }): void {
  const colours = coloursFor(process.stdout);
  print(`${accountText(result, { colours, bars: process.stdout.isTTY === true })}\n`);
  print(nextSteps(result, places, colours));
}
