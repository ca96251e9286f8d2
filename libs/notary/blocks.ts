import { crc32 } from 'node:zlib';
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { eventHash, HASH_BYTES, type ChainedEvent } from './chain.js';

/** What is kept of an event, and no more: content is told by its checksums. */
export interface NotedEvent extends Omit<ChainedEvent, 'data' | 'metadata'> {
  readonly dataCrc: number;
  readonly metadataCrc: number;
  readonly hash: Buffer;
}

export interface Block {
  readonly block: number;
  /** Of its last event. */
  readonly position: Position;
  readonly events: readonly NotedEvent[];
}

/** Notes an event whose predecessor has the hash `previous`. */
export function noted(event: ChainedEvent, previous: Buffer): NotedEvent {
  const { ordinal, id, stream, revision, type, recordedAt, commandId, left } = event;
  return { ordinal, id, stream, revision, type, recordedAt, commandId, left, ...checksums(event), hash: eventHash(event, previous) };
}

/** Signed, as PostgreSQL's integers are. */
export const checksums = ({ data, metadata }: ChainedEvent): Pick<NotedEvent, 'dataCrc' | 'metadataCrc'> => ({ dataCrc: crc32(data) | 0, metadataCrc: crc32(metadata) | 0 });

interface BlockRow {
  readonly block: number;
  readonly first_ordinal: bigint;
  readonly position: bigint;
  readonly hashes: Buffer;
  readonly event_ids: readonly string[];
  readonly streams: readonly string[];
  readonly revisions: readonly number[];
  readonly types: readonly string[];
  readonly recorded_at: readonly string[];
  readonly command_ids: readonly string[];
  readonly left_in_append: readonly number[];
  readonly data_crc: readonly number[];
  readonly metadata_crc: readonly number[];
}
const COLUMNS = 'block, first_ordinal, position, hashes, event_ids, streams, revisions, types, recorded_at, command_ids, left_in_append, data_crc, metadata_crc';

/** The notary's table of blocks: see `migrations/0001-blocks.sql`. */
export class Blocks {
  constructor(private readonly pool: pg.Pool) {}

  async last(): Promise<Block | undefined> {
    return this.one('order by block desc limit 1', []);
  }

  /** Of the last event of the last block, 0 where there is none. */
  async lastPosition(): Promise<Position> {
    const { rows: [row] } = await this.pool.query<{ position: Position }>('select position from notary.block order by block desc limit 1');
    return row?.position ?? 0n;
  }

  /** The block that holds an event. */
  async ofEvent(id: string): Promise<Block | undefined> {
    return this.one('where event_ids @> array[$1::uuid]', [id]);
  }

  /** The block that holds the event with an ordinal. */
  async at(ordinal: number): Promise<Block | undefined> {
    return this.one('where first_ordinal <= $1 and last_ordinal >= $1', [ordinal]);
  }

  /** Another process may have kept the very same. */
  async keep({ block, position, events }: Block): Promise<void> {
    await this.pool.query(`
      insert into notary.block (${COLUMNS}, last_ordinal)
      values ($1, $2, $3, $4, $5::uuid[], $6::text[], $7::integer[], $8::text[], $9::timestamptz[], $10::uuid[], $11::integer[], $12::integer[], $13::integer[], $14)
      on conflict do nothing`, [
      block, events[0]!.ordinal, position, Buffer.concat(events.map(({ hash }) => hash)), events.map(({ id }) => id), events.map(({ stream }) => stream), events.map(({ revision }) => revision),
      events.map(({ type }) => type), events.map(({ recordedAt }) => recordedAt), events.map(({ commandId }) => commandId), events.map(({ left }) => left),
      events.map(({ dataCrc }) => dataCrc), events.map(({ metadataCrc }) => metadataCrc), events.at(-1)!.ordinal,
    ]);
  }

  /** What was kept was made from another log than that of now. */
  async forget(): Promise<void> {
    await this.pool.query('delete from notary.block');
  }

  private async one(where: string, values: readonly unknown[]): Promise<Block | undefined> {
    const { rows: [row] } = await this.pool.query<BlockRow>(`select ${COLUMNS} from notary.block ${where}`, [...values]);
    return row && { block: row.block, position: row.position, events: eventsOf(row) };
  }
}

function eventsOf(row: BlockRow): NotedEvent[] {
  const first = Number(row.first_ordinal);
  return row.event_ids.map((id, n) => ({
    ordinal: first + n, id, stream: row.streams[n]!, revision: row.revisions[n]!, type: row.types[n]!, recordedAt: row.recorded_at[n]!, commandId: row.command_ids[n]!, left: row.left_in_append[n]!,
    dataCrc: row.data_crc[n]!, metadataCrc: row.metadata_crc[n]!, hash: row.hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  }));
}
