-- Relations that a party's append requested and that are not carried out yet: what to complete after a crash.
create schema requests_v1;

create table requests_v1.request (
  command_id   uuid primary key,
  requested_at timestamptz(3) not null
);
