/** Pages in a real Chromium, opened from disk. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/browser/global-setup.ts',
  // A whole state's page, in a browser without a graphics card.
  testTimeout: 120_000,
  maxWorkers: 1,
};
