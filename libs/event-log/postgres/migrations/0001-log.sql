-- The log: one total order of events. Everything else in this database can be derived from it, and only log.append writes it.
CREATE SCHEMA log;

CREATE TABLE log.event (
  -- Dense from 1: a gap is evidence that something was taken out.
  position    bigint         NOT NULL PRIMARY KEY,
  -- Position of the last event of the same append.
  append_end  bigint         NOT NULL CHECK (append_end >= position),
  stream      text           NOT NULL COLLATE "C",
  revision    integer        NOT NULL CHECK (revision >= 0),
  event_id    uuid           NOT NULL UNIQUE,
  type        text           NOT NULL COLLATE "C",
  command_id  uuid           NOT NULL,
  -- json, not jsonb: the bytes stay as the writer made them, and inserting is a third faster.
  data        json           NOT NULL,
  metadata    json           NOT NULL,
  -- Never decreases along the log.
  recorded_at timestamptz(3) NOT NULL,
  -- Walked backwards, this is also where the last revision of a stream is found: there is no table of streams to keep in step.
  UNIQUE (stream, revision)
);
CREATE INDEX event_command_id ON log.event (command_id);
-- With the position, because many appends can share a millisecond and the last of them is asked for.
CREATE INDEX event_recorded_at ON log.event (recorded_at, position);

-- What time it is for the log. A function of its own so that a test can set the clock back.
CREATE FUNCTION log.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Appends to many streams, each answered on its own, in the order given. A call holds at most one append per stream.
--   p_streams, p_expected, p_sizes: one entry per append. Expected is the last revision, -1 = no stream, -2 = any, -3 = stream exists.
--   p_owners, p_ids … p_metadata: one entry per event, append after append. The owner is the number of its append, from 1.
-- Verdicts:
--   accepted        revision and position of the last event written
--   repeated        the same events were there at that place before: theirs
--   wrong-revision  revision is the actual one, -1 = no stream
-- An error fails the whole call, an event id that is in the log at another place among them (unique_violation): nothing of it
-- is written, and the caller repeats each append alone.
--
-- It is called as a statement of its own, outside any longer transaction: the lock is held until commit.
CREATE FUNCTION log.append(
  p_streams text[], p_expected integer[], p_sizes integer[],
  p_owners integer[], p_ids uuid[], p_types text[], p_command_ids uuid[], p_data json[], p_metadata json[]
) RETURNS TABLE (verdict text, revision integer, "position" bigint, recorded_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- Planned once per session, perhaps while the table was empty: the plan must be the one for a billion rows, index look-ups.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_bitmapscan = off
AS $append$
#variable_conflict use_column
DECLARE
  last_position bigint;
  last_recorded timestamptz;
  instant timestamptz;
BEGIN
  -- First, and a statement of its own: the next ones take their snapshot after it and so see every earlier append.
  PERFORM pg_advisory_xact_lock(7305002);

  SELECT e.position, e.recorded_at INTO last_position, last_recorded FROM log.event e ORDER BY e.position DESC LIMIT 1;
  last_position := coalesce(last_position, 0);
  -- Cut, not rounded: an instant shown to somebody must never lie ahead of the clock.
  instant := greatest(date_trunc('milliseconds', log.clock()), last_recorded);

  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.number, a.stream, a.expected, a.size, coalesce(last.revision, -1) AS actual,
      sum(a.size) OVER (ORDER BY a.number)::integer - a.size AS earlier
    FROM unnest(p_streams, p_expected, p_sizes) WITH ORDINALITY AS a (stream, expected, size, number)
      LEFT JOIN LATERAL (SELECT e.revision FROM log.event e WHERE e.stream = a.stream ORDER BY e.revision DESC LIMIT 1) last ON true
  ), judged AS MATERIALIZED (
    SELECT a.*, sum(a.size) FILTER (WHERE fits) OVER (ORDER BY a.number)::integer AS accepted
    FROM (SELECT *, CASE expected WHEN -2 THEN true WHEN -3 THEN actual >= 0 ELSE actual = expected END AS fits FROM asked) a
  ), written AS (
    INSERT INTO log.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at)
    SELECT last_position + j.accepted - j.size + i.n - j.earlier, last_position + j.accepted, j.stream, j.actual + i.n - j.earlier,
      i.id, i.type, i.command_id, i.data, i.metadata, instant
    FROM unnest(p_owners, p_ids, p_types, p_command_ids, p_data, p_metadata) WITH ORDINALITY AS i (owner, id, type, command_id, data, metadata, n)
    JOIN judged j ON j.number = i.owner AND j.fits
  )
  SELECT
    CASE WHEN j.fits THEN 'accepted' WHEN before.position IS NOT NULL THEN 'repeated' ELSE 'wrong-revision' END,
    CASE WHEN j.fits THEN j.actual + j.size WHEN before.position IS NOT NULL THEN j.expected + j.size ELSE j.actual END,
    CASE WHEN j.fits THEN last_position + j.accepted ELSE before.position END,
    CASE WHEN j.fits THEN instant ELSE before.recorded_at END
  FROM judged j
  -- What stands where this append wanted to be, if it is this very append.
  LEFT JOIN LATERAL (
    SELECT max(e.position) AS position, max(e.recorded_at) AS recorded_at FROM log.event e
    WHERE NOT j.fits AND j.expected >= -1 AND e.stream = j.stream AND e.revision > j.expected AND e.revision <= j.expected + j.size
    HAVING array_agg(e.event_id ORDER BY e.revision) = p_ids[j.earlier + 1 : j.earlier + j.size]
  ) before ON true
  ORDER BY j.number;

  -- A hint to look, never the news itself. Only when something was written: it makes even an empty transaction wait for the disk.
  PERFORM pg_notify('log_appended', '') FROM log.event e WHERE e.position = last_position + 1;
END
$append$;

-- A writer without the lock would break the order in silence, so the table refuses whatever does not come from log.append,
-- also from its owner and from a superuser in replica mode.
CREATE FUNCTION log.refuse_direct_write() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $refuse$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  -- The outermost frame is the last line. The text of a statement cannot fake it: that stands in quotation marks.
  IF TG_OP = 'INSERT' AND split_part(stack, E'\n', -1) LIKE 'PL/pgSQL function log.append(%) line % at RETURN QUERY' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on log.event is refused: the log only grows, and only through log.append', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;
CREATE TRIGGER only_append BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON log.event
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_direct_write();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER only_append;

REVOKE ALL ON SCHEMA log FROM PUBLIC;
REVOKE ALL ON log.event FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
