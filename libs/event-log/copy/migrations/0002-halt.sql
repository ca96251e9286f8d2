-- While there is a row nothing is appended to the log of this database: it is being moved away, or it was.
CREATE TABLE log.halt (
  one   boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
  -- The move is finished: the log goes on elsewhere, for good.
  moved boolean NOT NULL DEFAULT false
);
REVOKE ALL ON log.halt FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.refuse_direct_write() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $refuse$
DECLARE
  stack text;
  outermost text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  -- The outermost frame is the last line. The text of a statement cannot fake it: that stands in quotation marks.
  outermost := split_part(stack, E'\n', -1);
  IF TG_OP = 'INSERT' AND outermost LIKE 'PL/pgSQL function log.append(%) line % at RETURN QUERY' THEN
    -- Under the lock of the append, which whoever halts the log takes as well: what was halted stays as it is.
    IF EXISTS (SELECT FROM log.halt) THEN
      RAISE EXCEPTION 'the log is moved to another engine: nothing is appended here' USING ERRCODE = 'AN001';
    END IF;
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' AND outermost LIKE 'PL/pgSQL function log.copy\_in(%) line % at SQL statement' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on log.event is refused: the log only grows, and only through log.append', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$refuse$;
