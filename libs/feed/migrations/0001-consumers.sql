-- Who follows the feed, and how far each has come: primary data that no event tells. A consumer acknowledges some times a second
-- and nobody ever asks what it had acknowledged before: as events, these would be a large part of the log, each would move every
-- position, and the feed would tell of its own readers. Losing a row costs a consumer its place, never an event.
create schema feed;

create table feed.consumer (
  code            text collate "C" primary key,
  name            text           not null,
  types           text[]         not null,  -- event types; none: all but bookkeeping
  party           uuid,                     -- only what concerns this party
  bookkeeping     boolean        not null,
  scope           text           not null check (scope in ('ids', 'values')),
  acknowledged    bigint         not null check (acknowledged >= 0),
  acknowledged_at timestamptz(3),           -- null until the first time
  registered_at   timestamptz(3) not null
);
