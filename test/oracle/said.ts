/** What parties allow, and what was requested of their data, in the words of the answers. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { believedStatements as believed, expiryOf, requestKnown, STATEMENTS } from '#projections/verify/replay/said.js';

type Data = Readonly<Record<string, string | undefined>>;

export const believedStatements = (log: readonly StoredEvent[], partyId: string, knownAt: bigint): StoredEvent[] =>
  believed(log.filter(({ stream, position }) => stream === `consent-${partyId}` && position <= knownAt));

/** `before`: the first instant that is not asked for. */
export function expectedConsent(log: readonly StoredEvent[], partyId: string, { purpose, channel }: { readonly purpose: string; readonly channel: string }, before: string, knownAt: bigint) {
  let deciding: StoredEvent | undefined;
  for (const event of believedStatements(log, partyId, knownAt)) {
    const { purpose: about, channel: by, from } = event.data as Data;
    if ((about ?? purpose) === purpose && (by ?? channel) === channel && from! < before && from! >= ((deciding?.data as Data | undefined)?.['from'] ?? '')) deciding = event;
  }
  if (!deciding) return { state: 'none', since: null, consentId: null };
  const { consentId, from } = deciding.data as Data;
  const expires = expiryOf(deciding);
  const over = expires !== undefined && expires < before;
  return { state: over ? 'expired' : STATEMENTS[deciding.type], since: over ? expires : from, consentId };
}

export interface ExpectedRequest {
  readonly requestId: string;
  readonly party: string;
  readonly status: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
}

/** All that were requested, in that order. */
export function expectedRequests(log: readonly StoredEvent[], knownAt: bigint): ExpectedRequest[] {
  const known = log.filter(({ stream, position }) => stream.startsWith('updateRequest-') && position <= knownAt);
  return [...new Set(known.map(({ stream }) => stream))].map((stream) => requestKnown(known.filter((event) => event.stream === stream))).filter((request) => request !== undefined)
    .sort((a, b) => (a.requested.position < b.requested.position ? -1 : 1))
    .map(({ requested: { stream, data, recordedAt }, status, decided }) =>
      ({ requestId: stream.slice('updateRequest-'.length), party: (data as Data)['party']!, status, requestedAt: recordedAt, decidedAt: decided?.recordedAt ?? null }));
}
