/** Somebody who may do anything to the database changes one thing of the log; `verify log` names it. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { copyLog } from '#libs/event-log/copy/copy-log.js';
import { Copies } from '#libs/event-log/copy/copies.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { uuidV5 } from '#libs/platform/uuid.js';
import { createTestEventStore } from '../../test/support/eventstoredb/eventstore.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { Blocks } from './blocks.js';
import { Notary } from './notary.js';
import { readSeals, signed, type Seal } from './seal.js';
import { readSealingKey } from './sealing-key.js';
import { NotVerifiable, verifyLog, type Finding, type Verdict, type VerifyOptions } from './verify-log.js';

const ID = 'b7a1c0de-0000-4000-8000-000000000000';
const PARTIES = 5;
/** Appends in a block; every fourth one is of two events. */
const APPENDS = 8;
const BLOCKS = 3;

describe('a sealed log', () => {
  let database: TestDatabase;
  let folder: string;
  let log: PostgresEventLog;
  let pool: pg.Pool;
  let events: readonly RecordedEvent[];
  let seals: readonly Seal[];
  const notaryOf = (of: PostgresEventLog | undefined = log): Notary => new Notary({
    log: of, pool, keyFile: path.join(folder, 'sealing.json'), monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: (error) => { throw error as Error; },
  });
  const verify = (options: Partial<VerifyOptions> = {}): Promise<Verdict> => verifyLog({ log, blocks: new Blocks(pool), witnessed: [], ...options });
  const sql = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await pool.query(statement);
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(os.tmpdir(), 'annals-seals-'));
    log = new PostgresEventLog(database.url);
    pool = createPool(database.url, { name: 'owner', max: 4 });
    const revisions = new Map<string, number>();
    const notary = notaryOf();
    for (let n = 0; n < APPENDS * (BLOCKS + 1) - 4; n += 1) {
      const [stream, size, commandId] = [`party-${n % PARTIES}`, n % 4 === 3 ? 2 : 1, uuidV5(ID, `command ${n}`)];
      const before = revisions.get(stream) ?? -1;
      await log.append(stream, before < 0 ? 'no-stream' : before, Array.from({ length: size }, (_, i) => ({
        id: uuidV5(commandId, String(i)), type: n < PARTIES ? 'PartyCreated' : 'FactRecorded', commandId,
        data: JSON.stringify({ value: { $e: 1, k: ID, n: 'q83v', c: `${n}/${i}` }, from: '2024-01-01', 10: 1, 9: 2 }), metadata: JSON.stringify({ v: 1, n: i + 1, of: size }),
      })));
      revisions.set(stream, before + size);
      if (n % APPENDS === APPENDS - 1) await notary.round({ everything: true });
    }
    await notary.stop();
    events = await log.readAll(0n, 1_000);
    const kept: Seal[] = [];
    for await (const { seal } of readSeals(log, 0)) kept.push(seal!);
    seals = kept;
    await sql('alter table log.event disable trigger only_append', 'create table saved_event as table log.event', 'create table saved_block as table notary.block');
  });
  afterAll(async () => {
    await log.close();
    await pool.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  afterEach(() => sql('delete from log.event', 'insert into log.event select * from saved_event', 'delete from notary.block', 'insert into notary.block select * from saved_block'));

  it('verifies, and says how far it is sealed', async () => {
    expect(seals.map(({ block }) => block)).toEqual([0, 1, 2]);
    expect(await verify()).toEqual({
      events: events.length, sealed: seals[2]!.last, seals: 3, witnessed: 0, publicKey: seals[0]!.publicKey, finding: undefined,
    });
    expect(events.length - seals[2]!.last).toBe(1 + 5);
    expect((await verify({ witnessed: [seals[1]!] })).finding).toBeUndefined();
  });

  /** Of the second block: an event in the middle, alone in its append. */
  const AT = 17;
  const at = `position = ${AT}`;
  const swapped = (a: number, b: number, columns: string): string[] => [
    `create table swap as select * from log.event where position in (${a}, ${b})`,
    `update log.event set event_id = gen_random_uuid(), stream = 'swap', revision = position where position in (${a}, ${b})`,
    `update log.event e set (${columns}) = (select ${columns} from swap s where s.position = ${a} + ${b} - e.position) where position in (${a}, ${b})`,
    'drop table swap',
  ];
  const moveUp = (from: number): string[] => [`update log.event set position = position + 100000, append_end = append_end + 100000 where position > ${from}`, 'update log.event set position = position - 100001, append_end = append_end - 100001 where position > 100000'];
  const CHANGES: readonly (readonly [what: string, statements: () => readonly string[], kind: Finding['kind'], ordinal: number | undefined, detail: RegExp])[] = [
    ['data', () => [`update log.event set data = replace(data::text, '"from":"2024-01-01"', '"from":"2023-01-01"')::json where ${at}`], 'altered', AT, /^data differs$/],
    ['metadata', () => [`update log.event set metadata = '{"v":1,"n":1,"of":1,"actor":"agent:x"}' where ${at}`], 'altered', AT, /^metadata differs$/],
    ['type', () => [`update log.event set type = 'FactRetracted' where ${at}`], 'altered', AT, /^type differs: was FactRecorded, is FactRetracted$/],
    ['stream', () => [`update log.event set stream = 'party-9' where ${at}`], 'altered', AT, /^stream differs: was party-\d, is party-9$/],
    ['revision', () => [`update log.event set revision = 900 where ${at}`], 'altered', AT, /^revision differs: was \d+, is 900$/],
    ['event id', () => [`update log.event set event_id = '${ID}' where ${at}`], 'altered', AT, /^event id differs: was .*, is b7a1c0de/],
    ['command id', () => [`update log.event set command_id = '${ID}' where ${at}`], 'altered', AT, /^command id differs: was .*, is b7a1c0de/],
    ['recorded time', () => [`update log.event set recorded_at = recorded_at - interval '1 millisecond' where ${at}`], 're-dated', AT, /^recordedAt differs: was 2.*Z, is 2.*Z$/],
    ['end of the append', () => [`update log.event set append_end = ${AT + 1} where ${at}`], 'altered', AT, /^end of the append differs$/],
    ['data and type', () => [`update log.event set data = '{}', type = 'X' where ${at}`], 'altered', AT, /^type differs: was FactRecorded, is X; data differs$/],
    ['position', () => [`update log.event set position = 900, append_end = 900 where ${at}`], 'reordered', AT, new RegExp(`^it was event ${AT + 1}; here stood revision `)],
    ['order', () => swapped(AT, AT + 1, 'stream, revision, event_id, type, command_id, data, metadata, recorded_at'), 'reordered', AT, new RegExp(`^it was event ${AT + 1}; here stood revision `)],
    ['order far away', () => swapped(AT, 30, 'stream, revision, event_id, type, command_id, data, metadata'), 'reordered', AT, /^it was event 30; here stood revision /],
    ['one deleted', () => [`delete from log.event where ${at}`], 'missing', AT, new RegExp(`^event ${AT + 1}, revision .* stands in its place$`)],
    ['one deleted and the others moved up', () => [`delete from log.event where ${at}`, ...moveUp(AT)], 'missing', AT, new RegExp(`^event ${AT + 1}, revision .* stands in its place$`)],
    ['one deleted, with the revisions of its stream', () => [`update log.event set stream = 'gone' where ${at}`, `update log.event e set revision = revision - 1 where position > ${AT} and stream = (select stream from saved_event where ${at})`, 'delete from log.event where stream = \'gone\'', ...moveUp(AT)], 'missing', AT, /stands in its place$/],
    ['one inserted', () => [`update log.event set position = position + 100000, append_end = append_end + 100000 where position >= ${AT}`, 'update log.event set position = position - 99999, append_end = append_end - 99999 where position > 100000',
      `insert into log.event select ${AT}, ${AT}, 'party-9', 0, '${ID}', type, '${ID}', data, metadata, recorded_at from log.event where position = ${AT - 1}`], 'inserted', AT, /^it was not there when the log was sealed; here stood revision/],
    ['one replaced', () => [`update log.event set event_id = '${ID}', stream = 'party-9', revision = 0 where ${at}`], 'missing', AT, /^revision 0 of party-9 .* which was not there when the log was sealed, stands in its place$/],
    ['a position alone', () => ['update log.event set position = 900, append_end = 900 where position = 34'], 'missing', 34, /^position 35 is that of event 34: /],
    ['a seal', () => [`update log.event set data = replace(data::text, '"block":1', '"block":7')::json where stream = 'seals' and revision = 1`], 'altered', 22, /^data differs$/],
    ['a seal that was taken out', () => ["delete from log.event where stream = 'seals' and revision = 1"], 'missing', 22, /stands in its place$/],
    ['the last seal', () => [`update log.event set data = replace(data::text, '"block":2', '"block":7')::json where stream = 'seals' and revision = 2`], 'altered', undefined, /^the seal of block 2: its signature does not fit what it says$/],
    ['the last seal and what follows, cut off', () => ["delete from log.event where position >= (select position from log.event where stream = 'seals' and revision = 2)"], 'missing', undefined, /^the seal of block 2: it is not there, though it was made$/],
    ['all behind the middle of a sealed block, cut off', () => ['delete from log.event where position > 29'], 'missing', 30, /^the log ends before it$/],
    ['all behind the middle of an append, cut off', () => ['delete from log.event where position >= (select min(position) from log.event where position > 24 and append_end > position) + 1'], 'missing', 27, /^it does not follow the event before it$/],
    ['the end of a sealed block, cut off', () => ['delete from log.event where position > 29 and stream <> \'seals\''], 'missing', 30, /stands in its place$|the log ends before it$/],
  ];

  it.each(CHANGES)('in which was changed: %s', async (_, statements, kind, ordinal, detail) => {
    await sql(...statements());
    const { finding } = await verify();
    expect(finding).toMatchObject({ kind, detail: expect.stringMatching(detail) });
    expect(finding!.ordinal).toBe(ordinal);
    const { rows: [was] } = await pool.query<{ event_id: string; stream: string; revision: number }>('select event_id, stream, revision from saved_event where position = $1', [AT]);
    // Named by what it is called in the log of now, or was called when it is gone.
    if (kind === 'missing' && ordinal === AT) expect(finding!.event).toMatchObject({ id: was!.event_id, stream: was!.stream, revision: was!.revision });
  });

  it('has no column that none of these changes', async () => {
    const { rows } = await pool.query<{ name: string }>(`select column_name::text as name from information_schema.columns where table_schema = 'log' and table_name = 'event'`);
    const changed = new Set(CHANGES.flatMap(([, statements]) => statements()).filter((statement) => statement.endsWith(at)).flatMap((statement) => [...statement.matchAll(/(?:set|,) (\w+) = /g)].map(([, name]) => name)));
    expect(rows.length).toBe(10);
    expect(rows.filter(({ name }) => !changed.has(name))).toEqual([]);
  });

  it('written in another way, but the same JSON, is the same', async () => {
    await sql(`update log.event set data = replace(data::text, '{"9":2,"10":1,', '{ "10": 1.0, "9" : 2e0, ')::json where ${at}`);
    expect((await log.readAll(BigInt(AT - 1), 1))[0]!.data).toContain('2e0');
    expect((await verify()).finding).toBeUndefined();
  });

  it('and the notary\'s table with it: the block is named, and why not the event', async () => {
    const change = `update log.event set data = '{}' where ${at}`;
    const unnamed = { kind: 'altered', ordinal: seals[1]!.first, upTo: seals[1]!.last, event: undefined };
    await sql(change, 'delete from notary.block');
    expect((await verify()).finding).toMatchObject({ ...unnamed, detail: expect.stringMatching(/^one of the events 11 to 21 .* which one cannot be told: the notary's table does not hold the block$/) });
    await sql('insert into notary.block select * from saved_block where block = 1', 'update notary.block set hashes = overlay(hashes placing decode(repeat(\'00\', 32), \'hex\') from 1) where block = 1');
    expect((await verify()).finding).toMatchObject({ ...unnamed, detail: expect.stringMatching(/which one cannot be told: the notary's table is not as sealed either$/) });
  });

  it('whose table is gone still verifies, and the notary makes the same table again', async () => {
    const rows = async () => (await pool.query('select * from notary.block order by block')).rows as object[];
    const before = await rows();
    await sql('delete from notary.block');
    expect((await verify()).finding).toBeUndefined();
    const again = notaryOf();
    await again.round();
    await again.stop();
    expect(await rows()).toEqual(before);
    expect(await log.readAll(0n, 1_000)).toEqual(events);
  });

  it('that has lost what the table knows is not sealed any more, and the table stays: it alone tells what there was', async () => {
    const blocks = async () => (await pool.query('select * from notary.block order by block')).rows as object[];
    const before = await blocks();
    await sql('delete from log.event where position > 29');
    await log.append('party-9', 'no-stream', [{ id: ID, type: 'PartyCreated', commandId: ID, data: '{}', metadata: '{}' }]);
    const notary = notaryOf();
    await expect(notary.round({ everything: true })).rejects.toMatchObject({ name: 'SealBroken', message: expect.stringContaining('the log does not hold any more what block 2 was sealed from') as unknown });
    await notary.stop();
    expect(await blocks()).toEqual(before);
    expect((await verify()).finding).toMatchObject({ kind: 'missing', ordinal: 30 });
  });

  it('with a seal kept outside that is the last one: the range is that of the witness, and where seals of the log still agree is told', async () => {
    await sql(`update log.event set data = '{}' where position = 28`, 'delete from notary.block');
    expect((await verify({ witnessed: [seals[2]!] })).finding).toMatchObject({ kind: 'altered', ordinal: 1, upTo: 32, detail: expect.stringMatching(/; seals of the log agree up to event 21, and if nobody forged those it is one after it$/) as unknown });
  });

  it('written anew as a whole, sealed again with the very key: the seal outside tells', async () => {
    await sql(`update log.event set data = '{"value":"another"}' where ${at}`, "delete from log.event where stream = 'seals'",
      'create table renumbered as select row_number() over (order by position) as position, event_id from log.event', 'update log.event set position = position + 100000, append_end = append_end + 100000',
      'update log.event e set position = r.position, append_end = r.position + e.append_end - e.position from renumbered r where r.event_id = e.event_id', 'drop table renumbered', 'delete from notary.block');
    const forger = notaryOf();
    await forger.round({ everything: true });
    await forger.stop();
    expect(await verify()).toMatchObject({ finding: undefined, seals: 1, publicKey: seals[0]!.publicKey });
    // All blocks before are in doubt, because the seals that are there are those of the forger.
    expect((await verify({ witnessed: [seals[2]!] })).finding).toMatchObject({ kind: 'altered', ordinal: 1, detail: expect.stringContaining('one of the events 1 to') });
    expect((await verify({ witnessed: seals })).finding).toMatchObject({ ordinal: 11, detail: expect.stringContaining('one of the events 11 to 21') });
  });

  it('cut off behind its last seal together with the table: the seal outside tells', async () => {
    await sql(`delete from log.event where position > ${seals[1]!.last + 1}`);
    expect((await verify()).finding).toMatchObject({ kind: 'missing', ordinal: 23, detail: 'the log ends before it' });
    await sql('delete from notary.block where block > 1');
    expect((await verify()).finding).toBeUndefined();
    expect((await verify({ witnessed: [seals[2]!] })).finding).toMatchObject({ kind: 'missing', ordinal: 23, detail: 'the log ends with event 22, and the seal of block 2 goes up to event 32' });
  });

  it('does not let a stranger seal, nor a seal be bent that was kept', async () => {
    const key = (await readSealingKey(path.join(folder, 'sealing.json')))!;
    const { publicKey, signature, ...content } = seals[2]!;
    await expect(verify({ witnessed: [{ ...content, publicKey, signature, last: content.last - 1 }] })).rejects.toThrow(NotVerifiable);
    // Signed rightly, and of another history.
    const other = signed({ ...content, head: '0'.repeat(64) }, key);
    expect((await verify({ witnessed: [other] })).finding).toMatchObject({ kind: 'altered' });
    expect((await verify({ publicKey: 'AAAA' })).finding).toMatchObject({ detail: expect.stringContaining('is signed with another key') });
    await sql("delete from log.event where stream = 'seals'", 'delete from notary.block');
    await expect(verify()).rejects.toThrow('none of the');
  });

  it('verifies with the same seals where it was copied to', async () => {
    const store = await createTestEventStore();
    const elsewhere = createPool(store.database.url, { name: 'copy', max: 2 });
    const copy = store.log();
    try {
      await copyLog(log, copy, () => undefined);
      const ofCopy = { log: copy, blocks: new Blocks(elsewhere), witnessed: [seals[2]!] };
      expect(await verifyLog(ofCopy)).toEqual({ ...(await verify()), witnessed: 1 });
      // The notary goes on there from the seals, and where it is copied back.
      const there = new Notary({ log: copy, pool: elsewhere, keyFile: path.join(folder, 'sealing.json'), monotonic: () => performance.now(), sleep: () => Promise.resolve(), onError: () => undefined });
      await there.round({ everything: true });
      await there.stop();
      expect(await verifyLog(ofCopy)).toMatchObject({ sealed: events.length, seals: 4, finding: undefined });
      const database = await createTestDatabase();
      const [back, backPool] = [new PostgresEventLog(database.url), createPool(database.url, { name: 'back', max: 2 })];
      await new Copies(backPool).begin({ fromLogId: 'aaaaaaaa', engine: 'postgres', newLogId: () => 'bbbbbbbb' });
      await copyLog(copy, back, () => undefined);
      expect(await verifyLog({ log: back, blocks: new Blocks(backPool), witnessed: [seals[0]!] })).toMatchObject({ sealed: events.length, seals: 4, finding: undefined });
      await back.close();
      await backPool.end();
      await database.drop();
    } finally {
      await elsewhere.end();
      await store.dispose();
    }
  });

  it.each([['deleted', 'deleteStream'], ['deleted for good', 'tombstoneStream']] as const)('on EventStoreDB names the stream of its seals as what was %s there, and goes by the seals that the log still holds', async (_, deletion) => {
    const store = await createTestEventStore();
    const elsewhere = createPool(store.database.url, { name: 'copy', max: 2 });
    const copy = store.log();
    try {
      await copyLog(log, copy, () => undefined);
      await (await store.bareClient())[deletion](`${store.prefix}seals`);
      expect(await verifyLog({ log: copy, blocks: new Blocks(elsewhere), witnessed: [] })).toMatchObject({
        sealed: (await verify()).sealed, seals: BLOCKS, finding: { kind: 'altered', ordinal: undefined, detail: expect.stringMatching(/^the stream of the seals: .*deleted/) as unknown },
      });
    } finally {
      await elsewhere.end();
      await store.dispose();
    }
  });
});
