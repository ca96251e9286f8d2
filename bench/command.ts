/**
 * What a command costs beside PostgreSQL itself (load the stream, append one row) and beside the HTTP stack itself (a command
 * that is read, checked, dispatched, and does nothing). One fact is recorded of a party whose stream holds about twenty events.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CommandGateway } from '#apps/api/commands/command-gateway.js';
import { startAnnals, type Annals } from '#apps/server/annals.js';
import { systemClock } from '#libs/platform/clock.js';
import { createPool, prepared } from '#libs/platform/database.js';
import { expectStatus, HttpCalls } from './http-calls.js';
import { compare, interleaved, type Contestant, type Rate } from './measure.js';
import { rateFinding, type Finding } from './report.js';
import { Seeded } from './seeded.js';
import { startServer } from './server.js';
import type { Surroundings } from './surroundings.js';

const CALLERS = 16;
/** So many that each is written to a few times only, and its stream stays as long as it was. */
const PARTIES = 8_000;
const FACTS_OF_A_PARTY = 19;
const LONG_STREAM = 10_000;
const FACTS_OF_A_COMMAND = 100;
/** Room for all of them. */
const CACHED_EVENTS = 2 * PARTIES * (FACTS_OF_A_PARTY + 1);
const TURNS = { rounds: 4, seconds: 1.5 };
const CALLER = { caller: 'service:bench', actor: 'service:bench' } as const;

export async function benchCommand(surroundings: Surroundings): Promise<Finding[]> {
  const databaseUrl = await surroundings.database();
  const keyFile = path.join(await surroundings.folder(), 'master.json');
  const pool = createPool(databaseUrl, { name: 'bench bare', max: CALLERS });
  const seeded = new Seeded(1);
  const cached = await inThisProcess(databaseUrl, keyFile, { cachedEvents: CACHED_EVENTS });
  const uncached = await inThisProcess(databaseUrl, keyFile, { cachedEvents: 0 });
  try {
    await pool.query('create schema bench; create table bench.event (like log.event including all)');
    const parties = await createParties(cached, seeded);
    // Keys are kept apart from states: without the state cache a command finds its keys in memory as well.
    await forAll(parties, (partyId) => execute(uncached, 'record-facts', { partyId }, oneFact(seeded), seeded, { validateOnly: true }));
    const bare = await BareStore.of(pool);
    const loads = { cached: through(cached, parties, seeded), uncached: through(uncached, parties, seeded), bare: { callers: CALLERS, call: () => bare.loadAndAppend(seeded.pick(parties), seeded) } };
    const bus = await interleaved(loads, TURNS);
    const long = await longStream(cached, seeded);
    const single = (contestant: Contestant): Contestant => ({ ...contestant, callers: 1 });
    const ofLong = await interleaved({
      cached: single(through(cached, [long], seeded)), uncached: single(through(uncached, [long], seeded)), bare: { callers: 1, call: () => bare.loadAndAppend(long, seeded) },
    }, TURNS);
    const http = await overHttp({ databaseUrl, keyFile, parties: parties.slice(0, WARM_PARTIES), seeded, bus: bus.cached });
    const what = `a fact recorded, streams of ${FACTS_OF_A_PARTY + 1} events, ${CALLERS} callers`;
    return [
      rateFinding(compare(`${what}, through the bus`, bus.cached, bus.bare, 0.6)),
      rateFinding(compare(`${what}, through the bus, without the state cache`, bus.uncached, bus.bare, 0.6)),
      ...http.map(rateFinding),
      rateFinding({ what: `a fact recorded, one stream of ${LONG_STREAM} events, 1 caller, through the bus`, ours: ofLong.cached, floor: ofLong.bare, ratio: ofLong.cached.perSecond / ofLong.bare.perSecond }),
      rateFinding({ what: 'the same without the state cache', ours: ofLong.uncached, floor: ofLong.bare, ratio: ofLong.uncached.perSecond / ofLong.bare.perSecond }),
    ];
  } finally {
    await cached.stop();
    await uncached.stop();
    await pool.query('drop schema if exists bench cascade');
    await pool.end();
  }
}

/** Annals whose read models rest, so that what is measured has the machine alone. */
async function inThisProcess(databaseUrl: string, keyFile: string, { cachedEvents }: { readonly cachedEvents: number }): Promise<Annals> {
  const annals = await startAnnals({
    databaseUrl, keyFile, cachedEvents, businessZone: 'Europe/Paris', clock: systemClock, monotonic: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds), random: Math.random,
    onError: (error) => console.error(error),
  });
  await annals.api.init();
  await annals.projecting.stop();
  return annals;
}

const email = (seeded: Seeded) => ({ attribute: 'email', value: `contact-${seeded.below(1e9)}@example.org`, validFrom: '2020-01-01' });
const oneFact = (seeded: Seeded) => ({ facts: [email(seeded)] });

async function execute(annals: Annals, name: 'create-party' | 'record-facts', target: Readonly<Record<string, string>>, body: object, seeded: Seeded, { validateOnly = false } = {}): Promise<string> {
  const answer = await annals.api.get(CommandGateway).execute({ name, caller: { ...CALLER, validateOnly }, attempted: { key: seeded.uuid() }, path: target, body, faults: [] });
  if (answer.status !== (validateOnly ? 'valid' : 'accepted')) throw new Error(`a bench sent a command that came to ${answer.status}`);
  return String(answer['partyId']);
}

/** Once for each, {@link CALLERS} at a time. */
async function forAll(parties: readonly string[], call: (partyId: string) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < parties.length; first += CALLERS) await Promise.all(parties.slice(first, first + CALLERS).map(call));
}

async function createParties(annals: Annals, seeded: Seeded): Promise<string[]> {
  const parties: string[] = [];
  while (parties.length < PARTIES) {
    parties.push(...await Promise.all(Array.from({ length: 50 }, () => execute(annals, 'create-party', {}, { kind: 'organisation', facts: Array.from({ length: FACTS_OF_A_PARTY }, () => email(seeded)) }, seeded))));
  }
  return parties;
}

async function longStream(annals: Annals, seeded: Seeded): Promise<string> {
  const partyId = await execute(annals, 'create-party', {}, { kind: 'organisation', facts: [] }, seeded);
  for (let events = 1; events < LONG_STREAM; events += FACTS_OF_A_COMMAND) {
    await execute(annals, 'record-facts', { partyId }, { facts: Array.from({ length: FACTS_OF_A_COMMAND }, () => email(seeded)) }, seeded);
  }
  return partyId;
}

function through(annals: Annals, parties: readonly string[], seeded: Seeded): Contestant {
  return { callers: CALLERS, call: () => execute(annals, 'record-facts', { partyId: seeded.pick(parties) }, oneFact(seeded), seeded) };
}

/** The same load and append as plain statements, prepared: a row as the log holds it, into a table of the same indexes. */
class BareStore {
  private static readonly LOAD = prepared('select position, append_end, stream, revision, event_id, type, command_id, data::text, metadata::text, recorded_at from log.event where stream = $1 order by revision');
  private static readonly APPEND = prepared(`
    insert into bench.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at) values ($1, $1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`);
  private position = 0;

  private constructor(private readonly pool: pg.Pool, private readonly data: string, private readonly metadata: string) {}

  static async of(pool: pg.Pool): Promise<BareStore> {
    const { rows } = await pool.query<{ data: string; metadata: string }>(`select data::text, metadata::text from log.event where type = 'FactRecorded' order by position desc limit 1`);
    return new BareStore(pool, rows[0]!.data, rows[0]!.metadata);
  }

  async loadAndAppend(partyId: string, seeded: Seeded): Promise<void> {
    await this.pool.query({ ...BareStore.LOAD, values: [`party-${partyId}`] });
    const position = ++this.position;
    await this.pool.query({ ...BareStore.APPEND, values: [position, `party-${partyId}`, position, seeded.uuid(), 'FactRecorded', seeded.uuid(), this.data, this.metadata] });
  }
}

interface OverHttp {
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly parties: readonly string[];
  readonly seeded: Seeded;
  readonly bus: Rate;
}

/** Parties that are written to over HTTP: each was loaded once before, so that the server has its state as the bus had. */
const WARM_PARTIES = 1_000;

/** The floor is as fast as a command can be that takes the time of both: the empty command's over HTTP, and ours on the bus. */
async function overHttp({ databaseUrl, keyFile, parties, seeded, bus }: OverHttp): Promise<(Parameters<typeof rateFinding>[0])[]> {
  const server = await startServer({ databaseUrl, keyFile, cachedEvents: CACHED_EVENTS });
  const ours = new HttpCalls(server.url, CALLERS);
  const empty = new HttpCalls(server.floorUrl, CALLERS);
  const post = async (calls: HttpCalls, path: string, expected: number): Promise<string> =>
    expectStatus(expected, await calls.post(path, JSON.stringify(oneFact(seeded)), { 'idempotency-key': seeded.uuid(), 'annals-caller': 'service:bench' }));
  try {
    await server.rest();
    await forAll(parties, (partyId) => post(ours, `/v1/parties/${partyId}/facts`, 200));
    const rates = await interleaved({
      ours: { callers: CALLERS, call: () => post(ours, `/v1/parties/${seeded.pick(parties)}/facts`, 200) },
      empty: { callers: CALLERS, call: () => post(empty, `/floor/${seeded.pick(parties)}/facts`, 201) },
    }, TURNS);
    const perSecond = 1 / (1 / rates.empty.perSecond + 1 / bus.perSecond);
    return [{
      what: `the same over HTTP; the floor is 1/(1/empty command + 1/bus), the empty command ${rates.empty.perSecond.toFixed(0)}/s`,
      ours: rates.ours, floor: { ...rates.empty, perSecond }, ratio: rates.ours.perSecond / perSecond, target: 0.6,
    }];
  } finally {
    ours.close();
    empty.close();
    await server.stop();
  }
}
