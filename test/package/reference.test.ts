import path from 'node:path';
import { contents, emptyFolder, REPOSITORY, run } from '../cli/harness';

test('docs/reference is what the doc comments say, and every exported symbol has one', () => {
  const out = emptyFolder();
  const { code, stdout, stderr } = run(
    process.execPath,
    ['node_modules/typedoc/bin/typedoc', '--out', out, '--treatWarningsAsErrors'],
    { cwd: REPOSITORY },
  );
  expect({ code, told: stdout + stderr }).toEqual({ code: 0, told: '' });
  expect(contents(out)).toEqual(contents(path.join(REPOSITORY, 'docs/reference')));
}, 60_000);
