/**
 * Streams as folded state: read forward from a bounded cache, decoded, folded; and written through it, so that what a
 * process just appended it need not read again.
 */
import type { DomainEvent, EventMetadata, StoredEvent } from '#libs/event-log/domain-event.js';
import { LogUnavailable, WrongExpectedRevision, type AppendResult, type EventLog, type Position } from '#libs/event-log/event-log.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import type { Metrics } from '#libs/platform/metrics.js';
import type { Subject } from '#libs/personal-data/keys.js';
import { traced } from '#libs/platform/tracing.js';
import type { Zone } from '#libs/temporal/dates.js';

export interface Loaded<S> {
  readonly state: S;
  /** Last revision, -1 when the stream does not exist. */
  readonly revision: number;
  /** Position of the last event, 0 when the stream does not exist. */
  readonly position: Position;
  /** Commands that have written here. Revocations by other commands do not count. */
  readonly commands: ReadonlySet<string>;
}

/** One event on its way into the log. */
export interface OutgoingEvent {
  readonly id: string;
  readonly commandId: string;
  readonly event: DomainEvent;
  readonly metadata: EventMetadata;
}

/** Events that a command writes into the stream of somebody else to fence it off: they do not make the command known there. */
const REVOCATIONS: ReadonlySet<string> = new Set(['ClaimRevoked', 'SlotRevoked']);
const PAGE = 5_000;

interface Entry {
  readonly fold: Fold<unknown>;
  readonly state: unknown;
  readonly commands: Set<string>;
  revision: number;
  position: Position;
  /** Events of it that the limit of the cache has counted. */
  counted: number;
}

export interface StreamsOptions {
  readonly log: EventLog;
  readonly codec: PersonalDataCodec;
  readonly zone: Zone;
  readonly metrics: Metrics;
  /** Events whose state is kept, over all streams; 0 turns the cache off. About 1 kB each. Default 20,000. */
  readonly cachedEvents?: number;
}

export class Streams {
  /** In order of use: the first is the one to forget next. */
  private readonly cache = new Map<string, Entry>();
  private cachedEvents = 0;
  private readonly limit: number;

  constructor(private readonly options: StreamsOptions) {
    this.limit = options.cachedEvents ?? 20_000;
  }

  /** The state of a stream as the log has it now. Always asks the log, because other processes write too. */
  async load<S>(stream: string, fold: Fold<S>): Promise<Loaded<S>> {
    return (await this.read(stream, fold))();
  }

  /** Reads a stream ahead. What it holds is taken when it is needed: states go on with what this process appends meanwhile. */
  async read<S>(stream: string, fold: Fold<S>): Promise<() => Loaded<S>> {
    const cached = this.cache.get(stream);
    const entry: Entry = cached?.fold === fold ? cached : { fold, state: fold.initial(), commands: new Set(), revision: -1, position: 0n, counted: 0 };
    for (let more = true; more;) {
      const recorded = await this.options.log.readStream(stream, entry.revision + 1, PAGE);
      if (recorded.length > 0) for (const event of await this.options.codec.decode(recorded)) foldInto(entry, event);
      more = recorded.length === PAGE;
    }
    if (entry.revision >= 0) this.keep(stream, entry);
    return () => ({ state: entry.state as S, revision: entry.revision, position: entry.position, commands: entry.commands });
  }

  /** Appends at an exact revision (-1: the stream must not exist) and folds what was written into the cache. */
  async append(stream: string, revision: number, events: readonly OutgoingEvent[], subject?: Subject): Promise<AppendResult> {
    const encoded = await this.options.codec.encode(subject, events);
    const result = await this.timed(events, () => this.options.log.append(stream, revision < 0 ? 'no-stream' : revision, events.map(({ id, commandId, event }, i) => ({
      id, commandId, type: event.type, data: encoded[i]!.data, metadata: encoded[i]!.metadata,
    }))));
    const entry = this.cache.get(stream);
    const { recordedAt } = result;
    // Else the next load reads what was appended.
    if (entry && entry.revision === revision && result.repeated === false && recordedAt !== undefined) {
      const recordedOn = this.options.zone.dayOf(recordedAt);
      events.forEach(({ id, commandId, event, metadata }, i) => {
        foldInto(entry, {
          ...event, eventId: id, commandId, stream, revision: revision + 1 + i, metadata, recordedAt, recordedOn,
          // Inside an append nobody asks for a position: all its events share the one of its end.
          position: result.position, appendEnd: result.position,
        });
      });
    }
    return result;
  }

  private async timed(events: readonly OutgoingEvent[], append: () => Promise<AppendResult>): Promise<AppendResult> {
    const told = this.options.metrics.appends.startTimer();
    try {
      const result = await traced('append', { attributes: () => ({ 'annals.events': events.length, 'annals.types': [...new Set(events.map(({ event }) => event.type))] }) }, append);
      told({ outcome: result.repeated ? 'repeated' : 'appended' });
      return result;
    } catch (error) {
      told({ outcome: error instanceof WrongExpectedRevision ? 'conflict' : error instanceof LogUnavailable ? 'unavailable' : 'refused' });
      throw error;
    }
  }

  /** Makes the keys that events of a subject will need, ahead of their append. */
  async prepare(subject: Subject, events: readonly DomainEvent[]): Promise<void> {
    await this.options.codec.prepare(subject, events);
  }

  /** Lets the keys of a subject protect data of parties that are found out later. */
  async involve(subject: Subject): Promise<void> {
    await this.options.codec.involve(subject);
  }

  /** Forgets all state; needed when a key was destroyed, because states hold values in the clear. */
  forget(): void {
    this.cache.clear();
    this.cachedEvents = 0;
  }

  private keep(stream: string, entry: Entry): void {
    const other = this.cache.get(stream);
    if (other && other !== entry) this.release(other);
    this.cache.delete(stream);
    this.cache.set(stream, entry);
    this.cachedEvents += entry.revision + 1 - entry.counted;
    entry.counted = entry.revision + 1;
    for (const [oldest, least] of this.cache) {
      if (this.cachedEvents <= this.limit) break;
      this.cache.delete(oldest);
      this.release(least);
    }
  }

  private release(entry: Entry): void {
    this.cachedEvents -= entry.counted;
    entry.counted = 0;
  }
}

function foldInto(entry: Entry, event: StoredEvent): void {
  // A load that waited for the log may find that another one has folded these events meanwhile.
  if (event.revision !== entry.revision + 1) return;
  entry.fold.apply(entry.state, event);
  entry.revision = event.revision;
  entry.position = event.position;
  if (!REVOCATIONS.has(event.type)) entry.commands.add(event.commandId);
}
