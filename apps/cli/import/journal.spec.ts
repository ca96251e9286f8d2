import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AnnalsClient } from '../client.js';
import { Journal, readJournal } from './journal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'annals-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Whom commands made is known of all entries here, so no server is asked. */
const read = (file: string) => readJournal(file, new AnnalsClient({ url: 'http://127.0.0.1:9', caller: 'service:test', actor: 'service:test' }));
const entry = (line: number) => ({ line, keys: [`key-${line}`], ids: [`party-${line}`] });

it('that was cut in the middle of a line goes on behind it, and is read without it', async () => {
  const journal = new Journal(path.join(folder, 'cut.journal'));
  await journal.write([entry(1), entry(2), entry(3)]);
  await truncate(journal.file, (await readFile(journal.file)).length - 10);
  expect(await read(journal.file)).toEqual({ keys: ['key-1', 'key-2'], ids: ['party-1', 'party-2'] });
  await new Journal(journal.file).write([entry(4)]);
  await journal.write([entry(5)]);
  expect(await read(journal.file)).toEqual({ keys: ['key-1', 'key-2', 'key-4', 'key-5'], ids: ['party-1', 'party-2', 'party-4', 'party-5'] });
});

it('is no file of something else', async () => {
  const file = path.join(folder, 'other.csv');
  await writeFile(file, 'a,b\n1,2\n');
  await expect(read(file)).rejects.toThrow('is no journal of an import that sent anything');
  await appendFile(file, '{"line":"1"}\n');
  await expect(read(file)).rejects.toThrow('line 3 is no line of a journal');
});
