/** Which events a reader of the feed gets, and how much of each. */
import type { EventDefinitions } from '#libs/event-log/domain-event.js';
import type { EventLog, RecordedEvent } from '#libs/event-log/event-log.js';
import { partyStream } from '#libs/parties/events.js';
import { relationStream, type RelationStarted } from '#libs/relations/events.js';

/** `ids`: sealed fields are left out. `values`: they are opened. */
export type Scope = 'ids' | 'values';
export const SCOPES: readonly Scope[] = ['ids', 'values'];

export interface Selection {
  /** Event types; none: all. */
  readonly types: readonly string[];
  /** Only events of this party's stream, and of relations that name it. */
  readonly party: string | undefined;
  /** Also reservations and the like; those of a type that is named come anyway. */
  readonly bookkeeping: boolean;
  readonly scope: Scope;
}

/** Relations whose ends are remembered; about 200 bytes each. */
const REMEMBERED = 10_000;
/** Events at the head of a relation's stream among which the first start must be: before it there are only fences. */
const HEAD = 20;
const RELATION = relationStream('');

export class Selector {
  /** The ends of relations by stream, the least recently asked for first. They never change. */
  private readonly ends = new Map<string, readonly [a: string, b: string]>();

  constructor(private readonly log: EventLog, private readonly definitions: EventDefinitions) {}

  /** Those of the events that are selected, in their order. */
  async select(events: readonly RecordedEvent[], selection: Selection): Promise<RecordedEvent[]> {
    const ofTypes = events.filter(this.typeFilter(selection));
    const { party } = selection;
    if (party === undefined) return ofTypes;
    const relations = [...new Set(ofTypes.map(({ stream }) => stream).filter((stream) => stream.startsWith(RELATION)))];
    const naming = new Set([partyStream(party)]);
    await Promise.all(relations.map(async (stream) => {
      if ((await this.endsOf(stream))?.includes(party)) naming.add(stream);
    }));
    return ofTypes.filter(({ stream }) => naming.has(stream));
  }

  private typeFilter({ types, bookkeeping }: Selection): (event: RecordedEvent) => boolean {
    if (types.length > 0) {
      const wanted = new Set(types);
      return ({ type }) => wanted.has(type);
    }
    return bookkeeping ? () => true : ({ type }) => !this.definitions[type]?.bookkeeping;
  }

  private async endsOf(stream: string): Promise<readonly [a: string, b: string] | undefined> {
    const known = this.ends.get(stream);
    this.ends.delete(stream);
    const ends = known ?? (await this.readEnds(stream));
    if (!ends) return undefined;
    if (this.ends.size >= REMEMBERED) this.ends.delete(this.ends.keys().next().value!);
    this.ends.set(stream, ends);
    return ends;
  }

  private async readEnds(stream: string): Promise<readonly [a: string, b: string] | undefined> {
    const started = (await this.log.readStream(stream, 0, HEAD)).find(({ type }) => type === 'RelationStarted');
    if (!started) return undefined;
    const { a, b } = JSON.parse(started.data) as RelationStarted['data'];
    return [a, b];
  }
}
