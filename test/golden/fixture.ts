/** A log as it was written by some version of Annals, with the keys to read it and the answers it gave. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { createPool } from '#libs/platform/database.js';
import { send } from '../http/client.js';
import type { Found, TestApi } from '../support/api.js';

/** Every version of Annals that wrote something no other wrote before it. */
export const GOLDEN_VERSIONS = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];

/** Positions as numbers; otherwise as {@link RecordedEvent}. */
export type GoldenEvent = Omit<RecordedEvent, 'position' | 'appendEnd'> & { readonly position: number; readonly appendEnd: number };

/** What was answered to a path; positions of the log left out, because a later version may append its own configuration. */
export interface GoldenAnswer {
  readonly path: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A wrapped key as its table holds it. */
interface GoldenKey {
  readonly key_id: string;
  readonly subject: string;
  readonly data_class: string;
  readonly parties: readonly string[];
  readonly wrapped: string;
}

export interface Fixture {
  readonly events: readonly GoldenEvent[];
  readonly keys: readonly GoldenKey[];
  readonly answers: readonly GoldenAnswer[];
}

const folderOf = (version: string): string => path.join(import.meta.dirname, version);
const masterKeyOf = (version: string): string => path.join(folderOf(version), 'master-key.json');

export async function readFixture(version: string): Promise<Fixture> {
  const lines = async <T>(name: string): Promise<T[]> => (await readFile(path.join(folderOf(version), name), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as T);
  return { events: await lines<GoldenEvent>('events.ndjson'), keys: await lines<GoldenKey>('keys.ndjson'), answers: await lines<GoldenAnswer>('answers.ndjson') };
}

/** Writes down what a server holds and answers. */
export async function writeFixture(version: string, api: TestApi, paths: readonly string[]): Promise<void> {
  const write = (name: string, rows: readonly object[]): Promise<void> => writeFile(path.join(folderOf(version), name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await write('events.ndjson', await eventsOf(api));
  const { rows } = await api.pool.query<GoldenKey>(`select key_id, subject, data_class, parties, encode(wrapped, 'base64') as wrapped from keys.data_key order by key_id`);
  await write('keys.ndjson', rows);
  await write('answers.ndjson', await answersOf(api, paths));
  await writeFile(masterKeyOf(version), await readFile(api.keyFile));
}

export async function eventsOf(api: TestApi): Promise<GoldenEvent[]> {
  return (await api.log.readAll(0n, Number.MAX_SAFE_INTEGER)).map((event) => ({ ...event, position: Number(event.position), appendEnd: Number(event.appendEnd) }));
}

export async function answersOf(api: TestApi, paths: readonly string[]): Promise<GoldenAnswer[]> {
  const { position } = await api.log.head();
  if (!(await api.projecting.waitFor(position, 10_000))) throw new Error('the read models do not keep up', { cause: api.projecting.state.error });
  return Promise.all(paths.map(async (one) => {
    const { status, body } = await send(api.url, 'GET', one, undefined, { 'accept-language': 'en' });
    return { path: one, status, body: Object.fromEntries(Object.entries(body).filter(([member]) => member !== 'position' && member !== 'knownAt')) };
  }));
}

/** Puts a fixture in the place of what a server would find: the same appends one after the other, recorded at the same instants; in PostgreSQL at the same positions. */
export async function loadFixture(version: string, { events, keys }: Fixture, { database, keyFile, log, setClock }: Found): Promise<void> {
  await writeFile(keyFile, await readFile(masterKeyOf(version)), { mode: 0o600 });
  const pool = createPool(database.url, { name: 'golden', max: 1 });
  try {
    await insertKeys(pool, keys);
  } finally {
    await pool.end();
  }
  const revisions = new Map<string, number>();
  for (let first = 0; first < events.length;) {
    const { stream, appendEnd, recordedAt } = events[first]!;
    const together = events.slice(first, appendEnd);
    await setClock(recordedAt);
    const { position } = await log.append(stream, revisions.get(stream) ?? 'no-stream', together.map(({ id, type, commandId, data, metadata }) => ({ id, type, commandId, data, metadata })));
    if (log.engine === 'postgres' && position !== BigInt(appendEnd)) throw new Error(`the append that ended at ${appendEnd} now ends at ${position}`);
    revisions.set(stream, together.at(-1)!.revision);
    first = appendEnd;
  }
}

async function insertKeys(pool: pg.Pool, keys: readonly GoldenKey[]): Promise<void> {
  await pool.query(`
    insert into keys.data_key (key_id, subject, data_class, parties, wrapped)
    select key_id, subject, data_class, parties, decode(wrapped, 'base64') from json_to_recordset($1::json) as k (key_id uuid, subject uuid, data_class text, parties uuid[], wrapped text)`, [JSON.stringify(keys)]);
}
