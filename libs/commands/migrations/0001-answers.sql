-- Answers of commands that appended nothing. Accepted commands are answered from their events.
create schema commands;

create table commands.answer (
  command_id  uuid primary key,
  body        text not null,          -- keyed hash of target and body: 409 when the key comes with another
  answer      json not null,          -- ids, codes and positions, no values
  answered_at timestamptz(3) not null
);
