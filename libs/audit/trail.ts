/**
 * Everything one actor did, or that belongs together: found on either engine by an index of blocks of the log, which is made when
 * somebody asks. So those who write pay nothing for it, and the first question after a long time reads what is new of the log.
 */
import type pg from 'pg';
import type { EventMetadata } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { inTransaction } from '#libs/platform/database.js';
import { isUuid } from '#libs/platform/uuid.js';

/** Events in a block, about: read whole where somebody did one thing in it, which takes some 10 ms. Kept in the index, so it stays. */
const BLOCK_EVENTS = 1_024n;
/** Events that are indexed at a time. */
const INDEXED_AT_ONCE = 5_000;

/** What leads from one event to the others. A command that belongs to nothing else is a correlation of its own, and is found by its id. */
export interface Trail {
  readonly kind: 'actor' | 'correlation';
  readonly id: string;
}

export class AuditTrail {
  constructor(private readonly pool: pg.Pool, private readonly log: EventLog) {}

  /** The events of a trail after a position and up to another, the first ones. */
  async events(trail: Trail, { after, upTo, limit }: { readonly after: Position; readonly upTo: Position; readonly limit: number }): Promise<RecordedEvent[]> {
    await this.bringUpToDate();
    const found: RecordedEvent[] = [];
    if (trail.kind === 'correlation' && isUuid(trail.id)) found.push(...(await this.log.eventsOfCommand(trail.id)).filter((event) => event.position > after && event.position <= upTo && belongsTo(trail, event)));
    const { rows } = await this.pool.query<{ block: bigint }>('select block from audit.trail where kind = $1 and id = $2 and block between $3 and $4 order by block', [trail.kind, trail.id, this.blockOf(after + 1n), this.blockOf(upTo)]);
    for (const { block } of rows) {
      if (found.length >= limit) break;
      for await (const event of this.eventsIn(block, after)) if (event.position <= upTo && belongsTo(trail, event)) found.push(event);
    }
    return found.sort((a, b) => (a.position < b.position ? -1 : 1)).slice(0, limit);
  }

  private get blockSize(): bigint {
    return BLOCK_EVENTS * this.log.positionsPerEvent;
  }

  private blockOf(position: Position): bigint {
    return (position - 1n) / this.blockSize;
  }

  private async *eventsIn(block: bigint, after: Position): AsyncGenerator<RecordedEvent, void, void> {
    const start = block * this.blockSize;
    for (let position = start > after ? start : after;;) {
      const read = await this.log.readAll(position, Number(BLOCK_EVENTS));
      for (const event of read) {
        if (this.blockOf(event.position) > block) return;
        yield event;
      }
      const last = read.at(-1);
      if (!last) return;
      ({ position } = last);
    }
  }

  /** One of those who ask at a time; the others wait, and find it done. */
  private async bringUpToDate(): Promise<void> {
    while (await inTransaction(this.pool, (client) => this.indexSome(client)));
  }

  /** Whether there may be more. */
  private async indexSome(client: pg.ClientBase): Promise<boolean> {
    const { rows: [reached] } = await client.query<{ position: bigint; event_id: string | null }>('select position, event_id from audit.reached for update');
    const { position, event_id: eventId } = reached!;
    if (position > 0n && (await this.log.readAll(position - 1n, 1))[0]?.id !== eventId) {
      // Another log, or one restored behind the index.
      await client.query('truncate audit.trail');
      await client.query('update audit.reached set position = 0, event_id = null');
      return true;
    }
    const events = await this.log.readAll(position, INDEXED_AT_ONCE);
    const last = events.at(-1);
    if (!last) return false;
    const trails = new Map(events.flatMap((event) => trailsOf(event).map((trail) => [`${trail.kind} ${trail.id} ${this.blockOf(event.position)}`, { ...trail, block: this.blockOf(event.position) }])));
    const rows = [...trails.values()];
    await client.query('insert into audit.trail (kind, id, block) select * from unnest($1::text[], $2::text[], $3::bigint[]) on conflict do nothing', [rows.map(({ kind }) => kind), rows.map(({ id }) => id), rows.map(({ block }) => block)]);
    await client.query('update audit.reached set position = $1, event_id = $2', [last.position, last.id]);
    return true;
  }
}

function trailsOf({ metadata, commandId }: RecordedEvent): Trail[] {
  const { actor, onBehalfOf, correlationId } = JSON.parse(metadata) as EventMetadata;
  return [
    { kind: 'actor', id: actor }, ...(onBehalfOf === undefined ? [] : [{ kind: 'actor', id: onBehalfOf } as const]),
    ...(correlationId === commandId ? [] : [{ kind: 'correlation', id: correlationId } as const]),
  ];
}

function belongsTo({ kind, id }: Trail, { metadata }: RecordedEvent): boolean {
  const { actor, onBehalfOf, correlationId } = JSON.parse(metadata) as EventMetadata;
  return kind === 'actor' ? actor === id || onBehalfOf === id : correlationId === id;
}
