-- Processes that project, each for as long as it says so. Owners of buckets are dealt among those that live; the clock of the database
-- says which do.
create table projecting.holder (
  holder  uuid primary key,
  until   timestamptz not null,
  backend integer not null,                          -- the server process it last said so through: gone as soon as the holder is killed
  takes   text[] not null                            -- owners it can go on with: not those at an event that only a newer release can read
);

-- The log that the tables are made from. Whoever follows another one, of before it was copied for example, brings nothing forward.
create table projecting.source (
  one    boolean primary key default true check (one),
  log_id text not null
);

-- Four owners, each of a quarter of the buckets, where there were two: as many processes can share them. What was between two halves
-- of a batch goes on from the one behind; events that the other one has are told by its quarters' own checkpoints.
alter table projecting.owner drop constraint owner_of_now;
alter table projecting.owner add column holder uuid;
insert into projecting.owner (projection, version, owner, epoch, position, event_id)
  select o.projection, o.version, next.owner, o.epoch + 1, o.position, o.event_id
    from projecting.owner o join (values (2, 10), (3, 11), (4, 12), (3, 13), (4, 14)) as next (before, owner) on next.before = o.owner;
update projecting.bucket set owner = case owner when 2 then 10 else 11 + bucket % 4 end where owner in (2, 3, 4);
delete from projecting.owner where owner in (2, 3, 4);
-- A process of an earlier release would begin anew over tables that are full: it is refused.
alter table projecting.owner add constraint owner_of_now check (owner >= 10);
comment on column projecting.owner.owner is '10: has all buckets; 11 to 14: those with the remainder 0 to 3 by 4';
comment on column projecting.owner.holder is 'the process that may write them, until another one raises the epoch';
