-- Run with psql, as the owner of the database, while no server runs, after a log was put back that ends before the tables do. Empties
-- everything that is made from the log; the next projector makes it anew. Keys, stored answers and the lists of addresses stay.
--
--   psql --set=ON_ERROR_STOP=1 --file infra/after-restored-log.sql "$(cat …/database_url)"
begin;
do $$
declare read_models text;
begin
  -- What the log in EventStoreDB has not got itself. Where the log is in PostgreSQL both are empty.
  truncate log.log_clock, log.command_index;
  select string_agg(format('%I.%I', schemaname, tablename), ', ') into read_models
    from pg_tables where schemaname in (select distinct projection || '_v' || version from projecting.owner);
  execute 'truncate ' || read_models;
  truncate projecting.bucket, projecting.block_tally, projecting.parked_stream, projecting.parked_event, projecting.skipped_event;
  update projecting.owner set position = 0, event_id = null, epoch = epoch + 1, holder = null;
  delete from projecting.source;
  -- Whoever has acknowledged what is no more is told everything again: rather twice than never.
  update feed.consumer set acknowledged = 0;
end $$;
commit;
