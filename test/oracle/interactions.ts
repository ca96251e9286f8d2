/** What is known of interactions, replayed event by event: shares nothing with the read model but the event types. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { InteractionEvent } from '#libs/interactions/events.js';

export interface ExpectedInteraction {
  readonly interactionId: string;
  readonly startedAt: string;
  readonly direction: string;
  readonly subject: string;
  readonly durationSeconds: number | undefined;
  readonly parties: readonly (string | null)[];
  readonly amended: boolean;
}

/** Those a party took part in, that began before an instant, as known at a position; newest first. */
export function expectedInteractions(log: readonly StoredEvent[], partyId: string, before: string, knownAt: bigint): ExpectedInteraction[] {
  const ids = [...new Set(log.filter(({ stream }) => stream.startsWith('interaction-')).map(({ stream }) => stream.slice('interaction-'.length)))];
  return ids
    .map((id) => expectedInteraction(log, id, knownAt))
    .filter((one) => one !== undefined)
    .filter(({ parties, startedAt }) => parties.includes(partyId) && Date.parse(startedAt) < Date.parse(before))
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.interactionId < b.interactionId ? 1 : -1));
}

export function expectedInteraction(log: readonly StoredEvent[], id: string, knownAt: bigint): ExpectedInteraction | undefined {
  let known: ExpectedInteraction | undefined;
  let gone = false;
  let participants: { id: string; party: string | null }[] = [];
  for (const event of log as readonly StoredEvent<InteractionEvent>[]) {
    if (event.stream !== `interaction-${id}` || event.position > knownAt || gone) continue;
    if (event.type === 'InteractionLogged' && known === undefined) known = { interactionId: id, amended: false, ...said(event.data) };
    else if (event.type === 'InteractionAmended' && known) known = { interactionId: id, amended: true, ...said(event.data) };
    else if (event.type === 'InteractionRetracted' && known) gone = true;
    if ((event.type === 'InteractionLogged' && known?.amended === false && participants.length === 0) || (event.type === 'InteractionAmended' && known)) {
      participants = event.data.participants.map((one) => ({ id: one.participantId, party: one.party ?? null }));
    }
    if (event.type === 'ParticipantResolved' && known) {
      const { participantId, party } = event.data;
      participants = participants.map((one) => (one.id === participantId && one.party === null ? { ...one, party } : one));
    }
  }
  return known && !gone ? { ...known, parties: participants.map(({ party }) => party) } : undefined;
}

function said(content: Extract<InteractionEvent, { type: 'InteractionAmended' }>['data']) {
  const { startedAt, direction, durationSeconds, texts } = content;
  return { startedAt, direction, durationSeconds, subject: (texts as { subject: string }).subject, parties: [] };
}
