import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { DomainEvent, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { EventLog } from '#libs/event-log/event-log.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { createMasterKey, type MasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { Metrics } from '#libs/platform/metrics.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { zone } from '#libs/temporal/dates.js';
import { frozenLog } from '../../test/support/frozen-log.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { CommandRunner } from './command-runner.js';
import type { CommandContext } from './command.js';
import { ForwardProcess } from './forward-process.js';
import { Streams } from './streams.js';
import { UnchangedAnswers } from './unchanged-answers.js';

type RoundRequested = DomainEvent<'RoundRequested', { readonly doors: readonly string[]; readonly shut: readonly string[] }>;
const definitions: EventDefinitions = { RoundRequested: { version: 1 }, DoorKnocked: { version: 1 }, RoundCompleted: { version: 1 } };
const door = (name: string): string => `door-${name}`;
const nothing: Fold<object> = { initial: () => ({}), apply: () => undefined };

let database: TestDatabase;
let pool: pg.Pool;
let folder: string;
let keys: KeyStore;
let masterKey: MasterKey;
let log: EventLog;
const failures: unknown[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { name: 'test' });
  folder = await mkdtemp(path.join(os.tmpdir(), 'annals-process-'));
  masterKey = await createMasterKey(path.join(folder, 'master.json'));
  keys = await KeyStore.open({ pool, masterKey });
  log = new PostgresEventLog(database.url);
});
afterAll(async () => {
  keys.close();
  await log.close();
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Knocking at every door of a list, as a process of its own does it. */
function rounds(on: EventLog = log): ForwardProcess<RoundRequested> {
  const codec = new PersonalDataCodec({ keys, pool, definitions, zone: zone('UTC') });
  const metrics = new Metrics();
  const streams = new Streams({ log: on, codec, zone: zone('UTC'), metrics });
  const runner = new CommandRunner({ log: on, streams, unchangedAnswers: new UnchangedAnswers(pool), masterKey, metrics, sleep, random: Math.random });
  return new ForwardProcess({ log: on, runner, onError: (error) => failures.push(error) }, {
    requested: 'RoundRequested', completed: 'RoundCompleted',
    steps: ({ doors, shut }) => doors.map((id) => ({
      id,
      async carryOut(attempt) {
        if (shut.includes(id)) return false;
        const loaded = await attempt.load(door(id), nothing);
        if (!loaded.commands.has(attempt.context.commandId)) await attempt.appendFollowing(door(id), loaded, [{ type: 'DoorKnocked', data: {} }]);
        return true;
      },
    })),
  });
}

function round(count: number, shut = 0) {
  const doors = Array.from({ length: count }, () => randomUuid());
  const commandId = randomUuid();
  const context: CommandContext = {
    caller: 'service:test', key: commandId, commandId, actor: 'service:test', correlationId: commandId, validateOnly: false, now: '2024-03-01T09:00:00.000Z', today: '2024-03-01', target: 'round', body: {},
  };
  const stream = `round-${commandId}`;
  const list = () => Promise.resolve({ stream, data: { doors, shut: doors.slice(0, shut) }, answer: { doors: count } });
  return { doors, context, stream, list };
}
const knocks = (doors: readonly string[]): Promise<number[]> => Promise.all(doors.map(async (id) => (await log.readStream(door(id))).length));
async function ended(stream: string): Promise<object> {
  for (;;) {
    const end = (await log.readStream(stream)).find(({ type }) => type === 'RoundCompleted');
    if (end) return JSON.parse(end.data) as object;
    await sleep(20);
  }
}

describe('a process over many streams', () => {
  it('goes through its list, and says what it found', async () => {
    const { doors, context, stream, list } = round(20, 2);
    expect(await rounds().request(context, list)).toMatchObject({ status: 'accepted', doors: 20 });
    expect(await ended(stream)).toEqual({ moved: 18, skipped: doors.slice(0, 2).sort() });
    expect(await knocks(doors)).toEqual([0, 0, ...Array<number>(18).fill(1)]);
  });

  it('that stops is not at its end for whoever waits for it; another one carries on, and writes nothing twice', async () => {
    const { doors, context, stream, list } = round(20);
    const freezing = frozenLog(log, (name) => name === door(doors[3]!));
    const stopping = rounds(freezing.log);
    await stopping.request(context, list);
    await freezing.held;
    // As the settler of the same process comes to it.
    const waiting = stopping.settle(await log.eventsOfCommand(context.commandId), context.today);
    const stopped = stopping.stop();
    freezing.thaw();
    await expect(waiting).rejects.toThrow('whoever starts next');
    await stopped;
    expect((await log.readStream(stream)).map(({ type }) => type)).toEqual(['RoundRequested']);
    await rounds().settle(await log.eventsOfCommand(context.commandId), context.today);
    expect(await ended(stream)).toEqual({ moved: 20, skipped: [] });
    expect(await knocks(doors)).toEqual(Array(20).fill(1));
    expect(failures).toEqual([]);
  });

  it('carried out by several at once comes to one end', async () => {
    const { doors, context, stream, list } = round(30);
    const freezing = frozenLog(log, (name) => name.startsWith('door-'));
    await rounds(freezing.log).request(context, list);
    await freezing.held;
    const events = await log.eventsOfCommand(context.commandId);
    freezing.thaw();
    await Promise.allSettled([rounds().settle(events, context.today), rounds().settle(events, context.today)]);
    expect(await ended(stream)).toEqual({ moved: 30, skipped: [] });
    expect((await log.readStream(stream)).map(({ type }) => type)).toEqual(['RoundRequested', 'RoundCompleted']);
    expect(await knocks(doors)).toEqual(Array(30).fill(1));
  });

  it('that nobody requested is nothing to settle', async () => {
    await rounds().settle([], '2024-03-01');
    const { position } = await log.head();
    const { doors, context, list } = round(1);
    await expect(rounds().request({ ...context, validateOnly: true }, list)).resolves.toMatchObject({ status: 'valid', doors: 1 });
    expect((await log.head()).position).toBe(position);
    expect(await knocks(doors)).toEqual([0]);
  });
});

describe('a stream that is read ahead', () => {
  it('is what it has become when it is needed: never a state of one revision under the number of another', async () => {
    const knocks: Fold<{ count: number }> = { initial: () => ({ count: 0 }), apply: (state) => void (state.count += 1) };
    const streams = new Streams({ log, codec: new PersonalDataCodec({ keys, pool, definitions, zone: zone('UTC') }), zone: zone('UTC'), metrics: new Metrics() });
    const stream = door(randomUuid());
    const knock = () => [{ id: randomUuid(), commandId: randomUuid(), event: { type: 'DoorKnocked', data: {} }, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUuid() } }];
    await streams.append(stream, -1, knock());
    const ahead = await streams.read(stream, knocks);
    const { position } = await streams.append(stream, 0, knock());
    expect(ahead()).toMatchObject({ state: { count: 2 }, revision: 1, position });
  });
});
