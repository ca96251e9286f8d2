import { describe, expect, it } from '@jest/globals';
import { problems } from './problem-codes.js';

describe('problem codes', () => {
  it.each(Object.entries(problems))('%s is complete', (code, { status, title, retryable, meaning }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect([400, 404, 408, 409, 410, 412, 413, 415, 422, 429, 431, 500, 503]).toContain(status);
    expect(retryable).toBe([408, 429, 503].includes(status));
    expect(title.en).not.toBe('');
    expect(title.fr).not.toBe('');
    expect(meaning).toMatch(/\.$|-$|:$/);
  });

  it('have one title each', () => {
    for (const language of ['en', 'fr'] as const) {
      const titles = Object.values(problems).map(({ title }) => title[language]);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});
