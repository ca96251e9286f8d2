/**
 * The words of names, and how often each stands in one: what somebody types is compared with these, because they are few, and names
 * are many. Counted with the rows of the names, so that no word outlives the last name that had it.
 */
import type pg from 'pg';
import { prepared } from '#libs/platform/database.js';

/** Whether fact `f` is a name, as the index of names says it. */
export const IS_NAME = `left(f.attribute, 5) = 'name.'`;

const COUNT = prepared(`
  insert into name_word (word, uses)
  select word, count(*) from unnest($1::text[]) as name (lookup), spelt_words(name.lookup) word group by word order by word
  on conflict (word) do update set uses = name_word.uses + excluded.uses`);

/** For rows of facts that are inserted. */
export async function countWords(client: pg.ClientBase, rows: readonly { readonly attribute: string; readonly lookup: string | null }[]): Promise<void> {
  const names = rows.flatMap(({ attribute, lookup }) => (lookup !== null && attribute.startsWith('name.') ? lookup : []));
  if (names.length > 0) await client.query({ ...COUNT, values: [names] });
}

const discount = (erased: string) => prepared(`
  with gone as (select word, count(*) as uses from fact f, spelt_words(f.lookup) word where ${IS_NAME} and ${erased} group by word),
  less as (update name_word w set uses = w.uses - gone.uses from gone where w.word = gone.word and w.uses > gone.uses)
  delete from name_word w using gone where w.word = gone.word and w.uses <= gone.uses`);
const DISCOUNT_PARTIES = discount('f.party_id = any($1::uuid[])');
const DISCOUNT_FACTS = discount('(f.party_id, f.fact_id) in (select * from unnest($1::uuid[], $2::uuid[]))');

/** For rows whose values are about to be erased. */
export async function discountWordsOfParties(client: pg.ClientBase, partyIds: readonly string[]): Promise<void> {
  await client.query({ ...DISCOUNT_PARTIES, values: [partyIds] });
}

export async function discountWordsOfFacts(client: pg.ClientBase, partyIds: readonly string[], factIds: readonly string[]): Promise<void> {
  await client.query({ ...DISCOUNT_FACTS, values: [partyIds, factIds] });
}
