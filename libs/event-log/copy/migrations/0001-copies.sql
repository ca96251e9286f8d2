-- Copies of logs into this installation. They are bookkeeping of a move: what was copied is proven by comparing the two logs.
CREATE TABLE log.copy (
  -- The id of the copy: its positions are others than those of the log it was copied from, so it is another log.
  log_id      text    NOT NULL PRIMARY KEY,
  from_log_id text    NOT NULL,
  -- Into which engine. While it is not finished no server starts on that.
  engine      text    NOT NULL CHECK (engine IN ('postgres', 'eventstoredb')),
  finished    boolean NOT NULL DEFAULT false
);

-- Where the end of each append stands in the copy: what a position of the log before means now.
CREATE TABLE log.position_map (
  log_id        text   NOT NULL REFERENCES log.copy,
  from_position bigint NOT NULL,
  position      bigint NOT NULL,
  PRIMARY KEY (log_id, from_position)
);

-- Writes what another log recorded, as it was recorded: with its times, its revisions and the ends of its appends. Only into a log
-- that a copy was begun into and is not finished.
--   All arrays have one entry per event. p_ends: where the append of the event ends, counted in these arrays from 1.
-- Returns the position of the last event.
CREATE FUNCTION log.copy_in(
  p_streams text[], p_revisions integer[], p_ids uuid[], p_types text[], p_command_ids uuid[], p_data json[], p_metadata json[], p_recorded_at timestamptz[], p_ends integer[]
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $copy_in$
DECLARE
  last_position bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7305002);
  IF NOT EXISTS (SELECT FROM log.copy WHERE engine = 'postgres' AND NOT finished) THEN
    RAISE EXCEPTION 'no copy into this log is under way' USING ERRCODE = 'insufficient_privilege';
  END IF;
  last_position := coalesce((SELECT max(position) FROM log.event), 0);
  INSERT INTO log.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at)
  SELECT last_position + n, last_position + ends, stream, revision, id, type, command_id, data, metadata, recorded_at
  FROM unnest(p_streams, p_revisions, p_ids, p_types, p_command_ids, p_data, p_metadata, p_recorded_at, p_ends)
    WITH ORDINALITY AS copied (stream, revision, id, type, command_id, data, metadata, recorded_at, ends, n);
  PERFORM pg_notify('log_appended', '');
  RETURN last_position + cardinality(p_ids);
END
$copy_in$;

CREATE OR REPLACE FUNCTION log.refuse_direct_write() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $refuse$
DECLARE
  stack text;
  outermost text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  -- The outermost frame is the last line. The text of a statement cannot fake it: that stands in quotation marks.
  outermost := split_part(stack, E'\n', -1);
  IF TG_OP = 'INSERT' AND (outermost LIKE 'PL/pgSQL function log.append(%) line % at RETURN QUERY' OR outermost LIKE 'PL/pgSQL function log.copy\_in(%) line % at SQL statement') THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on log.event is refused: the log only grows, and only through log.append', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;

REVOKE ALL ON log.copy, log.position_map FROM PUBLIC;
REVOKE ALL ON FUNCTION log.copy_in FROM PUBLIC;
