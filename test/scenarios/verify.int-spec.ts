/**
 * The proof that tables say what the log says: nothing to tell of every kind of history, and each row that is tampered with is named,
 * as is what a projector silently leaves out.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AnnalsClient } from '#apps/cli/client.js';
import { tellDemo } from '#apps/cli/demo/demo.js';
import { forgetReadModels } from '#libs/projecting/forget.js';
import type { Projection } from '#libs/projecting/projection.js';
import { ProjectionRunner } from '#libs/projecting/runner.js';
import { verifyTallies } from '#libs/projecting/verify.js';
import { inTransaction } from '#libs/platform/database.js';
import { projections } from '#projections/index.js';
import { Sampling } from '#projections/verify/sampling.js';
import { verifyParty, verifyTables, type TableDifference } from '#projections/verify/tables.js';
import { BEGINNING, tellGoldenStory } from '../golden/story.js';
import { rawHistory, type RawHistory } from '../replay/raw-events.js';
import { startApi, type TestApi } from '../support/api.js';

const TODAY = '2026-11-20';
const SEED = 20_261_120;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ at: BEGINNING });
  await tellGoldenStory(api);
  await api.setClock(`${TODAY}T09:00:00.000Z`);
  await tellDemo(new AnnalsClient({ url: api.url, caller: 'service:annals-cli', actor: 'import:demo' }), { seed: 1, companies: 3, today: TODAY }, () => undefined);
  // And what no command would ever append.
  for (const history of fc.sample(rawHistory(10), { numRuns: 6, seed: SEED })) await append(history);
  await reached();
}, 120_000);
afterAll(() => api.stop());

async function append({ party, relation, appends }: RawHistory): Promise<void> {
  const revisions = new Map<string, number>();
  for (const { to, events } of appends) {
    const [stream, commandId] = [to === 'party' ? `party-${party}` : `relation-${relation}`, randomUUID()];
    const drafts = events.map((event, n) => ({
      id: randomUUID(), event, metadata: { v: 1, n: n + 1, of: events.length, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId, ...(event.provenance && { provenance: event.provenance }) },
    }));
    const encoded = await api.codec.encode({ id: to === 'party' ? party : relation, parties: [party] }, drafts);
    const { revision } = await api.log.append(stream, revisions.get(stream) ?? 'no-stream', encoded.map((one, i) => ({ ...one, id: drafts[i]!.id, type: drafts[i]!.event.type, commandId })));
    revisions.set(stream, revision);
  }
}

const reached = async (): Promise<void> => {
  if (!(await api.projecting.waitFor((await api.log.head()).position, 60_000))) throw new Error('the projections do not keep up', { cause: api.projecting.state.error });
};
const parts = () => ({ log: api.log, pool: api.pool, codec: api.codec, projections: () => Promise.resolve(projections) });
const shown = ({ projection, table, stream, group, key, kind, column }: TableDifference): string => [`${projection}.${table}`, stream, group, key, kind, column].filter(Boolean).join(' ');

describe('the tables, held against a replay', () => {
  it('say what it comes to', async () => {
    const { streams, events, differences } = await verifyTables(parts());
    expect(differences).toEqual([]);
    expect(streams).toBeGreaterThan(150);
    expect(events).toBeGreaterThan(500);
  });

  it('are looked at a little at a time too', async () => {
    const draws = fc.sample(fc.double({ min: 0, max: 0.999, noNaN: true }), { numRuns: 400, seed: SEED });
    const sampling = new Sampling({ ...parts(), now: () => `${TODAY}T10:00:00.000Z`, random: () => draws.pop()! });
    for (let look = 0; look < 5; look++) await sampling.look();
    expect(sampling.state).toMatchObject({ error: undefined, differences: 0, lastAt: `${TODAY}T10:00:00.000Z` });
    expect(sampling.state.streams).toBeGreaterThan(10);
  });

  it('are named row by row where somebody changed them', async () => {
    /** What each statement changed, and how it must be told: where it gives more than the stream, the rest follows it. */
    const tampered: string[] = [];
    const tamper = async (told: string, sql: string): Promise<void> => {
      const { rows } = await api.pool.query<{ stream: string; rest: string | null }>(sql);
      expect({ told, rows: rows.length }).toEqual({ told, rows: 1 });
      tampered.push(told.replace('*', [rows[0]!.stream, rows[0]!.rest].filter(Boolean).join(' ')));
    };
    /** A row of a party, relation … that was not tampered with before; facts on top of each other are left alone. */
    const taken = `(select stream from tampered)`;
    await api.pool.query('create table public.tampered (stream text primary key)');
    const pickFact = (where = 'true'): string => `
      select f.ctid from parties_v1.fact f where ${where} and left(f.attribute, 5) <> 'name.' and upper_inf(f.recorded) and upper(f.effective) is null and lower(f.effective) is not null and f.value is not null and 'party-' || f.party_id not in ${taken}
         and (select count(*) from parties_v1.fact o where o.party_id = f.party_id and o.attribute = f.attribute and o.slot = f.slot) = 1 order by f.party_id, f.fact_id limit 1`;
    const noted = (sql: string): string => `with changed as (${sql}), noted as (insert into tampered select distinct stream from changed on conflict do nothing) select * from changed`;
    const FACT = `'party-' || f.party_id as stream, f.attribute || ' ' || f.slot || ' ' || f.fact_id as rest`;

    await tamper('parties.fact * different value', noted(`update parties_v1.fact f set value = '"Somebody else"' where ctid = (${pickFact()}) returning ${FACT}`));
    await tamper('parties.fact * different lookup', noted(`update parties_v1.fact f set lookup = 'elsewhere' where ctid = (${pickFact('f.lookup is not null')}) returning ${FACT}`));
    await tamper('parties.fact * different believed_from', noted(`update parties_v1.fact f set believed_from = believed_from - interval '1 s' where ctid = (${pickFact()}) returning ${FACT}`));
    await tamper('parties.fact * missing', noted(`update parties_v1.fact f set effective = daterange(lower(effective) + 1, null) where ctid = (${pickFact()}) returning ${FACT}`));
    await tamper('parties.fact * missing', noted(`update parties_v1.fact f set recorded = int8range(lower(recorded) + 1, null) where ctid = (${pickFact()}) returning ${FACT}`));
    await tamper('parties.fact * missing', noted(`delete from parties_v1.fact f where ctid = (${pickFact()}) returning ${FACT}`));
    await tamper('parties.fact * invented', noted(`
      insert into parties_v1.fact select (jsonb_populate_record(f, jsonb_build_object('fact_id', gen_random_uuid(), 'slot', 'another'))).* from parties_v1.fact f where ctid = (${pickFact()})
      returning 'party-' || party_id as stream, attribute || ' ' || slot || ' ' || fact_id as rest`));
    await tamper('parties.party * different kind', noted(`
      update parties_v1.party p set kind = 'household' where kind = 'person' and ctid = (select ctid from parties_v1.party where kind = 'person' and 'party-' || party_id not in ${taken} order by party_id limit 1) returning 'party-' || party_id as stream, null as rest`));
    await tamper('parties.party * missing', noted(`
      delete from parties_v1.party p where ctid = (select ctid from parties_v1.party where upper_inf(recorded) and 'party-' || party_id not in ${taken} order by party_id limit 1) returning 'party-' || party_id as stream, null as rest`));
    await tamper('parties.party * invented', `insert into parties_v1.party select gen_random_uuid(), kind, erased, created_position, created_at, recorded from parties_v1.party limit 1 returning 'party-' || party_id as stream, null as rest`);
    await tamper('parties.fact_check * missing', `
      delete from parties_v1.fact_check c where ctid = (select ctid from parties_v1.fact_check where 'party-' || party_id not in ${taken} order by party_id, position limit 1) returning 'party-' || party_id as stream, fact_id || ' ' || position as rest`);
    await tamper('parties.name_word * different', `update parties_v1.name_word set uses = uses + 1 where word = (select max(word) from parties_v1.name_word where word collate "C" > 'a') returning '' as stream, word as rest`);
    const period = `select p.ctid from relations_v1.relation_period p where upper_inf(recorded) and upper(effective) is null and 'relation-' || relation_id not in ${taken} order by relation_id limit 1`;
    await tamper('relations.relation_period * invented', noted(`update relations_v1.relation_period p set effective = daterange(lower(effective) - 1, null) where ctid = (${period}) returning 'relation-' || relation_id as stream, period_id::text as rest`));
    await tamper('relations.relation_period * different b', noted(`update relations_v1.relation_period p set b = a where ctid = (${period}) returning 'relation-' || relation_id as stream, period_id::text as rest`));
    await tamper('relations.relation_fact * different value', noted(`
      update relations_v1.relation_fact f set value = '"Queen"' where ctid = (select ctid from relations_v1.relation_fact where attribute = 'job-title' and upper_inf(recorded) and 'relation-' || relation_id not in ${taken} limit 1)
      returning 'relation-' || relation_id as stream, period_id || ' ' || attribute || ' ' || slot || ' ' || fact_id as rest`));
    const interaction = `select ctid from interactions_v1.interaction where upper_inf(recorded) and 'interaction-' || interaction_id not in ${taken} order by interaction_id limit 1`;
    await tamper('interactions.interaction * different texts', noted(`update interactions_v1.interaction set texts = '{"subject": "Nothing"}' where ctid = (${interaction}) returning 'interaction-' || interaction_id as stream, null as rest`));
    await tamper('interactions.participation * missing', noted(`
      delete from interactions_v1.participation p where ctid = (select ctid from interactions_v1.participation where upper_inf(recorded) and 'interaction-' || interaction_id not in ${taken} order by interaction_id limit 1)
      returning 'interaction-' || interaction_id as stream, party_id::text as rest`));
    await tamper('interactions.participation * different', noted(`
      insert into interactions_v1.participation select gen_random_uuid(), started_at, interaction_id, direction, automation, recorded from interactions_v1.interaction where ctid = (${interaction}) returning 'interaction-' || interaction_id as stream, null as rest`));
    const entry = (kind: string, status: string): string => `select ctid from tasks_v1.agenda_entry e where kind = '${kind}' and status = '${status}' and upper_inf(recorded) and entry_id::text not in (select right(stream, 36) from tampered) order by entry_id limit 1`;
    await tamper('tasks.agenda_entry * different status', noted(`update tasks_v1.agenda_entry e set status = 'done' where ctid = (${entry('task', 'open')}) returning 'task-' || entry_id as stream, null as rest`));
    await tamper('tasks.agenda_entry * missing', noted(`delete from tasks_v1.agenda_entry e where ctid = (${entry('task', 'done')}) returning 'task-' || entry_id as stream, null as rest`));
    await tamper('tasks.agenda_entry * different at_instant', noted(`
      update tasks_v1.agenda_entry e set at_instant = at_instant + interval '1 hour' where ctid = (${entry('planned-interaction', 'held')}) returning 'plannedInteraction-' || entry_id as stream, null as rest`));
    const statement = `select ctid from consents_v1.consent_statement where kind <> 'objected' and upper_inf(recorded) and 'consent-' || party_id not in ${taken} order by party_id, consent_id limit 1`;
    await tamper('consents.consent_statement * different kind', noted(`update consents_v1.consent_statement set kind = 'objected' where ctid = (${statement}) returning 'consent-' || party_id as stream, consent_id::text as rest`));
    await tamper('consents.consent_statement * missing', noted(`update consents_v1.consent_statement set effective = tstzrange(lower(effective), lower(effective) + interval '1 ms') where ctid = (${statement}) returning 'consent-' || party_id as stream, consent_id::text as rest`));
    await tamper('update_requests.update_request * different status', `
      update update_requests_v1.update_request u set status = 'open' where ctid = (select ctid from update_requests_v1.update_request where status = 'accepted' limit 1) returning 'updateRequest-' || request_id as stream, null as rest`);
    await tamper('configuration.definition * different content', `
      update configuration_v1.definition set content = jsonb_set(content, '{freshnessDays}', '31') where kind = 'attribute' and code = 'phone' and upper_inf(recorded) returning 'attribute-phone' as stream, 'attribute' as rest`);

    const { differences } = await verifyTables(parts());
    expect(differences.map(shown).sort()).toEqual(tampered.sort());
    // When it is so, and from which event on; what is said is told to who asks.
    expect(differences.find(({ column }) => column === 'value')).toMatchObject({ knownAt: expect.any(BigInt) as unknown, eventId: expect.any(String) as unknown, inTable: expect.any(String) as unknown });
    expect(differences.find(({ table, kind }) => table === 'relation_period' && kind === 'invented')).toMatchObject({ asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown });

    const [party] = differences.filter(({ table, column }) => table === 'party' && column === 'kind').map(({ stream }) => stream.slice('party-'.length));
    expect((await verifyParty(parts(), party!)).differences.map(shown)).toContain(`parties.party party-${party} different kind`);
    const sampling = new Sampling({ ...parts(), now: () => `${TODAY}T10:00:00.000Z`, random: Math.random });
    for (let look = 0; look < 60 && sampling.state.differences === 0; look++) await sampling.look();
    expect(sampling.state.kept.length).toBeGreaterThan(0);
  });

  it('show what a projector leaves out without a word, though it was given every event', async () => {
    await api.projecting.stop();
    await api.sampling.stop();
    await inTransaction(api.pool, (client) => forgetReadModels(client, api.logId));
    const silent = projections.map((projection): Projection => ({ ...projection, project: (client, events) => projection.project(client, events.filter(({ type }) => type !== 'FactEnded' && type !== 'ConsentWithdrawn')) }));
    const runner = new ProjectionRunner({ log: api.log, logId: api.logId, pool: api.pool, projections: silent, decode: (events) => api.codec.decode(events) });
    await runner.start();
    await runner.waitFor((await api.log.head()).position, 60_000);
    await runner.stop();
    expect((await verifyTallies({ log: api.log, pool: api.pool, projections })).differences).toEqual([]);
    const { differences } = await verifyTables(parts());
    expect(new Set(differences.map(({ table, kind }) => `${table} ${kind}`))).toEqual(new Set(['fact different', 'consent_statement missing']));
    const swallowed = (await api.codec.decode(await api.log.readAll(0n, 100_000))).filter(({ type }) => type === 'FactEnded' || type === 'ConsentWithdrawn').map(({ eventId }) => eventId);
    for (const { eventId } of differences) expect(swallowed).toContain(eventId);
  });
});
