/** What is known of interactions, in the words of the answers. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { InteractionEvent } from '#libs/interactions/events.js';
import { interactionKnown } from '#projections/verify/replay/interactions.js';

export interface ExpectedInteraction {
  readonly interactionId: string;
  readonly startedAt: string;
  readonly direction: string;
  readonly subject: string;
  readonly durationSeconds: number | undefined;
  readonly parties: readonly (string | null)[];
  /** Of theirs alone. */
  readonly theirs: readonly string[];
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

export function expectedInteraction(log: readonly StoredEvent[], interactionId: string, knownAt: bigint): ExpectedInteraction | undefined {
  const known = interactionKnown(log.filter(({ stream, position }) => stream === `interaction-${interactionId}` && position <= knownAt) as StoredEvent<InteractionEvent>[]);
  if (!known) return undefined;
  const { amended, content: { startedAt, direction, durationSeconds, texts, participants } } = known;
  return {
    interactionId, amended, startedAt, direction, durationSeconds, subject: (texts as { subject: string }).subject, parties: participants.map(({ party }) => party ?? null),
    theirs: participants.flatMap(({ side, party }) => (side === 'them' && party !== undefined ? [party] : [])),
  };
}
