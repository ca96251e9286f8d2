/** A process that projects into a sink which takes its time: `sleeping-projector.ts <url> <events in a batch> <ms a batch>`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { PostgresEventLog } from '#libs/event-log/postgres/postgres-event-log.js';
import { createPool } from '#libs/platform/database.js';
import { ProjectionRunner } from '#libs/projecting/runner.js';

const [url, batchSize, sleepMs] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const METADATA = {} as StoredEvent['metadata'];

const pool = createPool(url, { name: 'sink', pipeline: true });
const log = new PostgresEventLog(url);
const runner = new ProjectionRunner({
  log, logId: 'k7mzq2ab', pool, batchSize, decode: (events) => Promise.resolve(events.map(({ id: eventId, ...event }) => ({ ...event, eventId, data: {}, metadata: METADATA, recordedOn: event.recordedAt.slice(0, 10) }))),
  projections: [{
    name: 'notes', version: 1, streamsApart: true, handles: () => true,
    async project(client, events) {
      await client.query({ name: 'note', text: 'insert into note (position, writer) select unnest($1::bigint[]), $2', values: [events.map(({ position }) => position), process.pid] });
      await sleep(sleepMs);
    },
  }],
});
await runner.start();
process.on('SIGTERM', () => void runner.stop().then(() => log.close()).then(() => pool.end()));
