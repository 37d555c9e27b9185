import path from 'node:path';
import { contents, emptyFolder, type Ran, REPOSITORY, run } from '../cli/harness';

let out: string;
let typedoc: Ran;
beforeAll(() => {
  out = emptyFolder();
  typedoc = run(process.execPath, ['node_modules/typedoc/bin/typedoc', '--out', out], { cwd: REPOSITORY });
});

test('every exported symbol has a doc comment, and every link in one leads somewhere', () => {
  expect(typedoc).toEqual({ code: 0, stdout: '', stderr: '' });
});

// Where this fails: npm run docs
test('docs/reference is what the doc comments say', () => {
  expect(contents(out)).toEqual(contents(path.join(REPOSITORY, 'docs/reference')));
});
