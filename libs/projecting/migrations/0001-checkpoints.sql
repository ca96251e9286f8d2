-- How far each projection has come, per bucket of streams; who owns the bucket; and what was counted on the way.
create schema projecting;

create table projecting.bucket (
  projection  text not null,
  version     integer not null,
  bucket      smallint not null check (bucket between 0 and 63),
  position    bigint not null default 0,
  event_id    uuid,                                  -- the event at that position: a log restored behind its tables is noticed by it
  epoch       bigint not null default 0,             -- the owner's: a stale one cannot commit
  tally_count bigint not null default 0,
  tally_sum   numeric(39) not null default 0,        -- of the event ids, modulo 2^128
  primary key (projection, version, bucket)
) with (fillfactor = 50);                            -- every batch updates these rows in place

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
