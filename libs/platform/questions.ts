/**
 * Questions that many ask at the same time. Setting a plan up, and the way to the database and back, cost as much as running most of them; so
 * those that are asked while others are being answered are answered together, each statement once for all who ask it.
 */
import type pg from 'pg';
import { coalesce } from './coalesce.js';
import { connectionLost, outOfResources } from './connection-lost.js';
import { askInOneFlight, CONNECT_TIMEOUT_MS, prepared, type PreparedStatement } from './database.js';

/** A statement that asks, alone or for several at once. */
export interface Question extends PreparedStatement {
  /** The same for many: a row of its answers has the number of the asker as `asker`. Takes a list of values for each parameter. */
  readonly ofMany: PreparedStatement;
}

/**
 * @param text a `select`, which is put into a `from` where it is asked for many
 * @param types of its parameters, in order, as PostgreSQL spells them; none is an array
 */
export function question(text: string, ...types: readonly string[]): Question {
  const lists = types.map((type, n) => `$${n + 1}::${type}[]`).join(', ');
  const names = types.map((_, n) => `p${n + 1}`).join(', ');
  // A nested loop, because of the lateral: askers come in their order, and the rows of each in that of its statement.
  return { ...prepared(text), ofMany: prepared(`select many.asker, answer.* from unnest(${lists}) with ordinality many (${names}, asker) cross join lateral (${text.replaceAll(/\$(\d+)/g, 'many.p$1')}) answer`) };
}

/** What is no {@link Question} is asked for each alone. */
export interface Asked extends Omit<PreparedStatement, 'values'> {
  readonly ofMany?: PreparedStatement;
  readonly values: readonly unknown[];
}

export interface Answer<Row> {
  readonly rows: Row[];
}

/** Whoever answers questions: a connection, or {@link together}. */
export interface Asking {
  query<Row extends pg.QueryResultRow>(asked: Asked): Promise<Answer<Row>>;
}

/** Questions answered in one go, at most: one that takes long is waited for by those it is answered with. */
const MOST_TOGETHER = 32;

interface Waiting {
  readonly asked: Asked;
  readonly since: number;
}

/**
 * Who has waited for his turn as long as one waits for a connection is told the same as there, and not asked for any more.
 *
 * @param connections over which answers are on their way at a time, at most
 */
export function together(pool: pg.Pool, connections: number): Asking {
  const ask = coalesce<Waiting, pg.QueryResultRow[] | undefined>({
    async run(waiting) {
      const late = performance.now() - CONNECT_TIMEOUT_MS;
      const inTime = waiting.filter(({ since }) => since >= late);
      const answers = inTime.length === 0 ? [] : await answersTo(pool, inTime.map(({ asked }) => asked));
      const byWaiting = new Map(inTime.map((one, n) => [one, answers[n]]));
      return waiting.map((one) => byWaiting.get(one));
    },
    maxBatch: MOST_TOGETHER, parallel: connections, mayBeOfOne: (error) => !connectionLost(error) && !outOfResources(error) && !timedOut(error),
  });
  return {
    async query<Row extends pg.QueryResultRow>(asked: Asked): Promise<Answer<Row>> {
      const rows = await ask({ asked, since: performance.now() });
      if (!rows) throw new Error('timeout exceeded when trying to connect: those who ask at the same time have waited too long');
      return { rows: rows as Row[] };
    },
  };
}

/** query_canceled. None of these takes so long by itself: the database is busy, and must not be asked for each alone on top. */
const timedOut = (error: unknown): boolean => (error as { code?: unknown }).code === '57014';

async function answersTo(pool: pg.Pool, asked: readonly Asked[]): Promise<pg.QueryResultRow[][]> {
  const answers: pg.QueryResultRow[][] = asked.map(() => []);
  const alike = new Map<string, number[]>();
  for (const [n, { name, ofMany }] of asked.entries()) {
    const key = ofMany ? name : `${name} ${n}`;
    alike.set(key, [...(alike.get(key) ?? []), n]);
  }
  await askInOneFlight(pool, (client) => [...alike.values()].map((askers) => async () => {
    const [first] = askers;
    const { name, text, values, ofMany } = asked[first!]!;
    if (!ofMany) {
      answers[first!] = await rowsOf(client, { name, text, values: [...values] });
      return;
    }
    // For one asker too: a connection then has one plan to keep.
    const rows = await rowsOf<pg.QueryResultRow & { asker: bigint }>(client, { ...ofMany, values: values.map((_, p) => askers.map((n) => asked[n]!.values[p])) });
    for (const { asker, ...row } of rows) answers[askers[Number(asker) - 1]!]!.push(row);
  }));
  return answers;
}

/** By a callback: what a promise of the driver answers V8 keeps until it collects all, because the driver gives a query its callback only later. */
const rowsOf = <Row extends pg.QueryResultRow>(client: pg.ClientBase, query: pg.QueryConfig): Promise<Row[]> => new Promise((resolve, reject) => {
  client.query<Row>(query, (error, result) => {
    // No error is null, whatever the types say.
    if (error as Error | null) reject(error);
    else resolve(result.rows);
  });
});
