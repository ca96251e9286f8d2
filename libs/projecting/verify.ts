/**
 * Proves that projections were given every event of the log once: what each of them counted, by bucket and by block of the log, is
 * compared with the log, which is read once for all of them. What they made of the events is not seen by it: see `projections/verify`.
 */
import type pg from 'pg';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import { bucketOf, BUCKETS } from './buckets.js';
import type { Version } from './projection.js';
import { addToTally, BLOCK_EVENTS, blockOf, emptyTally, idOf, numberOf, sumOf, type BlockTally, type Tally } from './tally.js';

/** An event as far as it takes to find it again. */
export interface NamedEvent {
  readonly eventId: string;
  /** Undefined: the log holds no such event. */
  readonly at: Pick<RecordedEvent, 'position' | 'stream' | 'revision' | 'type'> | undefined;
}

export interface TallyDifference {
  readonly projection: string;
  readonly version: number;
  readonly bucket: number;
  /** Undefined: each block is as in the log, and only the total of the bucket is another. */
  readonly block: bigint | undefined;
  /** Events of the bucket in the block: up to the checkpoint, and as counted. */
  readonly inLog: bigint;
  readonly counted: bigint;
  readonly kind: 'missing' | 'doubled' | 'different';
  /** The first of them. Undefined where the counts do not tell which: then the rows of `streams` do. */
  readonly first: NamedEvent | undefined;
  /** Streams of the bucket that have events in the block. */
  readonly streams: readonly string[];
}

export interface TallyReport {
  /** Events of the log that were looked at. */
  readonly events: number;
  /** How far the projection that is ahead has come: later events were not looked at. */
  readonly upTo: Position;
  readonly differences: readonly TallyDifference[];
}

export interface VerifyOptions {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly projections: readonly Version[];
  readonly onProgress?: (events: number) => void;
}

/** Events read at a time. */
const READ_AT_ONCE = 5_000;

/**
 * Compares all that was counted with the log, while both go on. A difference is told when it shows twice: what is retried or caught up
 * between two looks is none.
 */
export async function verifyTallies(options: VerifyOptions): Promise<TallyReport> {
  const snapshot = await takeSnapshot(options);
  const { events, differences } = await compare(options, snapshot, 0n);
  const found = [...snapshot.totals, ...differences];
  return { events, upTo: snapshot.last, differences: found.length === 0 ? [] : await confirmed(options, found) };
}

/** Those of the differences that a second look finds too: at their blocks alone. */
async function confirmed(options: VerifyOptions, found: readonly TallyDifference[]): Promise<TallyDifference[]> {
  const snapshot = await takeSnapshot(options);
  const again = [...snapshot.totals];
  for (const block of new Set(found.flatMap((one) => one.block ?? []))) again.push(...(await compare(options, snapshot, block, block)).differences);
  const same = (a: TallyDifference, b: TallyDifference): boolean => a.projection === b.projection && a.version === b.version && a.bucket === b.bucket && a.block === b.block;
  return again.filter((one) => found.some((before) => same(one, before)));
}

/** How far projections had come and what they had counted, at one moment. */
interface Snapshot {
  /** By projection, then by bucket. */
  readonly positions: ReadonlyMap<Version, readonly Position[]>;
  /** The furthest of them. */
  readonly last: Position;
  /** Blocks before this one are behind every checkpoint: they are read when they are compared, the others were read at that moment. */
  readonly firstMoving: bigint;
  readonly moving: readonly CountedBlock[];
  readonly totals: readonly TallyDifference[];
}

interface CountedBlock extends BlockTally {
  readonly projection: string;
  readonly version: number;
}

interface CountedRow {
  readonly projection: string;
  readonly version: number;
  readonly block: bigint;
  readonly bucket: number;
  readonly count: bigint;
  readonly sum: string;
}

/** How far a projection has come in each bucket. */
export async function positionsOf(client: Pick<pg.ClientBase, 'query'>, projections: readonly Version[]): Promise<Map<Version, Position[]>> {
  const { rows } = await client.query<{ number: bigint; bucket: number; position: bigint }>(POSITIONS, keysOf(projections));
  const positions = new Map(projections.map((projection) => [projection, new Array<Position>(BUCKETS).fill(0n)]));
  for (const { number, bucket, position } of rows) positions.get(projections[Number(number) - 1]!)![bucket] = position;
  return positions;
}

const POSITIONS = `
  select asked.number, b.bucket, o.position
    from unnest($1::text[], $2::integer[]) with ordinality as asked (projection, version, number)
    join projecting.bucket b using (projection, version) join projecting.owner o using (projection, version, owner)`;
const TOTALS = `
  select b.projection, b.version, b.bucket, b.tally_count as counted, coalesce(blocks.count, 0)::bigint as in_blocks
    from unnest($1::text[], $2::integer[]) as asked (projection, version)
    join projecting.bucket b using (projection, version)
    left join (select projection, version, bucket, sum(count) as count, mod(sum(sum), 340282366920938463463374607431768211456) as sum from projecting.block_tally group by 1, 2, 3) blocks
      using (projection, version, bucket)
   where b.tally_count <> coalesce(blocks.count, 0) or b.tally_sum <> coalesce(blocks.sum, 0)
   order by 1, 2, 3`;
const COUNTED = `
  select t.projection, t.version, t.block, t.bucket, t.count, t.sum::text as sum
    from unnest($1::text[], $2::integer[]) as asked (projection, version)
    join projecting.block_tally t using (projection, version)
   where t.block >= $3 and ($4::bigint is null or t.block <= $4)`;

const keysOf = (projections: readonly Version[]): unknown[] => [projections.map(({ name }) => name), projections.map(({ version }) => version)];

async function takeSnapshot({ pool, log, projections }: VerifyOptions): Promise<Snapshot> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const positions = await positionsOf(client, projections);
    const all = [...positions.values()].flat();
    const least = all.reduce((a, b) => (b < a ? b : a), all[0] ?? 0n);
    const firstMoving = least === 0n ? 0n : blockOf(least, BLOCK_EVENTS * log.positionsPerEvent);
    const moving = await countedIn(client, projections, firstMoving, undefined);
    const totals = await client.query<{ projection: string; version: number; bucket: number; counted: bigint; in_blocks: bigint }>(TOTALS, keysOf(projections));
    await client.query('commit');
    broken = false;
    return {
      positions, last: all.reduce((a, b) => (b > a ? b : a), 0n), firstMoving, moving,
      totals: totals.rows.map(({ counted, in_blocks: inLog, ...where }) => ({ ...where, block: undefined, inLog, counted, kind: kindOf(inLog, counted), first: undefined, streams: [] })),
    };
  } finally {
    if (broken) broken = await client.query('rollback').then(() => false, () => true);
    client.release(broken);
  }
}

async function countedIn(client: Pick<pg.ClientBase, 'query'>, projections: readonly Version[], from: bigint, to: bigint | undefined): Promise<CountedBlock[]> {
  const { rows } = await client.query<CountedRow>(COUNTED, [...keysOf(projections), from, to ?? null]);
  return rows.map(({ sum, ...row }) => ({ ...row, sum: BigInt(sum) }));
}

const kindOf = (inLog: bigint, counted: bigint): TallyDifference['kind'] => (counted < inLog ? 'missing' : counted > inLog ? 'doubled' : 'different');

/** Blocks `from` to `to`, or to the end, as counted and as the log holds them. In the order of the log; in memory is one block. */
async function compare(options: VerifyOptions, snapshot: Snapshot, from: bigint, to?: bigint): Promise<{ readonly events: number; readonly differences: TallyDifference[] }> {
  const { log, pool, projections, onProgress } = options;
  const blockSize = BLOCK_EVENTS * log.positionsPerEvent;
  const differences: TallyDifference[] = [];
  /** Blocks from here on are not compared yet. */
  let next = from;
  /** Compares what stands before block `end`; the events are those of block `end - 1`, and before it the log has none. */
  const close = async (events: readonly RecordedEvent[], end: bigint | undefined): Promise<void> => {
    const counted = [
      ...(next < snapshot.firstMoving ? await countedIn(pool, projections, next, end === undefined || end > snapshot.firstMoving ? snapshot.firstMoving - 1n : end - 1n) : []),
      ...snapshot.moving.filter(({ block }) => block >= next && (end === undefined || block < end)),
    ];
    differences.push(...compareBlock(snapshot, events, events[0] && blockOf(events[0].position, blockSize), counted));
    if (end !== undefined) next = end;
  };
  let [position, count] = [from * blockSize, 0];
  let block: RecordedEvent[] = [];
  for (let more = true; more;) {
    const read = await log.readAll(position, READ_AT_ONCE);
    more = read.length > 0;
    for (const event of read) {
      const number = blockOf(event.position, blockSize);
      more = event.position <= snapshot.last && (to === undefined || number <= to);
      if (!more) break;
      if (block[0] && blockOf(block[0].position, blockSize) !== number) {
        await close(block, blockOf(block[0].position, blockSize) + 1n);
        block = [];
      }
      block.push(event);
      count += 1;
    }
    position = read.at(-1)?.position ?? position;
    onProgress?.(count);
  }
  await close(block, to === undefined ? undefined : to + 1n);
  return { events: count, differences };
}

/** @param block that of the events; others that were counted have none in the log */
function compareBlock({ positions }: Snapshot, events: readonly RecordedEvent[], block: bigint | undefined, counted: readonly CountedBlock[]): TallyDifference[] {
  const byBucket = Array.from({ length: BUCKETS }, (): RecordedEvent[] => []);
  for (const event of events) byBucket[bucketOf(event.stream)]!.push(event);
  const whole = byBucket.map(tallyOf);
  const keyOf = (projection: string, version: number, bucket: number, at: bigint): string => `${projection} ${version} ${bucket} ${at}`;
  const countedBy = new Map(counted.map((one) => [keyOf(one.projection, one.version, one.bucket, one.block), one]));
  const differences: TallyDifference[] = [];
  const end = events.at(-1)?.position ?? 0n;
  for (const [{ name: projection, version }, reached] of positions) {
    for (let bucket = 0; block !== undefined && bucket < BUCKETS; bucket++) {
      const own = byBucket[bucket]!;
      const applied = reached[bucket]! >= end ? own : own.filter(({ position }) => position <= reached[bucket]!);
      const tally = applied === own ? whole[bucket]! : tallyOf(applied);
      const key = keyOf(projection, version, bucket, block);
      const found = countedBy.get(key) ?? emptyTally();
      countedBy.delete(key);
      if (tally.count === found.count && tally.sum === found.sum) continue;
      differences.push({
        projection, version, bucket, block, inLog: tally.count, counted: found.count, kind: kindOf(tally.count, found.count), first: firstDifferent(applied, tally, found), streams: [...new Set(applied.map(({ stream }) => stream))],
      });
    }
  }
  const beyond = [...countedBy.values()].filter(({ count, sum }) => count !== 0n || sum !== 0n);
  return [...differences, ...beyond.map(({ projection, version, bucket, block: at, count, sum }): TallyDifference => ({
    projection, version, bucket, block: at, inLog: 0n, counted: count, kind: 'doubled', first: count === 1n ? { eventId: idOf(sum), at: undefined } : undefined, streams: [],
  }))];
}

function tallyOf(events: readonly RecordedEvent[]): Tally {
  const tally = emptyTally();
  for (const { id } of events) addToTally(tally, id);
  return tally;
}

/**
 * Which event it is, as far as counts and sums tell: one or two, a run of them as a lost batch leaves, or one in the place of another.
 *
 * @param events of the bucket in the block, in the order of the log
 */
function firstDifferent(events: readonly RecordedEvent[], inLog: Tally, counted: Tally): NamedEvent | undefined {
  const missing = inLog.count >= counted.count;
  const [more, less] = missing ? [inLog, counted] : [counted, inLog];
  const count = Number(more.count - less.count);
  const sum = sumOf(more.sum, -less.sum);
  const ids = events.map(({ id }) => numberOf(id));
  const named = (i: number): NamedEvent => ({ eventId: events[i]!.id, at: events[i]! });
  if (count === 0) {
    // One is missing and another one doubled; or it was counted in the place of one, and the log does not hold it.
    const doubled = new Map(ids.map((id, i) => [id, i]));
    const i = ids.findIndex((id) => doubled.has(sumOf(id, -sum)));
    return i < 0 ? undefined : named(Math.min(i, doubled.get(sumOf(ids[i]!, -sum))!));
  }
  if (count === 1) {
    const i = ids.indexOf(sum);
    return i >= 0 ? named(i) : missing ? undefined : { eventId: idOf(sum), at: undefined };
  }
  if (missing && counted.count === 0n) return named(0);
  const start = runOf(ids, count, sum);
  if (start !== undefined) return named(start);
  if (count !== 2) return undefined;
  const others = new Map(ids.map((id, i) => [id, i]));
  const i = ids.findIndex((id) => others.has(sumOf(sum, -id)));
  return i < 0 ? undefined : named(i);
}

/** Where so many ids in a row have a sum. */
function runOf(ids: readonly bigint[], count: number, sum: bigint): number | undefined {
  let running = 0n;
  for (const [i, id] of ids.entries()) {
    running = sumOf(running, id, i >= count ? -ids[i - count]! : 0n);
    if (i >= count - 1 && running === sum) return i - count + 1;
  }
  return undefined;
}
