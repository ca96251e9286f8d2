/** What parties allow, and what was requested of their data, replayed from the events: shares nothing with the read models but the event types. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';

type Data = Readonly<Record<string, string | undefined>>;
const STATES: Readonly<Record<string, string>> = { ConsentGranted: 'granted', ConsentRefused: 'refused', ConsentWithdrawn: 'withdrawn', ObjectionRegistered: 'objected' };

/** Statements of a party that are believed: the first of each id, unless that id was ever retracted. */
export function believedStatements(log: readonly StoredEvent[], partyId: string, knownAt: bigint): StoredEvent[] {
  const known = log.filter(({ stream, position }) => stream === `consent-${partyId}` && position <= knownAt);
  const idOf = ({ data }: StoredEvent): string => (data as Data)['consentId']!;
  const gone = new Set(known.filter(({ type }) => type === 'ConsentRetracted').map(idOf));
  return known.filter((event, n) => event.type in STATES && !gone.has(idOf(event)) && known.findIndex((one) => one.type in STATES && idOf(one) === idOf(event)) === n);
}

/** `before`: the first instant that is not asked for. */
export function expectedConsent(log: readonly StoredEvent[], partyId: string, { purpose, channel }: { readonly purpose: string; readonly channel: string }, before: string, knownAt: bigint) {
  let deciding: StoredEvent | undefined;
  for (const event of believedStatements(log, partyId, knownAt)) {
    const { purpose: about, channel: by, from } = event.data as Data;
    if ((about ?? purpose) === purpose && (by ?? channel) === channel && from! < before && from! >= ((deciding?.data as Data | undefined)?.['from'] ?? '')) deciding = event;
  }
  if (!deciding) return { state: 'none', since: null, consentId: null };
  const { consentId, from, expires } = deciding.data as Data;
  const over = deciding.type === 'ConsentGranted' && expires !== undefined && expires > from! && expires < before;
  return { state: over ? 'expired' : STATES[deciding.type], since: over ? expires : from, consentId };
}

export interface ExpectedRequest {
  readonly requestId: string;
  readonly party: string;
  readonly status: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
}

/** All that were requested, in that order. A decision is final. */
export function expectedRequests(log: readonly StoredEvent[], knownAt: bigint): ExpectedRequest[] {
  const requests = new Map<string, ExpectedRequest>();
  for (const { stream, type, data, position, recordedAt } of log) {
    if (!stream.startsWith('updateRequest-') || position > knownAt) continue;
    const requestId = stream.slice('updateRequest-'.length);
    const before = requests.get(requestId);
    if (!before && type === 'UpdateRequested') requests.set(requestId, { requestId, party: (data as Data)['party']!, status: 'open', requestedAt: recordedAt, decidedAt: null });
    if (!before || before.decidedAt !== null) continue;
    if (type === 'UpdateRequestAccepting') requests.set(requestId, { ...before, status: 'accepting' });
    if (type === 'UpdateRequestReopened') requests.set(requestId, { ...before, status: 'open' });
    if (type === 'UpdateRequestAccepted') requests.set(requestId, { ...before, status: 'accepted', decidedAt: recordedAt });
    if (type === 'UpdateRequestRefused') requests.set(requestId, { ...before, status: 'refused', decidedAt: recordedAt });
  }
  return [...requests.values()];
}
