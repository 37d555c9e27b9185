import { running } from './running';

/** Run by jest after all test files: ends the control plane, and shows the log of a program that died under the tests. */
export default async function globalTeardown(): Promise<void> {
  const failure = await running.controlPlane?.stop();
  if (failure) throw failure;
}
