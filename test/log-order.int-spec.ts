/**
 * The order of the log under everything at once: many writers on connections of their own, transactions that roll back, and
 * readers that poll as fast as they can. Nobody is overtaken, nothing is missing or double.
 *
 * And the same check against a log without its lock, which must be caught: a check that cannot fail proves nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { EventLog, NewEvent, RecordedEvent } from '#libs/event-log/event-log.js';
import { EventIdTaken, WrongExpectedRevision } from '#libs/event-log/event-log.js';
import { APPEND_TIMEOUT_MS, LOCK_TIMEOUT_MS, PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { sessionSettings } from '#libs/event-log/postgres/sessions.js';
import { createPool } from '#libs/platform/database.js';
import { packageRoot } from '#libs/platform/package-root.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { readEverything } from './contract/event-log.contract.js';
import type { TestDatabase } from './support/postgres.js';
import { createTestDatabase } from './support/postgres.js';

const WRITERS = 16;
const APPENDS_PER_WRITER = 40;
const READERS = 3;
const ROUNDS = 10;

describe('the order of the log', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let logs: EventLog[];
  const connect = (): EventLog => {
    const log = new PostgresEventLog(database.url);
    logs.push(log);
    return log;
  };
  beforeEach(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url, { name: 'test', max: 2 });
    logs = [];
  });
  afterEach(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await pool.end();
    await database.drop();
  });

  it(`holds for ${WRITERS} writers and ${READERS + 1} readers`, async () => {
    expect(await violationsUnderLoad(connect)).toEqual([]);
  });

  it('is found broken when the lock is taken out of the function', async () => {
    await replaceInAppend(pool, [[/PERFORM pg_advisory_xact_lock\(\d+\);/, '']]);
    const violations = await violationsUnderLoad(connect);
    // Positions are made of the last one and are unique, so that even then nobody is overtaken: writers are refused for nothing.
    expect(kinds(violations)).toContain('refused without reason');
  });

  it('is found broken when, besides, positions come from a sequence, as in a naive log', async () => {
    await pool.query('CREATE SEQUENCE log.naive INCREMENT 1000');
    await replaceInAppend(pool, [
      [/PERFORM pg_advisory_xact_lock\(\d+\);/, ''],
      ['last_position := coalesce(last_position, 0);', "last_position := nextval('log.naive');"],
    ]);
    // Whether a reader looks in the very moment is chance: the load is repeated until one did.
    const found = new Set<string>();
    for (let round = 0; round < ROUNDS && !found.has('reader overtaken'); round += 1) for (const kind of kinds(await violationsUnderLoad(connect))) found.add(kind);
    expect([...found]).toEqual(expect.arrayContaining(['gap in positions', 'reader overtaken']));
  });

  it('does not make anybody wait for a writer that is frozen', async () => {
    const storm = spawn(process.execPath, ['--import', './test/support/typescript.js', 'test/support/append-storm.ts', database.url], { cwd: packageRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(storm.stdout, 'data');
      const log = connect();
      for (let freeze = 0; freeze < 10; freeze += 1) {
        storm.kill('SIGSTOP');
        // Fails with LogUnavailable when it has to wait longer than its deadline.
        for (let n = 0; n < 5; n += 1) await log.append(`party-${freeze}-${n}`, 'no-stream', [event(), event()]);
        storm.kill('SIGCONT');
        // Another moment of its doing each time.
        await sleep(7 + freeze);
      }
    } finally {
      storm.kill('SIGKILL');
      await once(storm, 'exit');
    }
    const all = await readEverything(connect(), 500);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, n) => BigInt(n + 1)));
    expect(all.filter(({ stream }) => stream.startsWith('party-'))).toHaveLength(100);
  });

  it('goes on when a writer froze after its statement took the lock and before its request was complete', async () => {
    const frozen = createPool(database.url, { name: 'test frozen', max: 1, settings: sessionSettings({ lockTimeoutMs: LOCK_TIMEOUT_MS, transactionTimeoutMs: APPEND_TIMEOUT_MS }) });
    const client = await frozen.connect();
    try {
      // Everything of an append's request but its last message: the server runs it, and waits for the rest to commit.
      const { connection } = client as unknown as { connection: WireConnection };
      connection.parse({ text: 'SELECT pg_advisory_xact_lock(7305002)' });
      connection.bind({});
      connection.execute({});
      connection.flush();
      await expectLockHeld(pool);
      expect(await connect().append('party-1', 'no-stream', [event()])).toMatchObject({ position: 1n });
    } finally {
      client.release(true);
      await frozen.end();
    }
  });
});

/** The messages of PostgreSQL's extended protocol, one by one; the driver keeps them out of its types. */
interface WireConnection {
  parse(message: { text: string }): void;
  bind(message: object): void;
  execute(message: object): void;
  flush(): void;
}

async function expectLockHeld(pool: pg.Pool): Promise<void> {
  const held = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7305002 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await pool.query(held)).rowCount === 0) await sleep(5);
}

interface Violation {
  readonly kind: 'gap in positions' | 'append split' | 'clock steps back' | 'accepted but not in the log' | 'in the log but not accepted'
    | 'refused without reason' | 'reader overtaken' | 'reader saw twice' | 'reader out of order';
  readonly detail: string;
}

const kinds = (violations: readonly Violation[]): Violation['kind'][] => [...new Set(violations.map(({ kind }) => kind))];

/** What became of one append: accepted, refused as it had to be, or refused though nothing stood in its way. */
interface Attempt {
  readonly events: readonly NewEvent[];
  readonly accepted: boolean;
  readonly unexpected?: unknown;
}

/** Lets writers and readers loose on the log and checks all that was seen against the log as it is in the end. */
async function violationsUnderLoad(connect: () => EventLog): Promise<Violation[]> {
  const seed = event();
  await connect().append('seed', 'no-stream', [seed]);

  const writing = new AbortController();
  const readers = Array.from({ length: READERS }, () => pollUntil(connect(), writing.signal));
  const subscribed: RecordedEvent[] = [];
  const subscription = follow(connect(), subscribed, writing.signal);
  const attempts = (await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(connect(), writer, seed)))).flat();

  const all = await readEverything(connect(), 1_000);
  while (subscribed.at(-1)?.position !== all.at(-1)!.position) await sleep(5);
  writing.abort();
  await subscription;
  const seen = [...(await Promise.all(readers)), subscribed];
  return [...logViolations(all, [{ events: [seed], accepted: true }, ...attempts]), ...seen.flatMap((events) => readerViolations(events, all))];
}

/** One writer: appends of 1 to 5 events to streams of its own and to contended ones, and appends that roll back. */
async function write(log: EventLog, writer: number, seed: NewEvent): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  await Promise.all([0, 1].map(async (lane) => {
    for (let n = 0; n < APPENDS_PER_WRITER / 2; n += 1) {
      const events = Array.from({ length: 1 + ((writer + n) % 5) }, event);
      const kind = n % 5;
      // A known id behind new events: they are written, and rolled back.
      if (kind === 3) attempts.push(await attempt(log, `own-${writer}-${lane}-${n}`, [...events, seed], EventIdTaken));
      else if (kind === 4) attempts.push(await attempt(log, `contended-${n}`, events, WrongExpectedRevision));
      else attempts.push(await attempt(log, `own-${writer}-${lane}-${n}`, events));
    }
  }));
  return attempts;
}

async function attempt(log: EventLog, stream: string, events: readonly NewEvent[], refusal?: new (...args: never[]) => Error): Promise<Attempt> {
  try {
    await log.append(stream, 'no-stream', events);
    return { events, accepted: true };
  } catch (error) {
    return refusal && error instanceof refusal ? { events, accepted: false } : { events, accepted: false, unexpected: error };
  }
}

/** A reader that pages on from where it is, as fast as it can, until the writers are done and there is no more. */
async function pollUntil(log: EventLog, done: AbortSignal): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for (;;) {
    const last = done.aborted;
    const events = await log.readAll(seen.at(-1)?.position ?? 0n, 20);
    seen.push(...events);
    if (last && events.length === 0) return seen;
  }
}

async function follow(log: EventLog, seen: RecordedEvent[], signal: AbortSignal): Promise<void> {
  for await (const events of log.subscribe(0n, { signal, batchSize: 20 })) seen.push(...events);
}

function logViolations(all: readonly RecordedEvent[], attempts: readonly Attempt[]): Violation[] {
  const violations: Violation[] = [];
  const report = (kind: Violation['kind'], detail: unknown): unknown => violations.push({ kind, detail: String(detail) });
  const accepted = new Set(attempts.flatMap((one) => (one.accepted ? one.events.map(({ id }) => id) : [])));
  const index = new Map(all.map(({ id }, n) => [id, n]));

  all.forEach(({ position, recordedAt, id }, n) => {
    if (position !== BigInt(n + 1)) report('gap in positions', position);
    if (n > 0 && recordedAt < all[n - 1]!.recordedAt) report('clock steps back', position);
    if (!accepted.has(id)) report('in the log but not accepted', position);
  });
  for (const { events, accepted: wasAccepted, unexpected } of attempts) {
    if (unexpected !== undefined) report('refused without reason', unexpected);
    if (!wasAccepted) continue;
    const places = events.map(({ id }) => index.get(id));
    const [first] = places;
    if (places.includes(undefined)) report('accepted but not in the log', events[0]!.id);
    else if (places.some((place, n) => place !== first! + n || all[place]!.appendEnd !== all[places.at(-1)!]!.position)) report('append split', events[0]!.id);
  }
  return violations;
}

/** What a reader saw must be the log itself, from its beginning. */
function readerViolations(seen: readonly RecordedEvent[], all: readonly RecordedEvent[]): Violation[] {
  const violations: Violation[] = [];
  const positions = new Set(seen.map(({ position }) => position));
  const end = seen.at(-1)?.position ?? 0n;
  const missed = all.filter(({ position }) => position <= end && !positions.has(position)).length;
  const outOfOrder = seen.filter(({ position }, n) => n > 0 && position <= seen[n - 1]!.position).length;
  if (missed > 0) violations.push({ kind: 'reader overtaken', detail: `missed ${missed} of ${all.length} events` });
  if (positions.size < seen.length) violations.push({ kind: 'reader saw twice', detail: `${seen.length - positions.size} events` });
  if (outOfOrder > 0) violations.push({ kind: 'reader out of order', detail: `${outOfOrder} times` });
  return violations;
}

/** Changes the text of `log.append` in this database; each part must be there. */
async function replaceInAppend(pool: pg.Pool, parts: readonly (readonly [RegExp | string, string])[]): Promise<void> {
  const { rows } = await pool.query<{ text: string }>("SELECT pg_get_functiondef('log.append'::regproc) AS text");
  let text = rows[0]!.text;
  for (const [part, replacement] of parts) {
    const changed = text.replace(part, replacement);
    expect(changed).not.toBe(text);
    text = changed;
  }
  await pool.query(text);
}

function event(): NewEvent {
  return { id: randomUuid(), type: 'FactRecorded', commandId: randomUuid(), data: '{}', metadata: '{"v":1}' };
}
