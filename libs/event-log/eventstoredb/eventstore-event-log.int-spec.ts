import { jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#libs/platform/clock.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { eventLogContract, readEverything } from '../../../test/contract/event-log.contract.js';
import type { TestEventStore } from '../../../test/support/eventstoredb/eventstore.js';
import { createTestEventStore, REAL_SERVER } from '../../../test/support/eventstoredb/eventstore.js';
import type { ProposedRecord } from '../../../test/support/eventstoredb/store.js';
import type { EventLog, NewEvent, RecordedEvent } from '../event-log.js';
import { AppendTooLarge, LogRefused, LogUnavailable, MAX_EVENTS_PER_APPEND } from '../event-log.js';
import type { EventStoreEventLog } from './eventstore-event-log.js';
import { LogClockMismatch } from './log-clock.js';
import { eventData } from './stored-event.js';

eventLogContract('EventStoreDB', async () => {
  const store = await createTestEventStore();
  return {
    connect: () => store.log(),
    async cutConnections() {
      await pause(20);
      store.proxy.cut();
    },
    dispose: () => store.dispose(),
  };
}, { idsAreUnique: false, tellsAppends: false });

/** A real server is spared what it cannot be told to do; the report says so. */
function withSimulator(name: string, test: () => Promise<void>): void {
  if (REAL_SERVER === undefined) it(name, test);
  else it.skip(`${name} (only the simulator can be told to do this)`, test);
}

describe('the log in EventStoreDB', () => {
  let store: TestEventStore;
  let log: EventStoreEventLog;
  const connect = (options?: Parameters<TestEventStore['log']>[0]): EventStoreEventLog => store.log(options);
  beforeEach(async () => {
    store = await createTestEventStore();
    log = connect();
  });
  afterEach(() => store.dispose());

  describe('in trouble', () => {
    withSimulator('gives an append its first outcome when the answer was lost, and the server was killed and started again', async () => {
      const { simulator } = store;
      const first = [event(), event()];
      simulator!.troubles.loseAnswers = 1;
      expect(await log.append('party-1', 'no-stream', first)).toMatchObject({ revision: 1 });

      const second = [event()];
      simulator!.troubles.loseAnswers = 1;
      const appending = log.append('party-1', 1, second);
      await pause(50);
      await simulator!.restart();
      expect(await appending).toMatchObject({ revision: 2 });
      expect((await log.readStream('party-1')).map(({ id }) => id)).toEqual([...first, ...second].map(({ id }) => id));
      expect(await connect().append('party-1', 1, second)).toEqual({ ...await log.append('party-1', 1, second) });
    });

    it('loses and doubles nothing when answers are swallowed and connections reset while 40 write', async () => {
      const ids = await writeUnder(log, 40, async () => {
        store.proxy.swallowAnswers();
        await pause(60);
        store.proxy.cut();
        await pause(120);
      });
      const everything = await readEverything(log, 500);
      expect(everything.map(({ id }) => id).sort()).toEqual(ids.sort());
    });

    withSimulator('waits while the server starts', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      store.simulator!.troubles.notReady = 3;
      expect(await log.append('party-1', 0, [event()])).toMatchObject({ revision: 1 });
    });

    it('answers in time when the server is frozen, and finds the outcome once it is not', async () => {
      const hurried = connect({ deadlineMs: 600, attemptMs: 200 });
      await hurried.open();
      store.proxy.freeze();
      const events = [event()];
      await expect(hurried.append('party-1', 'no-stream', events)).rejects.toThrow(LogUnavailable);
      await expect(hurried.head()).rejects.toThrow(LogUnavailable);
      store.proxy.thaw();
      expect(await log.append('party-1', 'no-stream', events)).toMatchObject({ revision: 0 });
      expect(await log.readStream('party-1')).toHaveLength(1);
    });

    it('does not hammer on a server that refuses connections, however many ask', async () => {
      const hurried = connect({ deadlineMs: 1_500 });
      await hurried.open();
      store.proxy.refuse();
      const before = store.proxy.connections;
      const outcomes = await Promise.allSettled(Array.from({ length: 64 }, (_, n) => hurried.append(`party-${n}`, 'no-stream', [event()])));
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailable' } });
      expect(store.proxy.connections - before).toBeLessThan(40);
      store.proxy.admit();
      expect(await log.append('party-1', 'no-stream', [event()])).toMatchObject({ revision: 0 });
    });

    withSimulator('follows the leader', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      const next = await store.otherNode();
      store.simulator!.follow(next.port);
      expect(await log.append('party-1', 0, [event()])).toMatchObject({ revision: 1 });
      next.kill();
      store.simulator!.lead();
      expect(await log.append('party-1', 1, [event()])).toMatchObject({ revision: 2 });
      expect(await readEverything(log, 10)).toHaveLength(3);
    });

    withSimulator('reads where it writes: a node that leads no more and lags behind is asked nothing', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      const next = await store.otherNode();
      store.simulator!.follow(next.port);
      // By somebody who is connected to the new leader.
      next.store.append('party-1', 0, stored([event()]));
      expect(await log.readStream('party-1')).toHaveLength(2);
      expect(await readEverything(connect(), 10)).toHaveLength(2);
    });

    for (const words of ['Server Is Not Ready', 'Server Is Busy', 'No leader info available in response', 'Unknown NotHandledReason (7)']) {
      withSimulator(`asks again when the server says "${words}"`, async () => {
        await log.open();
        Object.assign(store.simulator!.troubles, { notReady: 2, notReadyWords: words });
        expect(await log.append('party-1', 'no-stream', [event()])).toMatchObject({ revision: 0 });
      });
    }

    withSimulator('answers although its subscription has fallen silent', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      store.simulator!.muteSubscriptions();
      expect(await log.append('party-1', 0, [event()])).toMatchObject({ revision: 1 });
    });

    it('goes on over another connection when the one it had is frozen for good', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      store.proxy.freezeOpen();
      expect(await log.append('party-1', 0, [event()])).toMatchObject({ revision: 1 });
      expect(await log.readStream('party-1')).toHaveLength(2);
    });

    it('says before it asks the server that an append is too large', async () => {
      store.proxy.refuse();
      const many = Array.from({ length: MAX_EVENTS_PER_APPEND + 1 }, () => event());
      await expect(log.append('party-1', 'no-stream', many)).rejects.toThrow(AppendTooLarge);
      await expect(log.append('party-1', 'no-stream', [event({ data: `"${'a'.repeat(1_000_000)}"` })])).rejects.toThrow(AppendTooLarge);
    });

    it('reads what is no longer in memory, or says that the log is away, while connections are cut', async () => {
      const memory = { events: 10, bytes: 1_000_000 };
      const small = connect({ memory, deadlineMs: 2_000 });
      for (let n = 0; n < 40; n += 1) await log.append(`party-${n}`, 'no-stream', Array.from({ length: 10 }, () => event()));
      await small.open();
      let reading = true;
      const cutting = (async () => {
        while (reading) {
          await pause(15);
          store.proxy.cut();
        }
      })();
      for (let n = 0; n < 10; n += 1) {
        const page = await small.readAll(0n, 50).catch((error: unknown) => error);
        if (Array.isArray(page)) expect(page).toHaveLength(50);
        else expect(page).toBeInstanceOf(LogUnavailable);
      }
      reading = false;
      await cutting;
      expect(await readEverything(connect({ memory }), 50)).toHaveLength(400);
    });

    it('resumes a subscription wherever it is dropped', async () => {
      const collecting = collect(connect(), 120);
      const ids: string[] = [];
      for (let n = 0; n < 60; n += 1) {
        const events = [event(), event()];
        await log.append(`party-${n}`, 'no-stream', events);
        ids.push(...events.map(({ id }) => id));
        if (n % 10 !== 5) continue;
        if (store.simulator) store.simulator.dropSubscriptions();
        else store.proxy.cut();
      }
      expect((await collecting).map(({ id }) => id)).toEqual(ids);
    });

    it('says that a stream was deleted for good, and does not try again', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      await (await store.bareClient()).tombstoneStream(`${store.prefix}party-1`);
      await expect(log.append('party-1', 0, [event()])).rejects.toThrow('the stream was deleted for good');
    });

    it('says that a stream was deleted at the server, whose events are still in the log, instead of taking it for one that never was', async () => {
      await log.append('party-1', 'no-stream', [event(), event(), event()]);
      await (await store.bareClient()).deleteStream(`${store.prefix}party-1`);
      await expect(log.readStream('party-1')).rejects.toMatchObject({ name: 'StreamDamaged', message: expect.stringContaining('was deleted at the server') as unknown });
      await expect(log.readStream('party-2')).resolves.toEqual([]);
      // Whoever does not read before: the server goes on counting.
      await expect(log.append('party-1', 'no-stream', [event()])).rejects.toMatchObject({ name: 'StreamDamaged', message: expect.stringContaining('came to end at revision 3 instead of 0') as unknown });
      await expect(log.readStream('party-1')).rejects.toThrow('stream party-1 has nothing at revision 0, and an event at 3');
    });

    it('names an event in a stream of ours that somebody else wrote', async () => {
      await log.append('party-1', 'no-stream', [event()]);
      await (await store.bareClient()).appendToStream(`${store.prefix}party-1`, jsonEvent({ type: 'Foreign', data: {} }));
      await expect(log.readStream('party-1')).rejects.toThrow(/^revision 1 of stream party-1 \(Foreign, [0-9a-f-]{36}\) was not written by Annals/);
    });

    withSimulator('says that it is not let in, and does not try again', async () => {
      store.simulator!.credentials = 'annals:right';
      const stranger = connect();
      await expect(stranger.append('party-2', 'no-stream', [event()])).rejects.toThrow(LogRefused);
    });
  });

  describe('many at a time', () => {
    it('answers 200 first calls on a cold connection', async () => {
      const reads = await Promise.all(Array.from({ length: 200 }, (_, n) => (n % 2 ? log.readStream(`party-${n}`) : log.append(`party-${n}`, 'no-stream', [event()]))));
      expect(reads).toHaveLength(200);
      expect(await readEverything(log, 1_000)).toHaveLength(100);
    });

    it('feeds 150 subscriptions, whose readers come and go', async () => {
      const collecting = Promise.all(Array.from({ length: 150 }, () => collect(log, 20)));
      for (let n = 0; n < 20; n += 1) {
        await log.append(`party-${n}`, 'no-stream', [event()]);
        // Breaking off must leave nothing open: a connection carries a hundred calls.
        const reader = log.subscribe(0n, { signal: new AbortController().signal });
        await reader.next();
        await reader.return();
      }
      for (const events of await collecting) expect(events).toHaveLength(20);
      expect(store.simulator?.subscribers ?? 1).toBe(1);
    });
  });

  it('lets consumers that stand still hold up nobody', async () => {
    const small = connect({ memory: { events: 10, bytes: 1_000_000 }, deadlineMs: 3_000 });
    for (let n = 0; n < 40; n += 1) await small.append(`party-${n}`, 'no-stream', [event(), event()]);
    await small.head();
    const standing = Array.from({ length: 60 }, () => small.subscribe(0n, { signal: new AbortController().signal, batchSize: 4 }));
    for (const reader of standing) expect((await reader.next()).value).toHaveLength(4);
    expect(await small.append('party-0', 1, [event()])).toMatchObject({ revision: 2 });
    expect(await small.head()).toEqual(await log.head());
    expect(await small.readAll(0n, 8)).toHaveLength(8);
    // And they go on where they stand.
    for (const reader of standing) {
      expect((await reader.next()).value).toHaveLength(4);
      await reader.return();
    }
  });

  it('hands on no more of its history at a time than a page holds, however large its events are', async () => {
    const small = connect({ memory: { events: 10, bytes: 1_000_000 } });
    const large = { data: JSON.stringify({ note: 'x'.repeat(200_000) }) };
    for (let n = 0; n < 120; n += 1) await small.append(`party-${n}`, 'no-stream', [event(large)]);
    await small.head();
    const batches: number[] = [];
    for await (const batch of small.subscribe(0n, { signal: new AbortController().signal, batchSize: 5_000 })) {
      batches.push(batch.length);
      if (batches.reduce((sum, count) => sum + count, 0) === 120) break;
    }
    // Of 24 MB: what a page holds, and what had come with its last event.
    expect(Math.max(...batches)).toBeLessThan(50);
  });

  withSimulator('looks back for its last event only as far as it has not read', async () => {
    const prefixed = connect({ prefix: 'ours-' });
    const { position } = await prefixed.append('party-1', 'no-stream', [event()]);
    for (let n = 0; n < 12; n += 1) store.simulator!.store.append('theirs', 'any', stored(Array.from({ length: 500 }, () => event())));
    await pause(100);
    store.simulator!.served = 0;
    expect(await prefixed.head()).toMatchObject({ position });
    expect(store.simulator!.served).toBeLessThan(1_500);
  });

  withSimulator('reads its history from its own beginning, not from that of the server', async () => {
    for (let n = 0; n < 12; n += 1) store.simulator!.store.append('theirs', 'any', stored(Array.from({ length: 500 }, () => event())));
    const prefixed = connect({ prefix: 'ours-', memory: { events: 10, bytes: 1_000_000 } });
    for (let n = 0; n < 20; n += 1) await prefixed.append(`party-${n}`, 'no-stream', [event(), event(), event()]);
    // Most of it is no longer in memory, but in log_clock.
    await prefixed.head();
    store.simulator!.served = 0;
    const events = await prefixed.readAll(0n, 6);
    expect(events.map(({ stream, revision }) => [stream, revision])).toEqual([0, 1].flatMap((n) => [0, 1, 2].map((revision) => [`party-${n}`, revision])));
    expect(store.simulator!.served).toBeLessThan(1_500);
  });

  withSimulator('asks a server whose clock is behind what time it is no more often than it helps', async () => {
    const { store: disk } = store.simulator!;
    const { position } = await log.append('party-1', 'no-stream', [event()]);
    disk.now = () => Date.now() - 400;
    expect(await log.positionAt(new Date().toISOString())).toBe(position);
    expect(disk.stream('annals-clock')!.length).toBeLessThan(4);
    disk.now = () => Date.now() - 3_600_000;
    await expect(log.positionAt(new Date().toISOString())).rejects.toThrow('the clock of EventStoreDB is');
  });

  it('takes nothing for its own that others write', async () => {
    const client = await store.bareClient();
    await client.appendToStream(`${store.prefix}other`, { id: randomUuid(), type: 'X', contentType: 'application/json', data: { a: 1 }, metadata: { commandId: 'none' } });
    await client.appendToStream('party-1x', { id: randomUuid(), type: 'X', contentType: 'application/octet-stream', data: Buffer.from('x'), metadata: undefined });
    expect(await log.head()).toEqual({ position: 0n, recordedAt: null });
    const { position } = await log.append('party-1', 'no-stream', [event()]);
    expect(await log.head()).toMatchObject({ position });
    expect(await readEverything(log, 10)).toHaveLength(1);
  });

  it('never lets recordedAt decrease when another leader has a slower clock, for no reader', async () => {
    for (const [n, instant] of ['2026-03-01T10:00:00.500Z', '2026-03-01T09:00:00Z', '2026-03-01T10:00:00.400Z', '2026-03-01T10:00:01Z'].entries()) {
      store.setClock(instant);
      await log.append(`party-${n}`, 'no-stream', [event()]);
    }
    const results = (await readEverything(log, 10)).map(({ recordedAt }) => recordedAt);
    expect(results).toEqual(['2026-03-01T10:00:00.500Z', '2026-03-01T10:00:00.500Z', '2026-03-01T10:00:00.500Z', '2026-03-01T10:00:01.000Z']);
    for (const reader of [connect(), await restartedWithout(store, 'nothing'), await restartedWithout(store, 'log_clock')]) {
      expect((await readEverything(reader, 2)).map(({ recordedAt }) => recordedAt)).toEqual(results);
      expect((await reader.readStream('party-1'))[0]!.recordedAt).toBe(results[1]);
    }
  });

  it('gives a past instant one answer although the leader after has a slower clock', async () => {
    const clock = new FixedClock('2026-03-01T10:00:05.000Z');
    store.setClock('2026-03-01T10:00:00Z');
    const asking = connect({ clock });
    const { position } = await asking.append('party-1', 'no-stream', [event()]);
    store.setClock('2026-03-01T10:00:06Z');
    expect(await asking.positionAt('2026-03-01T10:00:04.000Z')).toBe(position);
    store.setClock('2026-03-01T10:00:01Z');
    await asking.append('party-2', 'no-stream', [event()]);
    expect((await asking.readStream('party-2'))[0]!.recordedAt).toBe('2026-03-01T10:00:06.000Z');
    for (const reader of [asking, await restartedWithout(store, 'log_clock')]) expect(await reader.positionAt('2026-03-01T10:00:04.000Z')).toBe(position);
  });

  it('reads what is no longer in memory as what is', async () => {
    const small = connect({ memory: { events: 20, bytes: 1_000_000 } });
    const commandId = randomUuid();
    const written: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const events = [event({ commandId: n % 10 === 0 ? commandId : randomUuid() }), event()];
      await small.append(`party-${n % 7}`, n < 7 ? 'no-stream' : 2 * Math.floor(n / 7) - 1, events);
      written.push(...events.map(({ id }) => id));
    }
    const everything = await readEverything(log, 1_000);
    expect(everything.map(({ id }) => id)).toEqual(written);
    for (const page of [1, 7, 500]) expect(await readEverything(small, page)).toEqual(everything);
    expect(await collect(small, 120)).toEqual(everything);
    expect(await small.readStream('party-3')).toEqual(everything.filter(({ stream }) => stream === 'party-3'));
    expect(await small.eventsOfCommand(commandId)).toEqual(everything.filter((each) => each.commandId === commandId));
    for (const { position, appendEnd, recordedAt } of everything.filter((_, index) => index % 9 === 0)) {
      expect(await small.appendEnd(position)).toBe(appendEnd);
      expect(await small.positionAt(recordedAt)).toBe(await log.positionAt(recordedAt));
    }
  });

  it('refuses tables that were made from another log', async () => {
    await log.append('party-1', 'no-stream', [event()]);
    // An append is answered before its time is written down.
    await log.head();
    await log.close();
    await store.sql(`UPDATE log.log_clock SET event_id = '${randomUuid()}'`);
    const next = connect();
    await expect(next.open()).rejects.toThrow(LogClockMismatch);
    await expect(next.append('party-1', 0, [event()])).rejects.toThrow(LogClockMismatch);
  });

  withSimulator('notices while it runs that an older copy was put in the place of its log, appends nothing to that, and goes on when the log is back', async () => {
    const { simulator } = store;
    const following = new AbortController();
    const followed: string[] = [];
    const follows = (async () => {
      for await (const batch of log.subscribe(0n, { signal: following.signal })) followed.push(...batch.map(({ id }) => id));
    })();
    const [first, second, third] = [event(), event(), event()];
    await log.append('party-1', 'no-stream', [first]);
    const { position } = await log.append('party-2', 'no-stream', [second]);
    await log.head();
    simulator!.kill();
    const putBack = simulator!.store.cutOff(position);
    await simulator!.restart();
    await expect(until(() => log.head())).rejects.toThrow(LogClockMismatch);
    await expect(log.append('party-3', 'no-stream', [third])).rejects.toThrow(LogClockMismatch);
    await expect(log.readStream('party-1')).rejects.toThrow(LogClockMismatch);

    simulator!.kill();
    putBack();
    await simulator!.restart();
    for (;;) if (await log.head().then(({ position: end }) => end === position, () => false)) break;
    await log.append('party-3', 'no-stream', [third]);
    while (followed.length < 3) await pause(10);
    following.abort();
    await follows;
    expect(followed).toEqual([first, second, third].map(({ id }) => id));
  });
});

/** Asks again as long as it is answered. */
async function until(ask: () => Promise<unknown>): Promise<never> {
  for (;;) {
    await ask();
    await pause(10);
  }
}

/** A log of a process that starts now, on tables that keep or lack what the log alone can tell. */
async function restartedWithout(store: TestEventStore, missing: 'nothing' | 'log_clock'): Promise<EventStoreEventLog> {
  if (missing === 'log_clock') await store.sql('TRUNCATE log.log_clock, log.command_index');
  const log = store.log();
  await log.open();
  return log;
}

/** Streams of four appends each, written while something is done to the connections again and again. Gives the ids of all events. */
async function writeUnder(log: EventLog, streams: number, trouble: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let writing = true;
  const troubling = (async () => {
    for (let n = 0; writing && n < 8; n += 1) await trouble();
  })();
  await Promise.all(Array.from({ length: streams }, async (_, stream) => {
    for (let n = 0; n < 4; n += 1) {
      const events = [event(), event()];
      await log.append(`party-${stream}`, n === 0 ? 'no-stream' : 2 * n - 1, events);
      ids.push(...events.map(({ id }) => id));
    }
  }));
  writing = false;
  await troubling;
  return ids;
}

async function collect(log: EventLog, count: number): Promise<RecordedEvent[]> {
  const collected: RecordedEvent[] = [];
  for await (const batch of log.subscribe(0n, { signal: new AbortController().signal, batchSize: 5 })) {
    collected.push(...batch);
    if (collected.length >= count) break;
  }
  return collected;
}

/** As the server keeps what somebody else has written. */
function stored(events: readonly NewEvent[]): ProposedRecord[] {
  return events.map((one) => {
    const { id, type, contentType, data, metadata } = eventData(one, { n: 1, of: 1 });
    return { id: id, type, contentType, data, metadata: metadata as Uint8Array };
  });
}

function event(given: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUuid(), type: 'FactRecorded', commandId: randomUuid(), data: '{"attribute":"name.legal"}', metadata: '{"v":1}', ...given };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
