/**
 * What a party allows, what was requested of its data, and the account of all that happened to it are what replaying the log comes
 * to: at every moment of it, around every instant, in pages of any size. The events come straight into the log, and may be what no
 * command would ever lead to.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent, StoredEvent } from '#libs/event-log/domain-event.js';
import { consentsOf } from '#projections/queries/consents.js';
import { TIMELINE_KINDS, timelineOf, type TimelineEntry, type TimelineKind } from '#projections/queries/timeline.js';
import { expiryOf } from '#projections/verify/replay/said.js';
import { listUpdateRequests, openUpdateRequestsOf } from '#projections/queries/update-requests.js';
import { send } from '../http/client.js';
import { expectedChanges } from '../oracle/agenda.js';
import { expectedInteractions } from '../oracle/interactions.js';
import { believedStatements, expectedConsent, expectedRequests } from '../oracle/said.js';
import { startApi, type TestApi } from '../support/api.js';
import { due, hour, HOURS, pick, plannedEvents, slot, taskEvents } from './raw-agenda.js';

const AS_OF = '2024-06-01';
const AFTER_ALL = '2024-06-02T00:00:00.000Z';
const INSTANTS = HOURS.flatMap((hours) => [0, 1].map((ms) => new Date(Date.parse(hour(hours)) + ms).toISOString()));
const PURPOSES = ['newsletter', 'loyalty'];
const CHANNELS = ['email', 'sms'] as const;
const PURPOSE = { label: { fr: 'Tout', en: 'Any' }, legalBases: [{ basis: 'consent', from: '2020-01-01' }], attributes: ['email'], channels: CHANNELS, retentionDays: 1_096 };
const CONSENTS = Array.from({ length: 5 }, () => randomUUID());
const SIZES = [1, 2, 3, 7, 200];

interface Said {
  readonly stream: string;
  readonly event: DomainEvent;
}

const at = fc.constantFrom(...HOURS).map(hour);
const statement = fc.record({ consentId: pick(...CONSENTS), purpose: pick(...PURPOSES), channel: pick(...CHANNELS), from: at });

/** Any of what can be said of a party and its like; each begins with what something must begin with. */
function sayings(party: string, other: string): fc.Arbitrary<Said> {
  const consent = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(statement, fc.option(at)).map(([data, expires]): DomainEvent => ({ type: 'ConsentGranted', data: { ...data, ...(expires && { expires }) } })) },
    fc.tuple(pick('ConsentRefused', 'ConsentWithdrawn'), statement).map(([type, data]): DomainEvent => ({ type, data })),
    fc.tuple(statement, fc.boolean(), fc.boolean()).map(([{ purpose, channel, ...data }, some, one]): DomainEvent => ({ type: 'ObjectionRegistered', data: { ...data, ...(some && { purpose }), ...(one && { channel }) } })),
    statement.map(({ consentId }): DomainEvent => ({ type: 'ConsentRetracted', data: { consentId } })),
  ).map((event): Said => ({ stream: `consent-${party}`, event }));
  const [requests, interactions] = [[randomUUID(), randomUUID()], [randomUUID(), randomUUID()]];
  const request = fc.tuple(pick(...requests), fc.oneof(
    { weight: 2, arbitrary: pick(party, party, other).map((whose): DomainEvent => ({ type: 'UpdateRequested', data: { requestId: 'r', party: whose, changes: {} } })) },
    pick<DomainEvent>({ type: 'UpdateRequestAccepting', data: {} }, { type: 'UpdateRequestAccepted', data: { factIds: [] } }, { type: 'UpdateRequestReopened', data: { code: 'conflict' } }, { type: 'UpdateRequestRefused', data: { reason: 'not-proven' } }),
  )).map(([id, event]): Said => ({ stream: `updateRequest-${id}`, event }));
  const interaction = fc.tuple(pick(...interactions), pick('InteractionLogged', 'InteractionLogged', 'InteractionAmended', 'InteractionRetracted'), at, pick(party, other)).map(([id, type, startedAt, who]): Said => ({
    stream: `interaction-${id}`, event: { type, data: type === 'InteractionRetracted' ? {} : {
      interactionId: id, participants: [{ participantId: 'p', side: 'them', role: 'caller', party: who }], direction: 'inbound', medium: 'phone', automation: 'human', startedAt, zone: 'Europe/Paris', texts: { subject: 'S' },
    } },
  }));
  return fc.oneof({ weight: 2, arbitrary: consent }, request, interaction);
}

/** A task and a planned interaction from their beginning on. */
function agenda(party: string, other: string): fc.Arbitrary<readonly Said[]> {
  const people = [party, other];
  const [task, planned] = [`task-${randomUUID()}`, `plannedInteraction-${randomUUID()}`];
  const begun = fc.tuple(fc.subarray(people), pick(...people), due, pick(hour(0), hour(5))).map(([about, assigneeId, when, from]): DomainEvent => ({
    type: 'TaskCreated', data: { taskId: 't', subject: 'S', about, assigneeId, due: when, priority: 'normal', at: from },
  }));
  const proposed = fc.tuple(slot, pick(hour(0), hour(5))).map(([one, from]): DomainEvent => ({
    type: 'PlannedInteractionProposed', data: { plannedInteractionId: 'p', kind: 'visit', participants: [{ partyId: other, side: 'us' }, { partyId: randomUUID(), side: 'them' }], subject: 'S', ...one, at: from },
  }));
  return fc.tuple(begun, fc.array(taskEvents(people), { maxLength: 6 }), proposed, fc.array(plannedEvents(people), { maxLength: 5 }))
    .map(([first, more, start, later]) => [...[first, ...more].map((event) => ({ stream: task, event })), ...[start, ...later].map((event) => ({ stream: planned, event }))]);
}

async function append(api: TestApi, revisions: Map<string, number>, party: string, { stream, event }: Said): Promise<void> {
  const [id, commandId] = [randomUUID(), randomUUID()];
  const metadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId };
  const [content] = await api.codec.encode({ id: party, parties: [party] }, [{ id, event, metadata }]);
  const before = revisions.get(stream);
  const { revision } = await api.log.append(stream, before ?? 'no-stream', [{ id, type: event.type, commandId, ...content! }]);
  revisions.set(stream, revision);
}

/** Every entry as one line, by which the account and the oracle are compared. */
const line = (kind: TimelineKind, when: string, change: string, id: string, recordedAt: string): string => [when, kind, id, change, recordedAt].join(' ');
const shown = (entry: TimelineEntry): string => line(entry.kind, entry.at, entry.change, String(entry['consentId'] ?? entry['requestId'] ?? entry['taskId'] ?? entry['plannedInteractionId'] ?? entry['interactionId']), entry.recordedAt);

function expectedAccount(log: readonly StoredEvent[], party: string, kinds: ReadonlySet<TimelineKind>, before: string, knownAt: bigint): string[] {
  const told: { readonly kind: TimelineKind; readonly at: string; readonly line: string }[] = [];
  const tell = (kind: TimelineKind, when: string, change: string, id: string, recordedAt: string): void => void told.push({ kind, at: when, line: line(kind, when, change, id, recordedAt) });
  for (const { type, data, recordedAt } of believedStatements(log, party, knownAt)) {
    const { consentId, from } = data as { consentId: string; from: string };
    tell('consent', from, { ConsentGranted: 'granted', ConsentRefused: 'refused', ConsentWithdrawn: 'withdrawn', ObjectionRegistered: 'objected' }[type]!, consentId, recordedAt);
    const { purpose, channel } = data as { purpose?: string; channel?: string };
    const expires = type === 'ConsentGranted' ? expiryOf({ type, data } as StoredEvent) : undefined;
    // It is told of where nothing else decides by then.
    if (expires === undefined) continue;
    const then = expectedConsent(log, party, { purpose: purpose!, channel: channel! }, new Date(Date.parse(expires) + 1).toISOString(), knownAt);
    if (then.state === 'expired' && then.consentId === consentId) tell('consent', expires, 'expired', consentId, recordedAt);
  }
  for (const { requestId, party: whose, status, requestedAt, decidedAt } of expectedRequests(log, knownAt)) {
    if (whose !== party) continue;
    tell('update-request', requestedAt, 'requested', requestId, requestedAt);
    if (decidedAt !== null) tell('update-request', decidedAt, status, requestId, decidedAt);
  }
  for (const { interactionId, startedAt } of expectedInteractions(log, party, AFTER_ALL, knownAt)) {
    const own = log.filter(({ stream, position }) => stream === `interaction-${interactionId}` && position <= knownAt);
    const first = own.findIndex(({ type }) => type === 'InteractionLogged');
    const said = own.slice(first).filter(({ type }, n) => n === 0 || type === 'InteractionAmended');
    // Since when it has always been said to have taken place then.
    const since = said.findLastIndex(({ data }) => (data as { startedAt: string }).startedAt !== startedAt) + 1;
    tell('interaction', startedAt, 'took-place', interactionId, said[since]!.recordedAt);
  }
  for (const [kind, prefix] of [['task', 'task-'], ['planned-interaction', 'plannedInteraction-']] as const) {
    for (const stream of new Set(log.filter((one) => one.stream.startsWith(prefix)).map((one) => one.stream))) {
      const changes = expectedChanges(log.filter((one) => one.stream === stream), knownAt);
      for (const { at: when, change, parties, recordedAt } of changes) if (parties.includes(party)) tell(kind, when, change, stream.slice(prefix.length), recordedAt);
    }
  }
  return told.filter((one) => kinds.has(one.kind) && one.at < before).map((one) => one.line).sort();
}

async function pages(api: TestApi, party: string, kinds: ReadonlySet<TimelineKind>, before: string, position: bigint, limit: number): Promise<string[]> {
  const told: string[] = [];
  for (let after: Awaited<ReturnType<typeof timelineOf>>['next'], first = true; first || after; first = false) {
    const { items, next } = await timelineOf(api.pool, party, { asOf: AS_OF, before, position, zone: 'Europe/Paris' }, { kinds, from: undefined, limit, after });
    expect(items.length).toBeLessThanOrEqual(limit);
    told.push(...items.map(shown));
    after = next;
  }
  return told;
}

async function compare(api: TestApi, log: readonly StoredEvent[], party: string, position: bigint): Promise<number> {
  let answers = 0;
  for (const before of [...INSTANTS, AFTER_ALL]) {
    for (const purpose of PURPOSES) {
      for (const channel of CHANNELS) {
        const [answer] = await consentsOf(api.pool, party, { asOf: AS_OF, before, position }, { purpose, channel });
        const { state, since, consentId } = answer!;
        expect({ purpose, channel, before, position, state, since, consentId }).toEqual({ purpose, channel, before, position, ...expectedConsent(log, party, { purpose, channel }, before, position) });
        answers += 1;
      }
    }
  }
  const requests = expectedRequests(log, position);
  for (const status of ['open', 'accepting', 'accepted', 'refused'] as const) {
    const { items } = await listUpdateRequests(api.pool, position, { status, party, limit: 200, after: undefined });
    const listed = requests.filter((one) => one.party === party && one.status === status);
    expect(items).toMatchObject(listed);
    expect(items).toHaveLength(listed.length);
    if (status === 'open') expect((await openUpdateRequestsOf(api.pool, party, position)).total).toBe(listed.length);
  }
  for (const before of [INSTANTS[5]!, AFTER_ALL]) {
    for (const kinds of [...TIMELINE_KINDS.map((kind) => [kind]), TIMELINE_KINDS]) {
      const whole = await pages(api, party, new Set(kinds), before, position, 200);
      expect({ position, kinds, told: [...whole].sort() }).toEqual({ position, kinds, told: expectedAccount(log, party, new Set(kinds), before, position) });
      expect(whole.map((one) => one.slice(0, 24))).toEqual(whole.map((one) => one.slice(0, 24)).sort().reverse());
      answers += 1;
    }
  }
  return answers;
}

describe.each([1, 3, 1_000])('what was said of a party equals replay, projected %i at a time', (batchSize) => {
  it('after events that no command leads to', async () => {
    const api = await startApi({ at: '2024-03-01T09:00:00.000Z', batchSize });
    try {
      for (const code of PURPOSES) {
        const { body } = await send(api.url, 'PUT', `/v1/purposes/${code}`, PURPOSE);
        expect(body).toMatchObject({ code });
      }
      let answers = 0;
      let instant = Date.parse('2024-03-01T09:00:00.000Z');
      await fc.assert(fc.asyncProperty(fc.noShrink(fc.infiniteStream(fc.nat())), fc.noShrink(fc.constant(0).chain(() => {
        const [party, other] = [randomUUID(), randomUUID()];
        return fc.record({ party: fc.constant(party), said: fc.array(sayings(party, other), { minLength: 8, maxLength: 16 }), planned: agenda(party, other) });
      })), async (order, { party, said, planned }) => {
        // What stands in an agenda begins with its first event; else the two lists meet in any order.
        const [left, right] = [[...said], [...planned]];
        const revisions = new Map<string, number>();
        const { position: start } = await api.log.head();
        while (left.length + right.length > 0) {
          instant += 60_000;
          await api.setClock(new Date(instant).toISOString());
          const next = right.length === 0 || (left.length > 0 && (order.next().value as number) % 2 === 0) ? left.shift()! : right.shift()!;
          await append(api, revisions, party, next);
        }
        const { position: head } = await api.log.head();
        expect(await api.projecting.waitFor(head, 10_000)).toBe(true);
        const log = (await api.codec.decode(await api.log.readAll(0n, Number.MAX_SAFE_INTEGER))).filter(({ position }) => position > start);
        for (const { position } of log.filter((_, n) => n % 3 === 0)) answers += await compare(api, log, party, position);
        answers += await compare(api, log, party, head);
        for (const limit of SIZES) expect(await pages(api, party, new Set(TIMELINE_KINDS), AFTER_ALL, head, limit)).toEqual(await pages(api, party, new Set(TIMELINE_KINDS), AFTER_ALL, head, 200));
      }), { numRuns: 3 });
      expect(answers).toBeGreaterThan(200);
    } finally {
      await api.stop();
    }
  }, 120_000);
});
