-- Lists of La Poste and INSEE. Public data, no events: whoever loads a list again replaces it whole.
create schema reference;

create table reference.list (
  list      text primary key check (list in ('postcodes', 'communes', 'merged')),
  rows      integer not null check (rows > 0),
  sha256    text not null,            -- of its rows: the same list again writes nothing
  loaded_at timestamptz(3) not null
);

-- Days are null where the list does not tell; valid_to is the first day after.
create table reference.commune (
  code       text not null,
  name       text not null,
  valid_from date,
  valid_to   date check (valid_to > valid_from),
  unique nulls not distinct (code, valid_from)
);

-- What became of a code; of a commune that was split again there are several rows. The days are those of the code.
create table reference.merged (
  code       text not null,
  successor  text not null,
  name       text not null,           -- of the successor
  valid_from date,
  valid_to   date check (valid_to > valid_from),
  unique nulls not distinct (code, successor, valid_from)
);
create index on reference.merged (successor);

create table reference.postcode (
  commune      text not null,
  commune_name text not null,
  postcode     text not null,
  place        text not null,         -- inside the commune; '' for the commune itself
  label        text not null,
  keys         text[] not null        -- its names as they are compared
);
create index on reference.postcode (postcode);
create index on reference.postcode (commune);
-- Without its list of pending entries: a load fills the index once, and every question would read through what is pending.
create index on reference.postcode using gin (keys) with (fastupdate = off);
