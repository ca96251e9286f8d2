import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import type { DayRange, From, To } from '#libs/temporal/periods.js';
import { history, type Recorded } from '../../test/support/history.js';
import type { RelationEvent } from './events.js';
import { correctPeriod, drafted, endPeriod, rangeOf, relationFold, retractPeriod, startPeriod, widens, type Relation } from './relation.js';

const TODAY = '2025-06-01';
const EMPLOYMENT = { relationId: 'y-at-x', type: 'employee-of', a: 'mrs-y', b: 'x' };

const started = (periodId: string, from: From, to: To = null): RelationEvent => ({ type: 'RelationStarted', data: { ...EMPLOYMENT, periodId, from, to } });
const ended = (periodId: string, on: string): RelationEvent => ({ type: 'RelationEnded', data: { periodId, on } });
const corrected = (periodId: string, from: From, to: To): RelationEvent => ({ type: 'RelationCorrected', data: { periodId, from, to } });
const retracted = (periodId: string): RelationEvent => ({ type: 'RelationRetracted', data: { periodId } });

function given(...appends: readonly Recorded<RelationEvent>[]): Relation {
  const relation = relationFold.initial();
  for (const event of history(...appends)) relationFold.apply(relation, event);
  return relation;
}

const start = (relation: Relation, periodId: string, from: From, to: To = null, today = TODAY) => startPeriod(relation, { ...EMPLOYMENT, periodId, from, to }, today);
const refused = (code: ProblemCode, conflictsWith?: string): unknown =>
  expect.objectContaining({ name: 'Refusal', code, extra: conflictsWith === undefined ? {} : expect.objectContaining({ conflictsWith }) });

describe('Mrs Y, employed by X, gone, and back again', () => {
  const relation = given(['2021-01-04', started('first', '2021-01-01')], ['2023-06-12', ended('first', '2023-07-01')], ['2025-01-20', started('second', '2025-02-01')]);

  it('has two periods of one relation', () => {
    expect(relation).toMatchObject({ type: 'employee-of', a: 'mrs-y', b: 'x' });
    expect([...relation.periods.values()].map((period) => [period.periodId, rangeOf(period)])).toEqual([
      ['first', { lower: '2021-01-01', upper: '2023-07-01' }], ['second', { lower: '2025-02-01', upper: null }],
    ]);
  });

  it('cannot start again one month before she left; the first period is named', () => {
    expect(() => start(relation, 'third', '2023-06-01', '2023-09-01')).toThrow(refused('period-overlap', 'first'));
  });

  it('can start again on the day she left: ends are exclusive', () => {
    expect(start(relation, 'third', '2023-07-01', '2023-09-01')).toEqual([started('third', '2023-07-01', '2023-09-01')]);
  });

  it('cannot start without an end before the second period', () => {
    expect(() => start(relation, 'third', '2023-07-01')).toThrow(refused('period-overlap', 'second'));
  });

  it('cannot have been there since nobody knows when, until a day inside the first period', () => {
    expect(() => start(relation, 'third', { unknown: true }, '2021-02')).toThrow(refused('period-overlap', 'first'));
    expect(start(relation, 'third', { unknown: true }, '2021')).toHaveLength(1);
  });
});

describe('a period is ended', () => {
  const open = given(['2021-01-04', started('p', '2021-01-01')]);

  it('inside its bounds', () => {
    expect(endPeriod(open, { periodId: 'p', on: '2021-01-02', reason: 'resigned', note: 'By letter' })).toEqual([
      { type: 'RelationEnded', data: { periodId: 'p', on: '2021-01-02', reason: 'resigned', note: 'By letter' } },
    ]);
  });

  it.each(['2020-12-31', '2021-01-01', '2021'])('not on %s, when it had not begun', (on) => {
    expect(() => endPeriod(open, { periodId: 'p', on })).toThrow(refused('outside-period', 'p'));
  });

  it('before its planned end, never on it or after', () => {
    const planned = given(['2021-01-04', started('p', '2021-01-01', '2024-01-01')]);
    expect(endPeriod(planned, { periodId: 'p', on: '2023-12-31' })).toHaveLength(1);
    expect(() => endPeriod(planned, { periodId: 'p', on: '2024-01-01' })).toThrow(refused('outside-period', 'p'));
  });

  it('at any day when its start is unknown', () => {
    expect(endPeriod(given(['2021-01-04', started('p', { unknown: true })]), { periodId: 'p', on: '1950' })).toHaveLength(1);
  });

  it('once: the same end says nothing new, another one is a correction', () => {
    const gone = given(['2021-01-04', started('p', '2021-01-01')], ['2023-06-12', ended('p', '2023-07-01')]);
    expect(endPeriod(gone, { periodId: 'p', on: '2023-07-01' })).toEqual([]);
    expect(() => endPeriod(gone, { periodId: 'p', on: '2023-05-01' })).toThrow(refused('already-ended', 'p'));
  });

  it('and again after a correction has taken its end away', () => {
    const back = given(['2021-01-04', started('p', '2021-01-01')], ['2023-06-12', ended('p', '2023-07-01')], ['2023-07-02', corrected('p', '2021-01-01', null)]);
    expect(endPeriod(back, { periodId: 'p', on: '2023-09-01' })).toEqual([ended('p', '2023-09-01')]);
  });

  it('but not when there is none', () => {
    expect(() => endPeriod(open, { periodId: 'q', on: '2022' })).toThrow(refused('relation-not-found'));
  });
});

describe('the bounds of a period are corrected', () => {
  const relation = given(['2021-01-04', started('first', '2021-01-01', '2023-07-01')], ['2025-01-20', started('second', '2025-02-01')]);

  it('to any others that leave the other periods alone', () => {
    expect(correctPeriod(relation, { periodId: 'first', from: '2020-10', to: '2025-02-01', note: 'Seen in the contract' }, TODAY)).toEqual([
      { type: 'RelationCorrected', data: { periodId: 'first', from: '2020-10', to: '2025-02-01', note: 'Seen in the contract' } },
    ]);
  });

  it('not into another period, nor by taking the end away in front of one', () => {
    expect(() => correctPeriod(relation, { periodId: 'first', from: '2021-01-01', to: '2025-02-02' }, TODAY)).toThrow(refused('period-overlap', 'second'));
    expect(() => correctPeriod(relation, { periodId: 'first', from: '2021-01-01', to: null }, TODAY)).toThrow(refused('period-overlap', 'second'));
    expect(() => correctPeriod(relation, { periodId: 'second', from: '2023-06-30', to: null }, TODAY)).toThrow(refused('period-overlap', 'first'));
  });

  it('nor is an unknown end said again by who corrects the start: it had come when it was stated', () => {
    const left = given(['2024-01-04', started('first', '2020', { unknown: true })], ['2025-02-20', started('second', '2025-02-01')]);
    expect(correctPeriod(left, { periodId: 'first', from: '2019', to: { unknown: true } }, TODAY)).toHaveLength(1);
    expect(widens(left.periods.get('first')!, { from: '2021', to: { unknown: true } }, TODAY)).toBe(false);
  });

  it('with no event when they are the same', () => {
    expect(correctPeriod(relation, { periodId: 'first', from: '2021-01-01', to: '2023-07-01' }, TODAY)).toEqual([]);
    // As the log writes them, and as they are told.
    const unknown = given(['2021-01-04', started('only', { notLaterThan: '2006', unknown: true })]);
    expect(correctPeriod(unknown, { periodId: 'only', from: { unknown: true, notLaterThan: '2006' }, to: null }, TODAY)).toEqual([]);
  });

  it('with no event when the end is still unknown, though it would stand at a later day by now', () => {
    const left = given(['2023-07-10', started('first', '2021-01-01', { unknown: true })], ['2025-01-20', started('second', '2025-02-01')]);
    expect(rangeOf(left.periods.get('first')!)).toEqual({ lower: '2021-01-01', upper: '2023-07-10' });
    expect(correctPeriod(left, { periodId: 'first', from: '2021-01-01', to: { unknown: true } }, TODAY)).toEqual([]);
  });

  it.each<[From, To]>([['2023', '2023'], ['2023-05-02', '2023-05-01'], ['2025-06-01', { unknown: true }], ['2025-06-02', { unknown: true, notLaterThan: '2025-06' }]])('not from %j to %j', (from, to) => {
    expect(() => correctPeriod(relation, { periodId: 'first', from, to }, TODAY)).toThrow(refused('period-upside-down'));
    expect(() => start(relation, 'third', from, to)).toThrow(refused('period-upside-down'));
  });

  it.each<[From, To, boolean]>([
    ['2021-01-01', '2023-07-01', false], ['2021-02-01', '2023-06-01', false], ['2020-12-31', '2023-07-01', true], ['2021-01-01', '2023-07-02', true],
    ['2021-01-01', null, true], [{ unknown: true }, '2023-07-01', true], ['2024', '2025', true],
  ])('from %j to %j, which gives it days it did not have: %s', (from, to, more) => {
    expect(widens(relation.periods.get('first')!, { from, to }, TODAY)).toBe(more);
  });
});

describe('a period is retracted', () => {
  const relation = given(['2021-01-04', started('first', '2021-01-01')], ['2021-02-01', retracted('first')]);

  it('for good: nothing can be said of it any more, and its days are free', () => {
    expect(retractPeriod(relation, { periodId: 'first' })).toEqual([]);
    expect(() => endPeriod(relation, { periodId: 'first', on: '2022' })).toThrow(refused('fact-retracted', 'first'));
    expect(() => correctPeriod(relation, { periodId: 'first', from: '2022', to: null }, TODAY)).toThrow(refused('fact-retracted', 'first'));
    expect(start(relation, 'second', '2021-01-01')).toHaveLength(1);
  });

  it('whatever the log holds after that', () => {
    const after = given(['2021-01-04', started('first', '2021-01-01')], ['2021-02-01', retracted('first'), started('first', '2022'), ended('first', '2023'), corrected('first', '2024', null)]);
    expect(after.periods.size).toBe(0);
  });
});

describe('a slot that somebody else took over', () => {
  it('makes no relation of a stream, and can be told from one that was never reserved', () => {
    const revoked = given(['2021-01-04', { type: 'SlotRevoked', data: { slot: 'slot-employee-of-A-mrs-y', periodId: 'p' } }]);
    expect(revoked.type).toBeUndefined();
    expect([...revoked.revokedSlots]).toEqual(['p']);
  });
});

describe('a draft', () => {
  it('has what was decided, and leaves what is known alone', () => {
    const relation = given(['2021-01-04', started('first', '2021-01-01')]);
    const draft = drafted(relation, [ended('first', '2023-07-01'), started('second', '2023-07-01', { unknown: true })], TODAY);
    expect([...draft.periods.values()].map(rangeOf)).toEqual([{ lower: '2021-01-01', upper: '2023-07-01' }, { lower: '2023-07-01', upper: TODAY }]);
    expect([...relation.periods.values()].map(rangeOf)).toEqual([{ lower: '2021-01-01', upper: null }]);
  });
});

/** Days 1 to 28 of one month; 0 stands for all before, 29 for all after. */
const ALWAYS = Array.from({ length: 30 }, (_, day) => day);
const dayOf = (n: number): Day => `2024-02-${String(n).padStart(2, '0')}`;
const numberOf = (text: Day): number => Number(text.slice(8));

interface Bounds {
  readonly from: number | 'unknown';
  readonly to: number | 'open' | 'unknown';
}
type Command = { readonly period: string; readonly today: number } & (({ readonly kind: 'start' | 'correct' } & Bounds) | { readonly kind: 'end'; readonly on: number } | { readonly kind: 'retract' });

const day = fc.integer({ min: 1, max: 28 });
const bounds = {
  from: fc.oneof({ weight: 6, arbitrary: day }, fc.constant('unknown' as const)),
  to: fc.oneof({ weight: 6, arbitrary: day }, fc.constantFrom('open' as const, 'unknown' as const)),
};
const period = fc.constantFrom('a', 'b', 'c', 'd');
const commands: fc.Arbitrary<Command[]> = fc.array(fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('start' as const), period, today: day, ...bounds }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), period, today: day, ...bounds }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), period, today: day, on: day }) },
  fc.record({ kind: fc.constant('retract' as const), period, today: day }),
), { maxLength: 20 });

/** The days of stated bounds, counted one by one. @param endStatedOn the day up to which an end that nobody knows leaves it */
const daysOf = ({ from, to }: Bounds, endStatedOn: number): Set<number> =>
  new Set(ALWAYS.filter((n) => (from === 'unknown' || n >= from) && (to === 'open' || n < (to === 'unknown' ? endStatedOn : to))));

const daysWithin = ({ lower, upper }: DayRange): Set<number> =>
  new Set(ALWAYS.filter((n) => (lower === null || n >= numberOf(lower)) && (upper === null || n < numberOf(upper))));

function decide(relation: Relation, command: Command): readonly RelationEvent[] {
  const { period: periodId } = command;
  const today = dayOf(command.today);
  const stated = ({ from, to }: Bounds) => ({ from: from === 'unknown' ? { unknown: true } as const : dayOf(from), to: to === 'open' ? null : to === 'unknown' ? { unknown: true } as const : dayOf(to) });
  switch (command.kind) {
    case 'start': return startPeriod(relation, { ...EMPLOYMENT, periodId, ...stated(command) }, today);
    case 'correct': return correctPeriod(relation, { periodId, ...stated(command) }, today);
    case 'end': return endPeriod(relation, { periodId, on: dayOf(command.on) });
    case 'retract': return retractPeriod(relation, { periodId });
  }
}

describe('whatever is asked of one relation', () => {
  it('a period is refused for overlapping exactly when it shares a day with another, so no two ever do', () => {
    let overlaps = 0;
    let accepted = 0;
    fc.assert(fc.property(commands, (asked) => {
      const relation = relationFold.initial();
      const held = new Map<string, Set<number>>();
      const gone = new Set<string>();
      /** When an end that nobody knows was stated: a correction that leaves it as it is leaves that day too. */
      const unknownSince = new Map<string, number>();
      const taken = ALWAYS.map(() => 0);
      let revision = 0;
      for (const command of asked) {
        // Ids of periods are new when they are started.
        if (command.kind === 'start' && (held.has(command.period) || gone.has(command.period))) continue;
        let events: readonly RelationEvent[] = [];
        let code: string | undefined;
        try {
          events = decide(relation, command);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          code = error.code;
        }
        if (command.kind === 'start' || (command.kind === 'correct' && held.has(command.period) && (events.length > 0 || code !== undefined))) {
          const endStatedOn = command.kind === 'correct' && command.to === 'unknown' ? unknownSince.get(command.period) ?? command.today : command.today;
          const wanted = daysOf(command, endStatedOn);
          const shares = [...held].some(([id, days]) => id !== command.period && [...wanted].some((n) => days.has(n)));
          expect(code).toBe(wanted.size === 0 ? 'period-upside-down' : shares ? 'period-overlap' : undefined);
          if (code === undefined) {
            held.set(command.period, wanted);
            if (command.to === 'unknown') unknownSince.set(command.period, endStatedOn);
            else unknownSince.delete(command.period);
          }
        } else if (command.kind === 'end' && events.length > 0) {
          unknownSince.delete(command.period);
          held.set(command.period, new Set([...held.get(command.period)!].filter((n) => n < command.on)));
        } else if (command.kind === 'retract' && events.length > 0) {
          held.delete(command.period);
          gone.add(command.period);
        }
        overlaps += Number(code === 'period-overlap');
        accepted += events.length;
        for (const event of history([dayOf(command.today), ...events])) relationFold.apply(relation, { ...event, revision: revision++ });

        for (const days of held.values()) for (const n of days) taken[n]!++;
        expect(Math.max(...taken)).toBeLessThan(2);
        taken.fill(0);
        expect(new Map([...relation.periods.values()].map((one) => [one.periodId, daysWithin(rangeOf(one))]))).toEqual(held);
      }
    }), { numRuns: 300 });
    expect(overlaps).toBeGreaterThan(10);
    expect(accepted).toBeGreaterThan(50);
  });
});
