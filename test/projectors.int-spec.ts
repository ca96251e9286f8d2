/** Projectors as processes of their own, which are frozen in the middle of a transaction, killed and stopped while others go on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type pg from 'pg';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { randomUuid } from '#libs/platform/uuid.js';
import { parkedStreams } from '#libs/projecting/parking.js';
import { verifyTallies } from '#libs/projecting/verify.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

interface Projector {
  readonly node: ChildProcess;
  readonly exit: Promise<number | null>;
  /** Resolves when it has printed a line that it had not printed before this was asked. */
  says(line: string): Promise<void>;
}

let database: TestDatabase;
let pool: pg.Pool;
let log: PostgresEventLog;
const running: Projector[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { name: 'test', pipeline: true });
  log = new PostgresEventLog(database.url);
  await pool.query('create schema notes_v1; create table notes_v1.note (position bigint primary key, stream text not null); create index on notes_v1.note (stream)');
});
afterEach(async () => {
  for (const { node, exit } of running.splice(0)) {
    node.kill('SIGKILL');
    await exit;
  }
  await log.close();
  await pool.end();
  await database.drop();
});

async function launch(batchSize: number): Promise<Projector> {
  const node = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', './test/support/typescript.js', 'test/support/projector.ts', database.url, String(batchSize)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: node.stdout });
  const projector: Projector = {
    node, exit: new Promise((resolve) => node.once('exit', resolve)),
    says: (line) => new Promise((resolve) => {
      const listen = (said: string): void => {
        if (said !== line) return;
        lines.off('line', listen);
        resolve();
      };
      lines.on('line', listen);
    }),
  };
  running.push(projector);
  await projector.says('started');
  return projector;
}

const streams = Array.from({ length: 16 }, () => `note-${randomUuid()}`);
let revision = -1;
/** One more event on each stream; gives the end of the log. */
async function round(type = 'Noted'): Promise<bigint> {
  const results = await Promise.all(streams.map((stream) => log.append(stream, revision < 0 ? 'no-stream' : revision, [{ id: randomUuid(), type, commandId: randomUuid(), data: '{}', metadata: '{}' }])));
  revision += 1;
  return results.reduce((end, { position }) => (position > end ? position : end), 0n);
}
async function reached(position: bigint): Promise<void> {
  while ((await pool.query<{ position: bigint | null }>('select min(position) as position from projecting.owner')).rows[0]!.position! < position) await sleep(50);
}
async function shared(among: number): Promise<void> {
  while ((await pool.query<{ holders: bigint }>('select count(distinct holder) as holders from projecting.owner')).rows[0]!.holders < BigInt(among)) await sleep(50);
}

it('goes on when one is frozen in its transaction, which then cannot commit, when one is killed, and when one is stopped: each stream in its order, each event once', async () => {
  const [first, second, third] = [await launch(3), await launch(1), await launch(100)];
  await shared(3);
  await reached(await round());

  // All of them have some of these events.
  const inside = first.says('inside');
  const slow = await round('Slow');
  await inside;
  first.node.kill('SIGSTOP');
  await reached(slow);
  await reached(await round());
  first.node.kill('SIGCONT');
  // It takes part again.
  await shared(3);
  await reached(await round());

  second.node.kill('SIGKILL');
  await reached(await round());
  third.node.kill('SIGTERM');
  expect(await third.exit).toBe(0);
  const end = await round();
  await reached(end);

  expect(await parkedStreams(pool)).toEqual([]);
  expect((await pool.query<{ position: bigint }>('select position from notes_v1.note order by position')).rows.map(({ position }) => position)).toEqual((await log.readAll(0n, 10_000)).map(({ position }) => position));
  expect(await verifyTallies({ log, pool, projections: [{ name: 'notes', version: 1 }] })).toEqual({ events: Number(end), upTo: end, differences: [] });
});
