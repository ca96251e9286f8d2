/** What the replay looks values up by is what the tables do: two that say it apart must come to the same, or whole tables are told to be damaged. */
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lookupText } from '#libs/facts/catalogue.js';
import { soughtBy } from './facts.js';

const letters = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'aéŁłØøĐđÐðþÞħŧıİŋœÆßςΣ.. -’\'1𝒜sS//  '.split(''), '𝒜', 'e\u0301', '\u00a0') }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);
const text = fc.array(letters, { maxLength: 14 }).map((all) => all.join(''));

it('a name is looked up by the same in the replay as in the tables, whatever its letters', () => {
  fc.assert(fc.property(text, (name) => {
    expect(soughtBy('name.legal', name)).toBe(lookupText('name.legal', name));
    expect(soughtBy('name.banner', { rank: 1, name })).toBe(lookupText('name.banner', { rank: 1, name }));
    expect(soughtBy('address.postal', { locality: name })).toBe(lookupText('address.postal', { locality: name }));
    expect(soughtBy('email', name)).toBe(lookupText('email', name));
  }), { numRuns: 3_000 });
});

it.each(['+330240111213', '+33240111213', '+330000', '+3300240111213', '+4402401112'])('a phone number %s is, too', (number) => {
  expect([soughtBy('phone', number), soughtBy('phone', { number, use: 'personal' })]).toEqual([lookupText('phone', number), lookupText('phone', { number, use: 'personal' })]);
});
