-- Relations that a party's append requested and that are not carried out yet: what to complete after a crash.
create schema requests_v1;

create table requests_v1.request (
  command_id   uuid not null,
  period_id    uuid not null,              -- of the relation: one command may request many
  requested_at timestamptz(3) not null,
  primary key (command_id, period_id)
);
