import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import { createPool } from '#libs/platform/database.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { askedFor, documentOf } from './words.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Of some texts and what is asked for in each. */
async function found(pairs: readonly (readonly [text: string, asked: string])[]): Promise<boolean[]> {
  const { rows } = await pool.query<{ found: boolean }>(`select document::tsvector @@ asked::tsquery as found from unnest($1::text[], $2::text[]) with ordinality t (document, asked, n) order by n`, [
    pairs.map(([subject]) => documentOf({ subject })), pairs.map(([, asked]) => askedFor(asked)),
  ]);
  return rows.map((row) => row.found);
}

const SIGNS = [' ', '"', '-', ' -', '/', '(', ')', "'", '’', ':', '\\', '&', '|', '!', '<->', '*', ' or ', ' OR ', '\u00a0', '\u00ad', '°', 'º', '½', 'ﬁ', '№', '\n'];
const word = fc.constantFrom('livrée', 'Livraison', 'notre', 'the', 'of', 'AB-7731', 'été', 'Œuvre', 'ŁÓDŹ', 'l’offre', 'jean@example.org', 'x'.repeat(3_000), `a${'𠀀'.repeat(260)}`, '👍', 'договор', '契約', 'ﷺ', '12,50');

it('whatever is typed is a question, and whatever is written a document', async () => {
  const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\0\p{Cs}]/gu, '')), fc.array(fc.oneof(word, fc.constantFrom(...SIGNS))).map((parts) => parts.join('')));
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(anything, anything), { minLength: 20, maxLength: 20 }), async (pairs) => {
    expect(await found(pairs)).toHaveLength(pairs.length);
  }), { numRuns: 100 });
});

it('a text is found by any of its words, by them all, and by its phrase', async () => {
  const kept = fc.array(word, { minLength: 1, maxLength: 8 }).filter((words) => documentOf({ subject: words.join(' ') }) !== '');
  await fc.assert(fc.asyncProperty(fc.array(kept, { minLength: 10, maxLength: 10 }), fc.nat(), async (texts, n) => {
    const asked = texts.flatMap((words) => {
      const text = words.join(' ');
      const one = words[n % words.length]!;
      return [[text, text] as const, [text, `"${text}"`] as const, ...(documentOf({ subject: one }) === '' ? [] : [[text, one] as const])];
    });
    expect(await found(asked)).toEqual(asked.map(() => true));
    const without = asked.map(([text, one]) => [text, `-"${one.replaceAll('"', '')}"`] as const);
    expect(await found(without)).toEqual(asked.map(() => false));
  }), { numRuns: 50 });
});

it('what is asked for is all there in one of the languages, and what is not to be there in neither', () => {
  expect(askedFor('perceuses livrées')).toBe('((perceux) & (livr)) | ((perceus) & (livre))');
  expect(askedFor('le contrat')).toBe('(contrat) | ((le) & (contrat))');
  expect(askedFor('"contrat de maintenance"')).toBe('(contrat <2> maintenanc) | (contrat <1> de <1> mainten)');
  expect(askedFor('AB-7731')).toBe('ab <1> 7731');
  expect(askedFor('retard/avance -of')).toBe('((retard) & (avanc)) & (!(of))');
  expect(askedFor('contrat or devis')).toBe('((contrat) | (dev)) | ((contrat) | (devi))');
  for (const nothing of ['', '-', '"" --', '°', '(', '"a"']) expect(askedFor(nothing)).toBe('');
});

it('of a text of very many words the first ones are kept: a tsvector has an end', async () => {
  const words = Array.from({ length: 150_000 }, (_, n) => `w${n.toString(36).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}x`);
  const [first, last] = await found([[words.join(' '), words[0]!], [words.join(' '), words.at(-1)!]]);
  expect({ first, last }).toEqual({ first: true, last: false });
});
