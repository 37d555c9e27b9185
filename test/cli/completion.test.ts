import path from 'node:path';
import { emptyFolder, REPOSITORY, run, smallFleet, streha, write } from './harness';

/** What the program answers a shell that asks for the last of these words. */
const asked = (...words: readonly string[]): string[] =>
  streha(['__complete', '--', ...words], { cwd: smallFleet() })
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');

test.each([
  ['commands', ['va'], ['validate']],
  ['commands of commands', ['new', ''], ['agency', 'system', 'link', 'help']],
  ['commands after an option', ['--fleet', 'x', 'syn'], ['synth']],
  ['options', ['validate', '--f'], ['--format', '--fleet']],
  ['choices', ['validate', '--format', ''], ['text', 'json', 'github', 'sarif']],
  ['choices, as zsh and fish ask', ['validate', '--format=j'], ['--format=json']],
  ['choices, as bash asks', ['validate', '--format', '=', 'j'], ['json']],
  ['sizes of the platform', ['new', 'system', 'arkiva/x', '--size', ''], ['large', 'small']],
  ['classes of the platform', ['new', 'system', 'arkiva/x', '--continuity', 'd'], ['deferrable']],
  ['systems of the fleet', ['new', 'link', 'b'], ['biblioteka/register']],
  ['services of the fleet', ['new', 'link', 'biblioteka/register', ''], ['arkiva/register/search']],
  ['agencies of the fleet', ['links', 'arkiva', 'b'], ['biblioteka']],
  ['files', ['validate', 'agencies/a.yaml', ''], [':files']],
  ['folders', ['schema', '--out', ''], [':folders']],
  ['nothing where nothing is taken', ['synth', ''], []],
])('completes %s', (_, words, expected) => {
  expect(asked(...words)).toEqual(expected);
});

test.each(['bash', 'zsh', 'fish'])('prints a script for %s that evaluates nothing', (shell) => {
  const { code, stdout } = streha(['completion', shell]);
  expect(code).toBe(0);
  expect(stdout).toContain('__complete');
  expect(stdout).not.toMatch(/\beval\b/);
});

test('works in a bash without bash-completion, twice in one shell, and runs nothing that stands on the line', () => {
  const folder = emptyFolder();
  write(folder, {
    streha: `#!/bin/sh\nexec ${process.execPath} ${path.join(REPOSITORY, 'bin/streha')} "$@"\n`,
    'try.bash': `chmod +x streha; PATH=$PWD:$PATH
for _ in 1 2; do source <(streha completion bash); done
COMP_WORDS=(streha validate '$(touch ran)' --fo); COMP_CWORD=3; _streha
echo "\${COMPREPLY[*]}"; ls
`,
  });
  const { code, stdout, stderr } = run('bash', ['--norc', 'try.bash'], { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('--format\nstreha\ntry.bash\n');
});
