/** The change feed: the events of the log from any position on, in its order, each at least once to whoever resumes where it stopped. */
import { ERASED, type EventDefinitions, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { EventLog, Position, RecordedEvent } from '#libs/event-log/event-log.js';
import type { FactCorrected, FactErased, FactRecorded } from '#libs/facts/events.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { Refusal } from '#libs/platform/refusal.js';
import { cloudEvent, type CloudEvent } from './cloud-event.js';
import { Selector, type Selection } from './selection.js';
import { READ_EVENTS, sizes, Tail } from './tail.js';

export const MAX_PAGE_EVENTS = 1_000;
export const DEFAULT_PAGE_EVENTS = 100;
/** Characters of data after which a page ends: one event may have a million. */
const PAGE_CHARACTERS = 2_000_000;
/** Events looked at for one page: what a narrow filter passes over takes time too, and the caller is told how far that went. */
const PAGE_SCAN = 20_000;
/** Fewer events than these are not worth a read of their own. */
const LEAST_READ = 50;
/** Callers that wait for news at a time, long-polls and streams together: each holds a connection of the process. */
export const MAX_FOLLOWERS = 256;
/** Milliseconds without an event after which a follower is told how far the feed has come. Proxies cut what is silent for 30 to 60 s. */
const HEARTBEAT_MS = 15_000;

/** Events that say the value of a fact. */
const WITH_VALUE: ReadonlySet<string> = new Set<(FactRecorded | FactCorrected)['type']>(['FactRecorded', 'FactCorrected']);

export interface FeedPage {
  readonly events: readonly CloudEvent[];
  /** Everything up to here was looked at; where the next page begins. */
  readonly next: Position;
  /** Whether there is more in the log already. */
  readonly more: boolean;
}

export interface FeedOptions {
  readonly log: EventLog;
  readonly logId: string;
  readonly codec: PersonalDataCodec;
  readonly definitions: EventDefinitions;
  /** Milliseconds on a clock that never steps back. */
  readonly monotonic: () => number;
  readonly heartbeatMs?: number;
  readonly maxFollowers?: number;
}

export interface FollowOptions {
  /** Events in one page. */
  readonly limit: number;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

export class Feed {
  private readonly tail: Tail;
  private readonly selector: Selector;
  private readonly followers = new Set<AbortController>();
  private closed = false;

  constructor(private readonly options: FeedOptions) {
    this.tail = new Tail(options.log);
    this.selector = new Selector(options.log, options.definitions);
  }

  /** The selected events after a position, at most `limit`, and as far as one page goes. */
  page(after: Position, selection: Selection, limit: number): Promise<FeedPage> {
    return this.scan((position, count) => this.tail.read(position, count), after, selection, limit);
  }

  /**
   * The same, but where there is nothing yet it is waited for, until the time is over, the signal aborts or the feed is closed.
   * @throws Refusal `too-many-followers`
   */
  async poll(after: Position, selection: Selection, { limit, waitMs, signal }: FollowOptions & { readonly waitMs: number }): Promise<FeedPage> {
    const follower = this.enter(signal);
    const { monotonic } = this.options;
    try {
      const started = monotonic();
      for (let position = after; ;) {
        const page = await this.pageOn(position, selection, limit);
        const left = waitMs - (monotonic() - started);
        if (page.events.length > 0 || left <= 0 || follower.signal.aborted) return page;
        if (!page.more) await this.tail.grown(page.next, left, follower.signal);
        position = page.next;
      }
    } finally {
      this.leave(follower);
    }
  }

  /**
   * Follows the log until the signal aborts or the feed is closed: pages with events, and one without whenever there was nothing to
   * tell for a while, which says how far the feed has come. A page is made when the one before was taken: who reads slowly has one
   * in memory, and the log is read no faster than that.
   * @throws Refusal `too-many-followers`, at once
   */
  follow(after: Position, selection: Selection, { limit, signal }: FollowOptions): AsyncGenerator<FeedPage, void, void> {
    return this.pages(after, selection, limit, this.enter(signal));
  }

  private async *pages(after: Position, selection: Selection, limit: number, follower: AbortController): AsyncGenerator<FeedPage, void, void> {
    const { monotonic, heartbeatMs = HEARTBEAT_MS } = this.options;
    try {
      let told = monotonic();
      for (let position = after; !follower.signal.aborted;) {
        const page = await this.pageOn(position, selection, limit);
        if (page.events.length === 0 && !page.more) await this.tail.grown(page.next, Math.max(0, heartbeatMs - (monotonic() - told)), follower.signal);
        if (follower.signal.aborted) return;
        if (page.events.length > 0 || monotonic() - told >= heartbeatMs) {
          yield page;
          told = monotonic();
        }
        position = page.next;
      }
    } finally {
      this.leave(follower);
    }
  }

  /** Ends all who wait, and lets nobody wait any more: a request may be on its way here while the server stops. */
  close(): void {
    this.closed = true;
    for (const follower of this.followers) follower.abort();
  }

  /** One who waits, and stops when the signal aborts. A controller each, because signals derived from one of the whole process would pile up at it. */
  private enter(signal: AbortSignal): AbortController {
    const { maxFollowers = MAX_FOLLOWERS } = this.options;
    if (this.followers.size >= maxFollowers) throw new Refusal('too-many-followers', `this process has ${maxFollowers} callers that wait for the feed already`, { limit: maxFollowers });
    const follower = new AbortController();
    this.followers.add(follower);
    this.tail.enter();
    // Also when nobody ever took a page.
    signal.addEventListener('abort', () => this.leave(follower), { once: true });
    if (signal.aborted || this.closed) this.leave(follower);
    return follower;
  }

  private leave(follower: AbortController): void {
    if (!this.followers.delete(follower)) return;
    follower.abort();
    this.tail.leave();
  }

  /** A page for who follows. */
  private pageOn(after: Position, selection: Selection, limit: number): Promise<FeedPage> {
    return this.scan((position, count) => this.tail.readOn(position, count), after, selection, limit);
  }

  private async scan(read: Tail['read'], after: Position, selection: Selection, limit: number): Promise<FeedPage> {
    const found: RecordedEvent[] = [];
    let [next, scanned, characters, more] = [after, 0, 0, true];
    while (more && found.length < limit && scanned < PAGE_SCAN && characters < PAGE_CHARACTERS) {
      const events = await read(next, wanted(selection, limit - found.length));
      const taken = fitting(await this.selector.select(events, selection), limit - found.length, PAGE_CHARACTERS - characters);
      found.push(...taken.events);
      characters += taken.characters;
      scanned += events.length;
      more = events.length > 0;
      next = taken.all ? (events.at(-1)?.position ?? next) : found.at(-1)!.position;
    }
    return { events: await this.decoded(found, selection), next, more };
  }

  private async decoded(events: readonly RecordedEvent[], { scope }: Selection): Promise<CloudEvent[]> {
    const { codec, definitions, logId } = this.options;
    const stored = scope === 'values' ? await this.opened(events) : codec.outline(events);
    return stored.map((event) => cloudEvent(event, definitions[event.type]!, logId));
  }

  /** With values, but for those of facts that were erased since: they are told to nobody, whether or not their keys are gone already. */
  private async opened(events: readonly RecordedEvent[]): Promise<StoredEvent[]> {
    const firsts = new Map<string, number>();
    for (const { type, stream, revision } of events) if (WITH_VALUE.has(type) && !firsts.has(stream)) firsts.set(stream, revision);
    const { codec, log } = this.options;
    const [stored, ...later] = await Promise.all([codec.decode(events), ...[...firsts].map(([stream, revision]) => log.readStream(stream, revision + 1))]);
    const erased = new Set(later.flat().filter(({ type }) => type === 'FactErased').map(({ data }) => (JSON.parse(data) as FactErased['data']).factId));
    if (erased.size === 0) return stored;
    return stored.map((event) => (WITH_VALUE.has(event.type) && erased.has((event.data as FactRecorded['data']).factId) ? { ...event, data: { ...event.data, value: ERASED } } : event));
  }
}

/** Events to read for a page that lacks some: without a filter most of them are in it. */
function wanted({ types, party }: Selection, lacking: number): number {
  return types.length > 0 || party !== undefined ? READ_EVENTS : Math.min(READ_EVENTS, Math.max(LEAST_READ, lacking));
}

/** The events that still fit into a page, one at least; `all` when none is left over. */
function fitting(events: readonly RecordedEvent[], count: number, characters: number): { readonly events: readonly RecordedEvent[]; readonly characters: number; readonly all: boolean } {
  let [taken, size] = [0, 0];
  while (taken < Math.min(events.length, count) && (taken === 0 || size < characters)) {
    size = sizes(size, events[taken]!);
    taken += 1;
  }
  return { events: events.slice(0, taken), characters: size, all: taken === events.length };
}
