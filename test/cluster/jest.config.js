/** Tests against a real API server, which all files share. See harness/global-setup.ts. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/cluster/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/cluster/harness/global-setup.ts',
  globalTeardown: '<rootDir>/test/cluster/harness/global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};
