/** A command has one effect and one answer, however often it is sent, to whichever server, and whatever died in between. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, type Reply } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { frozenLog } from '../support/frozen-log.js';

let first: TestApi;
let second: TestApi;
beforeAll(async () => {
  first = await startApi();
  second = await first.beside();
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

const post = (api: TestApi, path: string, body: object, key: string): Promise<Reply> => send(api.url, 'POST', path, body, { 'idempotency-key': key });
const told = ({ status, body }: Reply): string => JSON.stringify([status, body]);
const head = async (): Promise<bigint> => (await first.log.head()).position;
const named = (name: string) => ({ kind: 'organisation', facts: [{ attribute: 'name.legal', value: name, validFrom: '2020-01-01' }] });
const newParty = async (): Promise<string> => String((await send(first.url, 'POST', '/v1/parties', named('Brico'))).body['partyId']);

describe('a command sent fifty times', () => {
  it('to two servers at once has one effect and one answer', async () => {
    const before = await head();
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => post(n % 2 === 0 ? first : second, '/v1/parties', named('Brico'), 'fifty')));
    expect(new Set(replies.map(told)).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
    expect(await first.log.countAfter(before, 100_000)).toBe(2);
  });

  it('with several streams to write to does so too', async () => {
    const [employer, other] = [await newParty(), await newParty()];
    const before = await head();
    const relation = (party: string) => ({ type: 'employee-of', direction: 'a-to-b', party, validFrom: '2021-01-01' });
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => post(n % 2 === 0 ? first : second, '/v1/parties', { kind: 'person', relations: [relation(employer), relation(other)] }, 'fifty:relations')));
    expect(replies[0]!.status).toBe(201);
    expect(new Set(replies.map(told)).size).toBe(1);
    const written = (await first.log.readAll(before, 1_000)).map(({ type }) => type).sort();
    expect(written).toEqual(['PartyCreated', 'RelationStarted', 'RelationStarted', 'RelationsRequested']);
  });

  it.each(['confirm', 'retract', 'end'])('that can be done once only is refused to nobody: %s', async (command) => {
    for (let round = 0; round < 15; round++) {
      const { body: { partyId, factIds } } = await send(first.url, 'POST', '/v1/parties', named('Brico'));
      const path = `/v1/parties/${String(partyId)}/facts/${(factIds as string[])[0]}/${command}`;
      const replies = await Promise.all(Array.from({ length: 12 }, (_, n) => post(n % 2 === 0 ? first : second, path, command === 'retract' ? {} : { on: '2024-01-01' }, `once:${command}:${round}`)));
      expect(replies[0]!.body).toMatchObject({ status: 'accepted' });
      expect(new Set(replies.map(told)).size).toBe(1);
    }
  });

  it('is answered the same after the servers have been started anew', async () => {
    const answer = await post(first, '/v1/parties', named('Brico'), 'restart');
    const before = await head();
    const third = await first.beside();
    try {
      expect(told(await post(third, '/v1/parties', named('Brico'), 'restart'))).toBe(told(answer));
    } finally {
      await third.stop();
    }
    expect(await head()).toBe(before);
  });

  it('is refused with another body, on any server', async () => {
    await post(first, '/v1/parties', named('Brico'), 'bodies');
    const before = await head();
    expect(await post(second, '/v1/parties', named('Castorama'), 'bodies')).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    expect(await head()).toBe(before);
  });

  it('that had changed nothing says so for ever, also when it would change something by now', async () => {
    const party = await newParty();
    const facts = { facts: [{ attribute: 'name.legal', value: 'Brico', validFrom: '2021-01-01' }] };
    const answer = await post(first, `/v1/parties/${party}/facts`, facts, 'unchanged');
    expect(answer.body).toMatchObject({ status: 'unchanged' });
    await send(first.url, 'POST', `/v1/parties/${party}/facts`, { facts: [{ attribute: 'name.legal', value: 'Other', validFrom: '2020-06-01' }] });
    const before = await head();
    expect(told(await post(second, `/v1/parties/${party}/facts`, facts, 'unchanged'))).toBe(told(answer));
    expect(await head()).toBe(before);
  });
});

describe('a process that dies between the party and its relations', () => {
  const relationsOf = async (person: string): Promise<string[]> =>
    (await first.log.readAll(0n, 100_000)).filter(({ type, data }) => type === 'RelationStarted' && data.includes(person)).map(({ stream }) => stream);

  /** Sends a command to a server that never gets as far as the relation. */
  async function begin(key: string): Promise<{ person: string; employer: string; dying: TestApi; body: object; late: Promise<Reply>; thaw: () => void }> {
    const employer = await newParty();
    const frozen = frozenLog(first.openLog(), (stream) => stream.startsWith('relation-'));
    const dying = await first.beside({ log: frozen.log });
    const body = { kind: 'person', relations: [{ type: 'employee-of', direction: 'a-to-b', party: employer, validFrom: '2021-01-01' }] };
    const late = post(dying, '/v1/parties', body, key);
    await frozen.held;
    const created = (await first.log.readAll(0n, 100_000)).findLast(({ type }) => type === 'PartyCreated')!;
    const person = created.stream.slice('party-'.length);
    expect(await relationsOf(person)).toEqual([]);
    return { person, employer, dying, body, late, thaw: () => frozen.thaw() };
  }

  it('has its command finished by whoever sends it again, once', async () => {
    const { person, body, dying, late, thaw } = await begin('died:retry');
    const again = await post(second, '/v1/parties', body, 'died:retry');
    expect(again).toMatchObject({ status: 201, body: { partyId: person, status: 'accepted' } });
    expect(await relationsOf(person)).toHaveLength(1);
    thaw();
    expect(told(await late)).toBe(told(again));
    expect(await relationsOf(person)).toHaveLength(1);
    await dying.stop();
  });

  it('has its command finished when nobody sends it again', async () => {
    const { person, body, dying, late, thaw } = await begin('died:alone');
    // The next server finds in the read models what was requested and not carried out.
    const next = await first.beside();
    try {
      while ((await relationsOf(person)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await relationsOf(person)).toHaveLength(1);
      const again = await post(next, '/v1/parties', body, 'died:alone');
      expect(again).toMatchObject({ status: 201, body: { partyId: person, status: 'accepted' } });
      thaw();
      expect(told(await late)).toBe(told(again));
      expect(await relationsOf(person)).toHaveLength(1);
    } finally {
      await dying.stop();
      await next.stop();
    }
  });
});

describe('a process that dies between a planned interaction and the interaction it became', () => {
  const typesIn = async (stream: string): Promise<string[]> => (await first.log.readStream(stream)).map(({ type }) => type);
  const body = { interaction: { direction: 'outbound' } };

  /** Holds a plan on a server that never gets as far as the interaction; its stream is given. */
  async function begin(key: string): Promise<{ customer: string; stream: string; path: string; dying: TestApi; late: Promise<Reply>; thaw: () => void }> {
    const [{ body: { partyId: rep } }, customer] = [await send(first.url, 'POST', '/v1/parties', { kind: 'person' }), await newParty()];
    const plan = {
      kind: 'visit', participants: [{ partyId: rep, side: 'us' }, { partyId: customer, side: 'them' }], startsAt: '2024-03-20T09:30:00Z', zone: 'Europe/Paris', durationMinutes: 60,
      subject: 'Spring assortment', at: '2024-03-01T09:00:00Z',
    };
    const { body: { plannedInteractionId } } = await send(first.url, 'POST', '/v1/planned-interactions', plan);
    const path = `/v1/planned-interactions/${String(plannedInteractionId)}`;
    const frozen = frozenLog(first.openLog(), (stream) => stream.startsWith('interaction-'));
    const dying = await first.beside({ log: frozen.log });
    const late = post(dying, `${path}/hold`, body, key);
    const stream = await frozen.held;
    expect(await typesIn(`plannedInteraction-${String(plannedInteractionId)}`)).toEqual(['PlannedInteractionProposed', 'HeldInteractionRequested', 'PlannedInteractionHeld']);
    expect(await typesIn(stream)).toEqual([]);
    // Held it is from now on: the interaction will be logged.
    expect((await post(first, `${path}/cancel`, {}, `${key}:cancel`)).body).toMatchObject({ code: 'already-closed' });
    return { customer, stream, path, dying, late, thaw: () => frozen.thaw() };
  }

  it('has it logged by whoever sends the command again, once', async () => {
    const { stream, path, dying, late, thaw } = await begin('hold:retry');
    const again = await post(second, `${path}/hold`, body, 'hold:retry');
    expect(again).toMatchObject({ status: 200, body: { status: 'accepted', interactionId: stream.slice('interaction-'.length) } });
    expect(await typesIn(stream)).toEqual(['InteractionLogged']);
    thaw();
    expect(told(await late)).toBe(told(again));
    expect(await typesIn(stream)).toEqual(['InteractionLogged']);
    await dying.stop();
  });

  it('has it logged when nobody sends it again', async () => {
    const { stream, path, dying, late, thaw } = await begin('hold:alone');
    const next = await first.beside();
    try {
      while ((await typesIn(stream)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const again = await post(next, `${path}/hold`, body, 'hold:alone');
      thaw();
      expect(told(await late)).toBe(told(again));
      expect(await typesIn(stream)).toEqual(['InteractionLogged']);
    } finally {
      await dying.stop();
      await next.stop();
    }
  });

  it('has nothing logged of what was erased meanwhile', async () => {
    const { customer, stream, path, dying, late, thaw } = await begin('hold:erased');
    await first.keys.destroy(customer);
    expect((await post(second, `${path}/hold`, body, 'hold:erased')).status).toBe(200);
    expect(await typesIn(stream)).toEqual([]);
    thaw();
    await late;
    await dying.stop();
  });
});
