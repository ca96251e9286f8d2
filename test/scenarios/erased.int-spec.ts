/** What a destroyed key protected is unreadable everywhere and for good; and no value was ever stored in the clear beside the read models. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaOf } from '#libs/projecting/projection.js';
import type { FactAnswer } from '#projections/queries/fact-answer.js';
import type { View360 } from '#projections/queries/view360.js';
import { projections } from '#projections/index.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { execute, type TestDatabase } from '../support/postgres.js';
import { Desk } from './desk.js';

const PERSON = { name: 'Zébulon Quatremaire', phone: '+33240123456', title: 'Chief of hinges', email: 'zebulon@brico.example', note: 'met at the fair of Vierzon' };
const SHOP = { name: 'Marché Rouge', siren: '732829320', banner: 'Au Rouge Vif' };
/** Values, and the texts they are looked up by. */
const SECRETS = [...Object.values(PERSON), ...Object.values(SHOP), 'zebulon quatremaire', 'marche rouge'];
const LATER = '2024-03-02T10:00:00.000Z';

/** Rows as text, by table, of the schemas that `chosen` lets through. */
async function rowsOf(api: TestApi, chosen: (schema: string) => boolean, shown = 'to_jsonb(t)'): Promise<Record<string, string[]>> {
  const { rows: tables } = await api.pool.query<{ schema: string; name: string }>(`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`);
  const rows: Record<string, string[]> = {};
  for (const { schema, name } of tables.filter(({ schema }) => chosen(schema))) {
    rows[`${schema}.${name}`] = (await api.pool.query<{ row: string }>(`select (${shown})::text as row from ${schema}.${name} t order by 1`)).rows.map(({ row }) => row);
  }
  return rows;
}

const READ_MODELS = new Set(projections.map(schemaOf));
const isReadModel = (schema: string): boolean => READ_MODELS.has(schema);
const secretsIn = (rows: object): string[] => SECRETS.filter((secret) => JSON.stringify(rows).includes(secret));

/** A row, without what tells which process wrote it and when. */
const OF_ANY_PROCESS = `to_jsonb(t) - '{epoch,holder,until,backend}'::text[]`;

/** Empties the read models and puts their checkpoints to the beginning of the log. */
async function forgetReadModels({ url }: TestDatabase): Promise<void> {
  const tables = [...READ_MODELS].map((schema) => `'${schema}'`).join(', ');
  await execute(url, `do $$ declare t record; begin
    for t in select table_schema, table_name from information_schema.tables where table_schema in (${tables}) and table_type = 'BASE TABLE' loop
      execute format('truncate %I.%I', t.table_schema, t.table_name);
    end loop; end $$;
    truncate projecting.bucket, projecting.block_tally;
    update projecting.owner set position = 0, event_id = null`);
}

describe('an erased fact', () => {
  it('tells its value to nobody, before its key is gone too', async () => {
    const api = await startApi({ at: '2024-03-01T10:00:00.000Z' });
    try {
      const desk = new Desk(api.url);
      const phone = { attribute: 'phone', value: PERSON.phone, validFrom: '2023-06-01' };
      const { partyId, factIds: [factId], position } = await desk.tell('/v1/parties', { kind: 'person', facts: [phone] });
      await desk.tell(`/v1/parties/${partyId}/facts/${factId}/correct`, { value: PERSON.phone, validFrom: '2023-05-01', validTo: null });
      // The command will come with the others on privacy; what it writes is read already.
      const event = { id: randomUUID(), event: { type: 'FactErased', data: { factId, ground: 'request' } } };
      const metadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUUID() };
      const [encoded] = await api.codec.encode(undefined, [{ ...event, metadata }]);
      const { position: erasedAt } = await api.log.append(`party-${partyId}`, 2, [{ id: event.id, type: 'FactErased', commandId: randomUUID(), ...encoded! }]);
      await api.projecting.waitFor(erasedAt, 5_000);

      for (const knownAt of [position, '2024-03-01']) {
        for (const path of ['360', 'history']) {
          const body = await desk.ask(`/v1/parties/${partyId}/${path}`, { knownAt });
          expect([path, knownAt, JSON.stringify(body).includes(PERSON.phone), JSON.stringify(body).includes('"erased":true')]).toEqual([path, knownAt, false, true]);
        }
      }
    } finally {
      await api.stop();
    }
  });
});

describe('a destroyed key', () => {
  let api: TestApi;
  let desk: Desk;
  let person: string;
  let shop: string;
  /** Who spoke of the person's employment. */
  let spokeOf: readonly string[];
  /** Where the log stood when the person was created. */
  let created: string;
  let before: View360;

  beforeAll(async () => {
    api = await startApi({ at: '2024-03-01T10:00:00.000Z' });
    desk = new Desk(api.url);
    const name = { attribute: 'name.usual', value: PERSON.name, validFrom: '2020-01-01', note: PERSON.note };
    const told = await desk.tell('/v1/parties', { kind: 'person', facts: [name, { attribute: 'phone', value: PERSON.phone, validFrom: '2023-06-01' }] });
    [person, created] = [told.partyId, told.position];
    const file = { kind: 'organisation', source: { system: 'erp' }, validFrom: '2023-01-01', facts: [{ attribute: 'name.legal', value: SHOP.name }, { attribute: 'name.banner', value: SHOP.banner }] };
    shop = (await desk.tell(`/v1/parties/by/siren/${SHOP.siren}`, file, 'PUT')).partyId;
    const { relationId } = await desk.tell('/v1/relations', {
      type: 'employee-of', a: person, b: shop, validFrom: '2021-01-01', note: PERSON.note,
      facts: [{ attribute: 'job-title', value: PERSON.title, validFrom: '2023-01-01' }, { attribute: 'email', value: PERSON.email, validFrom: '2023-01-01' }],
    });
    await desk.tell(`/v1/parties/${person}/facts/${told.factIds[0]}/correct`, { value: PERSON.name, validFrom: '2019-06', validTo: null, note: PERSON.note });
    // Others spoke of the person.
    const rep = (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
    await desk.tell('/v1/interactions', {
      direction: 'outbound', medium: 'phone', startedAt: '2024-02-29T10:00:00Z', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'contact', party: shop }], subject: PERSON.title, about: [{ kind: 'party', id: person }],
    });
    const other = (await desk.tell('/v1/parties', { kind: 'organisation' })).partyId;
    spokeOf = [rep, other];
    await desk.tell('/v1/interactions', {
      direction: 'outbound', medium: 'phone', startedAt: '2024-02-29T11:00:00Z', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'contact', party: other }], subject: PERSON.title, about: [{ kind: 'relation', id: relationId }],
    });
    // These change nothing: their answers are stored beside the log.
    expect(await desk.tell(`/v1/parties/${person}/facts`, { facts: [{ ...name, validFrom: '2022' }] })).toMatchObject({ status: 'unchanged' });
    expect(await desk.tell(`/v1/parties/by/siren/${SHOP.siren}`, file, 'PUT')).toMatchObject({ status: 'unchanged' });
    before = await desk.view(person);
  });

  afterAll(() => api.stop());

  it('let the history tell texts that no read model keeps', async () => {
    const { items } = await desk.ask<{ items: { type: string; data: { note?: string } }[] }>(`/v1/parties/${person}/history`);
    expect(items.filter(({ data }) => data.note === PERSON.note).map(({ type }) => type)).toEqual(['FactRecorded', 'RelationStarted', 'FactCorrected']);
  });

  it('was needed to read: values stand in the read models alone', async () => {
    const everywhere = await rowsOf(api, () => true, 't');
    expect(everywhere).toMatchObject({ 'log.event': expect.anything(), 'commands.answer': [expect.anything(), expect.anything()], 'keys.data_key': expect.anything() });
    expect(secretsIn(await rowsOf(api, (schema) => !isReadModel(schema), 't'))).toEqual([]);
    // The search itself finds them where they are: all but the notes, which no read model keeps.
    expect(secretsIn(await rowsOf(api, isReadModel, 't'))).toEqual(SECRETS.filter((secret) => secret !== PERSON.note));
  });

  it('is not needed for anything but values: read models made anew are the same', async () => {
    const rows = await rowsOf(api, (schema) => isReadModel(schema) || schema === 'projecting', OF_ANY_PROCESS);
    await again(forgetReadModels);
    expect(await rowsOf(api, (schema) => isReadModel(schema) || schema === 'projecting', OF_ANY_PROCESS)).toEqual(rows);
  });

  it('reads erased at once, on both clocks, with everything else as it was', async () => {
    await api.setClock(LATER);
    expect(await api.keys.destroy(person)).toBeGreaterThan(0);
    await isErased();
    const earlier = await desk.view(person, { knownAt: '2024-03-01' });
    expect({ ...earlier, party: before.party }).toEqual({
      ...before, asOf: '2024-03-02', asOfInstant: LATER, summary: { ...before.summary, displayName: null, phone: null, email: null },
      facts: before.facts!.map(unread), relations: before.relations!.map((relation) => ({ ...relation, facts: relation.facts.map(unread) })),
    });
  });

  it('leaves readable what others hold', async () => {
    const view = await desk.view(shop);
    expect(view.summary.displayName).toBe(SHOP.name);
    expect(view.relations).toMatchObject([{ party: { partyId: person, displayName: null }, facts: [{ value: null, erased: true }, { value: null, erased: true }] }]);
  });

  it('reads erased after a restart', async () => {
    await again();
    await isErased();
  });

  it('reads erased in read models made anew, which hold the same rows without the values', async () => {
    const before = await rowsOf(api, isReadModel, withoutErased);
    await again(forgetReadModels);
    const anew = await rowsOf(api, isReadModel, withoutErased);
    // Words stay with the rows of the values that they were taken from: until the read model is made anew.
    const words = ['parties_v1.name_word', 'parties_v1.party_words'];
    const named = (rows: typeof anew): string[] => words.flatMap((table) => rows[table]!);
    expect(named(before).filter((row) => !named(anew).includes(row))).toEqual(['quatremaire', 'zebulon', 'quatremaire'].map((word) => expect.stringContaining(word)));
    const others = (rows: typeof anew): object => Object.fromEntries(Object.entries(rows).filter(([table]) => !words.includes(table)));
    expect(others(anew)).toEqual(others(before));
    expect(secretsIn(await rowsOf(api, isReadModel))).toEqual([...Object.values(SHOP), 'marche rouge']);
    await isErased();
  });

  it('does not stop anybody from being told again, and stays erased', async () => {
    const facts = `/v1/parties/${person}/facts`;
    const { status, factIds } = await desk.tell(facts, { facts: [{ attribute: 'phone', value: PERSON.phone, validFrom: '2024-03-02' }] });
    expect(status).toBe('accepted');
    const phones = (await desk.view(person)).facts!.filter(({ attribute }) => attribute === 'phone').map(({ factId, value }) => [factId === factIds[0], value]);
    expect(phones.sort()).toEqual([[false, null], [true, PERSON.phone]]);
    await again(forgetReadModels);
    expect((await desk.view(person)).facts!.filter(({ value }) => value !== null)).toMatchObject([{ factId: factIds[0], value: PERSON.phone }]);
  });

  it('of an identifier hides it from look-ups, and nobody else may take it', async () => {
    const lookUp = async () => (await desk.ask<{ items: unknown[] }>('/v1/parties', { identifier: `siren:${SHOP.siren}` })).items.length;
    expect(await lookUp()).toBe(1);
    await api.keys.destroy(shop, 'identity');
    expect(await lookUp()).toBe(0);
    const taken = await desk.send('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'identifier.siren', value: SHOP.siren, validFrom: 'unknown' }] });
    expect(taken).toMatchObject({ status: 409, body: { code: 'identifier-taken', conflictsWith: shop } });
  });

  /** Columns of values are left out where the key is gone. */
  const withoutErased = `case when exists (select from keys.data_key k where k.key_id::text = to_jsonb(t) ->> 'key_id' and k.wrapped is null) then to_jsonb(t) - '{value,lookup,texts,document}'::text[] else to_jsonb(t) end`;

  async function again(meanwhile?: (database: TestDatabase) => Promise<void>): Promise<void> {
    api = await api.restart(meanwhile);
    desk = new Desk(api.url);
    await api.projecting.waitFor((await api.log.head()).position, 5_000);
  }

  /** No answer tells a value of the person, at any time known, and no search finds them. */
  async function isErased(): Promise<void> {
    const paths = [`/v1/parties/${person}/360?include=facts,relations,ended`, `/v1/parties/${person}/360?knownAt=2024-03-01`, `/v1/parties/${person}/history`, `/v1/parties/${person}/diff?knownAt=${created}..2024-03-01`,
      `/v1/parties/${person}`, '/v1/parties?kind=person', `/v1/parties/${shop}/360`, `/v1/parties/${shop}/history`, ...spokeOf.map((partyId) => `/v1/parties/${partyId}/360`)];
    for (const path of paths) {
      const { status, body } = await send(api.url, 'GET', path);
      expect([path, status, Object.values(PERSON).filter((secret) => JSON.stringify(body).includes(secret))]).toEqual([path, 200, []]);
    }
    const { items } = await desk.ask<{ items: { type: string; data: object }[] }>(`/v1/parties/${person}/history`);
    expect(items.filter(({ type }) => type === 'FactRecorded' || type === 'FactCorrected').map(({ data }) => data)).toEqual(Array.from({ length: 5 }, () => expect.objectContaining({ value: null, erased: true })));
    expect((await desk.ask<{ items: object[] }>('/v1/parties', { kind: 'person' })).items).toMatchObject([{ partyId: person, displayName: null }]);
    for (const condition of [{ name: 'zebulon' }, { phone: PERSON.phone }, { email: PERSON.email }]) {
      for (const knownAt of ['2024-03-01', '2024-03-02']) {
        expect((await send(api.url, 'POST', `/v1/parties/search?knownAt=${knownAt}`, condition)).body).toMatchObject({ items: [] });
      }
    }
  }
});

function unread(fact: FactAnswer): FactAnswer {
  return { ...fact, value: null, erased: true };
}
