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
--   id-taken        taken_id is in the log already, at another place
-- An error fails the whole call: nothing of it is written, and the caller repeats each append alone.
--
-- It is called as a statement of its own, outside any longer transaction: the lock is held until commit.
CREATE FUNCTION log.append(
  p_streams text[], p_expected integer[], p_sizes integer[],
  p_owners integer[], p_ids uuid[], p_types text[], p_command_ids uuid[], p_data json[], p_metadata json[]
) RETURNS TABLE (verdict text, revision integer, "position" bigint, recorded_at timestamptz, taken_id uuid)
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

  -- Look-ups in log.event are scalar sub-queries: those are never turned into a join, so each stays one walk down an index.
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.number, a.stream, a.expected, a.size, s.actual,
      sum(a.size) OVER (ORDER BY a.number) - a.size AS earlier,
      CASE a.expected WHEN -2 THEN true WHEN -3 THEN s.actual >= 0 ELSE s.actual = a.expected END AS fits
    FROM unnest(p_streams, p_expected, p_sizes) WITH ORDINALITY AS a (stream, expected, size, number),
      LATERAL (SELECT coalesce((SELECT e.revision FROM log.event e WHERE e.stream = a.stream ORDER BY e.revision DESC LIMIT 1), -1)) AS s (actual)
  ), known AS MATERIALIZED (
    SELECT a.number,
      (array_agg(i.id) FILTER (WHERE a.fits AND (SELECT true FROM log.event e WHERE e.event_id = i.id)))[1] AS taken_id,
      bool_and(CASE WHEN a.fits OR a.expected < -1 THEN false
        ELSE (SELECT e.event_id FROM log.event e WHERE e.stream = a.stream AND e.revision = a.expected + i.n - a.earlier) IS NOT DISTINCT FROM i.id END) AS repeated
    FROM asked a JOIN unnest(p_owners, p_ids) WITH ORDINALITY AS i (owner, id, n) ON i.owner = a.number
    GROUP BY a.number
  ), judged AS MATERIALIZED (
    SELECT a.*, k.taken_id,
      CASE WHEN k.repeated THEN 'repeated' WHEN NOT a.fits THEN 'wrong-revision' WHEN k.taken_id IS NOT NULL THEN 'id-taken' ELSE 'accepted' END AS verdict
    FROM asked a JOIN known k USING (number)
  ), placed AS MATERIALIZED (
    SELECT j.*, last_position + sum(j.size) OVER (ORDER BY j.number) AS append_end FROM judged j WHERE j.verdict = 'accepted'
  ), written AS (
    INSERT INTO log.event (position, append_end, stream, revision, event_id, type, command_id, data, metadata, recorded_at)
    SELECT p.append_end - p.size + i.n - p.earlier, p.append_end, p.stream, p.actual + i.n - p.earlier, i.id, i.type, i.command_id, i.data, i.metadata, instant
    FROM unnest(p_owners, p_ids, p_types, p_command_ids, p_data, p_metadata) WITH ORDINALITY AS i (owner, id, type, command_id, data, metadata, n)
    JOIN placed p ON p.number = i.owner
  )
  SELECT j.verdict,
    (CASE j.verdict WHEN 'accepted' THEN j.actual + j.size WHEN 'repeated' THEN j.expected + j.size ELSE j.actual END)::integer,
    CASE WHEN j.verdict = 'repeated' THEN (SELECT e.position FROM log.event e WHERE e.stream = j.stream AND e.revision = j.expected + j.size) ELSE p.append_end::bigint END,
    CASE j.verdict WHEN 'accepted' THEN instant
      WHEN 'repeated' THEN (SELECT e.recorded_at FROM log.event e WHERE e.stream = j.stream AND e.revision = j.expected + j.size) END,
    j.taken_id
  FROM judged j LEFT JOIN placed p USING (number)
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
  -- The outermost frame is the last line. It cannot be faked by the text of a statement, which stands in quotation marks.
  IF TG_OP = 'INSERT' AND stack ~ '\nPL/pgSQL function log\.append\([^\n]*\) line [0-9]+ at RETURN QUERY$' THEN
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
