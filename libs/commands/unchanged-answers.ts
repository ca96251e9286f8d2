/** Answers of commands that appended nothing, so that the same key again gives the same answer though the world has moved on. */
import type pg from 'pg';
import { coalesce } from '#libs/platform/coalesce.js';
import type { CommandAnswer } from './command.js';

export interface UnchangedAnswer {
  readonly commandId: string;
  /** Keyed hash of target and body. */
  readonly body: string;
  readonly answer: CommandAnswer;
  /** When it was given, ISO 8601. */
  readonly at: string;
}

/** Ids looked up in one query at most. */
const MAX_BATCH = 500;

export class UnchangedAnswers {
  private readonly findOne: (commandId: string) => Promise<UnchangedAnswer | undefined>;

  constructor(private readonly pool: pg.Pool) {
    this.findOne = coalesce({ maxBatch: MAX_BATCH, parallel: 2, run: (ids) => this.findMany(ids) });
  }

  find(commandId: string): Promise<UnchangedAnswer | undefined> {
    return this.findOne(commandId);
  }

  /** Stores the answer unless there is one; gives the one that is stored. */
  async remember({ commandId, body, answer, at }: UnchangedAnswer): Promise<UnchangedAnswer> {
    await this.pool.query({
      name: 'remember-unchanged',
      text: 'insert into commands.answer (command_id, body, answer, answered_at) values ($1, $2, $3, $4) on conflict do nothing',
      values: [commandId, body, JSON.stringify({ ...answer, position: String(answer.position) }), at],
    });
    const [stored] = await this.findMany([commandId]);
    if (!stored) throw new Error(`the answer of command ${commandId} was stored and is gone`);
    return stored;
  }

  private async findMany(commandIds: readonly string[]): Promise<(UnchangedAnswer | undefined)[]> {
    const { rows } = await this.pool.query<{ command_id: string; body: string; answer: string; answered_at: string }>({
      name: 'find-unchanged',
      text: 'select command_id, body, answer::text as answer, answered_at from commands.answer where command_id = any($1)',
      values: [commandIds],
    });
    const byId = new Map(rows.map((row) => {
      const answer = JSON.parse(row.answer) as CommandAnswer & { position: string };
      return [row.command_id, { commandId: row.command_id, body: row.body, at: row.answered_at, answer: { ...answer, position: BigInt(answer.position) } }];
    }));
    return commandIds.map((id) => byId.get(id));
  }
}
