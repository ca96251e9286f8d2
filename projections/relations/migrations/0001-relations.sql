-- Relations, their periods and the facts of those, on both clocks; see parties for what a row means.
create extension if not exists btree_gist;
create schema relations_v1;

create table relations_v1.relation_period (
  relation_id  uuid not null,
  type         text not null,
  a            uuid not null,
  b            uuid not null,
  period_id    uuid not null,
  valid_from   jsonb not null,
  valid_to     jsonb,
  effective    daterange not null,
  ended_by     text,
  recorded     int8range not null,
  recorded_at  timestamptz(3) not null,
  period_order bigint not null,
  asserted_on  date not null,
  ended        boolean not null,
  exclude using gist (relation_id with =, effective with &&, recorded with &&)
) with (fillfactor = 85);
create index relation_period_by_relation on relations_v1.relation_period (relation_id);
create index relation_period_a on relations_v1.relation_period (a);
create index relation_period_b on relations_v1.relation_period (b);

create table relations_v1.relation_fact (
  relation_id    uuid not null,
  period_id      uuid not null,
 -- Null: recorded before its relation started.
  a              uuid,
  b              uuid,
  attribute      text not null,
  slot           text not null,
  fact_id        uuid not null,
  value          jsonb,
  lookup         text,
  key_id         uuid not null,
  data_class     text not null,
  valid_from     jsonb not null,
  valid_to       jsonb,
  effective      daterange not null,          -- clipped by its period's; empty too while that is not live
  ended_by       text,                        -- the fact that cuts it short, or 'period'
  recorded       int8range not null,
  recorded_at    timestamptz(3) not null,
  fact_order     bigint not null,
  asserted_on    date not null,
  ended          boolean not null,
  provenance     jsonb,
  value_event_id uuid not null,
  value_position bigint not null,
  value_on       date not null,
  exclude using gist (period_id with =, attribute with =, slot with =, effective with &&, recorded with &&)
) with (fillfactor = 85);
create index relation_fact_by_id on relations_v1.relation_fact (relation_id, fact_id, (upper_inf(recorded)));
create index relation_fact_lookup on relations_v1.relation_fact (attribute, lookup text_pattern_ops) where lookup is not null;

create table relations_v1.fact_check (
  relation_id uuid not null,
  fact_id     uuid not null,
  disputed    boolean not null,
  on_day      date not null,
  said_on     text not null,
  reason      text,
  position    bigint not null,
  recorded_at timestamptz(3) not null,
  primary key (relation_id, fact_id, position)
);
