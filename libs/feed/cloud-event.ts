/** Events as the feed shows them: CloudEvents 1.0 in their JSON format. */
import { isErased, type EventDefinition, type StoredEvent } from '#libs/event-log/domain-event.js';
import { formatToken } from '#libs/event-log/position-token.js';

/** One event. Besides the attributes of CloudEvents, extension attributes, which that specification writes in small letters. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** The log: `urn:annals:log:<log id>`. Source and id together are unique. */
  readonly source: string;
  readonly type: string;
  /** What it is about, as its stream is named: `party/<uuid>`, `relation/<uuid>`, `attribute/<code>`. */
  readonly subject: string;
  /** When it was recorded; never decreases along the feed. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** Where it stands in the log, opaque: what `after` and `Last-Event-ID` take. */
  readonly position: string;
  /** This is event n (from 1) of m of its append. */
  readonly n: number;
  readonly of: number;
  /** 0-based place among the events of its subject. */
  readonly revision: number;
  readonly commandid: string;
  readonly caller: string;
  readonly actor: string;
  readonly onbehalfof?: string;
  readonly reason?: string;
  /** Where the knowledge came from, and how. */
  readonly origin?: string;
  readonly originmethod?: string;
  /** Names of fields that the scope `ids` leaves out of `data`, separated by commas. */
  readonly sealedfields?: string;
  /** Names of fields that nobody can read any more, separated by commas: null in `data`, with `erased: true` beside. */
  readonly erasedfields?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const TYPE = 'annals.';

export const cloudEventType = (type: string): string => TYPE + type;
/** The event type that a type of CloudEvents stands for; undefined when it is none of ours. */
export const eventTypeOf = (type: string): string | undefined => (type.startsWith(TYPE) ? type.slice(TYPE.length) : undefined);
export const dataSchema = (type: string, { version }: EventDefinition): string => `urn:annals:event:${type}:${version}`;
export const sourceOf = (logId: string): string => `urn:annals:log:${logId}`;

/** @param definition of the event's type: data are lifted to its version when they are decoded */
export function cloudEvent(event: StoredEvent, definition: EventDefinition, logId: string): CloudEvent {
  const { metadata, provenance, sealedBy = {} } = event;
  const sealed = Object.keys(sealedBy).filter((field) => !Object.hasOwn(event.data, field));
  const erased = Object.entries(event.data).filter(([, value]) => isErased(value)).map(([field]) => field);
  return {
    specversion: '1.0', id: event.eventId, source: sourceOf(logId), type: cloudEventType(event.type), subject: subjectOf(event.stream), time: event.recordedAt,
    datacontenttype: 'application/json', dataschema: dataSchema(event.type, definition),
    position: formatToken(logId, event.position), n: metadata.n, of: metadata.of, revision: event.revision, commandid: event.commandId, caller: metadata.caller, actor: metadata.actor,
    ...(metadata.onBehalfOf !== undefined && { onbehalfof: metadata.onBehalfOf }), ...(metadata.reason !== undefined && { reason: metadata.reason }),
    ...(provenance && { origin: provenance.system, originmethod: provenance.method }),
    ...(sealed.length > 0 && { sealedfields: sealed.join(',') }), ...(erased.length > 0 && { erasedfields: erased.join(',') }),
    data: { ...event.data, ...Object.fromEntries(erased.map((field) => [field, null])), ...(erased.length > 0 && { erased: true }) },
  };
}

/** `party-<uuid>` as `party/<uuid>`: the first part of a stream's name says what kind of thing it is. */
function subjectOf(stream: string): string {
  return stream.replace('-', '/');
}
