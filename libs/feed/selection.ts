/** Which events a reader of the feed gets, and how much of each. */
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import type { EventLog, RecordedEvent } from '#libs/event-log/event-log.js';

/** `ids`: sealed fields are left out. `values`: they are opened. */
export type Scope = 'ids' | 'values';
export const SCOPES: readonly Scope[] = ['ids', 'values'];

export interface Selection {
  /** Event types; none: all. */
  readonly types: readonly string[];
  /** Only events about this party: of its own stream, and of relations, interactions, tasks, requests from the event on that names it. */
  readonly party: string | undefined;
  /** Also reservations and the like; those of a type that is named come anyway. */
  readonly bookkeeping: boolean;
  readonly scope: Scope;
}

/** Streams whose names are remembered; about 500 bytes each. */
const REMEMBERED = 10_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The ids that a stream names in the clear, each with the revision that names it first. */
interface Names {
  /** Revisions below this were read. */
  next: number;
  readonly first: Map<string, number>;
}

export class Selector {
  /** By stream; the least recently asked for first. */
  private readonly named = new Map<string, Names>();

  constructor(private readonly log: EventLog, private readonly definitions: EventDefinitions) {}

  /** Those of the events that are selected, in their order. */
  async select(events: readonly RecordedEvent[], selection: Selection): Promise<RecordedEvent[]> {
    const ofTypes = events.filter(this.typeFilter(selection));
    const { party } = selection;
    if (party === undefined) return ofTypes;
    const byStream = new Map<string, RecordedEvent[]>();
    for (const event of ofTypes) (byStream.get(event.stream) ?? byStream.set(event.stream, []).get(event.stream)!).push(event);
    const since = new Map(await Promise.all([...byStream].map(async ([stream, own]) => [stream, await this.aboutSince(stream, own, party)] as const)));
    return ofTypes.filter(({ stream, revision, data }) => revision >= (since.get(stream) ?? Infinity) || names(data).includes(party));
  }

  private typeFilter({ types, bookkeeping }: Selection): (event: RecordedEvent) => boolean {
    if (types.length > 0) {
      const wanted = new Set(types);
      return ({ type }) => wanted.has(type);
    }
    return bookkeeping ? () => true : ({ type }) => !this.definitions[type]?.bookkeeping;
  }

  /** The revision from which on a stream is about a party, as far as its events so far tell: the same for whoever asks, and whenever. */
  private async aboutSince(stream: string, events: readonly RecordedEvent[], party: string): Promise<number | undefined> {
    if (stream.endsWith(`-${party}`)) return 0;
    // What another party's events name, such as who it was merged into, makes no more of them about that one.
    if (stream.startsWith('party-')) return undefined;
    const known = this.named.get(stream) ?? { next: 0, first: new Map<string, number>() };
    const { revision: last } = events.at(-1)!;
    const unread = events[0]!.revision <= known.next && events.length === last - events[0]!.revision + 1 ? events : known.next <= last ? await this.log.readStream(stream, known.next, last - known.next + 1) : [];
    for (const { revision, data } of unread) for (const id of names(data)) if (!known.first.has(id)) known.first.set(id, revision);
    known.next = Math.max(known.next, last + 1);
    this.named.delete(stream);
    if (this.named.size >= REMEMBERED) this.named.delete(this.named.keys().next().value!);
    this.named.set(stream, known);
    return known.first.get(party);
  }
}

/** Ids stand in the clear; what is sealed is base64, in which no hyphen occurs. */
const names = (data: string): readonly string[] => data.match(UUID) ?? [];
