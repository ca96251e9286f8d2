import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFrenchVat, isLei, isLuhn, isRna, isSiren, isSiret } from './identifiers.js';

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('a SIREN', () => {
  it.each(['732829320', '356000000', '552100554'])('%s is one', (value) => expect(isSiren(value)).toBe(true));
  it.each(['732829321', '000000000', '73282932', '7328293200', '73282932A', '732 829 320', ' 732829320', '732829320\n', '٧٣٢٨٢٩٣٢٠', ''])('%j is none', (value) => expect(isSiren(value)).toBe(false));
});

describe('a SIRET', () => {
  it.each(['73282932000074', '35600000000048', '35600000009075'])('%s is one', (value) => expect(isSiret(value)).toBe(true));
  it.each(['73282932000079', '35600000000049', '00000000000000', '7328293200007', '732829320000740', '73282932100074', '7328293200007A', ''])('%j is none', (value) => expect(isSiret(value)).toBe(false));

  it('of La Poste adds up to a multiple of five, whatever its check digit; no other company may', () => {
    expect(isLuhn('35600000009075')).toBe(false);
    expect(isLuhn('35600000000014')).toBe(true);
    expect(isSiret('35600000000014')).toBe(false);
    expect([...'73282932000004'].reduce((sum, digit) => sum + Number(digit), 0) % 5).toBe(0);
    expect(isSiret('73282932000004')).toBe(false);
  });
});

describe('check digits (Luhn)', () => {
  it('accept exactly one last digit of ten', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 18 }).chain(digits), (stem) => {
      expect(Array.from({ length: 10 }, (_, last) => isLuhn(`${stem}${last}`)).filter(Boolean)).toHaveLength(1);
    }));
  });

  it('notice every single wrong digit', () => {
    fc.assert(fc.property(digits(9).filter(isLuhn), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (value, place, shift) => {
      const wrong = `${value.slice(0, place)}${(Number(value[place]) + shift) % 10}${value.slice(place + 1)}`;
      expect(isLuhn(wrong)).toBe(false);
    }));
  });

  it.each(['', 'A', '1 8', '-18'])('of %j are none', (value) => expect(isLuhn(value)).toBe(false));
});

describe('a French VAT number', () => {
  it.each(['FR44732829320', 'FR83404833048'])('%s is one', (value) => expect(isFrenchVat(value)).toBe(true));
  it.each(['FR45732829320', 'FR44732829321', 'FR4473282932', 'DE44732829320', '44732829320', 'FR4473282932000074'])('%s is none', (value) => expect(isFrenchVat(value)).toBe(false));
});

describe('an LEI', () => {
  it.each(['5493001KJTIIGC8Y1R12', '969500UP76J52A9OXU27'])('%s is one', (value) => expect(isLei(value)).toBe(true));
  it.each(['5493001KJTIIGC8Y1R13', '5493001KJTIIGC8Y1R1', '5493001kjtiigc8y1r12', '5439001KJTIIGC8Y1R12'])('%s is none', (value) => expect(isLei(value)).toBe(false));
});

describe('a number of the register of associations', () => {
  it('is a W and nine digits', () => {
    expect(isRna('W751234567')).toBe(true);
    expect(isRna('W75123456')).toBe(false);
    expect(isRna('X751234567')).toBe(false);
  });
});
