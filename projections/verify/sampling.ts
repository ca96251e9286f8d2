/** The same proof, all the time and a little at a time: every so often some streams are compared, taken at random. */
import { schemaOf } from '#libs/projecting/projection.js';
import { instantAt, type Instant } from '#libs/temporal/dates.js';
import { verifyParty, verifyStreams, type TableDifference, type TablesParts, type TablesReport } from './tables.js';

/** Milliseconds between two looks: a look takes some 20 ms, so the thread and the database give a five-hundredth of their time. */
export const SAMPLE_EVERY_MS = 10_000;
/** Streams that one look compares, at most: some parties have ten thousand interactions. */
const MAX_STREAMS = 50;
/** Events from which one is taken at random: positions are not dense everywhere, and moments of the log are not busy alike. */
const EVENTS_DRAWN_FROM = 100;
/** Differences that are kept to be told. */
const MAX_KEPT = 20;

export interface SamplingState {
  /** Compared since the process started. */
  readonly streams: number;
  readonly events: number;
  readonly lastAt: Instant | undefined;
  /** Found since then, each once; the first are kept. */
  readonly differences: number;
  readonly kept: readonly TableDifference[];
  /** Why the last look could not be taken. */
  readonly error: Error | undefined;
}

export interface SamplingOptions extends TablesParts {
  readonly now: () => Instant;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly everyMs?: number;
}

export class Sampling {
  private streams = 0;
  private events = 0;
  private lastAt: Instant | undefined;
  private error: Error | undefined;
  private readonly found = new Map<string, TableDifference>();
  private readonly stopping = new AbortController();
  private looking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SamplingOptions) {}

  get state(): SamplingState {
    const { streams, events, lastAt, error } = this;
    return { streams, events, lastAt, error, differences: this.found.size, kept: [...this.found.values()].slice(0, MAX_KEPT) };
  }

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => {
        if (!this.stopping.signal.aborted) this.start();
      });
    }, this.options.everyMs ?? SAMPLE_EVERY_MS);
    this.timer.unref();
  }

  /** Ends after the look under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.looking;
  }

  /** One look: at what an event of the log is about, which tables may have lost; and at a row, which the log may not have. */
  async look(): Promise<void> {
    try {
      for (const stream of [await this.streamOfLog(), await this.streamOfTables()]) if (stream !== undefined) this.note(await this.compare(stream));
      this.error = undefined;
    } catch (error) {
      this.error = error as Error;
    }
  }

  private async compare(stream: string): Promise<TablesReport> {
    return stream.startsWith('party-') ? verifyParty(this.options, stream.slice('party-'.length), MAX_STREAMS) : verifyStreams(this.options, [stream]);
  }

  private note({ streams, events, differences }: TablesReport): void {
    this.streams += streams;
    this.events += events;
    this.lastAt = this.options.now();
    for (const one of differences) this.found.set([one.projection, one.table, one.stream, one.group, one.key].join(' '), one);
  }

  private async streamOfLog(): Promise<string | undefined> {
    const { log, random } = this.options;
    const [first] = await log.readAll(0n, 1);
    const { recordedAt } = await log.head();
    if (!first || recordedAt === null) return undefined;
    const [from, to] = [Date.parse(first.recordedAt), Date.parse(recordedAt)];
    const drawn = await log.readAll(await log.positionAt(instantAt(from + Math.floor(random() * (to - from)))), EVENTS_DRAWN_FROM);
    return drawn[Math.floor(random() * drawn.length)]?.stream ?? first.stream;
  }

  private async streamOfTables(): Promise<string | undefined> {
    const { pool, projections, random } = this.options;
    const parties = (await projections()).find(({ name }) => name === 'parties');
    if (!parties) return undefined;
    const id = [8, 4, 4, 4, 12].map((length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')).join('-');
    const { rows } = await pool.query<{ party_id: string }>(`select party_id from ${schemaOf(parties)}.party where party_id >= $1 order by party_id limit 1`, [id]);
    return rows[0] && `party-${rows[0].party_id}`;
  }
}
