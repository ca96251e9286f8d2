-- What EventStoreDB has no index for. Nothing here is a source: every row follows from the log alone, the same in every process
-- that reads it, so whoever comes first writes it, and all of it may be deleted and is then made again at the next start.

-- One row for each append. The recorded time is the running maximum of the times the servers gave, in the order of the log:
-- the clocks of two leaders may differ, and recorded time never decreases.
CREATE TABLE log.log_clock (
  -- Of the last event of the append.
  position    bigint         NOT NULL PRIMARY KEY,
  -- How many it has.
  events      integer        NOT NULL CHECK (events > 0),
  -- Of its last event: whether this is still the log the row was made from.
  event_id    uuid           NOT NULL,
  recorded_at timestamptz(3) NOT NULL
);
CREATE INDEX log_clock_recorded_at ON log.log_clock (recorded_at, position);

-- Where the events of a command are: one row for each stream of each append that holds some.
CREATE TABLE log.command_index (
  command_id     uuid    NOT NULL,
  -- Of its last event there.
  position       bigint  NOT NULL,
  stream         text    NOT NULL COLLATE "C",
  first_revision integer NOT NULL,
  last_revision  integer NOT NULL CHECK (last_revision >= first_revision),
  PRIMARY KEY (command_id, position)
);
