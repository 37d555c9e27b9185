import { cyclonus } from '../cluster/harness/tools';

/** Run by jest before all test files: builds the oracle where it is not built yet, which no test should wait for. */
export default async function globalSetup(): Promise<void> {
  await cyclonus();
}
