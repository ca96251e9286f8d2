import { describe, expect, it } from '@jest/globals';
import type { Day } from '#libs/temporal/dates.js';
import type { RegisterPeriod, RegisterRecord, TodayValues } from './records.js';
import { stateRecord, type ImportNotes } from './statements.js';

const none = (): ImportNotes => ({ unknownStarts: 0, guessedNomenclatures: 0, undatedValues: 0 });
const UNKNOWN = { unknown: true };

function period(from: Day | null, to: Day | null, more: Partial<RegisterPeriod> = {}): RegisterPeriod {
  return { line: 2, from, to, status: 'A', activity: undefined, nomenclature: undefined, banners: [], tradeNames: [], ...more };
}
function establishment(periods: readonly RegisterPeriod[], today: TodayValues = { observed: undefined }, more: Partial<RegisterRecord> = {}): RegisterRecord {
  return { kind: 'establishment', number: '73282932000074', createdOn: null, historyOf: ['administrative-status'], periods, today, ...more };
}
function legalUnit(periods: readonly RegisterPeriod[], today: TodayValues = { observed: undefined }): RegisterRecord {
  return { kind: 'legal-unit', number: '732829320', createdOn: null, historyOf: ['name.legal'], periods, today };
}
/** What is stated of one attribute: value, from, to. */
function stated(record: RegisterRecord, attribute: string, observed?: Day, notes = none()): unknown[] {
  return stateRecord(record, observed, notes).facts.filter((fact) => fact.attribute === attribute).map(({ value, validFrom, validTo }) => [value, validFrom, validTo]);
}

describe('the periods of an establishment', () => {
  it('become one fact for each run of equal values: active, ceased, active again', () => {
    const record = establishment([period(null, '1995-01-01'), period('1995-01-01', '1999-12-25'), period('1999-12-25', '2002-08-15', { status: 'F' }), period('2002-08-15', null)]);
    expect(stated(record, 'administrative-status')).toEqual([['active', UNKNOWN, '1999-12-25'], ['ceased', '1999-12-25', '2002-08-15'], ['active', '2002-08-15', null]]);
    expect(stated(record, 'structure')).toEqual([['establishment', UNKNOWN, undefined]]);
  });

  it('state names by their rank', () => {
    const record = establishment([period('2020-01-01', null, { banners: ['BRICO', undefined, 'B3'], tradeNames: ['Brico Ouest'] })]);
    expect(stated(record, 'name.banner')).toEqual([['BRICO', '2020-01-01', null], [{ name: 'B3', rank: 3 }, '2020-01-01', null]]);
    expect(stated(record, 'name.trade')).toEqual([['Brico Ouest', '2020-01-01', null]]);
  });

  it('say since when it belongs to its legal unit: since it was created, else since its first period', () => {
    const periods = [period('2020-01-01', null)];
    expect(stateRecord(establishment(periods, undefined, { createdOn: '2018-05-05' }), undefined, none()).since).toBe('2018-05-05');
    expect(stateRecord(establishment(periods), undefined, none()).since).toBe('2020-01-01');
    expect(stateRecord(establishment([period(null, null)]), undefined, none()).since).toBeNull();
    expect(stateRecord(establishment([period('2024-02-01', null, { observedOnly: true })]), '2024-02-01', none()).since).toBeNull();
  });

  it('have their unknown starts counted', () => {
    const notes = none();
    stateRecord(establishment([period(null, '1995-01-01'), period('1995-01-01', null)]), undefined, notes);
    stateRecord(establishment([period(null, null)]), undefined, notes);
    expect(notes).toEqual({ unknownStarts: 2, guessedNomenclatures: 0, undatedValues: 0 });
  });
});

describe('the nomenclature of an activity', () => {
  it.each<[string, Day | null, string]>([
    ['47.52A', '2008-01-01', 'NAFRev2'], ['52.4P', '2003-01-01', 'NAFRev1'], ['52.4P', '2002-12-31', 'NAF1993'], ['52.4P', null, 'NAF1993'], ['6422', '1985-01-01', 'NAP'],
  ])('of %s from %s is guessed to be %s, and counted', (code, from, nomenclature) => {
    const notes = none();
    expect(stated(establishment([period(from, null, { activity: code })]), 'activity', undefined, notes)).toEqual([[{ code, nomenclature }, from ?? UNKNOWN, null]]);
    expect(notes.guessedNomenclatures).toBe(1);
  });

  it('is the one the register tells, where it does', () => {
    const notes = none();
    expect(stated(establishment([period('1990-01-01', null, { activity: '52.4P', nomenclature: 'NAFRev1' })]), 'activity', undefined, notes)).toEqual([[{ code: '52.4P', nomenclature: 'NAFRev1' }, '1990-01-01', null]]);
    expect(notes.guessedNomenclatures).toBe(0);
  });

  it('parts runs of one code', () => {
    const periods = [period('2000-01-01', '2008-01-01', { activity: '52.4P', nomenclature: 'NAF1993' }), period('2008-01-01', null, { activity: '52.4P', nomenclature: 'NAFRev1' })];
    expect(stated(establishment(periods), 'activity')).toHaveLength(2);
  });
});

describe('values of today', () => {
  const today: TodayValues = { observed: '2022-06-05', headcountBand: '41', headcountYear: 2019, address: { postcode: '38160', locality: 'CHATTE' } };
  const periods = [period('2010-01-01', null)];

  it('hold from the day they were seen, not before', () => {
    expect(stated(establishment(periods, today), 'headcount')).toEqual([[{ band: { code: '41' }, year: 2019 }, '2022-06-05', undefined]]);
    expect(stated(establishment(periods, today), 'address.geographic')).toEqual([[{ postcode: '38160', locality: 'CHATTE' }, '2022-06-05', undefined]]);
  });

  it('hold from the day the caller says, where he does', () => {
    expect(stated(establishment(periods, today), 'headcount', '2023-01-01')).toEqual([[expect.anything(), '2023-01-01', undefined]]);
  });

  it('are left out and counted where nobody says when they were seen', () => {
    const notes = none();
    expect(stated(establishment(periods, { ...today, observed: undefined }), 'headcount', undefined, notes)).toEqual([]);
    expect(notes.undatedValues).toBe(2);
  });

  it('date a current period of which only today is known', () => {
    const current = [period('2022-06-05', null, { observedOnly: true })];
    expect(stated(establishment(current, today), 'administrative-status', '2023-01-01')).toEqual([['active', '2023-01-01', null]]);
    const notes = none();
    expect(stated(establishment([period(null, null, { observedOnly: true })], { observed: undefined }), 'administrative-status', undefined, notes)).toEqual([]);
    expect(notes).toMatchObject({ undatedValues: 1, unknownStarts: 0 });
  });
});

describe('a legal unit', () => {
  it.each([
    ['1000', 'sole-trader'], ['5710', 'company'], ['7210', 'local-authority'], ['7112', 'public-body'], ['4110', 'public-body'], ['8410', 'professional-body'], ['9220', 'association'],
  ])('of legal category %s is a %s', (legalCategory, nature) => {
    expect(stated(legalUnit([period('2010-01-01', null, { legalCategory })]), 'nature')).toEqual([[nature, '2010-01-01', null]]);
  });

  it('of an unknown category has no nature', () => {
    expect(stated(legalUnit([period('2010-01-01', null, { legalCategory: '9900' })]), 'nature')).toEqual([]);
  });

  it('has the given names and the gender of a person only where it is one', () => {
    const today: TodayValues = { observed: '2022-06-05', givenNames: 'MARIE ANNE', gender: 'F' };
    const trader = legalUnit([period('2010-01-01', null, { legalCategory: '1000', birthName: 'DURAND', usualName: 'MARTIN' })], today);
    expect([stated(trader, 'name.given'), stated(trader, 'gender'), stated(trader, 'name.birth'), stated(trader, 'name.usual')]).toEqual([
      [['MARIE ANNE', '2022-06-05', undefined]], [['female', '2022-06-05', undefined]], [['DURAND', '2010-01-01', null]], [['MARTIN', '2010-01-01', null]],
    ]);
    const company = legalUnit([period('2010-01-01', null, { legalCategory: '5710' })], today);
    expect([stated(company, 'name.given'), stated(company, 'gender')]).toEqual([[], []]);
  });

  it('had its head offices, each for its time', () => {
    const moved = legalUnit([period(null, '2015-01-01', { headOfficeNic: '00074' }), period('2015-01-01', null, { headOfficeNic: '00082' })]);
    expect(stateRecord(moved, undefined, none()).headOffices).toEqual([{ siret: '73282932000074', from: null, to: '2015-01-01' }, { siret: '73282932000082', from: '2015-01-01', to: null }]);
  });
});
