/**
 * What a CRM of some size is asked all day, over HTTP: 100,000 parties, a million facts with their history and a million interactions.
 * Each answer stands beside one row read by its primary key over the same stack, asked by as many callers.
 */
import path from 'node:path';
import { SESSION } from '#apps/server/session.js';
import { eventDefinitions } from '#apps/server/event-definitions.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { openLog } from '#libs/event-log/log-birth.js';
import type { Position } from '#libs/event-log/event-log.js';
import { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { KeyStore } from '#libs/personal-data/keys.js';
import { readMasterKey } from '#libs/personal-data/master-key.js';
import { createPool } from '#libs/platform/database.js';
import { addDays, zone } from '#libs/temporal/dates.js';
import { customerLives, DAYS, FACTS_OF_A_PARTY, FIRST_DAY, interactions, misspelt, type Customer } from './customer-life.js';
import { fill } from './fill.js';
import { expectStatus, HttpCalls } from './http-calls.js';
import { interleaved, latencyOf, steady, type Contestant, type Rate } from './measure.js';
import { finalRows, writePlainly } from './plain-writer.js';
import { project } from './projecting.js';
import { limitFinding, waitFinding, type Finding } from './report.js';
import { Seeded } from './seeded.js';
import { startServer, type BenchServer } from './server.js';
import type { Surroundings } from './surroundings.js';

const PARTIES = 100_000;
const INTERACTIONS = 1_000_000;
const CALLERS = 16;
const FEW = 4;
const ROUNDS = 4;
const SECONDS = 4;
/** Interactions whose rows the plain writer writes. */
const SAMPLE = 100_000;

export async function benchVolume(surroundings: Surroundings): Promise<Finding[]> {
  const options = { databaseUrl: await surroundings.database(), keyFile: path.join(await surroundings.folder(), 'master.json') };
  // Makes the master key and the shipped configuration.
  await (await startServer(options)).stop();
  const pool = createPool(options.databaseUrl, { name: 'bench', settings: SESSION });
  const log = new PostgresEventLog(options.databaseUrl);
  const { logId } = await openLog(log, { businessZone: 'Europe/Paris' });
  const seeded = new Seeded(1);
  const customers: Customer[] = [];
  const withCodec = async <T>(use: (codec: PersonalDataCodec) => Promise<T>): Promise<T> => {
    const keys = await KeyStore.open({ pool, masterKey: (await readMasterKey(options.keyFile))! });
    try {
      return await use(new PersonalDataCodec({ keys, pool, definitions: eventDefinitions, zone: zone('Europe/Paris') }));
    } finally {
      keys.close();
    }
  };
  // With keys of its own, as a server that was started for it: those that encrypted are not at hand.
  const projectAll = async (from: Position): Promise<readonly number[]> => withCodec(async (codec) => project({ pool, log, logId, codec }, from, (await log.head()).position));
  try {
    const configured = (await log.head()).position;
    await withCodec((codec) => fill(log, codec, seeded, customerLives(seeded, PARTIES, (customer) => customers.push(customer))));
    console.log(`  ${PARTIES} parties appended`);
    await projectAll(configured);
    console.log('  and projected');
    const lived = (await log.head()).position;
    const logged = await withCodec((codec) => fill(log, codec, seeded, interactions(seeded, customers, INTERACTIONS)));
    console.log(`  ${logged} interactions appended`);
    await pool.query('vacuum analyze');
    const projected = await projectAll(lived);
    const floor = await finalRows(pool, ['interactions_v1.interaction', 'interactions_v1.participation'], lived + BigInt(SAMPLE));
    const plain = await writePlainly(pool, floor);
    await pool.query('drop schema bench cascade; create schema bench; create table bench.party (party_id uuid primary key, created_position bigint not null, kind text not null, created_at timestamptz not null)');
    await pool.query(`insert into bench.party select party_id, 1, 'organisation', now() from unnest($1::uuid[]) as p (party_id)`, [customers.map(({ partyId }) => partyId)]);
    await pool.query('vacuum analyze');
    return [
      limitFinding({
        what: `${logged} interactions projected, beside ${PARTIES} parties with ${PARTIES * FACTS_OF_A_PARTY} facts; the floor writes the rows of the first ${SAMPLE}`,
        ours: rateOf(logged, projected), floor: rateOf(SAMPLE, plain), leastPerSecond: 10_000,
      }),
      ...await ask(await startServer(options), seeded, customers),
    ];
  } finally {
    await log.close();
    await pool.end();
  }
}

const rateOf = (events: number, batches: readonly number[]): Rate => ({ perSecond: events / (batches.reduce((sum, ms) => sum + ms, 0) / 1_000), calls: events, ...latencyOf(batches) });

async function ask(server: BenchServer, seeded: Seeded, customers: readonly Customer[]): Promise<Finding[]> {
  const ours = new HttpCalls(server.url, CALLERS);
  const floor = new HttpCalls(server.floorUrl, CALLERS);
  try {
    await server.rest();
    const any = (): Customer => seeded.pick(customers);
    const asOf = (): string => addDays(FIRST_DAY, seeded.below(DAYS));
    const get = async (url: string): Promise<unknown> => expectStatus(200, await ours.get(url));
    const post = async (url: string, body: object): Promise<{ readonly items: readonly unknown[] }> => JSON.parse(expectStatus(200, await ours.post(url, JSON.stringify(body), {}))) as { items: unknown[] };
    const found = { typo: { of: 0, asked: 0 }, phone: { of: 0, asked: 0 } };
    const looked = async (as: keyof typeof found, answer: Promise<{ readonly items: readonly unknown[] }>): Promise<void> => {
      found[as].asked += 1;
      if ((await answer).items.length > 0) found[as].of += 1;
    };
    const asked = {
      row: async () => expectStatus(200, await floor.get(`/floor/${any().partyId}`)),
      view: () => get(`/v1/parties/${any().partyId}/360?asOf=${asOf()}`),
      typo: () => looked('typo', post('/v1/search', { text: misspelt(seeded, any().name) })),
      phone: () => looked('phone', post('/v1/phone-lookup', { number: any().phone })),
      timeline: () => get(`/v1/parties/${any().partyId}/timeline?asOf=${asOf()}`),
    };
    const by = (callers: number, ...names: readonly (keyof typeof asked)[]): Record<string, Contestant> => Object.fromEntries(names.map((name) => [name, { callers, call: asked[name] }]));
    // What a share of the row is asked for stands beside the row at as many callers; what has a time of its own is asked for by as many as two cores serve.
    const { row, view, phone } = await interleaved(by(CALLERS, 'row', 'view', 'phone'), { rounds: ROUNDS, seconds: SECONDS });
    const paced = await steady({ view: asked.view, row: asked.row }, { perSecond: view!.perSecond / 2, rounds: ROUNDS, seconds: SECONDS });
    const { row: rowByFew, typo, timeline } = await interleaved(by(FEW, 'row', 'typo', 'timeline'), { rounds: ROUNDS, seconds: SECONDS });
    const share = ({ of, asked }: { readonly of: number; readonly asked: number }): string => `${((100 * of) / asked).toFixed(1)} % found`;
    return [
      waitFinding({ what: `360° of any party at any date, ${CALLERS} callers, each as fast as it is answered; p99`, ours: view!, floor: row!, ratio: view!.p99 / row!.p99, target: 4 }),
      waitFinding({ what: 'the same at half of that rate; p99', ours: paced.view, floor: paced.row, ratio: paced.view.p99 / paced.row.p99, target: 4 }),
      waitFinding({ what: `look-up of a phone number (${share(found.phone)}), ${CALLERS} callers; p99`, ours: phone!, floor: row!, ratio: phone!.p99 / row!.p99, target: 1.5 }),
      limitFinding({ what: `search by a name with two letters exchanged (${share(found.typo)}), ${FEW} callers`, ours: typo!, floor: rowByFew!, mostP99: 50 }),
      limitFinding({ what: `first page of a timeline, ${FEW} callers`, ours: timeline!, floor: rowByFew!, mostP99: 20 }),
    ];
  } finally {
    ours.close();
    floor.close();
    await server.stop();
  }
}
