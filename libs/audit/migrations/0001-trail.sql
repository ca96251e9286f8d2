-- Where in the log somebody did something, block by block: the log has no index of actors. Nothing here is a source: whoever asks
-- brings it up to date first, from the log alone, and all of it may be emptied and is then made again.
create schema audit;

create table audit.trail (
  kind  text not null,                   -- actor: who did it or on whose behalf; correlation: what it belongs to
  id    text not null collate "C",
  block bigint not null,                 -- of the log: see libs/audit/trail.ts
  primary key (kind, id, block)
);

create table audit.reached (
  one      boolean primary key default true check (one),
  position bigint not null,
  event_id uuid                          -- the event at that position: whether this is still the log it was made from
);
insert into audit.reached (position) values (0);
