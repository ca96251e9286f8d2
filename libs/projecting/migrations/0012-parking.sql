-- Streams of which a projection could not take in an event. That one waits, and what comes after it in the stream behind it; other
-- streams go on. Nothing is left out but by somebody who says why.
create table projecting.parked_stream (
  projection text not null,
  version    integer not null,
  stream     text not null,
  error      text not null,                          -- its class: a message may hold what an event holds
  since      timestamptz(3) not null default clock_timestamp(),
  concerns   uuid[],                                 -- whatever the waiting events name; null: anything
  primary key (projection, version, stream)
);

create table projecting.parked_event (
  projection text not null,
  version    integer not null,
  stream     text not null,
  revision   integer not null,
  position   bigint not null,
  event_id   uuid not null,
  primary key (projection, version, stream, revision),
  foreign key (projection, version, stream) references projecting.parked_stream on delete cascade
);

create table projecting.skipped_event (
  projection text not null,
  version    integer not null,
  stream     text not null,
  revision   integer not null,
  position   bigint not null,
  event_id   uuid not null,
  error      text not null,
  reason     text not null,
  skipped_by text not null,
  skipped_at timestamptz(3) not null default clock_timestamp(),
  primary key (projection, version, stream, revision)
);
