/**
 * Completes commands over several streams that nobody came back to: their process ended between two appends. Whoever did begin
 * them has long finished them otherwise, so only what is left after a while is looked at.
 */
import type pg from 'pg';

/** A command that has not come to its end after this long was left behind. */
const LEFT_AFTER_SECONDS = 5;
const EVERY_MS = 5_000;
/** Commands in one round. */
const MAX_ROUND = 100;

export interface SettlerOptions {
  readonly pool: pg.Pool;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Carries a command forward; safe to repeat. */
  readonly settle: (commandId: string) => Promise<void>;
  /** Told of what did not work; it is tried again in the next round. */
  readonly onError: (error: unknown) => void;
}

export class Settler {
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(private readonly options: SettlerOptions) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    for (let waited = 0; !this.stopped; waited += 250) {
      if (waited % EVERY_MS === 0) await this.round().catch(this.options.onError);
      await this.options.sleep(250);
    }
  }

  /** Settles what is due; gives how many there were. What fails now is due again in the next round. */
  async round(): Promise<number> {
    const { rows } = await this.options.pool.query<{ command_id: string }>(
      `select command_id from read_models.request where requested_at < now() - make_interval(secs => $1) group by command_id order by min(requested_at) limit $2`, [LEFT_AFTER_SECONDS, MAX_ROUND]);
    for (const { command_id: commandId } of rows) {
      if (this.stopped) break;
      try {
        await this.options.settle(commandId);
        await this.options.pool.query('delete from read_models.request where command_id = $1', [commandId]);
      } catch (error) {
        this.options.onError(error);
      }
    }
    return rows.length;
  }
}
