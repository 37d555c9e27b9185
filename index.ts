/**
 * Streha, whole: constructs, stacks, the reading of a fleet, and the rendering of its objects.
 *
 * Each part is there by itself too: `streha/constructs`, `streha/stacks`, `streha/definition`, `streha/manifests`.
 * The last two load no cdktf. What is computed from them is in `streha/analysis`.
 *
 * @module streha
 */
export { type SynthFleetProps, synthFleet } from './cli/synth-fleet';
export * from './constructs';
export * from './definition';
export * from './manifests';
export * from './stacks';
