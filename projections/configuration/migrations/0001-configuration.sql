create extension if not exists btree_gist;

-- Configuration as it was known at any position: labels, freshness and definitions are read at the position of the answer.
create schema configuration_v1;

create table configuration_v1.definition (
  kind     text not null check (kind in ('attribute', 'identifier-scheme', 'relation-type')),
  code     text not null,
  content  jsonb not null,            -- the state after its last event, as its context folds it
  recorded int8range not null,        -- positions of the log during which this was what we knew
  exclude using gist (kind with =, code with =, recorded with &&)
);
