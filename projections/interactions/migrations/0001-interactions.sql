-- Interactions as they were believed, on the recorded axis; in the world an interaction happens at an instant and does not change.
create extension if not exists unaccent with schema public;
create schema interactions_v1;

-- Words by their stems in both languages of the product, accents or none.
create text search configuration interactions_v1.french (copy = pg_catalog.french);
alter text search configuration interactions_v1.french alter mapping for hword, hword_part, word with public.unaccent, french_stem;
create text search configuration interactions_v1.english (copy = pg_catalog.english);
alter text search configuration interactions_v1.english alter mapping for hword, hword_part, word with public.unaccent, english_stem;

create table interactions_v1.interaction (
  interaction_id   uuid not null,
  direction        text not null,
  medium           text not null,
  automation       text not null,
  started_at       timestamptz(3) not null,
  zone             text not null,
  duration_seconds integer,
  outcome          text,
  participants     jsonb not null,
  about            jsonb,
  texts            jsonb,                     -- null: erased
  key_id           uuid not null,             -- destroyed: the texts read erased at once
  texts_event_id   uuid not null,
  document         tsvector,
  provenance       jsonb,
  amended          boolean not null,
  logged_at        timestamptz(3) not null,
  recorded_at      timestamptz(3) not null,
  recorded         int8range not null
);
-- One belief at a time; kept by a btree, because ids do not overlap and a GiST index costs as much as all the rest.
create unique index interaction_now on interactions_v1.interaction (interaction_id) where upper_inf(recorded);
create unique index interaction_belief on interactions_v1.interaction (interaction_id, lower(recorded));
create index interaction_document on interactions_v1.interaction using gin (document);

-- Who took part: a party's interactions, newest first.
create table interactions_v1.participation (
  party_id       uuid not null,
  started_at     timestamptz(3) not null,
  interaction_id uuid not null,
  direction      text not null,
  automation     text not null,
  recorded       int8range not null
);
create unique index participation_of_party on interactions_v1.participation (party_id, started_at, interaction_id, lower(recorded));
create index participation_now on interactions_v1.participation (interaction_id) where upper_inf(recorded);
