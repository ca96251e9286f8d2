import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInUse, lockFolder } from './folder-lock.js';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('refuses a second holder, naming the first and the folder', async () => {
    await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await expect(lockFolder(folder)).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
  });

  it('is free again after its release', async () => {
    const release = await lockFolder(folder);
    await release();
    expect(await readdir(folder)).toEqual([]);
    await (await lockFolder(folder))();
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, start: '1 x' }],
    ['an earlier process of the same id', { pid: process.pid, start: '1 another-boot' }],
  ])('does not count when it names %s', async (_case, holder) => {
    await writeFile(path.join(folder, 'annals.pid'), JSON.stringify(holder));
    await lockFolder(folder);
    expect(JSON.parse(await readFile(path.join(folder, 'annals.pid'), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(await readdir(folder)).toEqual(['annals.pid']);
  });
});
