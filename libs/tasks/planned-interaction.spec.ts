import { describe, expect, it } from '@jest/globals';
import { ERASED } from '#libs/event-log/domain-event.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { history } from '../../test/support/history.js';
import type { PlannedInteractionEvent } from './events.js';
import { asPlanned, cancel, confirm, hold, miss, move, oursFrom, plannedInteractionFold, propose, reassign, type PlannedInteraction } from './planned-interaction.js';

const AT = '2024-03-01T08:00:00.000Z';
const STARTS = '2024-03-20T09:30:00.000Z';
const AFTER = '2024-03-20T11:00:00.000Z';
const SLOT = { startsAt: STARTS, zone: 'Europe/Paris', durationMinutes: 60 };

const proposed: PlannedInteractionEvent = {
  type: 'PlannedInteractionProposed',
  data: { plannedInteractionId: 'p', kind: 'visit', participants: [{ partyId: 'ann', side: 'us' }, { partyId: 'x', side: 'them' }], ...SLOT, place: 'Nantes', subject: 'Spring', at: AT },
};
const confirmed: PlannedInteractionEvent = { type: 'PlannedInteractionConfirmed', data: { at: AT } };
const missed: PlannedInteractionEvent = { type: 'PlannedInteractionMissed', data: { at: AFTER } };
const held: PlannedInteractionEvent = { type: 'PlannedInteractionHeld', data: { interactionId: 'i', at: AFTER } };
const cancelled: PlannedInteractionEvent = { type: 'PlannedInteractionCancelled', data: { at: AT, reason: 'ill' } };

function given(...events: readonly PlannedInteractionEvent[]): PlannedInteraction {
  const planned = plannedInteractionFold.initial();
  for (const event of history(...events.map((one) => ['2024-03-01', one] as const))) plannedInteractionFold.apply(planned, event);
  return planned;
}
const refused = (code: ProblemCode): unknown => expect.objectContaining({ name: 'Refusal', code });

describe('a planned interaction', () => {
  it('is proposed once, with somebody of ours', () => {
    expect(propose(given(), proposed.data, AT)).toEqual([proposed]);
    expect(propose(given(proposed), proposed.data, AT)).toEqual([]);
    expect(() => propose(given(), { ...proposed.data, participants: [{ partyId: 'x', side: 'them' }] }, AT)).toThrow(refused('invalid-body'));
  });

  it('is confirmed, and moved to another slot or place only', () => {
    expect(confirm(given(proposed), { at: AT }, AT)).toEqual([confirmed]);
    expect(confirm(given(proposed, confirmed), { at: AT }, AT)).toEqual([]);
    expect(move(given(proposed), { ...SLOT, at: AT }, AT)).toEqual([]);
    expect(move(given(proposed), { ...SLOT, place: 'Nantes', at: AT }, AT)).toEqual([]);
    expect(move(given(proposed), { ...SLOT, place: 'Rennes', at: AT }, AT)).toHaveLength(1);
    expect(move(given(proposed), { ...SLOT, zone: 'Europe/London', at: AT }, AT)).toHaveLength(1);
  });

  it('is moved anew where it was so from an earlier instant on', () => {
    const longer = { ...SLOT, durationMinutes: 90 };
    const moved = given(proposed, { type: 'PlannedInteractionMoved', data: { ...longer, at: AFTER } });
    expect(move(moved, { ...longer, at: AFTER }, AFTER)).toEqual([]);
    expect(move(moved, { ...longer, at: STARTS }, AFTER)).toEqual([{ type: 'PlannedInteractionMoved', data: { ...longer, at: STARTS } }]);
  });

  it('is missed after it was to begin, held also then', () => {
    expect(() => miss(given(proposed), { at: AT }, AFTER)).toThrow(refused('outside-period'));
    expect(miss(given(proposed), { at: AFTER }, AFTER)).toEqual([missed]);
    expect(hold(given(proposed, missed), { interactionId: 'i', at: AFTER }, AFTER)).toEqual([held]);
  });

  it.each([['held', held], ['cancelled', cancelled]] as const)('that was %s stays so', (_, end) => {
    const over = given(proposed, end);
    for (const command of [() => confirm(over, { at: AFTER }, AFTER), () => move(over, { ...SLOT, durationMinutes: 5, at: AFTER }, AFTER), () => miss(over, { at: AFTER }, AFTER), () => hold(over, { interactionId: 'j', at: AFTER }, AFTER), () => reassign(over, { assigneeId: 'bob', insteadOf: 'ann', from: AT })]) {
      expect(command).toThrow(refused('already-closed'));
    }
  });

  it('that was cancelled or held in the same way already changes nothing', () => {
    expect(cancel(given(proposed, cancelled), { at: AFTER, reason: 'ill' }, AFTER)).toEqual([]);
    expect(hold(given(proposed, held), { interactionId: 'i', at: AFTER }, AFTER)).toEqual([]);
  });

  it('passes to another of ours from a day on', () => {
    const planned = given(proposed, { type: 'PlannedInteractionReassigned', data: { assigneeId: 'bob', insteadOf: 'ann', from: STARTS } });
    expect([oursFrom(planned, AT), oursFrom(planned, STARTS)]).toEqual([['ann', 'bob'], ['bob']]);
    expect(oursFrom(given(proposed, cancelled), STARTS)).toEqual([]);
  });

  it('that is not there is told so', () => {
    expect(() => confirm(given(), { at: AT }, AT)).toThrow(refused('planned-interaction-not-found'));
  });
});

describe('the interaction a planned one became', () => {
  const stated = { direction: 'outbound' } as const;

  it('was as planned where nothing else is stated', () => {
    expect(asPlanned(given({ ...proposed, data: { ...proposed.data, objective: 'An order' } }), stated, AFTER)).toEqual({
      direction: 'outbound', medium: 'face-to-face', startedAt: STARTS, durationSeconds: 3_600, objective: 'An order', zone: 'Europe/Paris', subject: 'Spring', place: { label: 'Nantes' },
      participants: [{ side: 'us', role: 'participant', party: 'ann' }, { side: 'them', role: 'participant', party: 'x' }],
    });
    const moved: PlannedInteractionEvent = { type: 'PlannedInteractionMoved', data: { ...SLOT, startsAt: AFTER, zone: 'UTC', at: AT } };
    expect(asPlanned(given({ ...proposed, data: { ...proposed.data, kind: 'call' } }, moved), stated, AFTER)).toMatchObject({ medium: 'phone', startedAt: AFTER, zone: 'UTC', place: { label: 'Nantes' } });
  });

  it('took nobody knows how long before it was to end', () => {
    expect(asPlanned(given(proposed), stated, '2024-03-20T10:29:59.999Z')).not.toHaveProperty('durationSeconds');
    expect(asPlanned(given(proposed), { ...stated, startedAt: '2024-03-20T10:00:00Z' }, '2024-03-20T10:30:00.000Z')).not.toHaveProperty('durationSeconds');
    expect(asPlanned(given(proposed), stated, '2024-03-20T10:30:00.000Z')).toMatchObject({ durationSeconds: 3_600 });
  });

  it('was as stated before all', () => {
    const all = { ...stated, medium: 'video', startedAt: AFTER, zone: 'UTC', subject: 'Online', place: { label: 'Online' }, participants: [{ side: 'us', role: 'agent', party: 'bob' }] } as const;
    expect(asPlanned(given(proposed), all, AFTER)).toEqual(all);
  });

  it('was with those of ours who were to be there when it was to begin', () => {
    const handed = (from: string): PlannedInteractionEvent => ({ type: 'PlannedInteractionReassigned', data: { assigneeId: 'bob', insteadOf: 'ann', from } });
    const ours = (from: string) => asPlanned(given(proposed, handed(from)), stated, AFTER).participants[0]!.party;
    expect([ours(STARTS), ours(AFTER)]).toEqual(['bob', 'ann']);
  });

  it('needs a subject where that of the plan was erased', () => {
    const erased = given({ ...proposed, data: { ...proposed.data, subject: ERASED, place: ERASED } });
    expect(() => asPlanned(erased, stated, AFTER)).toThrow(refused('invalid-body'));
    expect(asPlanned(erased, { ...stated, subject: 'Spring' }, AFTER)).not.toHaveProperty('place');
  });
});
