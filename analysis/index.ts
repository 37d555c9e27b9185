/**
 * Facts computed from definitions and Kubernetes objects: who can reach whom and whether that is meant, agreements and
 * their ends, who loses what when a system is closed. Pure: no file, no clock, no cdktf.
 *
 * @module analysis
 */
export * from './agreements';
export * from './impact';
export * from './reach';
