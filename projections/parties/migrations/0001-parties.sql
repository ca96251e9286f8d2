-- Parties and their dated facts, on both clocks. A row is one belief: held in the world during `effective`, by us during
-- `recorded` (positions of the log). PostgreSQL refuses two beliefs of one slot that overlap on both.
create extension if not exists btree_gist;
create schema parties_v1;

create table parties_v1.party (
  party_id         uuid not null,
  kind             text not null,
  erased           boolean not null,
  created_position bigint not null,
  created_at       timestamptz(3) not null,
  recorded         int8range not null,
  exclude using gist (party_id with =, recorded with &&)
);
create index party_by_id on parties_v1.party (party_id);
create index party_by_creation on parties_v1.party (created_position, party_id);

-- A party that turned out to be another one: reads of the loser answer with the survivor.
create table parties_v1.party_alias (
  loser    uuid not null,
  survivor uuid not null,
  merge_id uuid not null,
  choices  jsonb not null,
  recorded int8range not null,
  exclude using gist (loser with =, recorded with &&)
);
create index party_alias_survivor on parties_v1.party_alias (survivor);

create table parties_v1.fact (
  party_id       uuid not null,
  attribute      text not null,
  slot           text not null,
  fact_id        uuid not null,
  value          jsonb,                       -- null: erased
  lookup         text,                        -- what it is found by; null: not looked up by
  key_id         uuid not null,               -- destroyed: the value reads erased at once
  data_class     text not null,
  valid_from     jsonb not null,              -- as asserted: a date of any precision, or {"unknown": true}
  valid_to       jsonb,                       -- the same; null: open
  effective      daterange not null,          -- empty: another fact of the slot shadows it
  ended_by       text,                        -- the fact that cuts it short
  recorded       int8range not null,
  recorded_at    timestamptz(3) not null,     -- of the event that last set its asserted state
  fact_order     bigint not null,             -- revision of its FactRecorded
  asserted_on    date not null,
  ended          boolean not null,
  provenance     jsonb,
  value_event_id uuid not null,
  value_position bigint not null,
  value_on       date not null,
  -- The truth, and the index that reads use: flat in the number of past versions.
  exclude using gist (party_id with =, attribute with =, slot with =, effective with &&, recorded with &&)
) with (fillfactor = 85);
-- A fact by its id: the row that is believed now, however many there were before, or any.
create index fact_by_id on parties_v1.fact (party_id, fact_id, (upper_inf(recorded)));
create index fact_lookup on parties_v1.fact (attribute, lookup text_pattern_ops) where lookup is not null;

-- Confirmations and disputes: a check makes no new belief, it changes how far the standing one can be trusted.
create table parties_v1.fact_check (
  party_id    uuid not null,
  fact_id     uuid not null,
  disputed    boolean not null,
  on_day      date not null,
  said_on     text not null,                  -- the date as it was given
  reason      text,
  position    bigint not null,
  recorded_at timestamptz(3) not null,
  primary key (party_id, fact_id, position)
);
