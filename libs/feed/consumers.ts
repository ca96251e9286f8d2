/** Consumers of the feed that are registered, and how far each has acknowledged it. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { formatToken } from '#libs/event-log/position-token.js';
import { inTransaction } from '#libs/platform/database.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Instant } from '#libs/temporal/dates.js';
import type { Scope, Selection } from './selection.js';

/** Each is asked for its lag at every look at the list, and a company has few systems that follow another. */
export const MAX_CONSUMERS = 100;

export interface ConsumerDefinition extends Selection {
  readonly code: string;
  /** What the system is called. Never a person. */
  readonly name: string;
}

export interface Consumer extends ConsumerDefinition {
  /** It has dealt with everything up to here. */
  readonly acknowledged: Position;
  /** Null until it acknowledged for the first time. */
  readonly acknowledgedAt: Instant | null;
  readonly registeredAt: Instant;
}

interface ConsumerRow {
  readonly code: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly party: string | null;
  readonly bookkeeping: boolean;
  readonly scope: Scope;
  readonly acknowledged: Position;
  readonly acknowledged_at: Instant | null;
  readonly registered_at: Instant;
}

const COLUMNS = 'code, name, types, party, bookkeeping, scope, acknowledged, acknowledged_at, registered_at';

export class Consumers {
  constructor(private readonly pool: pg.Pool, private readonly logId: string) {}

  /**
   * Registers a consumer, or changes what it gets. Where it stands does not change: that is for acknowledging.
   * @param begins where a new one begins
   * @throws Refusal `too-many-consumers`
   */
  async put({ code, name, types, party, bookkeeping, scope }: ConsumerDefinition, begins: Position, now: Instant): Promise<{ readonly consumer: Consumer; readonly created: boolean }> {
    return inTransaction(this.pool, async (client) => {
      // Two that register at the same time must not both be the last.
      await client.query('lock table feed.consumer in share row exclusive mode');
      const { rows: [changed] } = await client.query<ConsumerRow>(
        `update feed.consumer set name = $2, types = $3, party = $4, bookkeeping = $5, scope = $6 where code = $1 returning ${COLUMNS}`, [code, name, types, party ?? null, bookkeeping, scope]);
      if (changed) return { consumer: consumerOf(changed), created: false };
      const { rows: [inserted] } = await client.query<ConsumerRow>(
        `insert into feed.consumer (code, name, types, party, bookkeeping, scope, acknowledged, registered_at)
         select $1, $2, $3::text[], $4::uuid, $5::boolean, $6, $7::bigint, $8::timestamptz where (select count(*) from feed.consumer) < $9 returning ${COLUMNS}`, [code, name, types, party ?? null, bookkeeping, scope, begins, now, MAX_CONSUMERS]);
      if (!inserted) throw new Refusal('too-many-consumers', `${MAX_CONSUMERS} consumers are registered, and there may be no more`, { limit: MAX_CONSUMERS });
      return { consumer: consumerOf(inserted), created: true };
    });
  }

  async find(code: string): Promise<Consumer> {
    const { rows: [row] } = await this.pool.query<ConsumerRow>(`select ${COLUMNS} from feed.consumer where code = $1`, [code]);
    if (!row) throw noConsumer(code);
    return consumerOf(row);
  }

  /** All of them, by code. */
  async all(): Promise<Consumer[]> {
    const { rows } = await this.pool.query<ConsumerRow>(`select ${COLUMNS} from feed.consumer order by code`);
    return rows.map(consumerOf);
  }

  /**
   * The consumer has dealt with everything up to a position; the same one again changes nothing.
   * @param reset whether it may go back, to be given events again
   * @param began where what was dealt with began: not there any more, it was reset meanwhile, or is followed by another process too
   * @throws Refusal `already-acknowledged` when it stands further on, `acknowledged-elsewhere` when it stands neither where that began nor at the position
   */
  async acknowledge(code: string, position: Position, now: Instant, { reset, began }: { readonly reset: boolean; readonly began: Position | undefined }): Promise<Consumer> {
    const { rows: [row] } = await this.pool.query<ConsumerRow>(
      `update feed.consumer set acknowledged = $2, acknowledged_at = $3 where code = $1 and (acknowledged <= $2 or $4) and ($5::bigint is null or acknowledged in ($2, $5)) returning ${COLUMNS}`, [code, position, now, reset, began ?? null]);
    if (row) return consumerOf(row);
    const stands = (await this.find(code)).acknowledged;
    const acknowledged = formatToken(this.logId, stands);
    throw new Refusal(began === undefined || stands === began ? 'already-acknowledged' : 'acknowledged-elsewhere', `consumer ${code} has acknowledged the feed up to ${acknowledged}`, { acknowledged });
  }

  async remove(code: string): Promise<void> {
    const { rowCount } = await this.pool.query('delete from feed.consumer where code = $1', [code]);
    if (rowCount === 0) throw noConsumer(code);
  }
}

function consumerOf({ code, name, types, party, bookkeeping, scope, acknowledged, acknowledged_at: acknowledgedAt, registered_at: registeredAt }: ConsumerRow): Consumer {
  return { code, name, types, party: party ?? undefined, bookkeeping, scope, acknowledged, acknowledgedAt, registeredAt };
}

const noConsumer = (code: string): Refusal => new Refusal('not-found', `no consumer ${code.slice(0, 64)} is registered`);
