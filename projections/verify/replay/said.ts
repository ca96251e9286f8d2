/** What parties allow, and what was requested of their data, replayed from the events. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';

type Data = Readonly<Record<string, string | undefined>>;
export const STATEMENTS: Readonly<Record<string, string>> = { ConsentGranted: 'granted', ConsentRefused: 'refused', ConsentWithdrawn: 'withdrawn', ObjectionRegistered: 'objected' };

/** Statements of a party that are believed: the first of each id, unless that id was ever retracted. */
export function believedStatements(known: readonly StoredEvent[]): StoredEvent[] {
  const idOf = ({ data }: StoredEvent): string => (data as Data)['consentId']!;
  const gone = new Set(known.filter(({ type }) => type === 'ConsentRetracted').map(idOf));
  return known.filter((event, n) => event.type in STATEMENTS && !gone.has(idOf(event)) && known.findIndex((one) => one.type in STATEMENTS && idOf(one) === idOf(event)) === n);
}

/** When a grant ends by itself. */
export function expiryOf({ type, data }: StoredEvent): string | undefined {
  const { from, expires } = data as Data;
  return type === 'ConsentGranted' && expires !== undefined && expires > from! ? expires : undefined;
}

export interface KnownRequest {
  readonly requested: StoredEvent;
  readonly status: 'open' | 'accepting' | 'accepted' | 'refused';
  /** Why it was refused, or opened again. */
  readonly reason: string | null;
  /** The event that decided it. A decision is final. */
  readonly decided: StoredEvent | undefined;
}

/** A request after the given events of its stream. */
export function requestKnown(events: readonly StoredEvent[]): KnownRequest | undefined {
  let known: KnownRequest | undefined;
  for (const event of events) {
    const { type, data } = event;
    if (!known && type === 'UpdateRequested') known = { requested: event, status: 'open', reason: null, decided: undefined };
    if (!known || known.decided) continue;
    if (type === 'UpdateRequestAccepting') known = { ...known, status: 'accepting', ...(known.status !== 'accepting' && { reason: null }) };
    if (type === 'UpdateRequestReopened' && known.status !== 'open') known = { ...known, status: 'open', reason: (data as Data)['code']! };
    if (type === 'UpdateRequestAccepted') known = { ...known, status: 'accepted', reason: null, decided: event };
    if (type === 'UpdateRequestRefused') known = { ...known, status: 'refused', reason: (data as Data)['reason']!, decided: event };
  }
  return known;
}
