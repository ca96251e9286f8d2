import { describe, expect, it } from '@jest/globals';
import { ERASED } from '#libs/event-log/domain-event.js';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { FactStory } from '../../test/support/fact-story.js';
import { builtInAttribute } from './catalogue.js';
import { confirmFact, correctFact, disputeFact, endFact, recordFacts, retractFact, type Decision } from './decide.js';
import type { Facts } from './fact.js';
import type { FactInput } from './fact-inputs.js';

const TODAY = '2025-03-01';
const BANNER = { attribute: 'name.banner', slot: '1' };
const STATUS = { attribute: 'administrative-status', slot: '' };

type Step = (facts: Facts, today: Day) => Decision;

function input(factId: string, attribute: string, value: unknown, validFrom: From, validTo: To = null): FactInput {
  return { path: 'facts[0]', factId, attribute: builtInAttribute(attribute)!, value, validFrom, validTo, provenance: { system: 'crm', method: 'declared' } };
}
const record = (...inputs: FactInput[]) => (facts: Facts, today: Day) => recordFacts(facts, inputs, today);
const banner = (factId: string, validFrom: From, validTo: To = null) => record(input(factId, 'name.banner', factId, validFrom, validTo));
const status = (factId: string, value: string, validFrom: From, validTo: To = null) => record(input(factId, 'administrative-status', value, validFrom, validTo));
const end = (factId: string, on: string): Step => (facts, today) => endFact(facts, { factId, on }, today);
const retract = (factId: string): Step => (facts) => retractFact(facts, { factId });
const correctTo = (factId: string, attribute: string, value: unknown, validFrom: From, validTo: To = null): Step =>
  (facts, today) => correctFact(facts, { factId, attribute: builtInAttribute(attribute)!, value, validFrom, validTo }, today);
const correct = (factId: string, validFrom: From, validTo: To = null): Step => correctTo(factId, 'name.banner', factId, validFrom, validTo);

const refused = (code: ProblemCode, conflictsWith?: string): unknown =>
  expect.objectContaining({ name: 'Refusal', code, extra: conflictsWith === undefined ? expect.anything() : expect.objectContaining({ conflictsWith }) });
const eventsOf = (decision: Pick<Decision, 'events'>): string[] => decision.events.map(({ type }) => type);

describe('the shop sign', () => {
  const noticed = new FactStory()
    .then('2024-03-01', banner('Brico A', '2020-01-01'))
    .then('2024-06-10', banner('Castorama', '2024-05-01'))
    .then('2024-09-15', correct('Castorama', '2024-04-01'));
  const late = noticed.then('2024-10-01', banner('Bricorama', '2022'));

  it.each([
    ['2024-04-15', '2024-06-01', 'Brico A'], ['2024-04-15', '2024-07-01', 'Brico A'], ['2024-04-15', '2024-10-01', 'Castorama'],
    ['2024-05-15', '2024-06-01', 'Brico A'], ['2024-05-15', '2024-07-01', 'Castorama'], ['2024-05-15', '2024-10-01', 'Castorama'],
  ])('of %s, as known on %s, was %s', (asOf, knownAt, sign) => {
    expect(noticed.value(BANNER, asOf, knownAt)).toBe(sign);
  });

  it('was not known before it was recorded, nor hung before it was hung', () => {
    expect(noticed.value(BANNER, '2024-04-15', '2024-02-29')).toBeUndefined();
    expect(noticed.value(BANNER, '2019-12-31')).toBeUndefined();
    expect(noticed.value(BANNER, '2020-01-01')).toBe('Brico A');
  });

  it('learned late takes its place between the others', () => {
    expect(late.periods(BANNER)).toEqual({
      'Brico A': ['2020-01-01', '2022-01-01', 'Bricorama'], Bricorama: ['2022-01-01', '2024-04-01', 'Castorama'], Castorama: ['2024-04-01', null, null],
    });
  });

  it('corrected to a later start lets the one before run until then', () => {
    expect(late.then('2024-11-01', correct('Castorama', '2024-08-01')).periods(BANNER)).toMatchObject({ Bricorama: ['2022-01-01', '2024-08-01', 'Castorama'] });
  });

  it('retracted lets the one before run on', () => {
    const retracted = late.then('2024-11-01', retract('Castorama'));
    expect(retracted.periods(BANNER)).toEqual({ 'Brico A': ['2020-01-01', '2022-01-01', 'Bricorama'], Bricorama: ['2022-01-01', null, null] });
    expect(retracted.value(BANNER, '2024-05-15', '2024-10-31')).toBe('Castorama');
  });

  it('ended leaves none: the one before does not come back', () => {
    const ended = late.then('2025-06-10', end('Castorama', '2025-06-01'));
    expect(ended.value(BANNER, '2025-05-31')).toBe('Castorama');
    expect(ended.value(BANNER, '2025-06-01')).toBeUndefined();
    expect(ended.value(BANNER, '2030-01-01')).toBeUndefined();
  });

  it('of an interim leaves a gap after it, and the answer says so', () => {
    const interim = banner('Interim', '2025-08', '2025-09');
    expect(interim(late.facts(), '2025-07-01').warnings).toEqual([{ code: 'leaves-gap', factId: 'Interim', by: 'Castorama', from: '2025-09-01' }]);
    const gap = late.then('2025-07-01', interim);
    expect(['2025-07-31', '2025-08-01', '2025-08-31', '2025-09-01'].map((asOf) => gap.value(BANNER, asOf))).toEqual(['Castorama', 'Interim', 'Interim', undefined]);
  });

  it('of an interim after an end makes no gap that was not there', () => {
    const ended = late.then('2025-06-10', end('Castorama', '2025-06-01'));
    expect(banner('Interim', '2025-08', '2025-09')(ended.facts(), '2025-07-01').warnings).toEqual([]);
  });

  it('of an interim that lasts until the next one makes no gap', () => {
    const planned = late.then('2025-06-10', banner('Next', '2025-09-01'));
    expect(banner('Interim', '2025-08', '2025-09')(planned.facts(), '2025-07-01').warnings).toEqual([]);
    expect(banner('Interim', '2025-08', '2025-08-31')(planned.facts(), '2025-07-01').warnings).toEqual([{ code: 'leaves-gap', factId: 'Interim', by: 'Castorama', from: '2025-08-31' }]);
  });

  it('of two from the same day is the one recorded later, and the answer says so', () => {
    const again = banner('Castorama Pro', '2024-04-01');
    expect(again(late.facts(), TODAY).warnings).toEqual([{ code: 'shadows', factId: 'Castorama Pro', by: 'Castorama' }]);
    expect(late.then(TODAY, again).periods(BANNER)).toMatchObject({ Castorama: 'nowhere', 'Castorama Pro': ['2024-04-01', null, null] });
  });

  it('corrected to the day another one starts stays the earlier recorded of the two', () => {
    const story = new FactStory().then(TODAY, banner('first', '2020')).then(TODAY, banner('second', '2021'));
    const corrected = story.then(TODAY, correct('second', '2020'));
    expect(corrected.periods(BANNER)).toEqual({ first: 'nowhere', second: ['2020-01-01', null, null] });
    const other = new FactStory().then(TODAY, banner('second', '2021')).then(TODAY, banner('first', '2020'));
    expect(correct('second', '2020')(other.facts(), TODAY).warnings).toEqual([{ code: 'shadowed', factId: 'second', by: 'first' }]);
    expect(other.then(TODAY, correct('second', '2020')).periods(BANNER)).toEqual({ second: 'nowhere', first: ['2020-01-01', null, null] });
  });
});

describe('a value migrated without a date', () => {
  const UNKNOWN: From = { unknown: true, notLaterThan: '2006-04-15' };

  it('holds on every day until one with a start cuts it', () => {
    const migrated = new FactStory().then('2024-03-01', status('old', 'active', UNKNOWN));
    expect(migrated.periods(STATUS)).toEqual({ old: [null, null, null] });
    expect(['2005-01-01', '2010-01-01', '2024-03-01'].map((asOf) => migrated.value(STATUS, asOf))).toEqual(['active', 'active', 'active']);
    expect(migrated.then('2024-05-01', status('closed', 'ceased', '2024-04-30')).periods(STATUS)).toMatchObject({ old: [null, '2024-04-30', 'closed'] });
  });

  it('is refused where a fact with a start would hide it, naming the first that does', () => {
    const known = new FactStory().then('2024-03-01', status('later', 'ceased', '2020')).then('2024-03-01', status('first', 'active', '2010'));
    expect(() => status('old', 'active', UNKNOWN)(known.facts(), TODAY)).toThrow(refused('unknown-start-hidden', 'first'));
    expect(eventsOf(status('old', 'active', UNKNOWN, '2010')(known.facts(), TODAY))).toEqual(['FactRecorded']);
  });

  it('is refused as a correction that would put it behind another one', () => {
    const known = new FactStory().then('2024-03-01', status('first', 'active', '2010')).then('2024-03-01', status('later', 'ceased', '2020'));
    expect(() => correctTo('later', STATUS.attribute, 'ceased', { unknown: true })(known.facts(), TODAY)).toThrow(refused('unknown-start-hidden', 'first'));
    expect(eventsOf(correctTo('first', STATUS.attribute, 'active', { unknown: true })(known.facts(), TODAY))).toEqual(['FactCorrected']);
  });

  it('can have its value corrected though another one follows it', () => {
    const known = new FactStory().then('2024-03-01', banner('old', UNKNOWN)).then('2024-03-01', banner('new', '2020'));
    expect(eventsOf(correctTo('old', 'name.banner', 'Older', UNKNOWN)(known.facts(), TODAY))).toEqual(['FactCorrected']);
  });
});

describe('recording', () => {
  it('says the whole fact, with the slot it competes in', () => {
    expect(recordFacts(new FactStory().facts(), [{ ...input('f', 'name.banner', { name: ' Brico ', rank: 2 }, '2020-05', '2021'), note: 'seen' }], TODAY)).toEqual({
      events: [{
        type: 'FactRecorded', provenance: { system: 'crm', method: 'declared' },
        data: { factId: 'f', attribute: 'name.banner', slot: '2', dataClass: 'identity', value: { name: 'Brico', rank: 2 }, validFrom: '2020-05', validTo: '2021', note: 'seen' },
      }],
      warnings: [], factIds: ['f'],
    });
  });

  it('accepts the future', () => {
    const planned = new FactStory().then(TODAY, banner('now', '2020')).then(TODAY, banner('next', '2031-06'));
    expect(planned.value(BANNER, '2031-05-31')).toBe('now');
    expect(planned.value(BANNER, '2031-06-01')).toBe('next');
  });

  it('says an unknown bound anew only where it is another: it had come on the day it was stated', () => {
    const stated = new FactStory().then('2024-06-01', banner('f', '2020', { unknown: true })).then('2025-01-01', correct('f', '2019', { unknown: true }));
    expect(stated.periods(BANNER)).toEqual({ f: ['2019-01-01', '2024-06-01', null] });
    expect(stated.then('2025-02-01', correct('f', '2019', { unknown: true, notLaterThan: '2025' })).then('2025-02-02', correct('f', '2019', { unknown: true })).periods(BANNER)).toEqual({ f: ['2019-01-01', '2025-02-02', null] });
    expect(new FactStory().then('2024-06-01', banner('f', { unknown: true })).then('2025-01-01', correct('f', { unknown: true }, { unknown: true })).facts().live.get('f')).toMatchObject({ fromStatedOn: '2024-06-01', toStatedOn: '2025-01-01' });
  });

  it.each<[From, To]>([['2020-01-01', '2020-01-01'], ['2020', '2020-01'], ['2020-02', '2020'], [TODAY, { unknown: true }], ['2021', { unknown: true, notLaterThan: '2020-12-31' }]])('refuses a period from %j to %j', (from, to) => {
    expect(() => banner('f', from, to)(new FactStory().facts(), TODAY)).toThrow(refused('period-upside-down'));
  });

  it('does not mix what has different slots', () => {
    const story = new FactStory().then(TODAY, record(
      input('2022', 'revenue.own', { amount: '10', currency: 'EUR', year: 2022 }, '2022'), input('2023', 'revenue.own', { amount: '11', currency: 'EUR', year: 2023 }, '2023'),
    ));
    expect(story.periods({ attribute: 'revenue.own', slot: '2022' })).toEqual({ 2022: ['2022-01-01', null, null] });
  });

  it('sees in later facts of one command what the earlier ones made', () => {
    const decision = record(input('a', 'name.banner', 'A', '2020'), input('b', 'name.banner', 'B', '2021', '2022'), input('c', 'name.banner', 'A', '2020-06', '2021'))(new FactStory().facts(), TODAY);
    expect(decision.factIds).toEqual(['a', 'b', 'a']);
    expect(eventsOf(decision)).toEqual(['FactRecorded', 'FactRecorded']);
    expect(decision.warnings).toEqual([{ code: 'leaves-gap', factId: 'b', by: 'a', from: '2022-01-01' }]);
  });
});

describe('a fact that points to another one of its command', () => {
  const [FIRST, SECOND] = ['0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11', '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90'];
  const billed = (factId: string, useId: string) => record(input(factId, 'address.postal', { street: 'Rue de la Paix' }, '2020'), input(useId, 'address-use', { use: 'billing', factId }, '2020'));

  it('points to the fact that stands for it: said again, both say nothing new', () => {
    const known = new FactStory().then(TODAY, billed(FIRST, 'use'));
    expect(billed(SECOND, 'use again')(known.facts(), TODAY)).toEqual({ events: [], warnings: [], factIds: [FIRST, 'use'] });
  });

  it('points to that fact too where its own statement is news', () => {
    const address = new FactStory().then(TODAY, record(input(FIRST, 'address.postal', { street: 'Rue de la Paix' }, '2020')));
    expect(billed(SECOND, 'use')(address.facts(), TODAY).events).toMatchObject([{ data: { factId: 'use', value: { use: 'billing', factId: FIRST } } }]);
  });
});

describe('recording what is known', () => {
  const brico = new FactStory().then(TODAY, banner('brico', '2020'));
  const sameAs = (facts: Facts, from: From, to: To = null) => record(input('again', 'name.banner', ' brico ', from, to))(facts, TODAY);

  it('does not take its end, and says so', () => {
    expect(sameAs(brico.facts(), '2023', '2024')).toEqual({ events: [], warnings: [{ code: 'end-not-taken', factId: 'brico' }], factIds: ['brico'] });
    const ended = brico.then(TODAY, (facts, today) => endFact(facts, { factId: 'brico', on: '2024' }, today));
    expect(sameAs(ended.facts(), '2023', '2024')).toEqual({ events: [], warnings: [], factIds: ['brico'] });
  });

  it.each<[From, To]>([['2020', null], ['2020-01-01', null], ['2021-05', null]])('says nothing new from %j to %j, inside the period it holds', (from, to) => {
    expect(sameAs(brico.facts(), from, to)).toEqual({ events: [], warnings: [], factIds: ['brico'] });
  });

  it('is news where its period begins earlier', () => {
    expect(eventsOf(sameAs(brico.facts(), '2019'))).toEqual(['FactRecorded']);
  });

  it('is news where another one has cut it: the sign is back', () => {
    const cut = brico.then(TODAY, banner('castorama', '2022'));
    expect(eventsOf(sameAs(cut.facts(), '2024'))).toEqual(['FactRecorded']);
    expect(eventsOf(sameAs(cut.facts(), '2021', '2022'))).toEqual([]);
    expect(eventsOf(sameAs(cut.facts(), '2021', '2022-01-02'))).toEqual(['FactRecorded']);
  });

  it('is news after it was retracted, under a new id', () => {
    const gone = brico.then(TODAY, retract('brico'));
    expect(sameAs(gone.facts(), '2020').factIds).toEqual(['again']);
  });

  const phone = (factId: string, from: From, to: To = null) => record(input(factId, 'phone', '+33 1 23 45 67 89', from, to));
  const desk = new FactStory().then(TODAY, phone('desk', '2020', '2022'));

  it('of many values says nothing new inside the asserted period, is a fact of its own outside it', () => {
    expect(phone('again', '2020-06', '2021')(desk.facts(), TODAY).factIds).toEqual(['desk']);
    expect(eventsOf(phone('again', '2022')(desk.facts(), TODAY))).toEqual(['FactRecorded']);
  });

  it.each<[From, To]>([['2019', '2020-01-02'], ['2021', null], ['2019', null], [{ unknown: true }, '2021']])('of many values is refused from %j to %j, in part of the period, naming the fact', (from, to) => {
    expect(() => phone('again', from, to)(desk.facts(), TODAY)).toThrow(refused('partial-overlap', 'desk'));
  });
});

describe('ending', () => {
  const open = new FactStory().then('2020-01-01', banner('f', '2020-05-05'));
  const bounded = new FactStory().then('2020-01-01', banner('f', '2020-05-05', '2022-05-05'));

  it('is told by one event', () => {
    expect(endFact(open.facts(), { factId: 'f', on: '2021-03', note: 'closed' }, TODAY)).toEqual({
      events: [{ type: 'FactEnded', data: { factId: 'f', on: '2021-03', note: 'closed' } }], warnings: [],
    });
    expect(open.then(TODAY, end('f', '2021-03')).periods(BANNER)).toEqual({ f: ['2020-05-05', '2021-03-01', null] });
  });

  it.each(['2020-05-05', '2020', '2019-12-31'])('at %s is refused: it had not begun', (on) => {
    expect(() => end('f', on)(open.facts(), TODAY)).toThrow(refused('outside-period', 'f'));
  });

  it.each(['2022-05-05', '2023'])('at %s is refused: it had ended', (on) => {
    expect(() => end('f', on)(bounded.facts(), TODAY)).toThrow(refused('outside-period', 'f'));
  });

  it('on the second day, and on the last, is right', () => {
    expect(eventsOf(end('f', '2020-05-06')(bounded.facts(), TODAY))).toEqual(['FactEnded']);
    expect(eventsOf(end('f', '2022-05-04')(bounded.facts(), TODAY))).toEqual(['FactEnded']);
  });

  it('happens once: the same end says nothing new, another is a correction', () => {
    const ended = open.then(TODAY, end('f', '2021'));
    expect(end('f', '2021')(ended.facts(), TODAY).events).toEqual([]);
    expect(() => end('f', '2020-08')(ended.facts(), TODAY)).toThrow(refused('already-ended', 'f'));
  });

  it('happens again once a correction took the end away', () => {
    const corrected = open.then(TODAY, end('f', '2021')).then(TODAY, correct('f', '2020-05-05'));
    expect(corrected.then(TODAY, end('f', '2023')).value(BANNER, '2022-12-31')).toBe('f');
  });

  it('past the next start changes nothing that shows, and the answer says so', () => {
    const cut = open.then(TODAY, banner('next', '2021'));
    expect(end('f', '2022')(cut.facts(), TODAY).warnings).toEqual([{ code: 'cut-earlier', factId: 'f', by: 'next' }]);
    expect(cut.then(TODAY, end('f', '2022')).periods(BANNER)).toMatchObject({ f: ['2020-05-05', '2021-01-01', 'next'] });
    expect(end('f', '2021')(cut.facts(), TODAY).warnings).toEqual([]);
    expect(end('f', '2020-12-31')(cut.facts(), TODAY).warnings).toEqual([]);
  });
});

describe('correcting', () => {
  const signs = new FactStory().then('2022-01-01', banner('first', '2020')).then('2022-01-01', banner('second', '2022', '2024')).then('2022-01-01', banner('third', '2023'));

  it('tells the whole new state, and whether the value is another one', () => {
    expect(correctTo('first', 'name.banner', 'Prime', '2019', '2022')(signs.facts(), TODAY).events).toEqual([
      { type: 'FactCorrected', data: { factId: 'first', dataClass: 'identity', value: 'Prime', valueChanged: true, validFrom: '2019', validTo: '2022' } },
    ]);
    expect(correct('first', '2019')(signs.facts(), TODAY).events).toMatchObject([{ data: { value: 'first', valueChanged: false } }]);
  });

  it('to what it is says nothing, however its bounds are written', () => {
    expect(correct('second', '2022', '2024')(signs.facts(), TODAY).events).toEqual([]);
    const unknown = new FactStory().then(TODAY, banner('f', { unknown: true, notLaterThan: '2006' }));
    expect(correct('f', { notLaterThan: '2006', unknown: true })(unknown.facts(), TODAY).events).toEqual([]);
  });

  it('with the end it had is right, though the next start cuts it', () => {
    expect(eventsOf(correct('second', '2021', '2024')(signs.facts(), TODAY))).toEqual(['FactCorrected']);
    expect(eventsOf(correct('first', '2019')(signs.facts(), TODAY))).toEqual(['FactCorrected']);
  });

  it('of the end is refused past the start of the next, named, and right until that very day', () => {
    expect(() => correct('second', '2022', '2023-01-02')(signs.facts(), TODAY)).toThrow(refused('past-next-start', 'third'));
    expect(() => correct('second', '2022')(signs.facts(), TODAY)).toThrow(refused('past-next-start', 'third'));
    expect(eventsOf(correct('second', '2022', '2023-01-01')(signs.facts(), TODAY))).toEqual(['FactCorrected']);
  });

  it('of both bounds is refused past the start of the one that would then be next', () => {
    expect(() => correct('third', '2019', '2020-06')(signs.facts(), TODAY)).toThrow(refused('past-next-start', 'first'));
    expect(eventsOf(correct('third', '2019', '2020')(signs.facts(), TODAY))).toEqual(['FactCorrected']);
  });

  it('of the start is refused at or past the start of the next', () => {
    expect(() => correct('first', '2022')(signs.facts(), TODAY)).toThrow(refused('past-next-start', 'second'));
    expect(() => correct('first', '2022-06')(signs.facts(), TODAY)).toThrow(refused('past-next-start', 'second'));
    expect(eventsOf(correct('first', '2021-12-31')(signs.facts(), TODAY))).toEqual(['FactCorrected']);
  });

  it('cannot turn the period upside down', () => {
    expect(() => correct('third', '2023', '2023')(signs.facts(), TODAY)).toThrow(refused('period-upside-down'));
  });

  it('cannot move a fact to another slot', () => {
    expect(() => correctTo('first', 'name.banner', { name: 'first', rank: 2 }, '2020')(signs.facts(), TODAY)).toThrow(refused('slot-changed', 'first'));
  });

  it('takes back an end that others do not need, and warns where one appears', () => {
    const ended = signs.then(TODAY, end('third', '2025'));
    expect(ended.then(TODAY, correct('third', '2023')).value(BANNER, '2030-01-01')).toBe('third');
    const bounded = new FactStory().then(TODAY, banner('long', '2020')).then(TODAY, banner('short', '2021'));
    expect(correct('short', '2021', '2022')(bounded.facts(), TODAY).warnings).toEqual([{ code: 'leaves-gap', factId: 'short', by: 'long', from: '2022-01-01' }]);
  });
});

describe('an end nobody knows', () => {
  it('stands at the day by which it had ended, without one at the day it was recorded', () => {
    const story = new FactStory().then('2024-06-10', banner('dated', '2020', { unknown: true, notLaterThan: '2022' })).then('2024-06-10', banner('undated', '2023', { unknown: true }));
    expect(story.periods(BANNER)).toEqual({ dated: ['2020-01-01', '2022-01-01', null], undated: ['2023-01-01', '2024-06-10', null] });
  });
});

describe('retracting', () => {
  const gone = new FactStory().then('2024-06-10', banner('f', '2020')).then('2024-06-11', retract('f'));

  it('twice says nothing new', () => {
    expect(retract('f')(gone.facts(), TODAY).events).toEqual([]);
  });

  it.each<[string, Step]>([
    ['end', end('f', '2022')], ['correct', correct('f', '2021')], ['confirm', (facts, today) => confirmFact(facts, { factId: 'f', on: '2024' }, today)],
    ['dispute', (facts, today) => disputeFact(facts, { factId: 'f', on: '2024', reason: 'bounced' }, today)],
  ])('is final: nobody can %s it any more', (_, step) => {
    expect(() => step(gone.facts(), TODAY)).toThrow(refused('fact-retracted', 'f'));
  });
});

describe('checking', () => {
  const facts = new FactStory().then('2024-06-10', banner('f', '2020')).facts();

  it('tells the day and, of doubts, the reason', () => {
    expect(confirmFact(facts, { factId: 'f', on: TODAY }, TODAY).events).toEqual([{ type: 'FactConfirmed', data: { factId: 'f', on: TODAY } }]);
    expect(disputeFact(facts, { factId: 'f', on: '2024-07', reason: 'complaint', note: 'by phone' }, TODAY).events).toEqual([
      { type: 'FactDisputed', data: { factId: 'f', on: '2024-07', reason: 'complaint', note: 'by phone' } },
    ]);
  });

  const confirm = (factId: string, on: string): Step => (known, today) => confirmFact(known, { factId, on }, today);

  it('finds nothing to hold outside its period, whatever day of a reduced date is meant', () => {
    const bounded = new FactStory().then('2024-06-10', banner('f', '2020-03-01', '2024-05-01')).facts();
    for (const on of ['2020-02-29', '2020-02', '2019', '2024-05-01', '2024-06']) expect(() => confirm('f', on)(bounded, TODAY)).toThrow(refused('outside-period', 'f'));
    for (const on of ['2020-03-01', '2020', '2024-04-30', '2024']) expect(eventsOf(confirm('f', on)(bounded, TODAY))).toEqual(['FactConfirmed']);
    const unknown = new FactStory().then('2024-06-10', banner('f', { unknown: true, notLaterThan: '2020' }, { unknown: true, notLaterThan: '2024-12-01' })).facts();
    expect(eventsOf(confirm('f', '1999')(unknown, TODAY))).toEqual(['FactConfirmed']);
    expect(eventsOf(confirm('f', '2024-11-30')(unknown, TODAY))).toEqual(['FactConfirmed']);
    expect(() => confirm('f', '2024-12-01')(unknown, TODAY)).toThrow(refused('outside-period', 'f'));
  });

  it('finds nothing to hold outside the period of its relation', () => {
    const relationPeriod = { periodId: 'p', range: { lower: '2021-01-01', upper: '2023-07-01' } };
    expect(() => confirmFact(facts, { factId: 'f', on: '2023-07-01', relationPeriod }, TODAY)).toThrow(refused('outside-period', 'p'));
    expect(eventsOf(confirmFact(facts, { factId: 'f', on: '2023-06-30', relationPeriod }, TODAY))).toEqual(['FactConfirmed']);
  });

  it('warns where another fact has taken its place by then, and doubts it on any day: plans are doubted too', () => {
    const replaced = new FactStory().then('2024-06-10', banner('f', '2020')).then('2024-06-11', banner('g', '2023')).facts();
    expect(confirm('f', '2023-01-01')(replaced, TODAY).warnings).toEqual([{ code: 'cut-earlier', factId: 'f', by: 'g' }]);
    expect(confirm('f', '2022-12-31')(replaced, TODAY).warnings).toEqual([]);
    expect(eventsOf(disputeFact(facts, { factId: 'f', on: '2019', reason: 'complaint' }, TODAY))).toEqual(['FactDisputed']);
  });

  it('cannot be done tomorrow', () => {
    expect(() => confirmFact(facts, { factId: 'f', on: '2025-03-02' }, TODAY)).toThrow(refused('date-in-future'));
    expect(() => disputeFact(facts, { factId: 'f', on: '2026', reason: 'bounced' }, TODAY)).toThrow(refused('date-in-future'));
  });
});

describe('a fact that is not there', () => {
  const facts = new FactStory().facts();

  it.each<[string, Step]>([
    ['ended', end('f', '2022')], ['corrected', correct('f', '2021')], ['retracted', retract('f')],
    ['confirmed', (known, today) => confirmFact(known, { factId: 'f', on: '2024' }, today)], ['disputed', (known, today) => disputeFact(known, { factId: 'f', on: '2024', reason: 'bounced' }, today)],
  ])('cannot be %s', (_, step) => {
    expect(() => step(facts, TODAY)).toThrow(refused('fact-not-found'));
  });
});

describe('an erased value', () => {
  const erased = new FactStory().then('2024-06-10', banner('f', '2020')).with('2024-06-11', [{ type: 'FactErased', data: { factId: 'f', ground: 'request' } }]);

  it('keeps its period, and can be ended', () => {
    expect(erased.value(BANNER, '2022-01-01')).toBe(ERASED);
    expect(erased.then(TODAY, end('f', '2022')).periods(BANNER)).toEqual({ f: ['2020-01-01', '2022-01-01', null] });
  });

  it('equals no value that is stated: stating it again is news', () => {
    expect(eventsOf(banner('f2', '2021')(erased.facts(), TODAY))).toEqual(['FactRecorded']);
  });
});
