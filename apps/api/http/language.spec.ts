import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'], ['', 'en'], ['fr', 'fr'], ['fr-CA', 'fr'], ['de', 'en'], ['de, fr;q=0.5', 'fr'], ['fr;q=0.2, en;q=0.8', 'en'], ['en;q=0.2,fr-FR;q=0.9', 'fr'],
    ['fr;q=0', 'en'], ['fr;q=nonsense', 'en'], ['*', 'en'],
  ])('Accept-Language %p → %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
