/**
 * What the log's port costs beside the official client of EventStoreDB: the same events appended, and read again from the beginning,
 * in turns, on the same server. Each run has streams of its own there; they stay.
 */
import type { EventStoreDBClient } from '@eventstore/db-client';
import { NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import type { Position } from '#libs/event-log/event-log.js';
import { eventStoreClients } from '#libs/event-log/eventstoredb/client.js';
import { EventStoreEventLog } from '#libs/event-log/eventstoredb/eventstore-event-log.js';
import { received } from '#libs/event-log/eventstoredb/received.js';
import { eventData } from '#libs/event-log/eventstoredb/stored-event.js';
import { systemClock } from '#libs/platform/clock.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { events, EVENTS_OF_A_LARGE_APPEND, through } from './append.js';
import { compare, interleaved, latencyOf, type Contestant, type Rate } from './measure.js';
import { rateFinding, type Finding } from './report.js';
import type { Surroundings } from './surroundings.js';

const TURNS = { rounds: 5, seconds: 2 };
const CALLERS = 16;
/** Events that a catch-up reads. */
const CATCH_UP = 60_000;
const ROUNDS_OF_CATCH_UP = 4;
/** As the adapter asks for. */
const SEARCH = { maxSearchWindow: 500 };

export const streamPrefix = (): string => `bench-${randomUuid().slice(0, 8)}-`;

export async function benchEventStoreAppend(surroundings: Surroundings, url: string): Promise<Finding[]> {
  return withBoth(surroundings, url, async ({ log, client }) => {
    const bare = bareAppends(client, `${streamPrefix()}party-`);
    const against = async (what: string, callers: number, size: number): Promise<Finding> => {
      const { ours, floor } = await interleaved({ ours: through(log, callers, size), floor: bare(callers, size) }, TURNS);
      return rateFinding(compare(what, ours, floor, 0.8));
    };
    return [
      await against(`append of 1 event, ${CALLERS} callers`, CALLERS, 1),
      await against(`append of ${EVENTS_OF_A_LARGE_APPEND} events, 1 caller`, 1, EVENTS_OF_A_LARGE_APPEND),
    ];
  });
}

export async function benchEventStoreCatchUp(surroundings: Surroundings, url: string): Promise<Finding[]> {
  return withBoth(surroundings, url, async ({ log, client, another, prefix }) => {
    const before = (await log.append('party-first', 'no-stream', events(1))).position;
    const appending = through(log, 1, EVENTS_OF_A_LARGE_APPEND);
    for (let n = 0; n < CATCH_UP / EVENTS_OF_A_LARGE_APPEND; n += CALLERS) {
      await Promise.all(Array.from({ length: Math.min(CALLERS, CATCH_UP / EVENTS_OF_A_LARGE_APPEND - n) }, (_, one) => appending.call(one)));
    }
    const end = (await log.head()).position;
    const [ours, floor]: [number[], number[]] = [[], []];
    // The first round warms up, and is not counted.
    for (let round = 0; round <= ROUNDS_OF_CATCH_UP; round += 1) {
      // A process that starts: nothing is in its memory yet.
      const fresh = another();
      await fresh.open();
      const timed = async (durations: number[], read: () => Promise<number>): Promise<void> => {
        const start = performance.now();
        const count = await read();
        if (count !== CATCH_UP) throw new Error(`a catch-up brought ${count} events of ${CATCH_UP}`);
        if (round > 0) durations.push(performance.now() - start);
      };
      await timed(floor, () => bareCatchUp(client, prefix, { before, end }));
      await timed(ours, () => catchUp(fresh, { before, end }));
      await fresh.close();
    }
    return [rateFinding(compare(`catch-up of ${CATCH_UP} events, events a second; waits are of a whole catch-up`, rateOf(ours), rateOf(floor), 0.8))];
  });
}

async function catchUp(log: EventStoreEventLog, { before, end }: { readonly before: Position; readonly end: Position }): Promise<number> {
  let count = 0;
  for await (const batch of log.subscribe(before, { signal: new AbortController().signal })) {
    count += batch.length;
    if (batch.at(-1)!.position >= end) break;
  }
  return count;
}

async function bareCatchUp(client: EventStoreDBClient, prefix: string, { before, end }: { readonly before: Position; readonly end: Position }): Promise<number> {
  let count = 0;
  const subscription = client.subscribeToAll({ fromPosition: before === 0n ? START : { commit: before, prepare: before }, filter: streamNameFilter({ prefixes: [prefix], ...SEARCH }) });
  for await (const chunk of received(subscription, { gone: new AbortController().signal, idleMs: Infinity })) {
    count += chunk.length;
    if (chunk.at(-1)!.event!.position.commit >= end) break;
  }
  return count;
}

function rateOf(durations: readonly number[]): Rate {
  return { perSecond: (CATCH_UP * durations.length * 1_000) / durations.reduce((sum, one) => sum + one, 0), calls: durations.length, ...latencyOf(durations) };
}

function bareAppends(client: EventStoreDBClient, prefix: string): (callers: number, size: number) => Contestant {
  return (callers, size) => ({
    callers,
    call: () => client.appendToStream(`${prefix}${randomUuid()}`, events(size).map((event, n) => eventData(event, { n: n + 1, of: size })), { expectedRevision: NO_STREAM }),
  });
}

interface Both {
  readonly log: EventStoreEventLog;
  /** Another process's access to the same log. */
  readonly another: () => EventStoreEventLog;
  readonly client: EventStoreDBClient;
  readonly prefix: string;
}

async function withBoth(surroundings: Surroundings, url: string, measure: (both: Both) => Promise<Finding[]>): Promise<Finding[]> {
  const databaseUrl = await surroundings.database();
  const makeClient = await eventStoreClients({ url });
  const prefix = streamPrefix();
  const another = (): EventStoreEventLog => new EventStoreEventLog({ makeClient, databaseUrl, prefix, clock: systemClock, random: Math.random });
  const log = another();
  const client = makeClient();
  try {
    await log.open();
    return await measure({ log, another, client, prefix });
  } finally {
    await log.close();
    await client.dispose();
  }
}
