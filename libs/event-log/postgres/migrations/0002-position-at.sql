-- The last position recorded at or before an instant, for good: no append that is recorded by then can come later.
-- An append takes its instant first and shows when it commits; so for an instant that lies back less than any append may last,
-- those under way are waited for, and the millisecond itself has to be over (up to 100 ms where this clock is behind the caller's).
CREATE FUNCTION log.position_at(p_instant timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $position_at$
BEGIN
  IF p_instant > log.clock() - interval '10 seconds' THEN
    PERFORM pg_sleep(least(0.1, greatest(0, extract(epoch FROM p_instant + interval '1 millisecond' - log.clock()))));
    PERFORM pg_advisory_xact_lock_shared(7305002);
  END IF;
  RETURN (SELECT e.append_end FROM log.event e WHERE e.recorded_at <= p_instant ORDER BY e.recorded_at DESC, e.position DESC LIMIT 1);
END
$position_at$;
REVOKE ALL ON FUNCTION log.position_at FROM PUBLIC;
