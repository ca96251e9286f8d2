-- What the notary knows of the log, made from the log alone: it may be emptied at any time and comes again.
create schema notary;

-- Which process seals. Not what keeps the chain single (the revision at which a seal is appended does), but what spares the others the work.
create table notary.lease (
  one    boolean        primary key default true check (one),
  holder uuid           not null,
  until  timestamptz(3) not null
);

-- One row a block, with what was recorded of each of its events in arrays: a row an event would cost as much as the log itself.
-- The seals prove; this finds. It says which event of a block has changed and how, and where an event stands whose proof is asked for.
create table notary.block (
  block         integer        primary key,
  first_ordinal bigint         not null,
  last_ordinal  bigint         not null unique,
  -- Of its last event, in the log of now: another one has other positions.
  position      bigint         not null,
  -- 32 bytes for each event: see libs/notary/chain.ts.
  hashes        bytea          not null,
  event_ids     uuid[]         not null,
  streams       text[]         not null,
  revisions     integer[]      not null,
  types         text[]         not null,
  recorded_at   timestamptz(3)[] not null,
  command_ids   uuid[]         not null,
  left_in_append integer[]     not null,
  -- CRC-32 of the canonical content: tells data from metadata where the hash of both is another one.
  data_crc      integer[]      not null,
  metadata_crc  integer[]      not null
);
create index on notary.block using gin (event_ids);
