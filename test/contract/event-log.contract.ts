/**
 * What every adapter of the log promises, run over its real protocol: `eventLogContract('PostgreSQL', makeLog)`.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog, ExpectedRevision, NewEvent, RecordedEvent } from '#libs/event-log/event-log.js';
import {
  AppendTooLarge, EventIdTaken, MAX_BYTES_PER_APPEND, MAX_EVENTS_PER_APPEND, WrongExpectedRevision,
} from '#libs/event-log/event-log.js';
import { randomUuid } from '#libs/platform/uuid.js';

/** A log of its own for one test, empty at first. */
export interface LogUnderTest {
  /** Another process's access to the same log. All are closed at the end. */
  connect(): EventLog;
  /** Cuts all connections to the log that are open now, in the middle of whatever they do. */
  cutConnections(): Promise<void>;
  dispose(): Promise<void>;
}

export interface EventLogContractOptions {
  /** Whether the engine refuses an event id that is anywhere in the log already; if not, that is left to the commands. */
  readonly idsAreUnique: boolean;
  /** Whether an append is answered with when it was recorded and whether it was there before; if not, readers are told. */
  readonly tellsAppends: boolean;
}

export function eventLogContract(engine: string, makeLog: () => Promise<LogUnderTest>, { idsAreUnique, tellsAppends }: EventLogContractOptions): void {
  describe(`event log on ${engine}`, () => {
    let underTest: LogUnderTest;
    let opened: EventLog[];
    let log: EventLog;
    const connect = (): EventLog => {
      const another = underTest.connect();
      opened.push(another);
      return another;
    };
    beforeEach(async () => {
      underTest = await makeLog();
      opened = [];
      log = connect();
    });
    afterEach(async () => {
      await Promise.all(opened.map((each) => each.close()));
      await underTest.dispose();
    });

    describe('appending', () => {
      it('keeps every byte and gives each event its place', async () => {
        const stream = 'party-é-😀';
        const written = [
          event({ data: '{ "b" : 1.50,\n"a":{"__proto__":null}, "a": "\\u001F" }', metadata: '{"n":"مرحبا 👩‍👩‍👧"}' }),
          event({ type: 'Zweiter Typ', data: '[]', metadata: '"x"' }),
        ];
        const before = await log.append('party-other', 'no-stream', [event()]);
        const result = await log.append(stream, 'no-stream', written);

        expect(result.repeated).toBe(tellsAppends ? false : undefined);
        expect(result.revision).toBe(1);
        expect(result.position).toBeGreaterThan(before.position);
        const read = await log.readStream(stream);
        expect(read.map(({ id, type, commandId, data, metadata }) => ({ id, type, commandId, data, metadata }))).toEqual(written);
        expect(read.map(({ revision }) => revision)).toEqual([0, 1]);
        const { recordedAt } = read[0]!;
        expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(result.recordedAt).toBe(tellsAppends ? recordedAt : undefined);
        for (const each of read) expect(each).toMatchObject({ stream, appendEnd: result.position, recordedAt });
        expect(read[0]!.position).toBeGreaterThan(before.position);
        expect(read[1]!.position).toBe(result.position);
      });

      const expectations: { expected: ExpectedRevision; fits: (revisions: number) => boolean }[] = [
        { expected: 'no-stream', fits: (revisions) => revisions === 0 },
        { expected: 'stream-exists', fits: (revisions) => revisions > 0 },
        { expected: 'any', fits: () => true },
        { expected: 0, fits: (revisions) => revisions === 1 },
        { expected: 1, fits: () => false },
        { expected: 2, fits: (revisions) => revisions === 3 },
      ];
      it.each([0, 1, 3])('enforces each expected revision on a stream of %d events', async (revisions) => {
        for (const { expected, fits } of expectations) {
          const stream = `party-${randomUuid()}`;
          for (let revision = 0; revision < revisions; revision += 1) await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event()]);
          const head = await log.head();
          const appending = log.append(stream, expected, [event(), event()]);
          if (fits(revisions)) {
            expect(await appending).toMatchObject({ revision: revisions + 1, repeated: tellsAppends ? false : undefined });
          } else {
            const error = await failure(appending);
            expect(error).toBeInstanceOf(WrongExpectedRevision);
            expect(error).toMatchObject({ stream, expected, actual: revisions === 0 ? 'no-stream' : revisions - 1 });
            expect(await log.head()).toEqual(head);
          }
        }
      });

      it('lets one of 20 racers create a stream and tells the others where it is', async () => {
        const other = connect();
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (n % 2 ? log : other).append('party-1', 'no-stream', [event()])));
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'WrongExpectedRevision', actual: 0 });
        expect(await log.readStream('party-1')).toHaveLength(1);
      });

      it('answers 300 callers at once, each with its own place', async () => {
        const results = await Promise.all(Array.from({ length: 300 }, async (_, n) => {
          const events = Array.from({ length: 1 + (n % 3) }, () => event());
          return { stream: `party-${n}`, events, result: await log.append(`party-${n}`, 'no-stream', events) };
        }));
        const all = await readEverything(log, 1_000);
        for (const { stream, events, result } of results) {
          const own = all.filter((each) => each.stream === stream);
          expect(own.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
          expect(own.at(-1)).toMatchObject({ position: result.position, revision: result.revision, appendEnd: result.position, ...(tellsAppends && { recordedAt: result.recordedAt }) });
          // Nobody's event stands between those of an append.
          expect(all.indexOf(own.at(-1)!) - all.indexOf(own[0]!)).toBe(own.length - 1);
        }
      });

      it('fails an append that cannot be stored alone, not those who appended at the same time', async () => {
        const appends = Array.from({ length: 30 }, (_, n) => log.append(`party-${n}`, 'no-stream', [event(n % 10 === 3 ? { data: '{"not": json' } : {})]));
        const outcomes = await Promise.allSettled(appends);
        expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([3, 13, 23]);
        expect(await readEverything(log, 1_000)).toHaveLength(27);
      });
    });

    describe('appending again what was appended', () => {
      it.each<{ name: string; expected: 'no-stream' | number }>([{ name: 'at no stream', expected: 'no-stream' }, { name: 'at an exact revision', expected: 0 }])(
        '$name gives the original result, over another connection and after later appends too',
        async ({ expected }) => {
          if (expected !== 'no-stream') await log.append('party-1', 'no-stream', [event()]);
          const events = [event(), event()];
          const original = await log.append('party-1', expected, events);
          await log.append('party-1', original.revision, [event()]);
          await log.append('party-2', 'no-stream', [event()]);
          const head = await log.head();

          expect(await log.append('party-1', expected, events)).toEqual({ ...original, repeated: tellsAppends ? true : undefined });
          expect(await connect().append('party-1', expected, events)).toEqual({ ...original, repeated: tellsAppends ? true : undefined });
          expect(await log.head()).toEqual(head);
        },
      );

      it('writes once when 20 callers append the same at the same time', async () => {
        const other = connect();
        const events = [event(), event(), event()];
        const results = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? log : other).append('party-1', 'no-stream', events)));
        if (tellsAppends) expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(new Set(results.map(({ position, revision, recordedAt }) => `${position} ${revision} ${recordedAt}`)).size).toBe(1);
        expect(await readEverything(log, 1_000)).toHaveLength(3);
      });

      it('is no repetition when an event is another one or more follow', async () => {
        const [first, second] = [event(), event()];
        await log.append('party-1', 'no-stream', [first, second]);
        for (const events of [[event(), second], [first, event()], [first, second, event()], [second, first]]) {
          expect(await failure(log.append('party-1', 'no-stream', events))).toMatchObject({ name: 'WrongExpectedRevision', actual: 1 });
        }
        expect(await log.readStream('party-1')).toHaveLength(2);
      });

      (idsAreUnique ? it : it.skip)('refuses an event id at any other place, and writes nothing of that append', async () => {
        const known = event();
        await log.append('party-1', 'no-stream', [known]);
        for (const [stream, expected] of [['party-2', 'no-stream'], ['party-1', 0], ['party-1', 'any'], ['party-1', 'stream-exists']] as const) {
          const neighbour = log.append(`party-${randomUuid()}`, 'no-stream', [event()]);
          const error = await failure(log.append(stream, expected, [event(), known]));
          expect(error).toBeInstanceOf(EventIdTaken);
          expect(error).toMatchObject({ stream, eventId: known.id });
          await neighbour;
        }
        expect(await log.readStream('party-2')).toEqual([]);
        expect(await log.readStream('party-1')).toHaveLength(1);
      });

      it('finds every append in the log once, with its answer, when connections are cut all the while', async () => {
        const appends = Array.from({ length: 40 }, (_, n) => ({ stream: `party-${n}`, batches: Array.from({ length: 5 }, () => [event(), event()]) }));
        let writing = true;
        const cutting = (async () => {
          for (let cuts = 0; writing && cuts < 20; cuts += 1) await underTest.cutConnections();
        })();
        const results = await Promise.all(appends.map(async ({ stream, batches }) => {
          const answers = [];
          for (const [n, events] of batches.entries()) answers.push(await log.append(stream, n === 0 ? 'no-stream' : 2 * n - 1, events));
          return answers;
        }));
        writing = false;
        await cutting;

        for (const [n, { stream, batches }] of appends.entries()) {
          const read = await log.readStream(stream);
          expect(read.map(({ id }) => id)).toEqual(batches.flat().map(({ id }) => id));
          const ends = read.filter((_, index) => index % 2 === 1);
          expect(ends.map(({ position, revision }) => ({ position, revision }))).toEqual(results[n]!.map(({ position, revision }) => ({ position, revision })));
          if (tellsAppends) expect(ends.map(({ recordedAt }) => recordedAt)).toEqual(results[n]!.map(({ recordedAt }) => recordedAt));
        }
      });
    });

    describe('limits', () => {
      it('takes an append that is as large as can be', async () => {
        await log.append('many', 'no-stream', Array.from({ length: MAX_EVENTS_PER_APPEND }, () => event()));
        expect(await log.readStream('many')).toHaveLength(MAX_EVENTS_PER_APPEND);
        const large = event({ data: textOfBytes(MAX_BYTES_PER_APPEND - 2), metadata: '{}' });
        await log.append('large', 'no-stream', [large]);
        expect((await log.readStream('large'))[0]!.data).toBe(large.data);
      });

      it('refuses more with the limit and what it got, and writes nothing', async () => {
        const many = Array.from({ length: MAX_EVENTS_PER_APPEND + 1 }, () => event());
        expect(await failure(log.append('many', 'no-stream', many))).toMatchObject({ name: 'AppendTooLarge', limit: 'events', got: 513, max: 512 });
        // Counted in UTF-8: an e with an accent is two.
        const large = [event({ data: textOfBytes(MAX_BYTES_PER_APPEND - 3, 'é'), metadata: '{}' }), event({ data: '1', metadata: '1' })];
        const error = await failure(log.append('large', 'no-stream', large));
        expect(error).toBeInstanceOf(AppendTooLarge);
        expect(error).toMatchObject({ limit: 'bytes', got: 1_000_001, max: 1_000_000 });
        expect(await log.head()).toEqual({ position: 0n, recordedAt: null });
      });

      it('refuses what cannot be stored as it is before anything is sent, naming the event and the field', async () => {
        const refused: [message: string, wrong: Partial<NewEvent>][] = [
          ['id is not a UUID', { id: 'f-1' }],
          ['id is not a UUID', { id: randomUuid().toUpperCase() }],
          ['commandId is not a UUID', { commandId: '' }],
          ['type: a name has 1 to 255 bytes', { type: '' }],
          ['type: a name does not begin with $', { type: '$metadata' }],
          ['data holds U+0000', { data: '"a\0b"' }],
          ['data holds U+0000', { data: '{"a":"\\\\\\u0000"}' }],
          ['metadata is empty', { metadata: '' }],
          ['data holds U+001F', { data: '{}\x1f{}' }],
          ['metadata holds half a surrogate pair', { metadata: '"\ud83d"' }],
          ['metadata holds half a surrogate pair', { metadata: '"\\ude00\\ud83d"' }],
        ];
        for (const [message, wrong] of refused) {
          const error = await failure(log.append('party-1', 'no-stream', [event(), event(wrong)]));
          expect(error).toBeInstanceOf(RangeError);
          expect((error as RangeError).message).toContain(`event 1 of an append to party-1: ${message}`);
        }
        expect(await log.head()).toEqual({ position: 0n, recordedAt: null });
      });

      it('refuses an append without events, and one that holds an event twice', async () => {
        const twice = event();
        expect(await failure(log.append('party-1', 'any', []))).toBeInstanceOf(RangeError);
        expect(await failure(log.append('party-1', 'any', [twice, twice]))).toBeInstanceOf(RangeError);
        for (const stream of ['', '$all', '$$party-1']) expect(await failure(log.append(stream, 'any', [event()]))).toBeInstanceOf(RangeError);
      });
    });

    describe('reading', () => {
      it('reads any part of a stream of 10,000 events, beside others', async () => {
        const ids: string[] = [];
        while (ids.length < 10_000) {
          const events = Array.from({ length: Math.min(MAX_EVENTS_PER_APPEND, 10_000 - ids.length) }, () => event());
          await log.append('party-1', ids.length === 0 ? 'no-stream' : ids.length - 1, events);
          ids.push(...events.map(({ id }) => id));
        }
        const parts: [from: number | undefined, limit: number | undefined][] = [[undefined, undefined], [9_999, undefined], [10_000, undefined], [0, 1], [511, 3], [4_000, 5_000], [9_990, 100]];
        const reads = await Promise.all([...parts.map(([from, limit]) => log.readStream('party-1', from, limit)), log.readStream('party-2')]);
        for (const [n, [from = 0, limit = Infinity]] of parts.entries()) expect(reads[n]!.map(({ id }) => id)).toEqual(ids.slice(from, from + limit));
        expect(reads.at(-1)).toEqual([]);
        expect(reads[0].map(({ revision }) => revision)).toEqual(ids.map((_, revision) => revision));
      });

      it('finds the events of a command in all streams, in the order of the log', async () => {
        const commandId = randomUuid();
        const [first, second, third] = [event({ commandId }), event({ commandId }), event({ commandId })];
        await log.append('party-2', 'no-stream', [first]);
        await log.append('party-1', 'no-stream', [second, event(), third]);
        const [found, none] = await Promise.all([log.eventsOfCommand(commandId), log.eventsOfCommand(randomUuid())]);
        expect(found.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
        expect(found.map(({ stream }) => stream)).toEqual(['party-2', 'party-1', 'party-1']);
        expect(none).toEqual([]);
      });

      it('reads the log in whole appends, whatever the page', async () => {
        const sizes = [1, 3, 1, 7, 2, 1, 5];
        for (const [n, size] of sizes.entries()) await log.append(`party-${n}`, 'no-stream', Array.from({ length: size }, () => event()));
        const everything = await readEverything(log, 1_000);
        expect(everything).toHaveLength(20);
        for (const limit of [1, 2, 3, 6, 19, 20, 21]) {
          let after = 0n;
          const paged: RecordedEvent[] = [];
          for (let page = await log.readAll(after, limit); page.length > 0; page = await log.readAll(after, limit)) {
            expect(page.at(-1)!.position).toBe(page.at(-1)!.appendEnd);
            expect(page.length).toBeLessThan(limit + 7);
            paged.push(...page);
            after = page.at(-1)!.position;
          }
          expect(paged).toEqual(everything);
        }
      });

      it('knows its head, and nothing when it is empty', async () => {
        expect(await log.head()).toEqual({ position: 0n, recordedAt: null });
        expect(await log.readAll(0n, 10)).toEqual([]);
        const result = await log.append('party-1', 'no-stream', [event(), event()]);
        expect(await log.head()).toEqual({ position: result.position, recordedAt: (await log.readStream('party-1')).at(-1)!.recordedAt });
      });

      it('rounds positions and instants up to the end of an append', async () => {
        expect(await log.positionAt('2999-01-01T00:00:00Z')).toBe(0n);
        const results = [];
        for (let n = 0; n < 6; n += 1) results.push(await log.append(`party-${n}`, 'no-stream', Array.from({ length: 1 + (n % 3) }, () => event())));
        const everything = await readEverything(log, 1_000);
        for (const { position, appendEnd } of everything) expect(await log.appendEnd(position)).toBe(appendEnd);
        expect(await log.appendEnd(0n)).toBe(0n);
        expect(await log.appendEnd((await log.head()).position + 1n)).toBeUndefined();

        for (const { recordedAt } of everything) {
          const last = everything.filter((event) => event.recordedAt <= recordedAt).at(-1)!;
          expect(await log.positionAt(recordedAt)).toBe(last.position);
        }
        expect(await log.positionAt('1999-12-31T23:59:59.999Z')).toBe(0n);
        expect(await log.positionAt('2999-01-01T00:00:00Z')).toBe(results.at(-1)!.position);
      });

      it('gives an instant that has come one answer, then and for ever, while others write', async () => {
        const other = connect();
        const asked = new Map<string, bigint>();
        let writing = true;
        const write = async (from: EventLog, writer: number): Promise<void> => {
          for (let n = 0; n < 60; n += 1) await from.append(`party-${writer}-${n}`, 'no-stream', [event(), event()]);
        };
        const ask = async (): Promise<void> => {
          while (writing) {
            const now = new Date().toISOString();
            asked.set(now, await log.positionAt(now));
          }
        };
        // A log among many others has far to look for what is its own, at first.
        await Promise.all([log.head(), other.head()]);
        const asking = [ask(), ask()];
        await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer % 2 ? log : other, writer)));
        writing = false;
        await Promise.all(asking);
        expect(asked.size).toBeGreaterThan(10);
        for (const [instant, position] of asked) expect({ instant, position: await log.positionAt(instant) }).toEqual({ instant, position });
      });

      it('never lets recordedAt decrease along the log', async () => {
        const other = connect();
        await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 ? log : other).append(`party-${n}`, 'no-stream', [event(), event()])));
        const instants = (await readEverything(log, 1_000)).map(({ recordedAt }) => recordedAt);
        expect(instants).toEqual([...instants].sort());
      });
    });

    describe('subscribing', () => {
      it('catches up and goes on live under writers, without a gap or a double, in whole appends', async () => {
        const writers = [log, connect(), connect()];
        const write = (from: number, to: number) =>
          Promise.all(Array.from({ length: to - from }, (_, n) => writers[n % 3]!.append(`party-${from + n}`, 'no-stream', Array.from({ length: 1 + (n % 4) }, () => event()))));
        await write(0, 200);
        const writing = write(200, 600);
        const subscriber = connect();
        const collected = await Promise.all([1, 7, 1_000].map((batchSize) => collect(subscriber, { batchSize, until: (events) => events.length >= 1_500 })));
        await writing;
        const everything = await readEverything(log, 1_000);
        expect(everything).toHaveLength(1_500);
        for (const events of collected) expect(events.map(({ id }) => id)).toEqual(everything.map(({ id }) => id));
      });

      it('starts after a position and brings what is appended later', async () => {
        await log.append('party-1', 'no-stream', [event()]);
        const { position } = await log.append('party-2', 'no-stream', [event()]);
        const collecting = collect(connect(), { after: position, until: (events) => events.length >= 3 });
        const later = [event(), event(), event()];
        await log.append('party-3', 'no-stream', later.slice(0, 2));
        await log.append('party-4', 'no-stream', later.slice(2));
        expect((await collecting).map(({ id }) => id)).toEqual(later.map(({ id }) => id));
      });

      it('waits for a slow consumer', async () => {
        const ids: string[] = [];
        const collecting = collect(connect(), { batchSize: 3, pauseMs: 5, until: (events) => events.length >= 100 });
        for (let n = 0; n < 100; n += 1) {
          const one = event();
          await log.append(`party-${n}`, 'no-stream', [one]);
          ids.push(one.id);
        }
        expect((await collecting).map(({ id }) => id)).toEqual(ids);
      });

      it('ends when its signal aborts: before it began, while it waits, and in the hands of its consumer', async () => {
        const ended = new AbortController();
        ended.abort();
        expect(await collect(log, { signal: ended.signal, until: () => false })).toEqual([]);

        const waiting = new AbortController();
        const iterator = log.subscribe(0n, { signal: waiting.signal })[Symbol.asyncIterator]();
        const next = iterator.next();
        await log.append('party-1', 'no-stream', [event()]);
        expect(await next).toMatchObject({ done: false });
        const never = iterator.next();
        waiting.abort();
        expect(await never).toEqual({ done: true, value: undefined });

        const consuming = new AbortController();
        const batches = [];
        for await (const batch of log.subscribe(0n, { signal: consuming.signal })) {
          batches.push(batch);
          consuming.abort();
        }
        expect(batches).toHaveLength(1);
      });

      it('ends when the log is closed', async () => {
        const closing = connect();
        const collecting = collect(closing, { until: () => false });
        await closing.close();
        expect(await collecting).toEqual([]);
      });

      it('survives lost connections, without a gap or a double', async () => {
        const collecting = collect(connect(), { batchSize: 5, until: (events) => events.length >= 200 });
        const ids: string[] = [];
        for (let n = 0; n < 200; n += 1) {
          if (n % 25 === 10) await underTest.cutConnections();
          const one = event();
          await log.append(`party-${n}`, 'no-stream', [one]);
          ids.push(one.id);
        }
        expect((await collecting).map(({ id }) => id)).toEqual(ids);
      });
    });
  });
}

function event(given: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUuid(), type: 'FactRecorded', commandId: randomUuid(), data: '{"attribute":"name.legal"}', metadata: '{"v":1}', ...given };
}

/** A JSON text of exactly so many bytes of UTF-8. */
function textOfBytes(bytes: number, character = 'a'): string {
  const size = Buffer.byteLength(character);
  const inside = bytes - 2;
  return `"${character.repeat(Math.floor(inside / size))}${'.'.repeat(inside % size)}"`;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then((value) => new Error(`expected a failure, got ${String(value)}`), (error: unknown) => error);
}

export async function readEverything(log: EventLog, page: number): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const events = await log.readAll(all.at(-1)?.position ?? 0n, page);
    if (events.length === 0) return all;
    all.push(...events);
  }
}

interface CollectOptions {
  readonly after?: bigint;
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  /** Milliseconds the consumer takes for each batch. */
  readonly pauseMs?: number;
  readonly until: (events: readonly RecordedEvent[]) => boolean;
}

/** What a subscription brings, until there is enough of it or it ends. Each batch must end with an append. */
async function collect(log: EventLog, { after = 0n, batchSize, signal = new AbortController().signal, pauseMs, until }: CollectOptions): Promise<RecordedEvent[]> {
  const collected: RecordedEvent[] = [];
  for await (const batch of log.subscribe(after, { signal, ...(batchSize !== undefined && { batchSize }) })) {
    expect(batch.at(-1)!.position).toBe(batch.at(-1)!.appendEnd);
    collected.push(...batch);
    if (until(collected)) break;
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return collected;
}
