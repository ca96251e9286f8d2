import type pg from 'pg';

/**
 * Empties read models and puts their checkpoints to the beginning of a log: whoever projects that one makes them anew.
 *
 * @param logId of the one log they can be made from then; undefined: of whichever is projected first
 */
export async function forgetReadModels(client: pg.ClientBase, logId: string | undefined): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in (select projection || '_v' || version from projecting.version) and table_type = 'BASE TABLE'`);
  if (rows.length > 0) await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
  await client.query('truncate projecting.bucket, projecting.block_tally, projecting.parked_stream, projecting.parked_event, projecting.skipped_event');
  await client.query('update projecting.owner set position = 0, event_id = null, epoch = epoch + 1, holder = null');
  if (logId === undefined) await client.query('delete from projecting.source');
  else await client.query('insert into projecting.source (log_id) values ($1) on conflict (one) do update set log_id = excluded.log_id', [logId]);
}
