/**
 * The words of names: those of each party, and how often each stands in a name. What somebody types is compared with the words there
 * are, because they are few, and names are many. Kept with the rows of the names, so that no word outlives the last name that had it.
 */
import type pg from 'pg';
import { inOneFlight, prepared } from '#libs/platform/database.js';

/** Whether fact `f` is a name, as the index of names says it. */
export const IS_NAME = `left(f.attribute, 5) = 'name.'`;

const ADD = prepared(`
  insert into party_words (party_id, words)
  select party_id, array_to_tsvector(array_agg(distinct word)) from unnest($1::uuid[], $2::text[]) as name (party_id, lookup), unnest(words_of(name.lookup)) word group by party_id
  on conflict (party_id) do update set words = party_words.words || excluded.words where not tsvector_to_array(party_words.words) @> tsvector_to_array(excluded.words)`);
const COUNT = prepared(`
  insert into name_word (word, uses)
  select word, count(*) from unnest($1::text[]) as name (lookup), spelt_words(name.lookup) word group by word order by word
  on conflict (word) do update set uses = name_word.uses + excluded.uses`);

/** For rows of facts that are inserted. */
export async function addWords(client: pg.ClientBase, rows: readonly { readonly party_id: string; readonly attribute: string; readonly lookup: string | null }[]): Promise<void> {
  const names = rows.flatMap(({ party_id: partyId, attribute, lookup }) => (lookup !== null && attribute.startsWith('name.') ? { partyId, lookup } : []));
  if (names.length === 0) return;
  const lookups = names.map(({ lookup }) => lookup);
  await inOneFlight(client, [() => client.query({ ...ADD, values: [names.map(({ partyId }) => partyId), lookups] }), () => client.query({ ...COUNT, values: [lookups] })]);
}

/** The words of all names there are, in tables that hold none yet. */
export async function collectWords(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into party_words (party_id, words)
    select f.party_id, array_to_tsvector(array_agg(distinct word)) from fact f, unnest(words_of(f.lookup)) word where ${IS_NAME} group by f.party_id`);
  await client.query(`insert into name_word (word, uses) select word, count(*) from fact f, spelt_words(f.lookup) word where ${IS_NAME} group by word`);
}

// In the order of the words, as they are counted: of two that change the same at a time, one waits for the other.
const discount = (erased: string) => prepared(`
  insert into name_word (word, uses)
  select word, -count(*) from fact f, spelt_words(f.lookup) word where ${IS_NAME} and ${erased} group by word order by word
  on conflict (word) do update set uses = name_word.uses + excluded.uses
  returning word`);
const DROP_UNUSED = prepared('delete from name_word where word = any($1::text[]) and uses <= 0');
const DISCOUNT_PARTIES = discount('f.party_id = any($1::uuid[])');
const DISCOUNT_FACTS = discount('(f.party_id, f.fact_id) in (select * from unnest($1::uuid[], $2::uuid[]))');
const FORGET = prepared(`
  with left_over as (
    select party_id, (select array_agg(distinct word) from fact f, unnest(words_of(f.lookup)) word where f.party_id = changed.party_id and ${IS_NAME}) as words
      from (select distinct unnest($1::uuid[]) as party_id) changed
  ),
  changed as (update party_words p set words = array_to_tsvector(l.words) from left_over l where p.party_id = l.party_id and l.words is not null)
  delete from party_words p using left_over l where p.party_id = l.party_id and l.words is null`);

/**
 * For rows whose values are erased, by `erase`.
 *
 * @param factIds of the facts that are erased, by party; left out: all of the parties
 */
export async function forgetWords(client: pg.ClientBase, erase: () => Promise<unknown>, partyIds: readonly string[], factIds?: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ word: string }>(factIds ? { ...DISCOUNT_FACTS, values: [partyIds, factIds] } : { ...DISCOUNT_PARTIES, values: [partyIds] });
  if (rows.length > 0) await client.query({ ...DROP_UNUSED, values: [rows.map(({ word }) => word)] });
  await erase();
  await client.query({ ...FORGET, values: [partyIds] });
}
