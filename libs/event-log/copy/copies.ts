import type pg from 'pg';
import type { LogEngine, Position } from '../event-log.js';
import { inTransaction } from '#libs/platform/database.js';
import { LogMismatch } from '../log-birth.js';

/** The copies of logs that this installation knows: the tables of `migrations/0001-copies.sql`. */
export class Copies {
  constructor(private readonly pool: pg.Pool) {}

  /** The id of the copy of a log into an engine: the one that is under way, or a new one. */
  async begin({ fromLogId, engine, newLogId }: { readonly fromLogId: string; readonly engine: LogEngine; readonly newLogId: () => string }): Promise<string> {
    const { rows: [under_way] } = await this.pool.query<{ log_id: string; from_log_id: string }>('select log_id, from_log_id from log.copy where engine = $1 and not finished', [engine]);
    if (under_way && under_way.from_log_id !== fromLogId) throw new LogMismatch(`log ${under_way.from_log_id} is being copied to ${engine} already, this is ${fromLogId}`);
    if (under_way) return under_way.log_id;
    const logId = newLogId();
    await this.pool.query('insert into log.copy (log_id, from_log_id, engine) values ($1, $2, $3)', [logId, fromLogId, engine]);
    return logId;
  }

  /** The copy into an engine that is not finished, if there is one: its id, and that of the log it is made from. */
  async underWay(engine: LogEngine): Promise<{ readonly logId: string; readonly fromLogId: string } | undefined> {
    const { rows: [copy] } = await this.pool.query<{ log_id: string; from_log_id: string }>('select log_id, from_log_id from log.copy where engine = $1 and not finished', [engine]);
    return copy && { logId: copy.log_id, fromLogId: copy.from_log_id };
  }

  /** @throws LogMismatch when what would be served is a copy that is not finished */
  async checkFinished(engine: LogEngine): Promise<void> {
    const underWay = await this.underWay(engine);
    if (underWay) throw new LogMismatch(`log ${underWay.fromLogId} is being copied to ${engine}: finish it (annals log copy … --finish) before a server starts on it`);
  }

  /** Nothing is appended any more to the log in this database, not even by a server that nobody thought of. */
  async halt(): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(7305002)');
      await client.query('insert into log.halt default values on conflict do nothing');
    });
  }

  /** The move was called off, unless it is finished. */
  async resume(): Promise<void> {
    await this.pool.query('delete from log.halt where not moved');
  }

  async closeForGood(): Promise<void> {
    const { rowCount } = await this.pool.query('update log.halt set moved = true');
    if (rowCount === 0) throw new LogMismatch('another run of the copy let the log go on meanwhile: finish it again, and start no other beside it');
  }

  async note(logId: string, ends: readonly { readonly from: Position; readonly to: Position }[]): Promise<void> {
    await this.pool.query('insert into log.position_map (log_id, from_position, position) select $1, * from unnest($2::bigint[], $3::bigint[]) on conflict (log_id, from_position) do update set position = excluded.position', [logId, ends.map(({ from }) => from), ends.map(({ to }) => to)]);
  }

  /** Whether what a log has at a position is noted as copied. */
  async reaches(logId: string, fromPosition: Position): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from log.position_map where log_id = $1 and from_position = $2', [logId, fromPosition]);
    return rowCount === 1;
  }

  /** What a position of another log is in this one. Undefined when this log was not copied from that one, or not so far. */
  async translate(logId: string, fromLogId: string, position: Position): Promise<Position | undefined> {
    const { rows: [copy] } = await this.pool.query<{ from_log_id: string }>('select from_log_id from log.copy where log_id = $1 and finished', [logId]);
    if (!copy) return undefined;
    // Through a copy of a copy as well.
    const known = copy.from_log_id === fromLogId ? position : await this.translate(copy.from_log_id, fromLogId, position);
    if (known === undefined || known === 0n) return known;
    const { rows: [end] } = await this.pool.query<{ position: bigint }>('select position from log.position_map where log_id = $1 and from_position >= $2 order by from_position limit 1', [logId, known]);
    return end?.position;
  }
}
