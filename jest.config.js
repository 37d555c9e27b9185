/** The README's test command: no cluster, no network, Node alone. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/cluster/',
    '<rootDir>/test/oracle/',
    '<rootDir>/test/cdktf-cli/',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: 'node',
  // Child processes and whole fleets, on machines with two cores.
  testTimeout: 60_000,
};
