/**
 * The 360° over HTTP beside one row read by its primary key over the same stack: both asked for at a steady rate, half of what the
 * 360° can do at most. And what a long past costs: nothing, because a question touches only what is in force.
 */
import path from 'node:path';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import type { FactEvent } from '#libs/facts/events.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { readMasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { addDays, zone } from '#libs/temporal/dates.js';
import { fill } from './fill.js';
import { expectStatus, HttpCalls } from './http-calls.js';
import { interleaved, steady, type Contestant } from './measure.js';
import { partyLife, type Append } from './party-life.js';
import { waitFinding, type Finding } from './report.js';
import { Seeded } from './seeded.js';
import { startServer } from './server.js';
import type { Surroundings } from './surroundings.js';

const EVENTS = 100_000;
const CALLERS = 16;
const ROUNDS = 4;
const SECONDS = 2;
const FIRST_DAY = '2015-01-01';
const DAYS = 4_000;
const LONG_PAST = 10_000;
const SHORT_PAST = 10;

export async function benchView(surroundings: Surroundings): Promise<Finding[]> {
  const databaseUrl = await surroundings.database();
  const keyFile = path.join(await surroundings.folder(), 'master.json');
  const server = await startServer({ databaseUrl, keyFile });
  const ours = new HttpCalls(server.url, 64);
  const floor = new HttpCalls(server.floorUrl, 64);
  const seeded = new Seeded(1);
  try {
    const { parties, long, short } = await fillTheLog(databaseUrl, keyFile, seeded);
    await server.rest();
    const view = (pick: () => string): (() => Promise<unknown>) => async () => expectStatus(200, await ours.get(`/v1/parties/${pick()}/360?asOf=${addDays(FIRST_DAY, seeded.below(DAYS))}`));
    const row = async (): Promise<unknown> => expectStatus(200, await floor.get(`/floor/${seeded.pick(parties)}`));
    const anyParty = view(() => seeded.pick(parties));

    const flatOut = (call: () => Promise<unknown>): Contestant => ({ callers: CALLERS, call });
    const most = await interleaved({ view: flatOut(anyParty), row: flatOut(row) }, { rounds: 2, seconds: SECONDS });
    const rate = most.view.perSecond / 2;
    const paced = await steady({ view: anyParty, row }, { perSecond: rate, rounds: ROUNDS, seconds: SECONDS });
    const past = await steady({ long: view(() => long), short: view(() => short) }, { perSecond: rate, rounds: ROUNDS, seconds: SECONDS });
    return [
      waitFinding({
        what: `360° of any party at any date, ${EVENTS} events, at half its maximum of ${most.view.perSecond.toFixed(0)}/s with ${CALLERS} callers (the row: ${most.row.perSecond.toFixed(0)}/s); p99`,
        ours: paced.view, floor: paced.row, ratio: paced.view.p99 / paced.row.p99, target: 3,
      }),
      waitFinding({ what: `360° of a party with ${LONG_PAST} past versions, beside one with ${SHORT_PAST}, the same facts in force; p50`, ours: past.long, floor: past.short, ratio: past.long.p50 / past.short.p50, target: 1.5 }),
      waitFinding({ what: 'the same; p99', ours: past.long, floor: past.short, ratio: past.long.p99 / past.short.p99, target: 1.5 }),
    ];
  } finally {
    ours.close();
    floor.close();
    await server.stop();
  }
}

interface Filled {
  readonly parties: readonly string[];
  readonly long: string;
  readonly short: string;
}

export async function fillTheLog(databaseUrl: string, keyFile: string, seeded: Seeded): Promise<Filled> {
  const pool = createPool(databaseUrl, { name: 'bench fill' });
  const log = new PostgresEventLog(databaseUrl);
  const keys = await KeyStore.open({ pool, masterKey: (await readMasterKey(keyFile))! });
  const codec = new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: zone('Europe/Paris') });
  try {
    const parties: string[] = [];
    const noted = function* (appends: Iterable<Append>): Generator<Append> {
      for (const append of appends) {
        if (append.events[0]?.type === 'PartyCreated') parties.push(append.subject.id);
        yield append;
      }
    };
    await fill(log, codec, seeded, noted(partyLife(seeded, EVENTS)));
    const [long, short] = [seeded.uuid(), seeded.uuid()];
    for (const [partyId, versions] of [[long, LONG_PAST], [short, SHORT_PAST]] as const) {
      // One after the other, because those to one stream would become one.
      for (const append of pastOf(partyId, versions, seeded)) await fill(log, codec, seeded, [append]);
    }
    await pool.query('create schema bench; create table bench.party (party_id uuid primary key, created_position bigint not null, kind text not null, created_at timestamptz not null)');
    await pool.query(`insert into bench.party select party_id, 1, 'organisation', now() from unnest($1::uuid[]) as p (party_id)`, [parties]);
    await pool.query('vacuum analyze');
    return { parties, long, short };
  } finally {
    keys.close();
    await log.close();
    await pool.end();
  }
}

/** Events of one append, at most. */
const EVENTS_OF_AN_APPEND = 250;

/** Ten facts that hold on every day asked for, one of which was superseded in half of its versions and corrected in the other half. */
function* pastOf(partyId: string, versions: number, seeded: Seeded): Generator<Append> {
  const subject = { id: partyId, parties: [partyId] };
  const stream = `party-${partyId}`;
  const beginning = addDays(FIRST_DAY, -versions);
  const recorded = (attribute: string, slot: string, factId: string, validFrom: string): FactEvent => ({
    type: 'FactRecorded', data: { factId, attribute, slot, dataClass: 'identity', value: `${attribute} of ${validFrom}`, validFrom, validTo: null },
  });
  const name = seeded.uuid();
  const others = Array.from({ length: 9 }, () => seeded.uuid()).map((factId) => recorded('email', factId, factId, beginning));
  yield { stream, subject, events: [{ type: 'PartyCreated', data: { partyId, kind: 'organisation' } }, ...others, recorded('name.legal', '', name, FIRST_DAY)] };
  for (let made = 0; made < versions; made += EVENTS_OF_AN_APPEND) {
    const events = Array.from({ length: Math.min(EVENTS_OF_AN_APPEND, versions - made) }, (_, n): FactEvent => (n % 2 === 0
      ? recorded('name.legal', '', seeded.uuid(), addDays(beginning, made + n))
      : { type: 'FactCorrected', data: { factId: name, dataClass: 'identity', value: `name ${made + n}`, valueChanged: true, validFrom: FIRST_DAY, validTo: null } }));
    yield { stream, subject, events };
  }
}
