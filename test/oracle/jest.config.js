/** The evaluator of network policies beside an independent one. No cluster. See README.md. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/oracle/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/oracle/global-setup.ts',
  // STREHA_RUNS may ask for many times the usual ten thousand cases.
  testTimeout: 3_600_000,
  maxWorkers: 2,
};
