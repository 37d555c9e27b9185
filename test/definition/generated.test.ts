import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../definition/generated';

describe('generated files', () => {
  it.each([...generatedFiles()])('%s is what the code says', (path, text) => {
    // else: npx tsx test/definition/write-generated.ts
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(text);
  });
});
