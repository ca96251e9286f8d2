/**
 * A process that projects one read model and is stopped, frozen and killed by tests: `node --import ./test/support/typescript.js projector.ts <url>`.
 * Notes down each event, only in the order of its stream. Prints a line when it has started and, in the middle of the transaction, before it
 * commits an event of type `Slow`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import type { Projection } from '#libs/projecting/projection.js';
import { ProjectionRunner } from '#libs/projecting/runner.js';

const url = process.argv[2]!;
const batchSize = Number(process.argv[3]);
/** Long enough for whoever reads the line to freeze this process. */
const SLOW_MS = 1_000;

const notes: Projection = {
  name: 'notes', version: 1, streamsApart: true, handles: () => true,
  async project(client, events) {
    for (const { stream, revision, position } of events) {
      const { rowCount } = await client.query('insert into note (position, stream) select $1, $2 where (select count(*) from note where stream = $2) = $3', [position, stream, revision]);
      // Parked, and found by the test.
      if (rowCount !== 1) throw new Error(`revision ${revision} of ${stream} came too early or twice`);
    }
    if (events.some(({ type }) => type === 'Slow')) {
      process.stdout.write('inside\n');
      await sleep(SLOW_MS);
    }
  },
};

const pool = createPool(url, { name: 'projector', pipeline: true });
const log = new PostgresEventLog(url);
const runner = new ProjectionRunner({
  log, logId: 'k7mzq2ab', pool, projections: [notes], batchSize,
  decode: (events) => Promise.resolve(events.map(({ id, data, metadata, ...event }) => ({ ...event, eventId: id, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as StoredEvent['metadata'], recordedOn: event.recordedAt.slice(0, 10) }))),
});
await runner.start();
process.stdout.write('started\n');
process.on('SIGTERM', () => {
  void runner.stop().then(() => log.close()).then(() => pool.end());
});
