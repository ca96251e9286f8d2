-- Update requests as they were believed: what is open was open at any time known.
create schema update_requests_v1;

create table update_requests_v1.update_request (
  request_id     uuid not null,
  party_id       uuid not null,
  interaction_id uuid,
  status         text not null,
  reason         text,                       -- of a refusal, or why it was opened again
  changes        jsonb,                      -- null: erased
  note           text,
  key_id         uuid not null,              -- destroyed: changes and note read erased at once
  texts_event_id uuid not null,
  requested_by   text not null,
  decided_by     text,
  requested_at   timestamptz(3) not null,
  requested_position bigint not null,
  decided_at     timestamptz(3),
  recorded       int8range not null
);
create unique index update_request_now on update_requests_v1.update_request (request_id) where upper_inf(recorded);
create unique index update_request_belief on update_requests_v1.update_request (request_id, lower(recorded));
create index update_request_of_party on update_requests_v1.update_request (party_id, requested_position);
create index update_request_by_status on update_requests_v1.update_request (status, requested_position);
