-- Several versions of a read model's tables can stand side by side and follow the log; one of them serves.

create table projecting.version (
  projection        text not null,
  version           integer not null,
  projector_version integer not null,              -- of the code that made them: only the same may go on with them
  primary key (projection, version)
);

-- The pointer: whose tables the views show. Moved together with these.
create table projecting.served (
  projection text primary key,
  version    integer not null,
  foreign key (projection, version) references projecting.version
);

-- Tables that are being made, by a process that holds a lock (advisory, of the schema's name) while it lives. What a dead one left behind
-- is removed by whoever comes next.
create table projecting.build (
  schema     text primary key,
  projection text,                                 -- null: a set to look around in
  version    integer,
  builder    text not null,                        -- who: for those who find it under way
  begun_at   timestamptz(3) not null default clock_timestamp()
);

-- Where questions and analysts read: a view of each table of the versions that serve.
create schema read_models;

-- How far their tables have come: a row for each owner of buckets.
create view read_models.reached as
  select s.projection, o.position from projecting.served s join projecting.owner o on o.projection = s.projection and o.version = s.version;

-- What stands already, whoever projects next.
insert into projecting.version (projection, version, projector_version)
  select name, 1, 1 from unnest('{configuration,parties,relations,requests,interactions,update_requests,consents,tasks}'::text[]) name where to_regnamespace(name || '_v1') is not null;
insert into projecting.served (projection, version) select projection, version from projecting.version;
