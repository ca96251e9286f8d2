/**
 * Events as the domain sees them: decoded, with their personal fields readable or {@link ERASED}.
 */
import type { Day } from '#libs/temporal/dates.js';
import type { Position } from './event-log.js';

/** A fact of the past before it is stored. `data` holds no secrets in the clear once stored: see `libs/personal-data`. */
export interface DomainEvent<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly data: D;
  /** Where the knowledge came from; only on events that assert something. */
  readonly provenance?: Provenance;
}

/** Where a fact was learned. */
export interface Provenance {
  /** The system or interaction it came from: a code `[a-z0-9][a-z0-9._:-]{0,63}`, such as `sirene` or `interaction:<uuid>`. */
  readonly system: string;
  readonly method: 'declared' | 'observed' | 'registry' | 'inferred' | 'imported';
  /** 0 to 1 as a decimal text. */
  readonly confidence?: string;
  /** When the other system had recorded it; our own time is the log's. */
  readonly recordedAt?: string;
}

/** The clear part beside each event's data. Never holds a name, an e-mail or free text. */
export interface EventMetadata {
  /** Version of the event type's schema. */
  readonly v: number;
  /** This is event n (from 1) of m in its append. */
  readonly n: number;
  readonly of: number;
  /** `service:<slug>`: who called, and who scopes the idempotency key. */
  readonly caller: string;
  /** `agent:<uuid>`, `service:…`, `import:…` or `system:…`. Not verified until access control exists. */
  readonly actor: string;
  readonly verified: false;
  readonly onBehalfOf?: string;
  /** A reason code, `[a-z0-9][a-z0-9-]{0,63}`. */
  readonly reason?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly provenance?: Provenance;
  /** Keyed hash of the command's target and body: the same key with another body is refused by it. */
  readonly body?: string;
  /** What the command answers besides revision and position (ids, codes, warnings; no values). On the last event of its append. */
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** An event read back from the log and decoded. */
export type StoredEvent<E extends DomainEvent = DomainEvent> = E & {
  readonly eventId: string;
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly appendEnd: Position;
  readonly recordedAt: string;
  /** The day of `recordedAt` in the business zone of the log. */
  readonly recordedOn: Day;
  readonly metadata: EventMetadata;
  /** Ids of the keys its sealed fields are stored under, by field. */
  readonly sealedBy?: Readonly<Record<string, string>>;
};

/** What stands in the place of a value whose key was destroyed. Total in fold, upcast and normalisation; equal only to itself. */
export interface Erased {
  readonly erased: true;
}
export const ERASED: Erased = Object.freeze({ erased: true });
export const isErased = (value: unknown): value is Erased => value === ERASED;

/** Class of personal data; a key belongs to one subject and one class, so that one class can be erased alone. */
export type DataClass = 'identity' | 'contact' | 'commercial' | 'notes' | 'proof';

/** What the log must know of an event type to store and read it. */
export interface EventDefinition {
  readonly version: number;
  /** Encrypted fields of `data` and their class; `'own'` takes the class from `data.dataClass`. */
  readonly sealed?: Readonly<Record<string, DataClass | 'own'>>;
  /** Upcasters by the version they lift from; run after decoding, total over {@link ERASED}, may not rename a sealed field. */
  readonly upcast?: Readonly<Record<number, (data: object) => object>>;
  /** Says nothing of the world: a reservation, a fence, a list of what a command will do next. Readers of the feed do not get it unless they ask. */
  readonly bookkeeping?: true;
}
export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

/**
 * An event is of a type or version that this release does not know: a newer one wrote it, and can read it. Nothing is wrong with
 * the event, so it is never set aside; whoever meets it leaves its work to a newer process.
 */
export class NewerEventVersion extends Error {
  override readonly name = 'NewerEventVersion';
  /** @param version 0 where the type itself is not known */
  constructor(readonly eventId: string, readonly type: string, readonly version: number) {
    super(`event ${eventId} is ${type}${version === 0 ? '' : ` version ${version}`}, which this release does not know: a newer one does`);
  }
}
