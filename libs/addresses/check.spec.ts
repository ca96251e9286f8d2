import { describe, expect, it } from '@jest/globals';
import type { Address } from './address.js';
import { checkAddress, communeOn, dayToCheck, type MergedRow, type ReferenceRows } from './check.js';

const TODAY = '2026-11-23';
const undated = { validFrom: null, validTo: null };
const commune = (code: string, name: string, days: { validFrom?: string; validTo?: string } = {}) => ({ code, name, ...undated, ...days });
const merged = (code: string, successor: string, name: string, days: Partial<MergedRow> = {}): MergedRow => ({ code, successor, name, ...undated, ...days });
const served = (code: string, postcode: string, communeName: string, place = '', label = communeName) => ({ commune: code, communeName, postcode, place, label });

/** A small list of one's own making: mergers, a chain of them, a split, arrondissements, Corsica, overseas. */
const LISTS: ReferenceRows = {
  loaded: ['postcodes', 'communes', 'merged'],
  communes: [
    commune('01033', 'Valserhône'), commune('75056', 'Paris'), commune('69123', 'Lyon'), commune('13055', 'Marseille'), commune('2A004', 'Ajaccio'), commune('97411', 'Saint-Denis'), commune('97801', 'Saint-Martin'), commune('77294', 'Mitry-Mory'), commune('93066', 'Saint-Denis'),
    commune('85212', 'Les Trois-Bourgs'), commune('22179', 'Fréhel'), commune('22201', 'Plévenon'), commune('16300', 'Saint-Médard', { validFrom: '2019-01-01' }),
  ],
  merged: [
    merged('01033', '01033', 'Valserhône'), merged('01091', '01033', 'Valserhône'), merged('85030', '85084', 'Les Deux-Bourgs'), merged('85084', '85212', 'Les Trois-Bourgs'),
    merged('22179', '22179', 'Fréhel'), merged('22179', '22201', 'Plévenon'), merged('16301', '16300', 'Saint-Médard', { validFrom: '1943-01-01', validTo: '2019-01-01' }),
  ],
  postcodes: [
    served('01033', '01200', 'VALSERHONE'), served('01033', '01200', 'VALSERHONE', 'LANCRANS'), served('01091', '01200', 'CHATILLON EN MICHAILLE'), served('01044', '01200', 'BILLIAT'),
    served('75108', '75008', 'PARIS 08', '', 'PARIS'), served('69383', '69003', 'LYON 03', '', 'LYON'), served('13207', '13007', 'MARSEILLE 07', '', 'MARSEILLE'),
    served('2A004', '20000', 'AJACCIO'), served('2A004', '20090', 'AJACCIO'), served('97411', '97400', 'ST DENIS'), served('93066', '93200', 'ST DENIS'), served('93066', '93210', 'ST DENIS', 'LA PLAINE ST DENIS'),
    served('98735', '98714', 'PAPEETE'), served('16300', '16300', 'ST MEDARD', '', 'ST MEDARD DE BARBEZIEUX'),
  ],
};
const NONE: ReferenceRows = { loaded: [], communes: [], merged: [], postcodes: [] };
const check = (address: Address, rows = LISTS, asOf = TODAY) => checkAddress({ street: 'rue de la Gare', ...address }, rows, asOf);
const codes = (address: Address, rows = LISTS): string[] => check(address, rows).faults.map(({ code }) => code);
const suggested = (address: Address, component: string): string[] => check(address).suggestions.filter((one) => one.component === component).map(({ value }) => value);

describe('an address that fits', () => {
  it.each<Address>([
    { inseeCode: '01033', postcode: '01200', locality: 'Valserhône' },
    { inseeCode: '01033', postcode: '01200', locality: 'Lancrans' },
    { postcode: '01200', locality: 'Châtillon-en-Michaille' },
    { inseeCode: '75056', postcode: '75008', locality: 'Paris' },
    { inseeCode: '75108', postcode: '75008', locality: 'Paris 8e Arrondissement' },
    { inseeCode: '69383', postcode: '69003', locality: 'LYON 3EME' },
    { inseeCode: '69123', postcode: '69003', locality: 'Lyon' },
    { inseeCode: '13055', postcode: '13007', locality: 'Marseille' },
    { inseeCode: '2A004', postcode: '20090', locality: 'Ajaccio' },
    { inseeCode: '97411', postcode: '97400', locality: 'Saint-Denis', country: 'La Réunion' },
    { inseeCode: '93066', postcode: '93210', locality: 'La Plaine-Saint-Denis' },
    { inseeCode: '98735', postcode: '98714', locality: 'Papeete', country: 'PF' },
    { inseeCode: '16300', postcode: '16300', locality: 'Saint-Médard-de-Barbezieux' },
    { inseeCode: '75108', cedexCode: '75382', cedex: 'PARIS CEDEX 08', locality: 'Paris', postcode: '75008' },
    { postcode: '75382', locality: 'PARIS CEDEX 08' },
    { postcode: '75008', locality: 'Paris VIIIe' }, { postcode: '75008', locality: 'Paris 8e arr.' }, { postcode: '75008', locality: '8ᵉ arrondissement de Paris' }, { postcode: '69003', locality: 'Lyon 03' },
    { inseeCode: '93066', cedexCode: '75380', cedex: 'PARIS CEDEX 08', locality: 'Saint-Denis' },
    { inseeCode: '01033', cedexCode: '69401', cedex: 'LYON CEDEX 03', locality: 'Valserhône' },
    { inseeCode: '97411', cedexCode: '97708', cedex: 'ST DENIS CEDEX 9' }, { inseeCode: '97801', cedexCode: '97058', cedex: 'ST MARTIN CEDEX' }, { inseeCode: '77294', cedexCode: '95931', cedex: 'ROISSY CHARLES DE GAULLE CEDEX 2' },
    { inseeCode: '2A004', cedexCode: '20179', cedex: 'AJACCIO CEDEX' },
    { inseeCode: '2A004', specialDistribution: 'TSA 10001', cedexCode: '92919', cedex: 'LA DEFENSE CEDEX' },
    { inseeCode: '2A004', postcode: '00880', locality: 'ARMEES CEDEX' },
    { inseeCode: '01033' , postcode: '01200', locality: 'VALSERHONE', country: 'France' },
  ])('%j', (address) => {
    expect(check(address)).toMatchObject({ status: 'checked', faults: [] });
  });

  it('gets the code of its commune where postcode and locality name one', () => {
    expect(check({ postcode: '93200', locality: 'St Denis' })).toMatchObject({ commune: { code: '93066', status: 'valid' }, suggestions: [{ component: 'inseeCode', value: '93066', because: 'commune-of-postcode' }] });
    expect(check({ postcode: '01200', locality: 'Châtillon en Michaille' })).toMatchObject({ commune: { code: '01091', status: 'merged' }, suggestions: [{ component: 'inseeCode', value: '01033' }] });
    expect(check({ postcode: '01200' })).toMatchObject({ commune: null, suggestions: [] });
  });
});

describe('an address that does not fit is told, with what would', () => {
  it.each<[Address, string[]]>([
    [{ postcode: '01201', locality: 'Valserhône' }, ['postcode-unknown']], [{ specialDistribution: 'SP 91000', postcode: '00771', locality: 'Armées' }, []], [{ postcode: '00771', locality: 'Valserhône' }, ['postcode-unknown']],
    [{ postcode: '75008', locality: 'Valserhône' }, ['locality-not-at-postcode']],
    [{ inseeCode: '2A004', postcode: '75008', locality: 'Paris' }, ['commune-not-at-postcode']],
    [{ inseeCode: '75102', postcode: '75008', locality: 'Paris' }, ['commune-not-at-postcode']],
    [{ inseeCode: '99999', postcode: '75008', locality: 'Paris' }, ['commune-unknown']],
    [{ inseeCode: '01091', postcode: '01200', locality: 'Valserhône' }, ['commune-merged']],
    [{ inseeCode: '01033', postcode: '01200', locality: 'Billiat' }, ['commune-of-another-name']],
    [{ inseeCode: '97411', postcode: '93200', locality: 'Saint-Denis' }, ['commune-not-at-postcode']],
    [{ postcode: '75008', locality: 'PARIS 11E ARRONDISSEMENT' }, ['locality-not-at-postcode']],
    [{ postcode: '75008', locality: 'Paris XIe', inseeCode: '75108' }, ['locality-not-at-postcode']],
    [{ postcode: '13007', locality: 'Marseille 1er' }, ['locality-not-at-postcode']],
    [{ postcode: '13007', locality: 'Paris 8e' }, ['locality-not-at-postcode']],
    [{ inseeCode: '75108', locality: 'Paris 11e' }, ['postcode-missing', 'commune-of-another-name']],
    [{ postcode: '75008', locality: 'PARIS CEDEX 08' }, ['postcode-not-cedex']],
    [{ postcode: '75008', cedex: 'PARIS CEDEX 08', locality: 'Paris' }, ['postcode-not-cedex']],
    [{ cedexCode: '75008', cedex: 'PARIS CEDEX 08' }, ['postcode-not-cedex']],
    [{ inseeCode: '2A004', postcode: '75380', locality: 'PARIS CEDEX 08' }, ['commune-not-at-cedex']],
    [{ inseeCode: '97411', cedexCode: '75380', cedex: 'PARIS CEDEX 08', postcode: '97400', locality: 'Saint-Denis' }, ['commune-not-at-cedex']],
    [{ postcode: '1200', locality: 'Valserhône' }, ['postcode-malformed']],
    [{ postcode: 'ABCDE', locality: 'Valserhône' }, ['postcode-malformed']],
    [{}, ['postcode-missing', 'locality-missing']],
  ])('%j', (address, expected) => {
    expect(codes(address)).toEqual(expected);
  });

  it('with the label of La Poste, where the name is too long for its line', () => {
    const name = 'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson';
    const rows = { ...LISTS, communes: [...LISTS.communes, commune('51513', name)], postcodes: [...LISTS.postcodes, served('51513', '51290', 'ST REMY EN BOUZEMONT ST GENEST ET ISSON', '', 'ST REMY EN BOUZEMONT ST GENEST')] };
    expect(check({ inseeCode: '51513', postcode: '51290', locality: name }, rows)).toMatchObject({
      faults: [{ code: 'line-too-long', role: 'locality' }], suggestions: [{ component: 'locality', value: 'ST REMY EN BOUZEMONT ST GENEST', because: 'line-too-long' }],
    });
    expect(check({ inseeCode: '51513', postcode: '51290', locality: 'ST REMY EN BOUZEMONT ST GENEST' }, rows)).toMatchObject({ faults: [], suggestions: [] });
  });

  it('with suggestions', () => {
    expect(suggested({ postcode: '01201', locality: 'Valserhône' }, 'postcode')).toEqual(['01200']);
    expect(suggested({ postcode: '1200', locality: 'Valserhône' }, 'postcode')).toContain('01200');
    expect(suggested({ inseeCode: '2A004', postcode: '75008', locality: 'Paris' }, 'postcode')).toEqual(['20000', '20090']);
    expect(suggested({ postcode: '20000', locality: 'Ajacio' }, 'locality')).toEqual(['AJACCIO']);
    expect(suggested({ inseeCode: '99999', postcode: '20000', locality: 'Ajaccio' }, 'inseeCode')).toEqual(['2A004']);
    expect(suggested({ inseeCode: '85030' }, 'inseeCode')).toEqual(['85212']);
    expect(check({ postcode: '75008', locality: 'Paris 11e' }).suggestions).toMatchObject([{ component: 'locality', value: 'PARIS 08' }, { component: 'postcode', value: '75011' }, { component: 'inseeCode', value: '75108' }]);
  });

  it('tells a place with neither street nor complement', () => {
    expect(checkAddress({ postcode: '20000', locality: 'Ajaccio' }, LISTS, TODAY).faults).toEqual([{ code: 'delivery-missing', component: 'street' }]);
  });
});

it('without lists says that it is unchecked, and what follows from the address alone', () => {
  expect(check({ inseeCode: '01091', postcode: '1200', locality: 'Valserhône' }, NONE)).toMatchObject({ status: 'unchecked', commune: null, faults: [{ code: 'postcode-malformed' }], suggestions: [{ value: '01200' }] });
  expect(codes({ postcode: '75116', locality: 'Paris 16e' }, NONE)).toEqual([]);
  expect(codes({ postcode: '75011', locality: 'PARIS 8E ARRONDISSEMENT' }, NONE)).toEqual(['locality-not-at-postcode']);
  expect(codes({ inseeCode: '33063', postcode: '75380', locality: 'PARIS CEDEX 08' }, NONE)).toEqual(['commune-not-at-cedex']);
  expect(communeOn('01091', TODAY, NONE)).toMatchObject({ status: 'unchecked', current: [] });
});

it('checks no address abroad', () => {
  expect(check({ postcode: '10115', locality: 'Berlin', country: 'DE', inseeCode: '99999' })).toMatchObject({ status: 'unchecked', faults: [], commune: null });
});

it('with one list only checks by that one', () => {
  expect(codes({ inseeCode: '99999', postcode: '01201', locality: 'X' }, { ...LISTS, loaded: ['communes', 'merged'], postcodes: [] })).toEqual(['commune-unknown']);
  expect(codes({ inseeCode: '01033', postcode: '01201', locality: 'Valserhône' }, { ...LISTS, loaded: ['postcodes'], communes: [], merged: [] })).toEqual(['postcode-unknown']);
});

describe('a code of a commune on a day', () => {
  it.each([
    ['01033', TODAY, { status: 'valid', name: 'Valserhône', dated: false, current: [{ code: '01033', name: 'Valserhône' }] }],
    ['01091', TODAY, { status: 'merged', dated: false, current: [{ code: '01033', name: 'Valserhône' }] }],
    // The list has no dates: it cannot say that the commune still was one then, and does not pretend to.
    ['01091', '2015-01-01', { status: 'merged', dated: false, validTo: null }],
    ['85030', TODAY, { status: 'merged', current: [{ code: '85212', name: 'Les Trois-Bourgs' }] }],
    ['22179', TODAY, { status: 'valid', current: [{ code: '22179', name: 'Fréhel' }, { code: '22201', name: 'Plévenon' }] }],
    ['75108', TODAY, { status: 'valid', name: 'PARIS 08', partOf: { code: '75056', name: 'Paris' }, postcodes: ['75008'] }],
    ['69389', TODAY, { status: 'valid', partOf: { code: '69123', name: 'Lyon' } }],
    ['98735', TODAY, { status: 'valid', name: 'PAPEETE' }],
    ['2B999', TODAY, { status: 'unknown', name: null, current: [] }],
  ])('%s on %s', (code, asOf, expected) => {
    expect(communeOn(code, asOf, LISTS)).toMatchObject(expected);
  });

  it.each([
    ['16301', '2018-12-31', 'valid'], ['16301', '2019-01-01', 'merged'], ['16301', '1942-12-31', 'not-yet-valid'], ['16300', '2018-12-31', 'not-yet-valid'], ['16300', '2019-01-01', 'valid'],
  ])('%s on %s is %s, by a list with dates', (code, asOf, status) => {
    expect(communeOn(code, asOf, LISTS)).toMatchObject({ status, dated: true, current: [{ code: '16300', name: 'Saint-Médard' }] });
  });
});

it.each([
  [null, null, TODAY], ['2020-01-01', null, TODAY], ['2020-01-01', '2022-01-01', '2021-12-31'], ['2030-01-01', null, '2030-01-01'], [null, TODAY, '2026-11-22'],
])('a fact from %s to %s is checked on %s', (lower, upper, day) => {
  expect(dayToCheck({ lower, upper }, TODAY)).toBe(day);
});
