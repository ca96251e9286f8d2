-- What parties allow: their statements, each believed over a range of positions. What holds at an instant follows from them.
create schema consents_v1;

create table consents_v1.consent_statement (
  party_id        uuid not null,
  consent_id      uuid not null,
  kind            text not null,              -- granted, refused, withdrawn, objected
  purpose         text,                       -- null: all
  channel         text,                       -- null: any
  effective       tstzrange not null,         -- from when it holds, until it expires by itself
  proof           jsonb,                      -- null: none, or erased
  key_id          uuid,                       -- of the proof; destroyed: it reads erased at once
  proof_event_id  uuid not null,
  statement_order bigint not null,            -- revision: of two from one instant the later recorded decides
  actor           text not null,
  recorded_at     timestamptz(3) not null,
  recorded        int8range not null,
  exclude using gist (party_id with =, consent_id with =, recorded with &&)
);
