-- How far each projection has come, who owns its buckets of streams, and what was counted on the way.
create schema projecting;

-- A process that owns buckets. The checkpoint of a bucket is its owner's: a batch moves one row, however many buckets there are
-- (64 rows a batch were two thirds of the cost of following a busy log).
create table projecting.owner (
  projection text not null,
  version    integer not null,
  owner      smallint not null,                      -- one for now
  epoch      bigint not null default 0,              -- a stale owner cannot commit
  position   bigint not null default 0,
  event_id   uuid,                                   -- the event at that position: a log restored behind its tables is noticed by it
  primary key (projection, version, owner)
) with (fillfactor = 50);                            -- rewritten in place by every batch

create table projecting.bucket (
  projection  text not null,
  version     integer not null,
  bucket      smallint not null check (bucket between 0 and 63),
  owner       smallint not null,
  tally_count bigint not null default 0,
  tally_sum   numeric(39) not null default 0,        -- of the event ids, modulo 2^128
  primary key (projection, version, bucket),
  foreign key (projection, version, owner) references projecting.owner
) with (fillfactor = 50);

-- The same tally per block of 16,384 positions, so that a difference can be located.
create table projecting.block_tally (
  projection text not null,
  version    integer not null,
  block      bigint not null,
  bucket     smallint not null,
  count      bigint not null,
  sum        numeric(39) not null,
  primary key (projection, version, block, bucket)
);
