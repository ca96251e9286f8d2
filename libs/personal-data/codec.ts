/**
 * Events on their way into and out of the log. Sealed fields are encrypted with AES-256-GCM under a key of their subject and
 * class, bound to the event's id and the field's name, so that a ciphertext moved elsewhere does not open. A field whose key was
 * destroyed reads {@link ERASED}.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type pg from 'pg';
import { ERASED, isErased, NewerEventVersion, type DataClass, type DomainEvent, type EventDefinition, type EventDefinitions, type EventMetadata, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { RecordedEvent } from '#libs/event-log/event-log.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { prepared } from '#libs/platform/database.js';
import type { Zone } from '#libs/temporal/dates.js';
import type { DataKey, KeyStore, Subject } from './keys.js';
import { freshNonce } from './nonce.js';

/** A sealed field as the log holds it: key id, nonce, ciphertext with its tag; base64. */
interface Envelope {
  readonly $e: 1;
  readonly k: string;
  readonly n: string;
  readonly c: string;
}

/** An event whose sealed fields are still closed. */
interface ParsedEvent {
  readonly event: RecordedEvent;
  readonly data: Record<string, unknown>;
  readonly metadata: EventMetadata;
  readonly sealedBy: Record<string, string>;
}

/** A field to be opened: where it stands, and where the id of its key is noted. */
interface SealedField {
  readonly event: RecordedEvent;
  readonly data: Record<string, unknown>;
  readonly sealedBy: Record<string, string>;
  readonly field: string;
  readonly envelope: Envelope;
}

export interface EncodedEvent {
  readonly data: string;
  readonly metadata: string;
}

/** A stored field does not open under its own key: it was altered, or moved here from another event. */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
  constructor(readonly eventId: string, readonly field: string) {
    super(`the field ${field} of event ${eventId} is not what was stored`);
  }
}

const TAG_BYTES = 16;
const SELECT_REENCRYPTED = prepared('select event_id, field_path, envelope::text as envelope from keys.reencrypted where event_id = any($1::uuid[])');

export interface CodecOptions {
  readonly keys: KeyStore;
  readonly pool: pg.Pool;
  readonly definitions: EventDefinitions;
  readonly zone: Zone;
}

export class PersonalDataCodec {
  constructor(private readonly options: CodecOptions) {}

  /**
   * Encrypts what is sealed and serialises once, as the notary reads it (RFC 8785). The version in the metadata is the definition's.
   * @param subject whose data the events hold; may be left out for events without sealed fields
   */
  async encode(subject: Subject | undefined, events: readonly { readonly id: string; readonly event: DomainEvent; readonly metadata: EventMetadata }[]): Promise<EncodedEvent[]> {
    const sealed = events.map(({ event }) => this.sealedFields(event.type, event.data));
    const classes = [...new Set(sealed.flat().map(({ dataClass }) => dataClass))];
    if (classes.length > 0 && !subject) throw new Error(`sealed fields of ${events[0]!.event.type} without a subject`);
    const keys = await this.options.keys.ensure(classes.map((dataClass) => ({ subject: subject!, dataClass })));
    const keyOf = new Map(classes.map((dataClass, i) => [dataClass, keys[i]!]));
    return events.map(({ id, event, metadata }, i) => {
      const data: Record<string, unknown> = { ...event.data };
      for (const { field, dataClass } of sealed[i]!) data[field] = seal(keyOf.get(dataClass)!, id, field, data[field]);
      return { data: canonicalJson(data), metadata: canonicalJson({ ...metadata, v: this.definition(event.type, id).version }) };
    });
  }

  /** Makes the keys that encoding these events will ask for. */
  async prepare(subject: Subject, events: readonly DomainEvent[]): Promise<void> {
    const classes = new Set(events.flatMap(({ type, data }) => this.sealedFields(type, data).map(({ dataClass }) => dataClass)));
    await this.options.keys.ensure([...classes].map((dataClass) => ({ subject, dataClass })));
  }

  /** Lets the keys of a subject protect data of all its parties: before an event says so that encrypts nothing itself. */
  involve(subject: Subject): Promise<void> {
    return this.options.keys.involve(subject);
  }

  /** Decodes a batch: all keys it needs in one query, then without waiting. */
  async decode(recorded: readonly RecordedEvent[]): Promise<StoredEvent[]> {
    const parsed = recorded.map(parse);
    const envelopes: SealedField[] = [];
    for (const event of parsed) this.noteSealed(event, envelopes);
    const keys = envelopes.length === 0 ? new Map<string, DataKey>() : await this.options.keys.find(envelopes.map(({ envelope }) => envelope.k));
    const orphans = envelopes.filter(({ envelope }) => !keys.has(envelope.k));
    for (const { event, data, field, envelope, sealedBy } of envelopes) {
      const key = keys.get(envelope.k);
      sealedBy[field] = envelope.k;
      if (key) data[field] = open(key, event.id, field, envelope);
    }
    if (orphans.length > 0) await this.openOrphans(orphans);
    return parsed.map((event) => this.stored(event));
  }

  /** Decodes without opening anything, for who may not see values: sealed fields are left out, and `sealedBy` says which there are. */
  outline(recorded: readonly RecordedEvent[]): StoredEvent[] {
    return recorded.map((one) => {
      const event = parse(one);
      const envelopes: SealedField[] = [];
      this.noteSealed(event, envelopes);
      for (const { data, field, envelope, sealedBy } of envelopes) {
        sealedBy[field] = envelope.k;
        // What lifts an event of an older version can do without its values.
        data[field] = ERASED;
      }
      const stored = this.stored(event);
      if (envelopes.length === 0) return stored;
      const data = Object.fromEntries(Object.entries(stored.data).filter(([name]) => !Object.hasOwn(event.sealedBy, name)));
      return { ...stored, data };
    });
  }

  /** Notes an event's sealed fields; a list that is handed on, because whole logs are read through here. */
  private noteSealed({ event, data, sealedBy }: ParsedEvent, found: SealedField[]): void {
    const { sealed } = this.definition(event.type, event.id);
    if (!sealed) return;
    for (const field of Object.keys(sealed)) {
      const envelope = data[field];
      if (isEnvelope(envelope)) found.push({ event, data, sealedBy, field, envelope });
      else if (envelope !== undefined) throw new IntegrityError(event.id, field);
    }
  }

  private stored({ event, data, metadata, sealedBy }: ParsedEvent): StoredEvent {
    return {
      type: event.type, data: this.upcast(event, data, metadata.v), eventId: event.id, commandId: event.commandId, stream: event.stream, revision: event.revision,
      position: event.position, appendEnd: event.appendEnd, recordedAt: event.recordedAt, recordedOn: this.options.zone.dayOf(event.recordedAt), metadata, sealedBy,
      ...(metadata.provenance && { provenance: metadata.provenance }),
    };
  }

  /** Fields whose key is gone: still readable where they were re-encrypted when another value of their class was erased. */
  private async openOrphans(orphans: readonly SealedField[]): Promise<void> {
    const { rows } = await this.options.pool.query<{ event_id: string; field_path: string; envelope: string }>({ ...SELECT_REENCRYPTED, values: [orphans.map(({ event }) => event.id)] });
    const again = new Map(rows.map(({ event_id, field_path, envelope }) => [`${event_id} ${field_path}`, JSON.parse(envelope) as Envelope]));
    const keys = await this.options.keys.find([...again.values()].map(({ k }) => k));
    for (const { event, data, field, sealedBy } of orphans) {
      const envelope = again.get(`${event.id} ${field}`);
      const key = envelope && keys.get(envelope.k);
      if (key) sealedBy[field] = envelope.k;
      data[field] = key ? open(key, event.id, field, envelope) : ERASED;
    }
  }

  private sealedFields(type: string, data: object): { field: string; dataClass: DataClass }[] {
    const { sealed = {} } = this.definition(type);
    return Object.entries(sealed)
      .filter(([field]) => (data as Record<string, unknown>)[field] !== undefined)
      .map(([field, dataClass]) => ({ field, dataClass: dataClass === 'own' ? (data as { dataClass: DataClass }).dataClass : dataClass }));
  }

  private upcast({ id, type }: RecordedEvent, stored: object, from: number): object {
    const { version, upcast } = this.definition(type, id);
    if (from > version) throw new NewerEventVersion(id, type, from);
    let data = stored;
    for (let v = from; v < version; v++) {
      const lift = upcast?.[v];
      if (!lift) throw new Error(`${type} has no upcaster from version ${v}`);
      data = lift(data);
    }
    return data;
  }

  private definition(type: string, eventId = 'to be appended'): EventDefinition {
    const definition = this.options.definitions[type];
    if (!definition) throw new NewerEventVersion(eventId, type, 0);
    return definition;
  }
}

const parse = (event: RecordedEvent): ParsedEvent =>
  ({ event, data: JSON.parse(event.data) as Record<string, unknown>, metadata: JSON.parse(event.metadata) as EventMetadata, sealedBy: {} });

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && (value as Envelope).$e === 1;
}

/** Binds a ciphertext to the place it stands at. */
const boundTo = (eventId: string, field: string): Buffer => Buffer.from(`1|${eventId}|${field}`);

/** Encrypts one field for one event; the nonce is random, always. Also what re-encrypting a value for the side table does. */
export function seal(key: DataKey, eventId: string, field: string, value: unknown): Envelope {
  if (isErased(value)) throw new Error(`the value of ${field} is erased and cannot be stored again`);
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(boundTo(eventId, field));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { $e: 1, k: key.keyId, n: nonce.toString('base64'), c: ciphertext.toString('base64') };
}

function open(key: DataKey, eventId: string, field: string, { n, c }: Envelope): unknown {
  try {
    const sealed = Buffer.from(c, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(n, 'base64')).setAAD(boundTo(eventId, field));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = decipher.update(sealed.subarray(0, -TAG_BYTES));
    // Checks the tag; GCM keeps nothing back until here.
    decipher.final();
    return JSON.parse(text.toString());
  } catch {
    throw new IntegrityError(eventId, field);
  }
}
