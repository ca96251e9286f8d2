-- Since projector 2: what a hand-over moved is a row each. It had been a count, which lost what was moved before the hand-over itself was known.
alter table tasks_v1.reassignment drop column moved;
create table tasks_v1.reassignment_move (
  reassignment_id uuid not null,
  entry_id        uuid not null,
  kind            text not null,               -- task | planned-interaction
  position        bigint not null,             -- of the event that moved it first
  primary key (reassignment_id, entry_id)
);
create index reassignment_move_entry on tasks_v1.reassignment_move (entry_id);
