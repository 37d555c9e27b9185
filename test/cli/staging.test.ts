import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFiles } from '../../cli/folders';
import { Staging, writeFiles } from '../../cli/staging';

let root: string;
const at = (file: string): string => path.join(root, file);
const put = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true });
  fs.writeFileSync(at(file), text);
};
const texts = (): Record<string, string> =>
  Object.fromEntries(listFiles(root).map((file) => [file, fs.readFileSync(at(file), 'utf8')]));
const full = (): never => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'streha-test-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(root, { recursive: true });
});

test('writes a set of files, makes the folders they need, and leaves nothing else', async () => {
  const done = await writeFiles(
    root,
    new Map([
      ['a/b/one', '1'],
      ['two', '2'],
    ]),
  );
  expect(done).toEqual({ written: ['a/b/one', 'two'], unchanged: [], removed: [] });
  expect(texts()).toEqual({ 'a/b/one': '1', two: '2' });
});

test('a file that already says the same is not touched, so that its time stays', async () => {
  put('one', 'same');
  fs.utimesSync(at('one'), 1000, 1000);
  const done = await writeFiles(
    root,
    new Map([
      ['one', 'same'],
      ['two', '2'],
    ]),
  );
  expect(done).toEqual({ written: ['two'], unchanged: ['one'], removed: [] });
  expect(fs.statSync(at('one')).mtimeMs).toBe(1_000_000);
});

test('stale files go, with the folders they leave empty; what else stands there stays', async () => {
  put('stacks/gone/cdk.tf.json', '{}');
  put('stacks/used/cdk.tf.json', '{}');
  put('stacks/used/.terraform/lock', 'theirs');
  const done = await writeFiles(root, new Map(), ['stacks/gone/cdk.tf.json', 'stacks/used/cdk.tf.json', 'never/was']);
  expect(done.removed).toEqual(['stacks/gone/cdk.tf.json', 'stacks/used/cdk.tf.json']);
  expect(texts()).toEqual({ 'stacks/used/.terraform/lock': 'theirs' });
  expect(fs.existsSync(at('stacks/gone'))).toBe(false);
});

test('the permissions of a file that is replaced are kept', async () => {
  put('one', 'old');
  fs.chmodSync(at('one'), 0o640);
  await writeFiles(root, new Map([['one', 'new']]));
  expect(fs.statSync(at('one')).mode & 0o777).toBe(0o640);
});

describe('where a write fails, everything stays as it was', () => {
  const before = { 'a/old': 'old a', 'b/old': 'old b', gone: 'still wanted' };
  beforeEach(() => {
    for (const [file, text] of Object.entries(before)) put(file, text);
  });
  const write = (): Promise<unknown> =>
    writeFiles(
      root,
      new Map([
        ['a/old', 'new'],
        ['b/old', 'new'],
        ['c/d/new', 'new'],
      ]),
      ['gone'],
    );

  test('on a disk that is full while staging, naming the file and the cause', async () => {
    const real = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...given) => {
      if (String(given[0]).endsWith('b/old')) full();
      real(...given);
    });
    await expect(write()).rejects.toThrow(
      /^cannot write .*b\/old: no space left on the device; free some and run again \(ENOSPC\)$/,
    );
    expect(texts()).toEqual(before);
  });

  test.each([1, 2, 3])('on move number %i that fails', async (failing) => {
    const real = fs.renameSync;
    let moves = 0;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(from).includes(`${path.sep}new${path.sep}`) && ++moves === failing) full();
      real(from, to);
    });
    await expect(write()).rejects.toThrow(/^cannot write .*\(ENOSPC\)$/);
    expect(texts()).toEqual(before);
    expect(fs.existsSync(at('c'))).toBe(false);
  });

  test('on a removal that fails', async () => {
    jest.spyOn(fs, 'unlinkSync').mockImplementation(full);
    await expect(write()).rejects.toThrow(/^cannot remove .*gone: no space left/);
    expect(texts()).toEqual(before);
  });

  test('where a folder stands in the place of a file', async () => {
    put('c/d/new/inside', 'theirs');
    await expect(write()).rejects.toThrow(
      /^cannot write .*c\/d\/new: a folder stands where a file should be; move it away \(EISDIR\)$/,
    );
    expect(texts()).toEqual({ ...before, 'c/d/new/inside': 'theirs' });
  });

  test('where a file stands in the place of a folder', async () => {
    put('c', 'theirs');
    await expect(write()).rejects.toThrow(
      /^cannot write .*: a file stands where a folder should be; move it away \(ENOTDIR\)$/,
    );
    expect(texts()).toEqual({ ...before, c: 'theirs' });
  });
});

test('a root that cannot be made is named, and nothing is left of it', async () => {
  put('file', 'theirs');
  await expect((async () => writeFiles(at('file/below'), new Map([['one', '1']])))()).rejects.toThrow(
    /^cannot write .*file\/below: .*\((ENOTDIR|EEXIST)\)$/,
  );
  expect(texts()).toEqual({ file: 'theirs' });
});

// Where this hangs instead of failing: Node's recursive mkdir goes round for ever on a file system without folders.
test('a root where no folder can be made ends in words', async () => {
  await expect((async () => writeFiles('/proc/none/below', new Map([['one', '1']])))()).rejects.toThrow(
    /^cannot write \/proc\/none\/below: .*\(ENOENT\)$/,
  );
});

test('folders made for a root are taken back where nothing is committed', async () => {
  const staging = new Staging(at('a/b/c'));
  staging.write('one', '1');
  staging.discard();
  expect(fs.readdirSync(root)).toEqual([]);
});

test('what a killed process left behind is swept away, what a living one is writing is not', async () => {
  fs.mkdirSync(at('.streha-999999999-dead'), { recursive: true });
  fs.mkdirSync(at(`.streha-${process.pid}-living`));
  await writeFiles(root, new Map([['one', '1']]));
  expect(fs.readdirSync(root).sort()).toEqual([`.streha-${process.pid}-living`, 'one']);
});

test('a symbolic link is replaced and what it leads to is left alone', async () => {
  put('target', 'theirs');
  fs.symlinkSync(at('target'), at('link'));
  await writeFiles(root, new Map([['link', 'ours']]));
  expect(texts()).toEqual({ link: 'ours', target: 'theirs' });
});
