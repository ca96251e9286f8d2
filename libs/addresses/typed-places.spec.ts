import { describe, expect, it } from '@jest/globals';
import { cedexTyped, cityPattern, codePattern, communesCoded, placesTyped } from './typed-places.js';

const lies = (typed: string, address: string): boolean => placesTyped(typed).some(({ first, last, pattern }) => {
  const [locality = ''] = address.split('|');
  return Buffer.compare(Buffer.from(locality), Buffer.from(first)) >= 0 && Buffer.compare(Buffer.from(locality), Buffer.from(last)) <= 0 && (pattern === null || new RegExp(pattern).test(address));
});

describe('a typed place', () => {
  it.each([
    ['paris', 'paris 8e arrondissement||'], ['paris', 'paris 08|75008|75108'], ['paris', 'paris viiie||'], ['paris', 'paris (8e)||'], ['paris', 'paris, 8e arr.||'], ['paris', 'paris cedex 08||'], ['paris', 'paris08||'],
    ['marseille 1', 'marseille 1er arrondissement||'], ['lyon iii', 'lyon 03||'], ['paris 16', 'paris|75116|'], ['paris 1er', 'paris|75001|'], ['lyon 9', 'lyon||69389'], ['saint denis', 'st denis||'], ['nantes', 'nantes cedex 2||'], ['bruxelles', 'bruxelles 1||'],
    ['paris 8', '8e arrondissement de paris||'], ['paris 8', '8 eme arrt paris||'], ['paris viii', '08 arr. de paris||'], ['paris', 'viiie arrondissement de paris||'], ['lyon 1', '1er ardt de lyon||'], ['lyon', '3ieme arrondissement lyon||'],
  ])('%s is where %s is', (typed, address) => {
    expect(lies(typed, address)).toBe(true);
  });

  it.each([['paris', 'parisot||'], ['paris', 'paris la defense||'], ['paris 8', 'paris 18e||'], ['paris 1', 'paris 10||'], ['paris 1', 'paris xi||'], ['paris 8', 'paris|75018|75118'], ['paris 8', 'paris 18|75008|'], ['paris 8', 'paris||'], ['nantes', 'nantes est||'], ['paris 8', '18e arrondissement de paris||'], ['paris 1', '10e arrondissement de paris||'], ['paris 8', '8e arrondissement de lyon||'], ['lyon', '8e arrondissement de paris||'], ['paris', '8e arrondissement de parisot||']])('%s is not where %s is', (typed, address) => {
    expect(lies(typed, address)).toBe(false);
  });

  it('is one arrondissement in Roman digits, typed and written, whatever is behind them', () => {
    const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
    const roman = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');
    for (const n of numbers) for (const behind of ['', 'e', 'eme', ' eme arrt', 'e ardt']) expect({ n, behind, in: numbers.filter((other) => lies(`paris ${other}`, `paris ${roman[n - 1]!}${behind}||`)) }).toEqual({ n, behind, in: [n] });
    for (const n of numbers) for (const ordinal of [n === 1 ? 'er' : 'e', '', ' eme']) expect({ n, ordinal, in: numbers.filter((other) => lies(`paris ${other}`, `${roman[n - 1]!}${ordinal} arrondissement de paris||`)) }).toEqual({ n, ordinal, in: [n] });
    for (const n of numbers) for (const behind of ['', 'ème', 'e ardt']) expect({ n, behind, is: numbers.filter((other) => lies(`paris ${roman[n - 1]!}${behind}`, `paris ${other}||`)) }).toEqual({ n, behind, is: [n] });
    expect(['8e arrondissement de paris', 'paris 8 eme arrt', 'paris viiième'].map((typed) => lies(typed, 'paris 08||'))).toEqual([true, true, true]);
  });

  it('has no more arrondissements than there are', () => {
    expect([cityPattern('paris 21'), cityPattern('lyon 10'), cityPattern('marseille 17'), cityPattern('marseille 0'), cityPattern('parise'), cityPattern('nantes 1')]).toEqual(Array(6).fill(undefined));
    expect(['75056', '13055', '69123', '75108'].map((code) => communesCoded(code).length)).toEqual([21, 17, 10, 1]);
  });

  it('may be a department or a postcode', () => {
    const there = (typed: string) => Object.entries({ nantes: '|44000||44109', pornic: '|44210||', rezé: '|||44143', 'nantes cedex': '||44012|', ajaccio: '|20000||2A004', 'porto vecchio': '|||2A247', bastia: '|20200||2B033', abymes: '|97139||97101', 44: '|13000||' })
      .filter(([, codes]) => new RegExp(codePattern(typed) ?? '^$').test(codes)).map(([place]) => place);
    expect(Object.fromEntries(['44', '44210', '2a', '2b', '20', '971'].map((typed) => [typed, there(typed)]))).toEqual({
      44: ['nantes', 'pornic', 'rezé', 'nantes cedex'], 44210: ['pornic'], '2a': ['ajaccio', 'porto vecchio'], '2b': ['bastia'], 20: ['ajaccio', 'bastia'], 971: ['abymes'],
    });
    expect(['4', '00', '440', '4400', '2c', 'a44'].map(codePattern)).toEqual(Array(6).fill(undefined));
  });

  it('may be that of a CEDEX', () => {
    expect(cedexTyped('paris cedex 8')).toMatchObject({ town: 'paris', labels: expect.arrayContaining([{ first: 'PARISCEDEX08', last: 'PARISCEDEX08', ofTown: false }, { first: '08', last: '08', ofTown: true }]) });
    expect(cedexTyped('paris')).toBeUndefined();
  });
});
