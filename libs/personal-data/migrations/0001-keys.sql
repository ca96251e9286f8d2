-- Keys of personal data: primary data, backed up after the log. A key is made durable before the first event that needs it.
create schema keys;

-- The master key this database was made with, by its fingerprint: another one could read nothing.
create table keys.master (
  only_one    boolean primary key default true check (only_one),
  fingerprint text not null
);

-- One key per subject and class of data. Destroying it (wrapped := null) is what erases.
create table keys.data_key (
  key_id       uuid primary key,
  subject      uuid not null,
  data_class   text not null,
  parties      uuid[] not null,            -- whose data it protects: both ends, for a relation
  wrapped      bytea,                      -- nonce, tag and key under the master key; null once destroyed
  created_at   timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);
create unique index data_key_live on keys.data_key (subject, data_class) where destroyed_at is null;
create index data_key_parties on keys.data_key using gin (parties);

-- Values that outlive the key they were stored under: erasing one value re-keys the others of its class here.
create table keys.reencrypted (
  event_id   uuid not null,
  field_path text not null,
  envelope   json not null,
  primary key (event_id, field_path)
);
