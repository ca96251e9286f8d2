/**
 * Every field of every answer, on every day that matters, at every moment of the log, is what replaying the events one by one comes
 * to. Histories come through the API, or straight into the log, where they may hold what no command would ever lead to.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { formatToken } from '#libs/event-log/position-token.js';
import { LAST_INSTANT } from '#libs/temporal/dates.js';
import type { Unknown } from '#libs/temporal/periods.js';
import { timelineOf } from '#projections/queries/timeline.js';
import type { View360 } from '#projections/queries/view360.js';
import { expectedBounds } from '../oracle/account.js';
import { expected360, type Expected360 } from '../oracle/oracle.js';
import { daysToAsk, momentsToAsk } from '../oracle/points.js';
import { send } from '../http/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { moves, play } from './moves.js';
import { rawHistory, type RawHistory } from './raw-events.js';
import { shownFact } from './tables.js';

const START = '2024-02-01T22:15:00.000Z';
const AN_HOUR = 3_600_000;
/** A phone turns doubtful after so many days here, so that histories of a few months show it. */
const PHONE_FRESHNESS = 30;
const CALLERS = 8;

/** An answer in the words of the oracle. */
function shown({ party, facts = [], relations = [] }: View360): Expected360 {
  return {
    kind: party.kind,
    facts: facts.filter(({ relationId }) => relationId === undefined).map(shownFact).sort((a, b) => (a.factId < b.factId ? -1 : 1)),
    relations: relations.map(({ relationId, type, direction, party: other, periodId, validFrom, validTo, status, facts: own }) => ({
      relationId, type, direction, other: other.partyId, periodId, validFrom, validTo, status, facts: own.map(shownFact).sort((a, b) => (a.factId < b.factId ? -1 : 1)),
    })),
  };
}

/**
 * Questions about one history, at most: some 2 s. Of more, every moment and every day is asked for, and not each with each, unless
 * TEST_EVERY_ANSWER is set.
 */
const MAX_QUESTIONS = process.env['TEST_EVERY_ANSWER'] ? Infinity : 400;

/** Asks for days at moments and compares; how many answers that were. */
async function compare(api: TestApi, partyIds: readonly string[]): Promise<number> {
  // What is erased last shows erased at every moment, once the tables have it.
  expect(await api.projecting.waitFor((await api.log.head()).position, 60_000)).toBe(true);
  const log = await api.codec.decode(await api.log.readAll(0n, Number.MAX_SAFE_INTEGER));
  const own = log.filter(({ position }) => position >= firstOf(log, partyIds));
  const [moments, days] = [momentsToAsk(own), daysToAsk(own, [PHONE_FRESHNESS])];
  const stride = Math.ceil((moments.length * days.length) / MAX_QUESTIONS);
  const questions = partyIds.flatMap((partyId) => moments.flatMap((knownAt, n) => days.filter((_, i) => (i + n) % stride === 0).map((day) => ({ partyId, knownAt, day }))));
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let question = questions[next++]; question; question = questions[next++]) {
      const { partyId, knownAt, day } = question;
      const path = `/v1/parties/${partyId}/360?include=facts,relations&asOf=${day}&knownAt=${encodeURIComponent(formatToken(api.logId, knownAt))}`;
      const { status, body } = await send(api.url, 'GET', path);
      const expected = expected360(log, partyId, day, knownAt);
      if (expected.kind === undefined) expect({ path, status, code: body.code }).toEqual({ path, status: 404, code: 'party-not-found' });
      else expect({ path, ...shown(body as unknown as View360) }).toEqual({ path, ...expected });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, ask));
  for (const partyId of partyIds) for (const knownAt of moments.filter((_, n) => n % 3 === 0)) await compareAccount(api, log, partyId, knownAt);
  return questions.length;
}

/** The account of facts and relations, whenever they begin and end. */
async function compareAccount(api: TestApi, log: readonly StoredEvent[], partyId: string, position: bigint): Promise<void> {
  const { items } = await timelineOf(api.pool, partyId, { asOf: '9999-12-31', before: LAST_INSTANT, position, zone: 'Europe/Paris' }, { kinds: new Set(['fact', 'relation']), from: undefined, limit: 10_000, after: undefined });
  const line = (kind: string, change: string, at: string, id: string, recordedAt: string, unknown: unknown): string => [at, kind, change, id, recordedAt, unknown && `unknown ${(unknown as Unknown).notLaterThan ?? ''}`].join(' ');
  const account = items.map(({ kind, change, at, recordedAt, factId, periodId, validFrom, validTo }) => line(kind, change, at, String(kind === 'fact' ? factId : periodId), recordedAt, (change === 'begins' ? validFrom : validTo) ?? null));
  expect({ partyId, position, account: account.sort() }).toEqual({ partyId, position, account: expectedBounds(log, partyId, position).map(({ kind, change, at, id, recordedAt, unknown }) => line(kind, change, at, id, recordedAt, unknown)).sort() });
}

const firstOf = (log: readonly StoredEvent[], partyIds: readonly string[]): bigint => log.find(({ stream }) => partyIds.some((partyId) => stream === `party-${partyId}`))!.position;

/** Appends what no command would, as the commands append: encrypted, with metadata. Answers what time it is by then. */
async function append(api: TestApi, start: number, { party, relation, appends }: RawHistory): Promise<number> {
  let instant = start;
  const revisions = new Map<string, number>();
  for (const { to, hoursLater, events } of appends) {
    instant += hoursLater * AN_HOUR;
    await api.setClock(new Date(instant).toISOString());
    const stream = to === 'party' ? `party-${party}` : `relation-${relation}`;
    const commandId = randomUUID();
    const drafts = events.map((event, n) => ({
      id: randomUUID(), event,
      metadata: { v: 1, n: n + 1, of: events.length, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId, ...(event.provenance && { provenance: event.provenance }) },
    }));
    const encoded = await api.codec.encode({ id: to === 'party' ? party : relation, parties: [party] }, drafts);
    const before = revisions.get(stream);
    const { revision } = await api.log.append(stream, before ?? 'no-stream', encoded.map((one, i) => ({ ...one, id: drafts[i]!.id, type: drafts[i]!.event.type, commandId })));
    revisions.set(stream, revision);
  }
  return instant;
}

/** One server for all histories of one batch size: each is about parties of its own. */
async function withApi(batchSize: number, use: (api: TestApi) => Promise<void>): Promise<void> {
  const api = await startApi({ at: START, batchSize });
  try {
    expect((await send(api.url, 'PUT', '/v1/attributes/phone', { freshnessDays: PHONE_FRESHNESS })).status).toBe(200);
    await use(api);
  } finally {
    await api.stop();
  }
}

describe.each([1, 3, 1_000])('tables equal replay, projected %i at a time', (batchSize) => {
  it('after commands', async () => {
    await withApi(batchSize, async (api) => {
      const seen = { answers: 0, accepted: 0, instant: Date.parse(START) };
      await fc.assert(fc.asyncProperty(fc.noShrink(moves(24)), async (all) => {
        const { organisation, person, accepted, instant } = await play(api, seen.instant, all);
        Object.assign(seen, { answers: seen.answers + await compare(api, [organisation, person]), accepted: seen.accepted + accepted, instant });
      }), { numRuns: 3 });
      expect(seen.answers).toBeGreaterThan(200);
      expect(seen.accepted).toBeGreaterThan(5);
    });
  }, 120_000);

  it('after events that no command leads to', async () => {
    await withApi(batchSize, async (api) => {
      const seen = { answers: 0, instant: Date.parse(START) };
      await fc.assert(fc.asyncProperty(fc.noShrink(rawHistory(10)), async (history) => {
        seen.instant = await append(api, seen.instant, history);
        seen.answers += await compare(api, [history.party]);
      }), { numRuns: 4 });
      expect(seen.answers).toBeGreaterThan(100);
    });
  }, 120_000);
});
