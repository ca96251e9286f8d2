-- Names are found by their words, and what is typed by the words it is like: those are few, names are many. The trigrams of names
-- held 25 entries a name, and a search for a common word compared tens of thousands of names letter by letter.

-- The words of a folded name, whatever stands between them.
create function parties_v1.words_of(name text) returns text[] language sql immutable strict parallel safe
  return array_remove(string_to_array(translate(name, E'\t\u00a0''’`\\-‐–—.,;:/&()[]{}"«»“”!?*+=_|@#%<>', repeat(' ', 39)), ' '), '');
-- Those that can be misspelt; a number is what it is.
create function parties_v1.spelt_words(name text) returns setof text language sql immutable strict parallel safe
  begin atomic select w from unnest(parties_v1.words_of(name)) w where w !~ '[0-9]'; end;

drop index parties_v1.fact_name_trigrams;
-- All names of a party. By the beginning of the attribute, because no other index can use that: the planner joins this one with none.
create index fact_names on parties_v1.fact (party_id) where left(attribute, 5) = 'name.';

-- The words of all names a party has or had, together: who looks for a person types a given name and a family name, which are two facts.
create table parties_v1.party_words (
  party_id uuid primary key,
  words    tsvector not null
);
insert into parties_v1.party_words (party_id, words)
  select f.party_id, array_to_tsvector(array_agg(distinct w)) from parties_v1.fact f, unnest(parties_v1.words_of(f.lookup)) w
   where left(f.attribute, 5) = 'name.' group by f.party_id;
create index party_words_words on parties_v1.party_words using gin (words);

-- Each word with how often it stands in a name: exactly, so that a word is gone with the last name that had it.
create table parties_v1.name_word (
  word text collate "C" primary key,
  uses integer not null
) with (fillfactor = 70);
insert into parties_v1.name_word (word, uses)
  select w, count(*) from parties_v1.fact f, parties_v1.spelt_words(f.lookup) w
   where left(f.attribute, 5) = 'name.' group by w;
create index name_word_trigrams on parties_v1.name_word using gin (word public.gin_trgm_ops);
