/** Writes the golden log of a new version into its folder, once: `node --import ./test/support/typescript.js test/golden/write.ts v2`. */
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startApi } from '../support/api.js';
import { writeFixture } from './fixture.js';
import { BEGINNING, tellGoldenStory } from './story.js';

const [, , version = ''] = process.argv;
if (!/^v\d+$/.test(version)) throw new Error('which version? such as v2');
const written = await access(path.join(import.meta.dirname, version, 'events.ndjson')).then(() => true, () => false);
if (written) throw new Error(`${version} is written and stays as it is: what it holds is in logs that are kept`);
await mkdir(path.join(import.meta.dirname, version), { recursive: true });
// Plain JavaScript, because Jest loads it by itself; an address is not looked up as TypeScript.
const plain = async (file: string): Promise<() => Promise<void>> => ((await import(new URL(`../support/${file}`, import.meta.url).href)) as { default: () => Promise<void> }).default;
await (await plain('postgres-setup.js'))();
try {
  const told = await startApi({ at: BEGINNING });
  const paths = await tellGoldenStory(told);
  // As whoever opens the log is answered: the story ends with a copy, which has an id of its own.
  const api = await told.restart(async ({ url }) => {
    const client = new pg.Client(url);
    await client.connect();
    // The tables follow the copy from where they stand.
    await client.query('delete from projecting.source').finally(() => client.end());
  });
  try {
    await writeFixture(version, api, paths);
  } finally {
    await api.stop();
  }
} finally {
  await (await plain('postgres-teardown.js'))();
}
