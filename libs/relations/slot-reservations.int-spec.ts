import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../test/support/api.js';
import { send, type Reply } from '../../test/http/client.js';
import { relationStream } from './events.js';
import { slotStream } from './slot.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  const labels = { description: { fr: 'test', en: 'test' }, labelAtoB: { fr: 'relève de', en: 'answers to' }, labelBtoA: { fr: 'dirige', en: 'directs' } };
  const ends = { endA: [{ kind: 'organisation' }], endB: [{ kind: 'organisation' }] };
  await accepted(send(api.url, 'PUT', '/v1/relation-types/tutored-by', { ...labels, ...ends, nature: 'non-reciprocal', maxOngoingPerA: 1, maxOngoingPerB: 2 }));
  await accepted(send(api.url, 'PUT', '/v1/relation-types/twinned-with', {
    ...ends, description: labels.description, labelAtoB: labels.labelAtoB, nature: 'reciprocal', symmetric: true, maxOngoingPerA: 1,
  }));
});
afterAll(() => api.stop());

async function accepted(reply: Promise<Reply>): Promise<Reply['body']> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
}

const parties = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, async () => (await accepted(send(api.url, 'POST', '/v1/parties', { kind: 'organisation' })))['partyId'] as string));
const start = (type: string, a: string, b: string, validFrom = '2021-01-01', validTo: string | null = null): Promise<Reply> =>
  send(api.url, 'POST', '/v1/relations', { type, a, b, validFrom, validTo });
/** What comes in the end of a command that is sent again for as long as too many others are in its way. */
async function insist(command: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await command();
    if (reply.body.code !== 'conflict-busy') return reply;
  }
}
const change = (period: Reply['body'], what: 'end' | 'correct' | 'retract', body: object): Promise<Reply> =>
  send(api.url, 'POST', `/v1/relations/${String(period['relationId'])}/periods/${String(period['periodId'])}/${what}`, body);
const typesIn = async (stream: string): Promise<string[]> => (await api.log.readStream(stream)).map(({ type }) => type);

describe('the limit of an end', () => {
  it('holds on every day: the second parent waits for the first to leave', async () => {
    const [child, first, second] = await parties(3) as [string, string, string];
    const period = await accepted(start('subsidiary-of', child, first));
    expect(await start('subsidiary-of', child, second, '2023-07-01')).toMatchObject({ status: 409, body: { code: 'limit-exceeded', conflictsWith: period['relationId'] } });
    await accepted(change(period, 'end', { on: '2023-07-01' }));
    await accepted(start('subsidiary-of', child, second, '2023-07-01'));
  });

  it('holds for corrections: an end that gave way to another parent cannot be taken back', async () => {
    const [child, first, second] = await parties(3) as [string, string, string];
    const period = await accepted(start('subsidiary-of', child, first, '2021-01-01', '2023-07-01'));
    await accepted(start('subsidiary-of', child, second, '2023-07-01'));
    expect(await change(period, 'correct', { validFrom: '2021-01-01', validTo: null })).toMatchObject({ status: 409, body: { code: 'limit-exceeded' } });
    expect((await change(period, 'correct', { validFrom: '2021-02-01', validTo: '2023-07-01' })).status).toBe(200);
  });

  it('is free again after a retraction', async () => {
    const [child, first, second] = await parties(3) as [string, string, string];
    await accepted(change(await accepted(start('subsidiary-of', child, first)), 'retract', {}));
    await accepted(start('subsidiary-of', child, second));
  });

  it('lets exactly so many in of those who come at once', async () => {
    const [tutor, ...pupils] = await parties(6) as [string, ...string[]];
    const replies = await Promise.all(pupils.map((pupil) => start('tutored-by', pupil, tutor)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(new Set(replies.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(new Set(['limit-exceeded']));
  });

  it('of a symmetric type counts at both parties, wherever they stand', async () => {
    const [a, b, c] = (await parties(3)).sort() as [string, string, string];
    await accepted(start('twinned-with', a, b));
    expect(await start('twinned-with', b, c)).toMatchObject({ status: 409, body: { code: 'limit-exceeded' } });
    expect(await start('twinned-with', c, a)).toMatchObject({ status: 409, body: { code: 'limit-exceeded' } });
  });
});

describe('a command that is refused', () => {
  it('at one end gives back the other: nothing is left to wait for, and nobody has to be fenced off', async () => {
    const [tutor, other, pupil, ...full] = await parties(5) as [string, string, string, string, string];
    for (const one of full) await accepted(start('tutored-by', one, tutor));
    expect(await start('tutored-by', pupil, tutor)).toMatchObject({ status: 409, body: { code: 'limit-exceeded' } });
    const slot = slotStream('tutored-by', 'A', pupil);
    expect(await typesIn(slot)).toEqual(['SlotReserved', 'SlotWithdrawn']);
    const { relationId } = await accepted(start('tutored-by', pupil, other));
    expect(await typesIn(slot)).toEqual(['SlotReserved', 'SlotWithdrawn', 'SlotReserved']);
    expect(await typesIn(relationStream(relationId as string))).toEqual(['RelationStarted']);
  });
});

describe('a hierarchy', () => {
  it('does not close in a ring on any day, but may turn over time', async () => {
    const [a, b, c] = await parties(3) as [string, string, string];
    await accepted(start('subsidiary-of', a, b, '2021-01-01', '2024-01-01'));
    await accepted(start('subsidiary-of', b, c));
    expect(await start('subsidiary-of', c, a, '2023-12-31')).toMatchObject({ status: 409, body: { code: 'cycle' } });
    await accepted(start('subsidiary-of', c, a, '2024-01-01'));
  });

  it.each([2, 3])('of %i that close a ring at once lets all in but one, for good', async (size) => {
    for (let round = 0; round < 5; round++) {
      const ring = await parties(size);
      const replies = await Promise.all(ring.map((party, i) => insist(() => start('subsidiary-of', party, ring[(i + 1) % size]!))));
      const codes = replies.filter(({ status }) => status !== 201).map(({ body }) => body.code);
      expect(codes).toEqual(['cycle']);
    }
  });
});
