import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtInAttribute } from '#libs/facts/catalogue.js';
import type { FactInput } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { FactStory } from '../../test/support/fact-story.js';
import { partyFold } from './party.js';
import { agree, type Difference, type Statement } from './upsert.js';

const HEADCOUNT = { attribute: 'headcount', slot: '' };
const STATUS = { attribute: 'administrative-status', slot: '' };
const NAME = { attribute: 'name.legal', slot: '' };

type Stated = readonly [attribute: string, value: unknown, from: From, to?: To];
type Terms = Partial<Omit<Statement, 'facts' | 'provenance'>> & { readonly system?: string };

/** A base that sources tell what they know, and what each telling changed. */
class Base {
  private constructor(readonly story: FactStory, private readonly tellings: number, readonly differences: readonly string[], readonly codes: readonly string[], readonly ids: readonly string[]) {}

  static readonly empty = new Base(new FactStory(), 0, [], [], []);

  upsert(today: Day, stated: readonly Stated[], { system = 'register', mode = 'change', historyOf = new Set(), absentEndOn }: Terms = {}): Base {
    const provenance = { system, method: 'registry' } as const;
    const inputs = stated.map(([attribute, value, validFrom, validTo = null], i): FactInput => ({ path: `facts[${i}]`, factId: `fact-${this.tellings}-${i}`, attribute: builtInAttribute(attribute)!, value, validFrom, validTo, provenance }));
    const party = { state: { ...partyFold.initial(), facts: this.story.facts() }, revision: 1_000, position: 1_001n, commands: new Set<string>() };
    const { events, warnings, differences } = agree(party, inputs, { provenance, mode, historyOf, absentEndOn }, { now: `${today}T12:00:00.000Z`, today });
    // Corrections and ends carry the source as well, as the command that appends them writes it.
    return new Base(this.story.with(today, events), this.tellings + 1, differences.map(told), warnings.map(({ code }) => code), differences.map(({ factId }) => factId));
  }

  /** Values of the slot on some days. */
  on(slot: typeof NAME, ...days: Day[]): unknown[] {
    return days.map((day) => this.story.value(slot, day));
  }
}
const told = ({ change, attribute }: Difference): string => `${attribute} ${change}`;
const people = (number: number) => ({ number });

describe('a source that says 11, then 12, then 11 again', () => {
  const a = Base.empty.upsert('2024-01-10', [['headcount', people(11), '2024-01-01']]);
  const b = a.upsert('2024-02-10', [['headcount', people(12), '2024-02-01']]);
  const again = b.upsert('2024-03-10', [['headcount', people(11), '2024-03-01']]);

  it('is believed each time, and the base ends at 11 with both changes in its history', () => {
    expect([a, b, again].map(({ differences }) => differences)).toEqual([['headcount recorded'], ['headcount recorded'], ['headcount recorded']]);
    expect(again.on(HEADCOUNT, '2024-01-15', '2024-02-15', '2024-03-15')).toEqual([people(11), people(12), people(11)]);
    expect(again.story.value(HEADCOUNT, '2024-03-15', '2024-02-20')).toEqual(people(12));
  });

  it('changes nothing by repeating itself, with a date of its own or a later one', () => {
    expect(again.upsert('2024-04-10', [['headcount', people(11), '2024-03-01']]).differences).toEqual([]);
    expect(again.upsert('2024-04-10', [['headcount', people(11), '2024-04-01']]).differences).toEqual([]);
  });

  it('may say so on one day: of three values with one start the last told counts', () => {
    const sameDay = ['11', '12', '11'].reduce((base, text) => base.upsert('2024-01-10', [['headcount', people(Number(text)), '2024-01-01']]), Base.empty);
    expect(sameDay.on(HEADCOUNT, '2024-01-15')).toEqual([people(11)]);
    expect(sameDay.upsert('2024-01-11', [['headcount', people(11), '2024-01-01']]).differences).toEqual([]);
  });
});

describe('a value that other sources stated', () => {
  const sales = Base.empty.upsert('2024-01-10', [['administrative-status', 'active', '2020']], { system: 'crm' });

  it('is not repeated where it holds already', () => {
    expect(sales.upsert('2024-02-10', [['administrative-status', 'active', '2021']]).differences).toEqual([]);
  });

  it('is cut by a newer start, not ended', () => {
    const ceased = sales.upsert('2024-02-10', [['administrative-status', 'ceased', '2024-01-31']]);
    expect(ceased.differences).toEqual(['administrative-status recorded']);
    expect(ceased.story.periods(STATUS)).toEqual({ 'fact-0-0': ['2020-01-01', '2024-01-31', 'fact-1-0'], 'fact-1-0': ['2024-01-31', null, null] });
    expect(ceased.story.facts().live.get('fact-0-0')).toMatchObject({ validTo: null, ended: false });
  });

  it('is neither corrected, retracted nor ended by a statement that is complete, a correction or a whole history', () => {
    const all = sales.upsert('2024-02-10', [['administrative-status', 'ceased', '2020']], { mode: 'correct', historyOf: new Set(['administrative-status']), absentEndOn: '2024-02-01' });
    expect(all.differences).toEqual(['administrative-status recorded']);
    expect(all.story.facts().live.get('fact-0-0')).toMatchObject({ value: 'active', validFrom: '2020', validTo: null });
    expect(all.codes).toEqual(['shadows']);
  });
});

describe('a source that learns of an end', () => {
  const open = Base.empty.upsert('2024-01-10', [['name.legal', 'Brico', '2020']]);

  it('ends what was open, and corrects an end it gave before', () => {
    const ended = open.upsert('2024-02-10', [['name.legal', 'Brico', '2020', '2024-02-01']]);
    expect(ended.differences).toEqual(['name.legal ended']);
    const moved = ended.upsert('2024-03-10', [['name.legal', 'Brico', '2020', '2024-03-01']]);
    expect(moved.differences).toEqual(['name.legal corrected']);
    expect(moved.on(NAME, '2024-02-29', '2024-03-01')).toEqual(['Brico', undefined]);
  });

  it.each([['name.legal', 'Brico'], ['phone', '+33240111111']])('ends a %s that was open also where it states it from a later day on, and what comes after is news', (attribute, value) => {
    const before = Base.empty.upsert('2024-01-10', [[attribute, value, '2010']]);
    const ended = before.upsert('2024-02-10', [[attribute, value, '2020', '2022']]);
    expect([ended.differences, ended.upsert('2024-02-11', [[attribute, value, '2020', '2022']]).differences]).toEqual([[`${attribute} ended`], []]);
    const again = before.upsert('2024-02-10', [[attribute, value, '2020', '2021'], [attribute, value, '2022', '2023']]);
    expect([again.differences, again.upsert('2024-02-11', [[attribute, value, '2020', '2021'], [attribute, value, '2022', '2023']]).differences]).toEqual([[`${attribute} ended`, `${attribute} recorded`], []]);
    // That of another source is never ended, and neither is one whose end nobody knows: it is told.
    const others = before.upsert('2024-02-10', [[attribute, value, '2020', '2022']], { system: 'other' });
    expect([others.differences, others.codes]).toEqual([[], ['end-not-taken']]);
    expect(before.upsert('2024-02-10', [[attribute, value, '2020', { unknown: true }]]).codes).toEqual(['end-not-taken']);
    expect(before.upsert('2024-02-10', [[attribute, value, '2020']]).codes).toEqual([]);
  });

  it.each([['2023'], [null]])('moves the end of a phone that it stated from a later day on to %s, and changes nothing when it says so again', (to) => {
    const ended = Base.empty.upsert('2024-01-10', [['phone', '+33240111111', '2010']]).upsert('2024-02-10', [['phone', '+33240111111', '2020', '2022']]);
    const moved = ended.upsert('2024-03-10', [['phone', '+33240111111', '2020', to]]);
    expect([moved.differences, moved.upsert('2024-03-11', [['phone', '+33240111111', '2020', to]]).differences]).toEqual([['phone corrected'], []]);
  });

  it('says so where a part of what has ended is stated, and leaves it as it is', () => {
    const ended = Base.empty.upsert('2024-01-10', [['phone', '+33240111111', '2010', '2022']]).upsert('2024-03-10', [['phone', '+33240111111', '2020', '2021-06']]);
    expect([ended.differences, ended.codes]).toEqual([[], ['end-not-taken']]);
  });

  it.each([['name.legal', 'Brico'], ['phone', '+33240111111']])('is refused where a %s ends before it begins, and ends nothing', (attribute, value) => {
    const before = Base.empty.upsert('2024-01-10', [[attribute, value, '2010']]);
    for (const [from, to] of [['2022', '2020'], ['2010', '2005'], ['2022', '2022']] as const) {
      expect(() => before.upsert('2024-02-10', [[attribute, value, from, to]])).toThrow(expect.objectContaining({ code: 'period-upside-down', extra: { errors: [expect.objectContaining({ path: 'facts[0].validTo' })] } }));
    }
  });

  it('changes the fact it stated, under its id', () => {
    expect(open.upsert('2024-02-10', [['name.legal', 'Brico', '2020', '2024-02-01']]).ids).toEqual(['fact-0-0']);
  });
});

describe('a value with an interruption', () => {
  it('gets it, though the value was open before', () => {
    const open = Base.empty.upsert('2024-01-10', [['name.legal', 'Brico', '2020']]);
    const interrupted = open.upsert('2024-05-10', [['name.legal', 'Brico', '2020', '2021'], ['name.legal', 'Brico', '2022', '2023']]);
    expect(interrupted.on(NAME, '2020-12-31', '2021-01-01', '2022-01-01', '2023-01-01')).toEqual(['Brico', undefined, 'Brico', undefined]);
  });

  it('gets it of an attribute with many values too', () => {
    const open = Base.empty.upsert('2024-01-10', [['role', 'client', '2020']]);
    expect(open.upsert('2024-05-10', [['role', 'client', '2020', '2021'], ['role', 'client', '2022']]).differences).toEqual(['role ended', 'role recorded']);
  });

  it('stated twice without one in between is one run', () => {
    const twice = Base.empty.upsert('2024-01-10', [['name.legal', 'Brico', '2020'], ['name.legal', 'Brico', '2021', '2023'], ['name.legal', 'Castorama', '2023']]);
    expect(twice.differences).toHaveLength(2);
    expect(twice.story.periods(NAME)).toEqual({ 'fact-0-0': ['2020-01-01', '2023-01-01', null], 'fact-0-2': ['2023-01-01', null, null] });
  });
});

describe('a correction', () => {
  const wrong = Base.empty.upsert('2024-01-10', [['name.legal', 'Brico', '2020']]);

  it('says that the source was wrong from that day: there is no change in the world', () => {
    const right = wrong.upsert('2024-02-10', [['name.legal', 'Briko', '2020']], { mode: 'correct' });
    expect(right.differences).toEqual(['name.legal corrected']);
    expect(right.ids).toEqual(['fact-0-0']);
    expect(right.on(NAME, '2020-01-01')).toEqual(['Briko']);
    expect(right.story.value(NAME, '2020-01-01', '2024-01-31')).toBe('Brico');
  });

  it('of a day takes the start with it', () => {
    const right = wrong.upsert('2024-02-10', [['name.legal', 'Briko', '2021']], { mode: 'correct' });
    expect(right.differences).toEqual(['name.legal corrected']);
    expect(right.on(NAME, '2020-12-31', '2021-01-01')).toEqual([undefined, 'Briko']);
  });

  it('told as a change leaves what was before', () => {
    expect(wrong.upsert('2024-02-10', [['name.legal', 'Briko', '2021']]).on(NAME, '2020-12-31', '2021-01-01')).toEqual(['Brico', 'Briko']);
  });
});

describe('a source that tells its whole history', () => {
  const historyOf = new Set(['name.legal']);
  const first = Base.empty.upsert('2024-01-10', [['name.legal', 'A', '2010', '2015'], ['name.legal', 'B', '2015', '2020'], ['name.legal', 'C', '2020']], { historyOf });

  it('is recorded period by period', () => {
    expect(first.differences).toEqual(['name.legal recorded', 'name.legal recorded', 'name.legal recorded']);
    expect(first.on(NAME, '2009-12-31', '2010-01-01', '2015-01-01', '2019-12-31', '2020-01-01')).toEqual([undefined, 'A', 'B', 'B', 'C']);
  });

  it('gets each difference: a period more ends the last one and records the new', () => {
    const more = first.upsert('2025-01-10', [['name.legal', 'A', '2010', '2015'], ['name.legal', 'B', '2015', '2020'], ['name.legal', 'C', '2020', '2025'], ['name.legal', 'D', '2025']], { historyOf });
    expect(more.differences).toEqual(['name.legal ended', 'name.legal recorded']);
  });

  it('gets each difference: what it says otherwise is corrected, what it leaves out was never so', () => {
    const otherwise = first.upsert('2025-01-10', [['name.legal', 'A2', '2010', '2015'], ['name.legal', 'C', '2020']], { historyOf });
    expect(otherwise.differences).toEqual(['name.legal retracted', 'name.legal corrected']);
    expect(otherwise.on(NAME, '2012-01-01', '2017-01-01', '2021-01-01')).toEqual(['A2', undefined, 'C']);
    expect(otherwise.story.value(NAME, '2017-01-01', '2024-12-31')).toBe('B');
  });

  it('gets each difference: bounds that it gave too wide', () => {
    const narrower = first.upsert('2025-01-10', [['name.legal', 'A', '2011', '2014'], ['name.legal', 'B', '2015', '2020'], ['name.legal', 'C', '2020']], { historyOf });
    expect(narrower.on(NAME, '2010-12-31', '2011-01-01', '2013-12-31', '2014-01-01')).toEqual([undefined, 'A', 'A', undefined]);
  });

  it('tells it of the attributes it names, of no others', () => {
    const both = first.upsert('2024-06-10', [['headcount', people(5), '2020']]);
    expect(both.upsert('2024-07-10', [['name.legal', 'A', '2010', '2015'], ['name.legal', 'B', '2015', '2020'], ['name.legal', 'C', '2020']], { historyOf }).differences).toEqual([]);
  });
});

describe('a complete statement', () => {
  const siret = { factId: 'siret', attribute: 'identifier.siret', slot: 'siret', dataClass: 'identity', value: '73282932000074', validFrom: '2020', validTo: null } as const;
  const base = Base.empty
    .upsert('2024-01-10', [['role', 'client', '2020'], ['role', 'supplier', '2020'], ['sector', 'diy', '2020', '2030']])
    .upsert('2024-01-10', [['territory', 'west', '2020']], { system: 'crm' });

  it('ends what is open and left out, at its date', () => {
    const less = base.upsert('2024-05-10', [['role', 'client', '2024-05-01']], { absentEndOn: '2024-05-01' });
    expect(less.differences).toEqual(['role ended']);
    expect(less.ids).toEqual(['fact-0-1']);
    expect(less.story.facts().live.get('fact-0-1')).toMatchObject({ value: 'supplier', validTo: '2024-05-01', ended: true });
  });

  it('leaves identifiers: they are not over because they are not repeated', () => {
    const identified = base.story.with('2024-01-11', [{ type: 'FactRecorded', data: siret, provenance: { system: 'register', method: 'registry' } }]);
    const party = { state: { ...partyFold.initial(), facts: identified.facts() }, revision: 1_000, position: 1_001n, commands: new Set<string>() };
    const { differences } = agree(party, [], { provenance: { system: 'register', method: 'registry' }, mode: 'change', historyOf: new Set(), absentEndOn: '2024-05-01' }, { now: '2024-05-10T12:00:00.000Z', today: '2024-05-10' });
    expect(differences.map(told)).toEqual(['role ended', 'role ended']);
  });

  it('ends no value that another has followed, by then or with this statement', () => {
    const moved = Base.empty.upsert('2024-01-10', [['headcount', people(11), '2024-01-01']]).upsert('2024-02-10', [['headcount', people(12), '2024-02-01']]);
    expect(moved.upsert('2024-03-10', [['headcount', people(13), '2024-03-01']], { absentEndOn: '2024-03-01' }).differences).toEqual(['headcount recorded']);
    expect(moved.upsert('2024-03-10', [['headcount', people(11), '2024-01-01']], { absentEndOn: '2024-03-01' }).ids).toEqual(['fact-1-0']);
  });

  it('that is not complete ends nothing', () => {
    expect(base.upsert('2024-05-10', [['role', 'client', '2024-05-01']]).differences).toEqual([]);
  });
});

describe('a whole history', () => {
  it('leaves nothing behind, not even what another fact of its start had hidden', () => {
    const hidden = Base.empty.upsert('2024-01-10', [['name.legal', 'A', '2020-01-01']]).upsert('2024-02-10', [['name.legal', 'B', '2020-01-01']]);
    const emptied = hidden.upsert('2024-03-10', [], { historyOf: new Set(['name.legal']) });
    expect(emptied.differences).toEqual(['name.legal retracted', 'name.legal retracted']);
    expect(emptied.upsert('2024-04-10', [], { historyOf: new Set(['name.legal']) }).differences).toEqual([]);
  });
});

describe('a statement that contradicts itself', () => {
  it.each<[Stated, Stated]>([
    [['name.legal', 'A', '2020'], ['name.legal', 'B', '2020']], [['name.legal', 'A', '2020', '2022'], ['name.legal', 'B', '2021']],
    [['name.legal', 'B', '2021'], ['name.legal', 'A', { unknown: true }, '2021-01-02']], [['role', 'client', '2020', '2022'], ['role', 'client', '2021']],
  ])('by %j and %j is refused', (a, b) => {
    expect(() => Base.empty.upsert('2024-01-10', [a, b])).toThrow(expect.objectContaining({ code: 'period-overlap' }));
  });

  it.each<[Stated, Stated]>([
    [['name.legal', 'A', '2020'], ['name.legal', 'B', '2021']], [['name.legal', 'A', '2020', '2021'], ['name.legal', 'B', '2021']], [['role', 'client', '2020'], ['role', 'supplier', '2020']],
  ])('is not one of %j and %j', (a, b) => {
    expect(Base.empty.upsert('2024-01-10', [a, b]).differences).toHaveLength(2);
  });
});

describe('whatever a source states', () => {
  // Days 1 to 12 of one month.
  const text = (n: number): string => `2024-03-${String(n).padStart(2, '0')}`;
  const TODAY = '2025-01-01';
  const fact = fc.record({ value: fc.constantFrom('A', 'B', 'C'), from: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 8 }), length: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 2 }) });
  const attribute = fc.constantFrom('name.legal', 'territory');
  const statement = fc.record({ attribute, facts: fc.array(fact, { maxLength: 4 }), mode: fc.constantFrom<Statement['mode']>('change', 'correct'), history: fc.boolean(), complete: fc.boolean(), system: fc.constantFrom('register', 'crm') });
  type Wanted = typeof statement extends fc.Arbitrary<infer S> ? S : never;
  const statedBy = ({ attribute: code, facts }: Wanted): Stated[] => facts.map(({ value, from, length }): Stated =>
    [code, code === 'territory' ? value.toLowerCase() : value, from === null ? { unknown: true } : text(from), length === null ? null : text((from ?? 0) + length)]);
  const termsOf = ({ attribute: code, mode, history, complete, system }: Wanted): Terms =>
    ({ mode, system, historyOf: new Set(history ? [code] : []), absentEndOn: complete ? text(20) : undefined });

  /** The base after the statements that are not refused. */
  function tellAll(wanted: readonly Wanted[], each: (before: Base, after: Base, one: Wanted) => void): void {
    let base = Base.empty;
    for (const one of wanted) {
      let after: Base;
      try {
        after = base.upsert(TODAY, statedBy(one), termsOf(one));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        continue;
      }
      each(base, after, one);
      base = after;
    }
  }

  it('changes nothing when it is stated again', () => {
    let changes = 0;
    fc.assert(fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (wanted) => {
      tellAll(wanted, (_, after, one) => {
        changes += after.differences.length;
        expect(after.upsert(TODAY, statedBy(one), termsOf(one)).differences).toEqual([]);
      });
    }), { numRuns: 500 });
    expect(changes).toBeGreaterThan(500);
  });

  it('leaves what other sources asserted as they asserted it', () => {
    let others = 0;
    fc.assert(fc.property(fc.array(statement, { minLength: 2, maxLength: 5 }), (wanted) => {
      tellAll(wanted, (before, after, { system }) => {
        const asserted = (base: Base) => [...base.story.facts().live.values()].filter(({ provenance }) => provenance?.system !== system);
        expect(asserted(after)).toEqual(asserted(before));
        others += asserted(after).length;
      });
    }), { numRuns: 300 });
    expect(others).toBeGreaterThan(100);
  });

  it('as its whole history is what the base says, day by day, when no other source speaks', () => {
    fc.assert(fc.property(fc.array(statement.map((one): Wanted => ({ ...one, attribute: 'name.legal', history: true, system: 'register' })), { minLength: 1, maxLength: 4 }), (wanted) => {
      tellAll(wanted, (_, after, one) => {
        const alone = Base.empty.upsert(TODAY, statedBy(one));
        const days = Array.from({ length: 20 }, (__, n) => text(n + 1));
        expect(after.on(NAME, ...days)).toEqual(alone.on(NAME, ...days));
      });
    }), { numRuns: 300 });
  });
});
