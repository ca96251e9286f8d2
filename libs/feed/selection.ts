/** Which events a reader of the feed gets, and how much of each. */
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import type { EventLog, RecordedEvent } from '#libs/event-log/event-log.js';

/** `ids`: sealed fields are left out. `values`: they are opened. */
export type Scope = 'ids' | 'values';
export const SCOPES: readonly Scope[] = ['ids', 'values'];

export interface Selection {
  /** Event types; none: all. */
  readonly types: readonly string[];
  /** Only events of streams that name this party: its own, its relations, interactions, requests; and events that name it themselves. */
  readonly party: string | undefined;
  /** Also reservations and the like; those of a type that is named come anyway. */
  readonly bookkeeping: boolean;
  readonly scope: Scope;
}

/** Streams whose names are remembered; about 500 bytes each. */
const REMEMBERED = 10_000;
/** Events at the head of a stream that say whom it is about: before the first that does there are only fences. */
const HEAD = 20;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export class Selector {
  /** Ids named at the head of streams, in the clear; the least recently asked for first. */
  private readonly named = new Map<string, ReadonlySet<string>>();

  constructor(private readonly log: EventLog, private readonly definitions: EventDefinitions) {}

  /** Those of the events that are selected, in their order. */
  async select(events: readonly RecordedEvent[], selection: Selection): Promise<RecordedEvent[]> {
    const ofTypes = events.filter(this.typeFilter(selection));
    const { party } = selection;
    if (party === undefined) return ofTypes;
    const about = new Set<string>();
    await Promise.all([...new Set(ofTypes.map(({ stream }) => stream))].map(async (stream) => {
      if (stream.endsWith(`-${party}`) || (await this.namedBy(stream)).has(party)) about.add(stream);
    }));
    // Ids stand in the clear; what is sealed is base64, in which no hyphen occurs.
    return ofTypes.filter(({ stream, data }) => about.has(stream) || data.includes(party));
  }

  private typeFilter({ types, bookkeeping }: Selection): (event: RecordedEvent) => boolean {
    if (types.length > 0) {
      const wanted = new Set(types);
      return ({ type }) => wanted.has(type);
    }
    return bookkeeping ? () => true : ({ type }) => !this.definitions[type]?.bookkeeping;
  }

  private async namedBy(stream: string): Promise<ReadonlySet<string>> {
    const known = this.named.get(stream);
    this.named.delete(stream);
    const ids = known ?? new Set((await this.log.readStream(stream, 0, HEAD)).flatMap(({ data }) => data.match(UUID) ?? []));
    if (this.named.size >= REMEMBERED) this.named.delete(this.named.keys().next().value!);
    this.named.set(stream, ids);
    return ids;
  }
}
