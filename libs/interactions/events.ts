/** Events of an interaction, stream `interaction-<uuid>`: what was said between us and them, when, how and about what. */
import type { InteractionAutomation, InteractionDirection } from '#libs/configuration/events.js';
import type { DomainEvent, Erased, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { Instant } from '#libs/temporal/dates.js';

export const SIDES = ['us', 'them'] as const;
export type Side = (typeof SIDES)[number];

/** Who took part. One whose party is not known yet is described in `texts.unresolved`. */
export interface Participant {
  readonly participantId: string;
  readonly side: Side;
  /** A code such as `caller`, `host`, `buyer`. */
  readonly role: string;
  readonly party?: string;
}

/** What of an unresolved participant is known: enough to find the party later. */
export interface UnresolvedParticipant {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface Topic {
  readonly subject: string;
  readonly raisedBy: Side;
  readonly notes?: string;
  /** A product's code. */
  readonly product?: string;
}

/** All free text and everything that describes a person, encrypted as one. */
export interface InteractionTexts {
  readonly subject: string;
  readonly objective?: string;
  readonly notes?: string;
  readonly outcome?: string;
  readonly topics?: readonly Topic[];
  /** Degrees as decimal texts, WGS 84. */
  readonly place?: { readonly label?: string; readonly latitude?: string; readonly longitude?: string };
  /** By participant. */
  readonly unresolved?: Readonly<Record<string, UnresolvedParticipant>>;
}

export const ABOUT_KINDS = ['party', 'relation', 'fact', 'interaction', 'task', 'external'] as const;

/** What it was about: an id of ours, or the code of something of another system. */
export interface About {
  readonly kind: (typeof ABOUT_KINDS)[number];
  readonly id: string;
}

/** The whole of what is believed of an interaction. */
export interface InteractionContent {
  readonly participants: readonly Participant[];
  readonly direction: InteractionDirection;
  readonly medium: string;
  readonly automation: InteractionAutomation;
  readonly startedAt: Instant;
  /** IANA zone of the wall clock it was dated by. */
  readonly zone: string;
  readonly durationSeconds?: number;
  /** What came of it, as a code. */
  readonly outcome?: string;
  readonly about?: readonly About[];
  readonly texts: InteractionTexts | Erased;
}

/** Who takes part, of those that are known. */
export const partiesOf = ({ participants }: Pick<InteractionContent, 'participants'>): string[] => [...new Set(participants.flatMap(({ party }) => party ?? []))];
/** Whose business is what was said: who takes part, and whom it is about, or a relation of whom. Erasing one of them erases it. @param ends of the relations that it is about, where they are looked up */
export const concernedBy = (content: Pick<InteractionContent, 'participants' | 'about'>, ends: ReadonlyMap<string, readonly string[]> = new Map()): string[] =>
  [...new Set([...partiesOf(content), ...(content.about ?? []).flatMap(({ kind, id }) => (kind === 'party' ? id : []))].concat(...ends.values()))];

export type InteractionLogged = DomainEvent<'InteractionLogged', InteractionContent & { readonly interactionId: string }>;
/** We had it wrong: the whole anew, never a patch. */
export type InteractionAmended = DomainEvent<'InteractionAmended', InteractionContent>;
/** Somebody who took part unknown turned out to be a party. */
export type ParticipantResolved = DomainEvent<'ParticipantResolved', { readonly participantId: string; readonly party: string }>;
/** It never took place. Final. */
export type InteractionRetracted = DomainEvent<'InteractionRetracted', { readonly note?: string | Erased }>;
export type InteractionEvent = InteractionLogged | InteractionAmended | ParticipantResolved | InteractionRetracted;

export const interactionEventDefinitions: EventDefinitions = {
  InteractionLogged: { version: 1, sealed: { texts: 'notes' } },
  InteractionAmended: { version: 1, sealed: { texts: 'notes' } },
  ParticipantResolved: { version: 1 },
  InteractionRetracted: { version: 1, sealed: { note: 'notes' } },
};

export const interactionStream = (interactionId: string): string => `interaction-${interactionId}`;
