/** The state of an interaction, folded from its stream. Pure; shared with the read model. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Fold } from '#libs/event-log/fold.js';
import type { InteractionContent, InteractionEvent, ParticipantResolved } from './events.js';

export interface Interaction {
  /** Undefined while the stream holds no `InteractionLogged`. */
  content: InteractionContent | undefined;
  retracted: boolean;
}

export const interactionFold: Fold<Interaction> = {
  initial: () => ({ content: undefined, retracted: false }),
  apply(interaction, stored) {
    applyInteractionEvent(interaction, stored as StoredEvent<InteractionEvent>);
  },
};

/** Total over any sequence of events; what a log should not hold changes nothing. */
export function applyInteractionEvent(interaction: Interaction, event: StoredEvent<InteractionEvent>): void {
  const { content } = interaction;
  switch (event.type) {
    case 'InteractionLogged': {
      if (!content) interaction.content = contentOf(event.data);
      break;
    }
    case 'InteractionAmended':
      if (content && !interaction.retracted) interaction.content = event.data;
      break;
    case 'ParticipantResolved':
      if (content && !interaction.retracted) interaction.content = resolved(content, event.data);
      break;
    case 'InteractionRetracted':
      interaction.retracted = content !== undefined;
      break;
  }
}

function contentOf({ participants, direction, medium, automation, startedAt, zone, durationSeconds, outcome, about, texts }: InteractionContent): InteractionContent {
  return {
    participants, direction, medium, automation, startedAt, zone,
    ...(durationSeconds !== undefined && { durationSeconds }), ...(outcome !== undefined && { outcome }), ...(about && { about }), texts,
  };
}

/** The description of who was unknown stays: it is what was heard. */
function resolved(content: InteractionContent, { participantId, party }: ParticipantResolved['data']): InteractionContent {
  return { ...content, participants: content.participants.map((one) => (one.participantId === participantId && one.party === undefined ? { ...one, party } : one)) };
}
