import { describe, expect, it } from '@jest/globals';
import type { Medium } from '#libs/configuration/registry.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { history } from '../../test/support/history.js';
import type { InteractionContent, InteractionEvent } from './events.js';
import { interactionFold, type Interaction } from './fold.js';
import { amendInteraction, logInteraction, resolveParticipant, retractInteraction, type InteractionWorld } from './interaction.js';

const PHONE: Medium & { readonly retiredAt: undefined } = {
  code: 'phone', label: { fr: 'Téléphone', en: 'Phone' }, channel: 'phone', directions: ['inbound', 'outbound'], automation: 'human', needsPermission: false,
  inUse: { from: '1990-01-01', to: null }, retired: false, retiredAt: undefined,
};
const CALL: InteractionContent = {
  participants: [{ participantId: 'p1', side: 'us', role: 'agent', party: 'paul' }, { participantId: 'p2', side: 'them', role: 'caller' }],
  direction: 'inbound', medium: 'phone', automation: 'human', startedAt: '2024-03-01T09:30:00.000Z', zone: 'Europe/Paris',
  texts: { subject: 'Asks for a quote', unresolved: { p2: { phone: '02 40 12 34 56' } } },
};
const WORLD: InteractionWorld = { medium: PHONE, now: '2024-03-01T10:00:00.000Z', day: '2024-03-01', today: '2024-03-01' };

const logged: InteractionEvent = { type: 'InteractionLogged', data: { interactionId: 'i', ...CALL } };
const resolved: InteractionEvent = { type: 'ParticipantResolved', data: { participantId: 'p2', party: 'jeanne' } };
const retracted: InteractionEvent = { type: 'InteractionRetracted', data: {} };

function given(...events: readonly InteractionEvent[]): Interaction {
  const interaction = interactionFold.initial();
  for (const event of history(...events.map((one) => ['2024-03-01', one] as const))) interactionFold.apply(interaction, event);
  return interaction;
}
const log = (changes: Partial<InteractionContent> = {}, world: Partial<InteractionWorld> = {}) => logInteraction(given(), 'i', { ...CALL, ...changes }, { ...WORLD, ...world });
const refused = (code: ProblemCode): unknown => expect.objectContaining({ name: 'Refusal', code });

describe('an interaction is logged', () => {
  it('as it took place', () => {
    expect(log()).toEqual([logged]);
  });

  it('with somebody of ours and somebody of theirs', () => {
    expect(() => log({ participants: [CALL.participants[0]!] })).toThrow(refused('invalid-body'));
    expect(() => log({ participants: [CALL.participants[1]!] })).toThrow(refused('invalid-body'));
  });

  it('one of whom at least is a party', () => {
    const nobody = [{ ...CALL.participants[0]!, party: undefined }, CALL.participants[1]!].map(({ party, ...one }) => ({ ...one, ...(party !== undefined && { party }) }));
    expect(() => log({ participants: nobody, texts: { subject: 'Who was it?', unresolved: { p1: { name: 'One of ours' }, p2: { name: 'Somebody' } } } })).toThrow(refused('invalid-body'));
  });

  it('each of whom is a party or described, or both, and not neither', () => {
    expect(() => log({ texts: { subject: 'Nobody said who' } })).toThrow(refused('invalid-body'));
    expect(log({ participants: [CALL.participants[0]!, { ...CALL.participants[1]!, party: 'jeanne' }] })).toHaveLength(1);
  });

  it('in a role once', () => {
    const twice = [...CALL.participants, { participantId: 'p3', side: 'us', role: 'agent', party: 'paul' } as const];
    expect(() => log({ participants: twice })).toThrow(refused('invalid-body'));
    expect(log({ participants: [...CALL.participants, { participantId: 'p3', side: 'us', role: 'interpreter', party: 'paul' }] })).toHaveLength(1);
  });

  it('never before it took place', () => {
    expect(() => log({ startedAt: '2024-03-01T10:00:00.001Z' })).toThrow(refused('date-in-future'));
    expect(log({ startedAt: WORLD.now })).toHaveLength(1);
  });

  it('never before it is over, but for minutes by which clocks differ', () => {
    expect(() => log({ startedAt: WORLD.now, durationSeconds: 86_400 })).toThrow(refused('date-in-future'));
    expect(log({ startedAt: WORLD.now, durationSeconds: 300 })).toHaveLength(1);
    expect(log({ startedAt: '2024-03-01T09:00:00.000Z', durationSeconds: 3_600 })).toHaveLength(1);
  });

  it('by a medium of the catalogue that goes this way and was in use', () => {
    expect(() => log({}, { medium: undefined })).toThrow(refused('unknown-medium'));
    expect(() => log({}, { medium: { ...PHONE, retiredAt: CALL.startedAt } })).toThrow(refused('retired'));
    expect(log({}, { medium: { ...PHONE, retiredAt: '2024-03-01T09:30:00.001Z' } })).toHaveLength(1);
    expect(() => log({}, { medium: { ...PHONE, directions: ['outbound'] } })).toThrow(refused('medium-misfit'));
    expect(() => log({ automation: 'machine' })).toThrow(refused('medium-misfit'));
    expect(() => log({}, { day: '1989-12-31' })).toThrow(refused('medium-misfit'));
    expect(() => log({}, { medium: { ...PHONE, inUse: { from: '1990-01-01', to: '2024-03-01' } } })).toThrow(refused('medium-misfit'));
  });
});

describe('a participant nobody knew', () => {
  it('is resolved once; what was heard stays', () => {
    expect(resolveParticipant(given(logged), 'p2', 'jeanne')).toEqual([resolved]);
    expect(given(logged, resolved).content).toMatchObject({ participants: [{ party: 'paul' }, { participantId: 'p2', party: 'jeanne' }], texts: { unresolved: { p2: { phone: '02 40 12 34 56' } } } });
    expect(resolveParticipant(given(logged, resolved), 'p2', 'jeanne')).toEqual([]);
  });

  it('is nobody else afterwards, and no one who was not there', () => {
    expect(() => resolveParticipant(given(logged, resolved), 'p2', 'zoe')).toThrow(refused('already-resolved'));
    expect(() => resolveParticipant(given(logged), 'p9', 'jeanne')).toThrow(refused('not-found'));
  });
});

describe('an interaction we had wrong', () => {
  it('is amended as a whole; the same again is no event', () => {
    const content = { ...CALL, durationSeconds: 300 };
    const amended: InteractionEvent = { type: 'InteractionAmended', data: content };
    expect(amendInteraction(given(logged), content, WORLD)).toEqual([amended]);
    expect(amendInteraction(given(logged, amended), content, WORLD)).toEqual([]);
    expect(given(logged, amended).content).toEqual(content);
  });

  it('is retracted for good', () => {
    expect(retractInteraction(given(logged), 'Logged twice')).toEqual([{ type: 'InteractionRetracted', data: { note: 'Logged twice' } }]);
    expect(retractInteraction(given(logged, retracted), undefined)).toEqual([]);
    expect(() => amendInteraction(given(logged, retracted), CALL, WORLD)).toThrow(refused('interaction-retracted'));
    expect(() => resolveParticipant(given(logged, retracted), 'p2', 'jeanne')).toThrow(refused('interaction-retracted'));
  });

  it('must have been logged', () => {
    expect(() => amendInteraction(given(), CALL, WORLD)).toThrow(refused('interaction-not-found'));
    expect(() => retractInteraction(given(), undefined)).toThrow(refused('interaction-not-found'));
  });
});

it('a fold takes any sequence of events', () => {
  expect(given(resolved, retracted)).toEqual({ content: undefined, retracted: false });
  expect(given(logged, retracted, resolved, { type: 'InteractionAmended', data: { ...CALL, zone: 'UTC' } }).content).toEqual(CALL);
});
