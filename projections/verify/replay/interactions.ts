/** What is known of an interaction, replayed event by event. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { InteractionContent, InteractionEvent } from '#libs/interactions/events.js';

export interface KnownInteraction {
  readonly content: InteractionContent;
  /** The event that last stated it as a whole. */
  readonly stated: StoredEvent<InteractionEvent>;
  readonly amended: boolean;
  readonly loggedAt: string;
  readonly recordedAt: string;
}

/** After the given events of its stream. Undefined where nothing is known of it, or it was retracted. */
export function interactionKnown(events: readonly StoredEvent<InteractionEvent>[]): KnownInteraction | undefined {
  let known: KnownInteraction | undefined;
  for (const event of events) {
    const { recordedAt } = event;
    if (event.type === 'InteractionLogged' && known === undefined) known = { content: event.data, stated: event, amended: false, loggedAt: recordedAt, recordedAt };
    else if (event.type === 'InteractionAmended' && known) known = { ...known, content: event.data, stated: event, amended: true, recordedAt };
    else if (event.type === 'ParticipantResolved' && known) {
      const { participantId, party } = event.data;
      const participants = known.content.participants.map((one) => (one.participantId === participantId && one.party === undefined ? { ...one, party } : one));
      known = { ...known, content: { ...known.content, participants }, recordedAt };
    } else if (event.type === 'InteractionRetracted' && known) return undefined;
  }
  return known;
}
