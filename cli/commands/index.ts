import type { Command } from 'commander';
import { registerBuild } from './build';
import { registerCodeowners } from './codeowners';
import { registerCompletion } from './completion';
import { registerInit } from './init';
import { registerLinks } from './links';
import { registerManifests } from './manifests';
import { registerNew } from './new';
import { registerQuarantine } from './quarantine';
import { registerReach } from './reach';
import { registerSchema } from './schema';
import { registerSynth } from './synth';
import { registerValidate } from './validate';

/** Every command, in the order the help lists them. */
export const COMMANDS: readonly ((program: Command) => void)[] = [
  registerBuild,
  registerValidate,
  registerLinks,
  registerSynth,
  registerManifests,
  registerReach,
  registerQuarantine,
  registerInit,
  registerNew,
  registerSchema,
  registerCodeowners,
  registerCompletion,
];
