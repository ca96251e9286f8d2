/**
 * Tables made from the log, stream by stream: what a stream comes to is folded once and copied in as it stays. Holds the events of one
 * stream, and what is on its way.
 */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { MOST_EVENTS, type EventLog, type Position, type RecordedEvent } from '#libs/event-log/event-log.js';
import { byStream } from './by-stream.js';
import { copyIn, copyLine, Lines } from './copy-in.js';
import { decodedAround, foldAround, type Isolated } from './parking.js';
import type { Projector, Row, RowsByTable } from './projection.js';
import { columnsOf, takeOffIndexes, type Column } from './tables.js';
import { addTallies, BLOCK_EVENTS, tallyBlocks, type BlockTally } from './tally.js';

/** Bytes of rows that go in together: below, the round trip of a COPY shows; above, only memory grows. */
export const COPIED_AT_ONCE = 1_000_000;
/** Memory for each index that is put on, within what a server of 1 GB has to spare. */
export const INDEX_MEMORY = '256MB';

/** Tables that are filled: empty, as `makeTables` left them. */
export interface Target {
  readonly projector: Projector & Required<Pick<Projector, 'build'>>;
  readonly schema: string;
  /** For the tables of this target alone. */
  readonly client: pg.ClientBase;
}

export interface FillOptions {
  readonly log: EventLog;
  readonly decode: (events: readonly RecordedEvent[]) => Promise<StoredEvent[]>;
  readonly targets: readonly Target[];
  readonly upTo: Position;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FillProgress) => void;
}

export type FillProgress =
  | { readonly part: 'events'; readonly done: number; readonly of: number }
  | { readonly part: 'indexes'; readonly done: number; readonly of: number };

/** The log gave other events than it says it holds. */
export class EventsMissing extends Error {
  override readonly name = 'EventsMissing';
}

/** What checkpoints begin with where tables were filled. */
export interface Filled {
  /** What was counted on the way. */
  readonly tallies: readonly BlockTally[];
  /** By target: what its fold could not take in. */
  readonly parked: readonly (readonly Isolated[])[];
}

/** Fills the tables with all that the log holds up to a position. */
export async function fill({ log, decode, targets, upTo, signal, onProgress }: FillOptions): Promise<Filled> {
  const of = await eventsUpTo(log, upTo);
  const indexes: string[][] = [];
  const loaders: Loader[] = [];
  for (const { schema, client } of targets) {
    await client.query(`set search_path = ${schema}, public; set synchronous_commit = off; set maintenance_work_mem = '${INDEX_MEMORY}'; set jit = off`);
    indexes.push(await takeOffIndexes(client, schema));
    loaders.push(new Loader(client, await columnsOf(client, schema)));
  }
  const handled = (type: string): boolean => targets.some(({ projector }) => projector.handles(type));
  const tally = new Tallies(BLOCK_EVENTS * log.positionsPerEvent);
  const parked = targets.map((): Isolated[] => []);
  let stream: StoredEvent[] = [];
  const fold = async (): Promise<void> => {
    if (stream.length === 0) return;
    for (const [i, { projector }] of targets.entries()) {
      const own = stream.filter(({ type }) => projector.handles(type));
      if (own.length === 0) continue;
      const { folded, isolated } = foldAround(own, (events) => projector.build.rowsOf(events));
      if (folded) await loaders[i]!.take(folded);
      if (isolated) parked[i]!.push(isolated);
    }
    stream = [];
  };
  const { client, schema } = targets[0]!;
  for await (const page of byStream({ log, client, schema, upTo, signal })) {
    tally.add(page);
    for (const event of await decodedAround(page.filter(({ type }) => handled(type)), decode)) {
      if (stream[0] && stream[0].stream !== event.stream) await fold();
      stream.push(event);
    }
    onProgress({ part: 'events', done: tally.events, of });
  }
  await fold();
  for (const loader of loaders) await loader.end();
  if (tally.events !== of) throw new EventsMissing(`the log holds ${of} events up to there and gave ${tally.events}`);

  for (const { projector, client: theirs } of targets) await projector.build.complete?.(theirs);

  const total = indexes.flat().length;
  let done = 0;
  for (const [i, { schema: own, client: theirs }] of targets.entries()) {
    for (const statement of indexes[i]!) {
      signal.throwIfAborted();
      onProgress({ part: 'indexes', done: done++, of: total });
      await theirs.query(statement);
    }
    for (const table of (await columnsOf(theirs, own)).keys()) await theirs.query(`analyze ${own}.${table}`);
  }
  onProgress({ part: 'indexes', done: total, of: total });
  return { tallies: tally.blocks, parked };
}

/** How many events the log holds up to a position, which it goes on after meanwhile. */
async function eventsUpTo(log: EventLog, position: Position): Promise<number> {
  for (let before = await log.countAfter(position, MOST_EVENTS); ;) {
    const all = await log.countAfter(0n, MOST_EVENTS);
    const after = await log.countAfter(position, MOST_EVENTS);
    if (after === before) return all - after;
    before = after;
  }
}

/** Puts rows into the tables of one target, while the next ones are folded. */
class Loader {
  private readonly lines = new Map<string, Lines>();
  private loading: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: pg.ClientBase, private readonly columns: ReadonlyMap<string, Column[]>) {}

  async take(rows: RowsByTable): Promise<void> {
    for (const [table, own] of Object.entries(rows)) {
      if (own && own.length > 0) await this.copy(table, own);
    }
  }

  /** When all of it is in. */
  async end(): Promise<void> {
    for (const table of this.lines.keys()) await this.flushLines(table);
    await this.loading;
  }

  private async copy(table: string, rows: readonly Row[]): Promise<void> {
    const columns = this.columns.get(table)!;
    const lines = this.lines.get(table) ?? new Lines();
    this.lines.set(table, lines);
    for (const row of rows) lines.add(copyLine(columns, row));
    if (lines.bytes >= COPIED_AT_ONCE) await this.flushLines(table);
  }

  private async flushLines(table: string): Promise<void> {
    const lines = this.lines.get(table)!.take();
    await this.after(() => copyIn(this.client, table, this.columns.get(table)!, lines));
  }

  /** One at a time, so that no more than two are held. */
  private async after(load: () => Promise<unknown>): Promise<void> {
    await this.loading;
    this.loading = load();
    this.loading.catch(() => undefined);
  }
}

/** What was seen of the log, by block and bucket. */
class Tallies {
  events = 0;
  private readonly byBlock = new Map<string, BlockTally>();

  constructor(private readonly blockSize: bigint) {}

  add(page: readonly RecordedEvent[]): void {
    this.events += page.length;
    for (const tally of tallyBlocks(page.map(({ stream, position, id: eventId }) => ({ stream, position, eventId })), this.blockSize)) {
      const key = `${tally.block} ${tally.bucket}`;
      const before = this.byBlock.get(key);
      this.byBlock.set(key, before ? { ...tally, ...addTallies(before, tally) } : tally);
    }
  }

  get blocks(): BlockTally[] {
    return [...this.byBlock.values()];
  }
}
