import type pg from 'pg';
import { randomUuid } from '#libs/platform/uuid.js';

/** Seconds after which another process takes over from one that is gone or frozen. By the database's clock, the only one they share. */
const LEASE_S = 15;
/** Milliseconds for which a holder, or one that was refused, does not ask again: an idle system writes once in this time. */
const ASK_EVERY_MS = 5_000;

/** Which process does the notary's work: the row of `notary.lease`. */
export class Lease {
  private readonly holder = randomUuid();
  private asked: { readonly at: number; readonly held: boolean } | undefined;

  constructor(private readonly pool: pg.Pool, private readonly monotonic: () => number) {}

  async hold(): Promise<boolean> {
    const now = this.monotonic();
    if (this.asked && now - this.asked.at < ASK_EVERY_MS) return this.asked.held;
    const { rowCount } = await this.pool.query(`
      insert into notary.lease (holder, until) values ($1, clock_timestamp() + make_interval(secs => $2))
      on conflict (one) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until < clock_timestamp()`, [this.holder, LEASE_S]);
    this.asked = { at: now, held: rowCount === 1 };
    return this.asked.held;
  }

  async release(): Promise<void> {
    this.asked = undefined;
    await this.pool.query('delete from notary.lease where holder = $1', [this.holder]);
  }
}
