-- Tasks and planned interactions on both clocks. A row: so it is in the world from an instant on, until the next row of the entry,
-- as we knew it over a range of positions.
create extension if not exists btree_gist;
create schema tasks_v1;

create table tasks_v1.agenda_entry (
  entry_id    uuid not null,
  kind        text not null,               -- task | planned-interaction
  -- Bounds `(]`: a row holds just before its upper instant, and not yet at its lower one. What begins before an instant b is in force in the row that contains b.
  valid       tstzrange not null,
  recorded    int8range not null,
  began       timestamptz(3) not null,     -- lower bound of the first row
  status      text not null,
  people      uuid[] not null,             -- whose agenda it stands in: the assignee; all participants
  about       uuid[] not null,             -- the parties it is about; participants of the other side
  on_day      date,                        -- due or starting on this day, in its own zone
  until_day   date,                        -- the last day it takes up
  at_instant  timestamptz(3),              -- null: any time of the day
  zone        text,
  details     jsonb not null,              -- codes, ids, counts
  texts       jsonb not null,              -- name → {v: text or null, k: id of its key, e: id of its event}
  revision    bigint not null,             -- of the last event known
  recorded_at timestamptz(3) not null,     -- of the last event known
  exclude using gist (entry_id with =, valid with &&, recorded with &&)
) with (fillfactor = 85);
create index agenda_entry_by_id on tasks_v1.agenda_entry (entry_id, (upper_inf(recorded)));
create index agenda_entry_people on tasks_v1.agenda_entry using gin (people);
create index agenda_entry_about on tasks_v1.agenda_entry using gin (about);
create index agenda_entry_open on tasks_v1.agenda_entry (on_day, entry_id) where kind = 'task' and status = 'open';

-- How far a hand-over is. Counts of now, not of a time known.
create table tasks_v1.reassignment (
  reassignment_id uuid primary key,
  from_party      uuid not null,
  to_party        uuid not null,
  on_day          date not null,
  requested       integer not null,
  moved           integer not null,
  skipped         integer,                 -- null until it is complete
  requested_at    timestamptz(3) not null,
  completed_at    timestamptz(3)
);
