/** Interactions in the tables are what replaying the log comes to: at every moment of it, around every instant, whatever was appended. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InteractionEvent } from '#libs/interactions/events.js';
import { contactsOf, interactionsOf, oneInteraction, type InteractionAnswer } from '#projections/queries/interactions.js';
import { expectedInteraction, expectedInteractions, type ExpectedInteraction } from '../oracle/interactions.js';
import { startApi, type TestApi } from '../support/api.js';

const INSTANTS = ['2024-01-01T22:59:59.999Z', '2024-01-01T23:00:00.000Z', '2024-03-31T01:00:00.000Z'];
const BEFORE = INSTANTS.flatMap((instant) => [-1, 0, 1].map((ms) => new Date(Date.parse(instant) + ms).toISOString()));

const step = fc.record({
  type: fc.constantFrom('InteractionLogged', 'InteractionLogged', 'InteractionAmended', 'InteractionAmended', 'ParticipantResolved', 'InteractionRetracted'),
  interaction: fc.nat(2), startedAt: fc.constantFrom(...INSTANTS), direction: fc.constantFrom('inbound' as const, 'outbound' as const), subject: fc.constantFrom('A', 'B'),
  parties: fc.array(fc.option(fc.nat(2), { nil: undefined }), { minLength: 1, maxLength: 3 }), participant: fc.nat(2), party: fc.nat(2), durationSeconds: fc.option(fc.nat(9), { nil: undefined }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function eventOf(said: Step, interactionId: string, parties: readonly string[]): InteractionEvent {
  const participants = said.parties.map((party, n) => ({ participantId: `p${n}`, side: n === 0 ? ('us' as const) : ('them' as const), role: 'agent', ...(party !== undefined && { party: parties[party]! }) }));
  const content = {
    participants, direction: said.direction, medium: 'phone', automation: 'human' as const, startedAt: said.startedAt, zone: 'Europe/Paris', ...(said.durationSeconds !== undefined && { durationSeconds: said.durationSeconds }),
    texts: { subject: said.subject },
  };
  switch (said.type) {
    case 'InteractionLogged': return { type: 'InteractionLogged', data: { interactionId, ...content } };
    case 'InteractionAmended': return { type: 'InteractionAmended', data: content };
    case 'ParticipantResolved': return { type: 'ParticipantResolved', data: { participantId: `p${said.participant}`, party: parties[said.party]! } };
    case 'InteractionRetracted': return { type: 'InteractionRetracted', data: {} };
  }
}

const shown = ({ interactionId, startedAt, direction, subject, durationSeconds, participants, amended }: InteractionAnswer): ExpectedInteraction =>
  ({ interactionId, startedAt, direction, subject: subject!, durationSeconds, parties: participants.map(({ party }) => party?.partyId ?? null), theirs: participants.flatMap(({ side, party }) => (side === 'them' && party ? party.partyId : [])), amended });

async function append(api: TestApi, interactionId: string, event: InteractionEvent): Promise<void> {
  const stream = `interaction-${interactionId}`;
  const before = (await api.log.readStream(stream)).length;
  const [id, commandId] = [randomUUID(), randomUUID()];
  const metadata = { v: 1, n: 1, of: 1, caller: 'service:test', actor: 'service:test', verified: false as const, correlationId: commandId };
  const [content] = await api.codec.encode({ id: interactionId, parties: [] }, [{ id, event, metadata }]);
  await api.log.append(stream, before === 0 ? 'no-stream' : before - 1, [{ id, type: event.type, commandId, ...content! }]);
}

describe.each([1, 3, 1_000])('interactions, projected %i at a time', (batchSize) => {
  it('are what the events say', async () => {
    const api = await startApi({ batchSize });
    let asked = 0;
    try {
      await fc.assert(fc.asyncProperty(fc.noShrink(fc.array(step, { minLength: 6, maxLength: 14 })), async (steps) => {
        const [ids, parties] = [Array.from({ length: 3 }, () => randomUUID()), Array.from({ length: 3 }, () => randomUUID())];
        // Several appends before the tables are asked for, so that they meet in one batch.
        for (const said of steps) await append(api, ids[said.interaction]!, eventOf(said, ids[said.interaction]!, parties));
        const { position: head } = await api.log.head();
        expect(await api.projecting.waitFor(head, 10_000)).toBe(true);
        const log = (await api.codec.decode(await api.log.readAll(0n, Number.MAX_SAFE_INTEGER))).filter(({ stream }) => ids.some((id) => stream === `interaction-${id}`));
        for (const { position } of log) {
          for (const id of ids) {
            const answer = await oneInteraction(api.pool, id, { asOf: '2024-06-01', position }).then(({ interaction }) => shown(interaction), () => undefined);
            expect(answer).toEqual(expectedInteraction(log, id, position));
          }
          for (const partyId of parties) {
            for (const before of BEFORE) {
              const { items } = await interactionsOf(api.pool, partyId, { asOf: '2024-06-01', before, position }, { limit: 50 });
              const expected = expectedInteractions(log, partyId, before, position);
              expect(items.map(shown)).toEqual(expected);
              const { lastContact: { inbound, outbound } } = await contactsOf(api.pool, partyId, { asOf: '2024-06-01', before, position });
              const last = (direction: string): unknown => expected.find((one) => one.direction === direction && one.theirs.includes(partyId))?.interactionId;
              expect([inbound?.interactionId, outbound?.interactionId]).toEqual([last('inbound'), last('outbound')]);
              asked += 1;
            }
          }
        }
      }), { numRuns: 3 });
      expect(asked).toBeGreaterThan(100);
    } finally {
      await api.stop();
    }
  }, 120_000);
});
