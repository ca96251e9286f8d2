/** The change feed over HTTP: what it shows, to whom, from where on; and that who stops and comes back misses nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnnalsClient } from '#libs/client/client.js';
import type { CloudEvent } from '#libs/feed/cloud-event.js';
import { MAX_CONSUMERS } from '#libs/feed/consumers.js';
import { MAX_FOLLOWERS } from '#libs/feed/feed.js';
import { Desk } from '../scenarios/desk.js';
import { startApi, type TestApi } from '../support/api.js';
import { execute } from '../support/postgres.js';
import { send, type Reply } from './client.js';

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await startApi();
  desk = new Desk(api.url);
});
afterAll(() => api.stop());

interface Page {
  readonly events: readonly CloudEvent[];
  readonly after: string;
  readonly next: string;
  readonly more: boolean;
}
type Asked = Readonly<Record<string, string | number | readonly string[]>>;

const query = (asked: Asked): string => new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]))).toString();
const ask = (asked: Asked, url = api.url): Promise<Reply> => send(url, 'GET', `/v1/feed?${query(asked)}`);
async function page(asked: Asked = {}, url = api.url): Promise<Page> {
  const { status, body } = await ask(asked, url);
  expect([status, body.code]).toEqual([200, undefined]);
  return body as unknown as Page;
}
const head = async (): Promise<string> => `@${api.logId}.${(await api.log.head()).position}`;
/** All events after a position, page by page. */
async function all(asked: Asked = {}): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (let after = String(asked['after'] ?? `@${api.logId}.0`), more = true; more;) {
    const one = await page({ ...asked, after });
    events.push(...one.events);
    ({ next: after, more } = one);
  }
  return events;
}
const person = (name = 'Zoé Quatremaire') => ({ kind: 'person', facts: [{ attribute: 'name.usual', value: name, validFrom: '2020-01-01', note: 'met at the fair' }] });
const shop = () => ({ kind: 'organisation', facts: [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'name.legal', value: 'Marché Rouge', validFrom: '2020' }] });

describe('an event of the feed', () => {
  it('is a CloudEvent that names its log, its subject and its place', async () => {
    const after = await head();
    const { partyId, factIds } = await desk.tell('/v1/parties', person());
    const { events, next } = await page({ after });
    const recorded = await api.log.readStream(`party-${partyId}`);
    const common = { specversion: '1.0', source: `urn:annals:log:${api.logId}`, subject: `party/${partyId}`, datacontenttype: 'application/json', of: 2, caller: 'service:local', actor: 'service:local', commandid: recorded[0]!.commandId };
    expect(events).toEqual([
      { ...common, id: recorded[0]!.id, type: 'annals.PartyCreated', time: recorded[0]!.recordedAt, dataschema: 'urn:annals:event:PartyCreated:1', position: `@${api.logId}.${recorded[0]!.position}`, n: 1, revision: 0, data: { partyId, kind: 'person' } },
      {
        ...common, id: recorded[1]!.id, type: 'annals.FactRecorded', time: recorded[1]!.recordedAt, dataschema: 'urn:annals:event:FactRecorded:1', position: next, n: 2, revision: 1, origin: 'service:local', originmethod: 'declared',
        sealedfields: 'value,note', data: { factId: factIds[0], attribute: 'name.usual', slot: '', dataClass: 'identity', validFrom: '2020-01-01', validTo: null },
      },
    ]);
  });

  it('tells personal fields only where the scope is values', async () => {
    const after = await head();
    await desk.tell('/v1/parties', person());
    expect(JSON.stringify(await page({ after }))).not.toMatch(/Quatremaire|fair|\$e/);
    const [, recorded] = (await page({ after, scope: 'values' })).events;
    expect(recorded).toMatchObject({ data: { value: 'Zoé Quatremaire', note: 'met at the fair' } });
    expect(recorded).not.toHaveProperty('sealedfields');
  });

  it('reads null and erased where its key was destroyed', async () => {
    const after = await head();
    const { partyId } = await desk.tell('/v1/parties', person());
    await api.keys.destroy(partyId, 'identity');
    const [, recorded] = (await page({ after, scope: 'values' })).events;
    expect(recorded).toMatchObject({ erasedfields: 'value', data: { value: null, erased: true, note: 'met at the fair', attribute: 'name.usual' } });
  });

  it('does not tell the value of a fact that was erased since, before its key is gone too', async () => {
    const after = await head();
    const { partyId, factIds: [factId] } = await desk.tell('/v1/parties', person());
    await desk.tell(`/v1/parties/${partyId}/facts/${factId}/correct`, { value: 'Zoé Vierzon', validFrom: '2021-01-01', validTo: null });
    const values = async (more: Asked = {}): Promise<unknown[]> => (await page({ after, scope: 'values', ...more })).events.map(({ data }) => data['value']);
    expect(await values()).toEqual([undefined, 'Zoé Quatremaire', 'Zoé Vierzon']);
    // The command will come with the others on privacy; what it writes is read already.
    const event = { id: randomUUID(), event: { type: 'FactErased', data: { factId, ground: 'request' } }, metadata: { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: randomUUID() } };
    const [encoded] = await api.codec.encode(undefined, [event]);
    await api.log.append(`party-${partyId}`, 2, [{ id: event.id, type: 'FactErased', commandId: randomUUID(), ...encoded! }]);
    expect(await values()).toEqual([undefined, null, null, undefined]);
    expect(await values({ limit: 2 })).toEqual([undefined, null]);
  });

  it('is no bookkeeping, unless that is asked for', async () => {
    const after = await head();
    await desk.tell('/v1/parties', { kind: 'organisation', facts: [{ attribute: 'structure', value: 'legal-unit', validFrom: 'unknown' }, { attribute: 'identifier.siren', value: '552100554', validFrom: 'unknown' }] });
    const types = async (more: Asked): Promise<string[]> => (await all({ after, ...more })).map(({ type }) => type);
    const world = ['annals.PartyCreated', 'annals.FactRecorded', 'annals.FactRecorded'];
    expect(await types({})).toEqual(world);
    expect(await types({ bookkeeping: 'true' })).toEqual(['annals.IdentifierClaimed', ...world]);
    expect(await types({ type: 'annals.IdentifierClaimed' })).toEqual(['annals.IdentifierClaimed']);
  });

  it('has a type that is listed', async () => {
    const { body } = await send(api.url, 'GET', '/v1/feed/types');
    const items = body['items'] as { type: string; dataschema: string }[];
    expect(items).toContainEqual({ type: 'annals.FactRecorded', version: 1, dataschema: 'urn:annals:event:FactRecorded:1', sealed: { value: 'own', note: 'notes' }, bookkeeping: false });
    const listed = new Map(items.map(({ type, dataschema }) => [type, dataschema]));
    for (const { type, dataschema } of await all({ bookkeeping: 'true' })) expect(listed.get(type)).toBe(dataschema);
  });
});

describe('a page of the feed', () => {
  it('begins after any position, also inside an append, and no two pages overlap or leave a gap', async () => {
    await desk.tell('/v1/parties', shop());
    const recorded = await api.log.readAll(0n, 1_000_000);
    const ids = recorded.map(({ id }) => id);
    expect(recorded.some(({ position, appendEnd }) => position < appendEnd)).toBe(true);
    for (const limit of [1, 7, 1_000]) expect((await all({ limit, bookkeeping: 'true' })).map(({ id }) => id)).toEqual(ids);
    for (const [index, { position }] of recorded.entries()) {
      const { events } = await page({ after: `@${api.logId}.${position}`, limit: 3, bookkeeping: 'true' });
      expect(events.map(({ id }) => id)).toEqual(ids.slice(index + 1, index + 4));
    }
  });

  it('moves on over what its filter leaves out', async () => {
    const after = await head();
    await desk.tell('/v1/parties', person());
    expect(await page({ after, type: 'annals.RelationEnded' })).toEqual({ events: [], after, next: await head(), more: false });
  });

  it('is of one party from the event on that names it, whoever asked before', async () => {
    const after = await head();
    const [{ partyId: rep }, { partyId: caller }] = [await desk.tell('/v1/parties', person()), await desk.tell('/v1/parties', person())];
    const { interactionId } = (await desk.tell('/v1/interactions', {
      medium: 'phone', direction: 'inbound', startedAt: '2024-01-15T10:30:00+01:00', subject: 'Devis', participants: [{ side: 'us', role: 'agent', party: rep }, { side: 'them', role: 'caller', unresolved: { phone: '+33240123456' } }],
    })) as unknown as { interactionId: string };
    const types = async (party: string): Promise<string[]> => (await all({ after, party })).filter(({ subject }) => subject === `interaction/${interactionId}`).map(({ type }) => type);
    expect(await types(caller)).toEqual([]);
    const { participants } = await desk.ask<{ participants: { participantId: string; party: unknown }[] }>(`/v1/interactions/${interactionId}`);
    await desk.tell(`/v1/interactions/${interactionId}/participants/${participants.find(({ party }) => party === null)!.participantId}/resolve`, { party: caller });
    await desk.tell(`/v1/interactions/${interactionId}/retract`, {});
    const named = ['annals.ParticipantResolved', 'annals.InteractionRetracted'];
    expect(await types(caller)).toEqual(named);
    expect(await types(rep)).toEqual(['annals.InteractionLogged', ...named]);
    api = await api.restart();
    desk = new Desk(api.url);
    expect(await types(caller)).toEqual(named);
  });

  it('is of one party where that is asked: of its own events and of relations that name it', async () => {
    const after = await head();
    const [{ partyId: employer }, { partyId: employee }, { partyId: other }] = [await desk.tell('/v1/parties', shop()), await desk.tell('/v1/parties', person()), await desk.tell('/v1/parties', person())];
    const relate = (a: string) => desk.tell('/v1/relations', { type: 'employee-of', a, b: employer, validFrom: '2021-01-01' });
    const [{ relationId, periodId }, { relationId: elsewhere }] = [await relate(employee), await relate(other)];
    await desk.tell(`/v1/relations/${relationId}/periods/${periodId}/end`, { on: '2023-01-01' });
    const subjects = async (party: string, more: Asked = {}): Promise<string[]> => [...new Set((await all({ after, party, ...more })).map(({ subject }) => subject))];
    expect(await subjects(employee)).toEqual([`party/${employee}`, `relation/${relationId}`]);
    expect(await subjects(employer)).toEqual([`party/${employer}`, `relation/${relationId}`, `relation/${elsewhere}`]);
    expect((await all({ after, party: employee, type: ['annals.RelationEnded', 'annals.PartyCreated'], limit: 1 })).map(({ type }) => type)).toEqual(['annals.PartyCreated', 'annals.RelationEnded']);
    expect(await subjects(randomUUID())).toEqual([]);
  });

  it.each([
    ['after=@aaaaaaaa.1', 409, 'foreign-log', undefined], ['after=12', 400, 'invalid-body', 'after'], ['limit=1001', 400, 'invalid-body', 'limit'], ['limit=0', 400, 'invalid-body', 'limit'],
    ['wait=31', 400, 'invalid-body', 'wait'], ['scope=all', 400, 'invalid-body', 'scope'], ['type=FactRecorded', 400, 'invalid-body', 'type'], ['type=annals.Nothing', 400, 'invalid-body', 'type'],
    ['party=somebody', 400, 'invalid-body', 'party'], ['from=1', 400, 'invalid-body', 'from'], ['consumer=nobody', 404, 'not-found', undefined], ['consumer=warehouse&scope=values', 400, 'invalid-body', 'scope'],
  ])('is refused for what is wrong: %s', async (asked, status, code, path) => {
    const { body, status: got } = await send(api.url, 'GET', `/v1/feed?${asked}`);
    expect([got, body.code, body.errors?.[0]?.path]).toEqual([status, code, path]);
  });

  it('cannot begin where the log has not come to', async () => {
    expect(await ask({ after: `@${api.logId}.${(await api.log.head()).position + 1n}` })).toMatchObject({ status: 400, body: { code: 'known-at-ahead' } });
  });
});

describe('a page that is waited for', () => {
  it('comes with the first event', async () => {
    const after = await head();
    const waiting = page({ after, wait: 30, type: 'annals.PartyReclassified' });
    const { partyId } = await desk.tell('/v1/parties', person());
    await desk.tell(`/v1/parties/${partyId}/reclassify`, { kind: 'household' });
    expect((await waiting).events.map(({ type, subject }) => [type, subject])).toEqual([['annals.PartyReclassified', `party/${partyId}`]]);
  });

  it('comes without any when the time is over, and says how far it looked', async () => {
    const after = await head();
    const waiting = page({ after, wait: 1, type: 'annals.PartyReclassified' });
    await desk.tell('/v1/parties', person());
    expect(await waiting).toEqual({ events: [], after, next: await head(), more: false });
  });

  it('is refused where too many wait, and those who do are all answered', async () => {
    const after = await head();
    // Whoever finds the places taken, be it by the one who asks below for a second, asks again.
    const waiting = async (): Promise<readonly CloudEvent[]> => {
      for (;;) {
        const reply = await ask({ after, wait: 30 });
        if (reply.status !== 429) return (reply.body as unknown as Page).events;
      }
    };
    const refused = async (): Promise<Reply> => {
      for (;;) {
        const reply = await ask({ after, wait: 1 });
        if (reply.status !== 200) return reply;
      }
    };
    const others = Array.from({ length: MAX_FOLLOWERS }, waiting);
    const { status, headers, body } = await refused();
    expect([status, headers.get('retry-after'), body.code, body.retryable]).toEqual([429, '1', 'too-many-followers', true]);
    await desk.tell('/v1/parties', person());
    for (const events of await Promise.all(others)) expect(events).toHaveLength(2);
    expect((await page({ after, wait: 1 })).events).toHaveLength(2);
  });

  it('comes at once where there is something already', async () => {
    expect((await page({ wait: 30, limit: 1 })).events).toHaveLength(1);
  });
});

/** One block of a stream. */
interface Block {
  readonly id: string | undefined;
  readonly event: CloudEvent | undefined;
}

/** The blocks of a stream until the signal cuts the connection. */
async function* stream(asked: Asked, signal: AbortSignal, lastEventId?: string, url = api.url): AsyncGenerator<Block> {
  const response = await fetch(new URL(`/v1/feed?${query(asked)}`, url), { signal, headers: { accept: 'text/event-stream', ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) } });
  expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([200, 'text/event-stream; charset=utf-8', 'no-store']);
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      yield { id: /^id: (.*)$/m.exec(block)?.[1], event: data === undefined ? undefined : (JSON.parse(data) as CloudEvent) };
    }
  }
}

/** Events of a stream until there are enough; then the connection is cut. */
async function streamed(count: number, asked: Asked, lastEventId?: string): Promise<CloudEvent[]> {
  const cut = new AbortController();
  const events: CloudEvent[] = [];
  if (count === 0) return events;
  try {
    for await (const { id, event } of stream(asked, cut.signal, lastEventId)) {
      if (!event) continue;
      expect(id).toBe(event.position);
      if (events.push(event) === count) break;
    }
  } finally {
    cut.abort();
  }
  return events;
}

describe('a stream of the feed', () => {
  it('goes on where the last one broke off, whatever its address says', async () => {
    const after = await head();
    for (let n = 0; n < 4; n += 1) await desk.tell('/v1/parties', person());
    const expected = (await all({ after })).map(({ id }) => id);
    const first = await streamed(3, { after });
    const second = await streamed(expected.length - 3, { after }, first.at(-1)!.position);
    expect([...first, ...second].map(({ id }) => id)).toEqual(expected);
  });

  it('misses nothing of 16 concurrent writers while it is cut and taken up again, in the order of the log', async () => {
    const after = await head();
    const parties = 16 * 12;
    const writing = Promise.all(Array.from({ length: 16 }, async () => {
      for (let n = 0; n < parties / 16; n += 1) await desk.tell('/v1/parties', person());
    }));
    const seen: string[] = [];
    let last = after;
    while (seen.length < 2 * parties) {
      // Each connection is cut after some events, in the middle of whatever is under way.
      const events = await streamed(Math.min(37, 2 * parties - seen.length), { after: last });
      seen.push(...events.map(({ id }) => id));
      last = events.at(-1)!.position;
    }
    await writing;
    expect(seen).toEqual((await api.log.readAll((await api.log.readAll(0n, 1_000_000)).find(({ position }) => `@${api.logId}.${position}` === after)!.position, 1_000_000)).map(({ id }) => id));
  });

  it('serves many at a time the same', async () => {
    const after = await head();
    const streams = Array.from({ length: 20 }, () => streamed(40, { after }));
    await Promise.all(Array.from({ length: 20 }, () => desk.tell('/v1/parties', person())));
    const expected = (await all({ after })).map(({ id }) => id);
    for (const events of await Promise.all(streams)) expect(events.map(({ id }) => id)).toEqual(expected);
  });

  it('is refused like a page', async () => {
    const response = await fetch(new URL('/v1/feed?after=@aaaaaaaa.1', api.url), { headers: { accept: 'text/event-stream' } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([409, 'foreign-log']);
    expect(await send(api.url, 'GET', '/v1/feed', undefined, { accept: 'text/event-stream', 'last-event-id': 'x' })).toMatchObject({ status: 400, body: { errors: [{ path: 'Last-Event-ID' }] } });
  });

  it('ends when the server stops, and does not keep it from stopping', async () => {
    const other = await api.beside();
    const ended = (async () => {
      let blocks = 0;
      for await (const block of stream({ limit: 1 }, new AbortController().signal, await head(), other.url)) blocks += block.event ? 1 : 0;
      return blocks;
    })();
    const polled = page({ after: await head(), wait: 30 }, other.url);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await other.stop();
    expect(await ended).toBe(0);
    expect((await polled).events).toEqual([]);
  });
});

describe('a consumer', () => {
  const put = (code: string, body: object): Promise<Reply> => send(api.url, 'PUT', `/v1/feed/consumers/${code}`, body);
  const acknowledge = (code: string, position: string, more: object = {}): Promise<Reply> => send(api.url, 'POST', `/v1/feed/consumers/${code}/acknowledge`, { position, ...more });
  const get = async (code: string): Promise<Reply['body']> => (await send(api.url, 'GET', `/v1/feed/consumers/${code}`)).body;

  it('is registered once, and then changed; where it stands does not change with that', async () => {
    const begins = await head();
    const registered = await put('billing', { name: 'Billing', types: ['annals.PartyCreated'], scope: 'values', begins });
    expect(registered).toMatchObject({ status: 201, body: { code: 'billing', name: 'Billing', types: ['annals.PartyCreated'], scope: 'values', bookkeeping: false, acknowledged: begins, acknowledgedAt: null } });
    await desk.tell('/v1/parties', person());
    const changed = await put('billing', { name: 'Billing of the west', begins: await head() });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Billing of the west', scope: 'ids', acknowledged: begins, registeredAt: registered.body['registeredAt'] } });
    expect(changed.body).not.toHaveProperty('types');
  });

  it('that stops and comes back is given all that it did not acknowledge, also by a server that was started again', async () => {
    let own = await startApi();
    try {
      const teller = new Desk(own.url);
      const mine = (url: string, asked: Asked = {}) => page({ consumer: 'warehouse', ...asked }, url);
      await send(own.url, 'PUT', '/v1/feed/consumers/warehouse', { name: 'Data warehouse', types: ['annals.PartyCreated'] });
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) ids.push(`party/${(await teller.tell('/v1/parties', person())).partyId}`);
      const first = await mine(own.url, { limit: 2 });
      const stored = first.events.map(({ subject }) => subject);
      await send(own.url, 'POST', '/v1/feed/consumers/warehouse/acknowledge', { position: first.next });
      // This page was read and never acknowledged: the consumer dies with it.
      expect((await mine(own.url, { limit: 3 })).events.map(({ subject }) => subject)).toEqual(ids.slice(2, 5));
      own = await own.restart();
      ids.push(`party/${(await new Desk(own.url).tell('/v1/parties', person())).partyId}`);
      for (;;) {
        const { events, next } = await mine(own.url, { limit: 2 });
        stored.push(...events.map(({ subject }) => subject));
        await send(own.url, 'POST', '/v1/feed/consumers/warehouse/acknowledge', { position: next });
        if (events.length === 0) break;
      }
      expect(stored).toEqual(ids);
    } finally {
      await own.stop();
    }
  });

  it('that runs on the client misses nothing of 16 writers, though it dies before it acknowledges and the server is started again', async () => {
    let own = await startApi();
    try {
      const connect = (): AnnalsClient => new AnnalsClient({ url: own.url, caller: 'service:test' });
      await connect().put('/v1/feed/consumers/{code}', { params: { path: { code: 'copy' } }, body: { name: 'Copy', bookkeeping: true } });
      const write = () => Promise.all(Array.from({ length: 16 }, async () => {
        const client = connect();
        for (let n = 0; n < 5; n += 1) await client.post('/v1/parties', { body: { kind: 'person' } });
      }));
      // What a copy does: an id it has already is the same event again.
      const copy = new Set<string>();
      let delivered = 0;
      const copyUntil = async (count: number): Promise<void> => {
        for await (const { events } of connect().follow({ consumer: 'copy' }, { limit: 7, waitSeconds: 5 })) {
          delivered += events.length;
          for (const { id } of events) copy.add(id);
          if (copy.size >= count) return;
        }
      };
      const begun = (await own.log.readAll(0n, 1_000_000)).length;
      await Promise.all([write(), copyUntil(begun + 40)]);
      own = await own.restart();
      await Promise.all([write(), copyUntil(begun + 160)]);
      expect([...copy]).toEqual((await own.log.readAll(0n, 1_000_000)).map(({ id }) => id));
      expect(delivered).toBeGreaterThan(copy.size);
    } finally {
      await own.stop();
    }
  });

  it('goes back only when it says that it means it', async () => {
    await put('search', { name: 'Search' });
    const [earlier] = [await head(), await desk.tell('/v1/parties', person())];
    const later = await head();
    expect(await acknowledge('search', later)).toMatchObject({ status: 200, body: { acknowledged: later, acknowledgedAt: expect.any(String) } });
    expect((await acknowledge('search', later)).status).toBe(200);
    expect(await acknowledge('search', earlier)).toMatchObject({ status: 409, body: { code: 'already-acknowledged', acknowledged: later } });
    expect((await get('search'))['acknowledged']).toBe(later);
    expect(await acknowledge('search', earlier, { reset: true })).toMatchObject({ status: 200, body: { acknowledged: earlier } });
    expect((await page({ consumer: 'search' })).events).toHaveLength(2);
  });

  it('is not moved by who had read before it was reset, nor twice over one page', async () => {
    await put('moved', { name: 'Moved', begins: await head() });
    await desk.tell('/v1/parties', person());
    const { after: began, next } = await page({ consumer: 'moved' });
    expect(await acknowledge('moved', next, { began })).toMatchObject({ status: 200, body: { acknowledged: next } });
    expect((await acknowledge('moved', next, { began })).status).toBe(200);
    await desk.tell('/v1/parties', person());
    const read = await page({ consumer: 'moved' });
    expect([read.after, read.events.length]).toEqual([next, 2]);
    await acknowledge('moved', began, { reset: true });
    expect(await acknowledge('moved', read.next, { began: read.after })).toMatchObject({ status: 409, body: { code: 'acknowledged-elsewhere', acknowledged: began } });
    expect((await page({ consumer: 'moved' })).events).toHaveLength(4);
    expect(await acknowledge('moved', read.next, { began: 'here' })).toMatchObject({ status: 400, body: { errors: [{ path: 'began' }] } });
  });

  it('never ends behind what any of many acknowledgements at once said', async () => {
    await put('racing', { name: 'Racing' });
    const { position } = await api.log.head();
    const positions = Array.from({ length: 20 }, (_, n) => `@${api.logId}.${position - BigInt(n)}`);
    await Promise.all(positions.map((one) => acknowledge('racing', one)));
    expect((await get('racing'))['acknowledged']).toBe(positions[0]);
  });

  it('knows how far behind it is', async () => {
    const own = await startApi({ at: '2024-03-01T10:00:00.000Z' });
    try {
      const at = async (position: bigint): Promise<void> => void (await send(own.url, 'POST', '/v1/feed/consumers/slow/acknowledge', { position: `@${own.logId}.${position}` }));
      const lag = async (): Promise<unknown> => ((await send(own.url, 'GET', '/v1/feed/consumers')).body['items'] as { lag: unknown }[])[0]!.lag;
      await send(own.url, 'PUT', '/v1/feed/consumers/slow', { name: 'Slow' });
      const { position } = await own.log.head();
      await at(position);
      await own.setClock('2024-03-01T10:01:00.000Z');
      expect(await lag()).toEqual({ events: 0, seconds: 0 });
      await new Desk(own.url).tell('/v1/parties', person());
      await own.setClock('2024-03-01T10:02:30.000Z');
      expect(await lag()).toEqual({ events: 2, seconds: 90 });
      await at((await own.log.head()).position);
      expect(await lag()).toEqual({ events: 0, seconds: 0 });
    } finally {
      await own.stop();
    }
  });

  it('is refused for what is wrong, and nothing changes', async () => {
    await put('careful', { name: 'Careful' });
    const before = await get('careful');
    const ahead = `@${api.logId}.${(await api.log.head()).position + 1n}`;
    expect(await acknowledge('careful', ahead)).toMatchObject({ status: 400, body: { code: 'known-at-ahead' } });
    expect(await acknowledge('careful', '@aaaaaaaa.1')).toMatchObject({ status: 409, body: { code: 'foreign-log' } });
    expect(await acknowledge('careful', '7')).toMatchObject({ status: 400, body: { code: 'invalid-body', errors: [{ path: 'position' }] } });
    expect(await acknowledge('nobody', await head())).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await put('careful', { name: 'Careful', types: ['annals.Nothing', 'FactRecorded'] })).toMatchObject({ status: 400, body: { errors: [{ path: 'types[1]' }] } });
    expect(await put('careful', { name: 'Careful', types: ['annals.Nothing'] })).toMatchObject({ status: 400, body: { errors: [{ path: 'types[0]', got: 'annals.Nothing' }] } });
    expect(await put('Careful', { name: 'Careful' })).toMatchObject({ status: 400, body: { errors: [{ path: 'code' }] } });
    expect(await put('careful', { scope: 'all' })).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }, { path: 'scope' }] } });
    expect({ ...(await get('careful')), lag: before['lag'] }).toEqual(before);
  });

  it('is one of a stated number at most, and makes room when it is deleted', async () => {
    await execute(api.databaseUrl, `insert into feed.consumer (code, name, types, bookkeeping, scope, acknowledged, registered_at)
      select 'many-' || n, 'Many', '{}', false, 'ids', 0, now() from generate_series((select count(*) from feed.consumer) + 1, ${MAX_CONSUMERS}) n`);
    expect(await put('one-more', { name: 'One more' })).toMatchObject({ status: 409, body: { code: 'too-many-consumers', limit: MAX_CONSUMERS } });
    expect(await send(api.url, 'DELETE', `/v1/feed/consumers/many-${MAX_CONSUMERS}`)).toMatchObject({ status: 200 });
    expect(await send(api.url, 'DELETE', `/v1/feed/consumers/many-${MAX_CONSUMERS}`)).toMatchObject({ status: 404 });
    expect((await put('one-more', { name: 'One more' })).status).toBe(201);
    await execute(api.databaseUrl, "delete from feed.consumer where code like 'many-%'");
  });
});
