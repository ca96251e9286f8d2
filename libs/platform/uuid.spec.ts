import { describe, expect, it } from '@jest/globals';
import { isUuid, randomUuid, uuidV5 } from './uuid.js';

describe('uuid', () => {
  it('derives version 5 as RFC 9562 does', () => {
    // Appendix A.4: www.example.com in the DNS namespace.
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('takes names as UTF-8', () => {
    const namespace = randomUuid();
    expect(uuidV5(namespace, 'é')).not.toBe(uuidV5(namespace, 'e\u0301'));
    expect(isUuid(uuidV5(namespace, '😀'))).toBe(true);
  });

  it('knows one spelling of a uuid only', () => {
    expect(isUuid('2ed6657d-e927-568b-95e1-2665a8aea6a2')).toBe(true);
    for (const other of ['2ED6657D-E927-568B-95E1-2665A8AEA6A2', '2ed6657de927568b95e12665a8aea6a2', '{2ed6657d-e927-568b-95e1-2665a8aea6a2}', ' 2ed6657d-e927-568b-95e1-2665a8aea6a2', '', 7, null]) {
      expect(isUuid(other)).toBe(false);
    }
  });
});
