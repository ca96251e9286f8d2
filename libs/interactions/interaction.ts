/** What can be decided on an interaction. Pure: parties and media are looked up by whoever decides. */
import type { Medium } from '#libs/configuration/registry.js';
import { isErased } from '#libs/event-log/domain-event.js';
import { canonicalJson } from '#libs/facts/canonical-json.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { instantAt, type Day, type Instant } from '#libs/temporal/dates.js';
import { contains, dayRange } from '#libs/temporal/periods.js';
import type { InteractionAmended, InteractionContent, InteractionLogged, InteractionRetracted, Participant, ParticipantResolved } from './events.js';
import type { Interaction } from './fold.js';

/** Milliseconds by which what just ended may seem to last on: durations are rounded up, and clocks differ. */
const CLOCKS_APART_MS = 5 * 60_000;

/** What deciding needs to know of the world. */
export interface InteractionWorld {
  /** The medium named, if there is one. */
  readonly medium: (Medium & { readonly retiredAt: Instant | undefined }) | undefined;
  readonly now: Instant;
  /** The day the interaction began, in the business zone. */
  readonly day: Day;
  readonly today: Day;
}

export function logInteraction(interaction: Interaction, interactionId: string, content: InteractionContent, world: InteractionWorld): InteractionLogged[] {
  refuseUnfit(content, world);
  if (interaction.content) return [];
  return [{ type: 'InteractionLogged', data: { interactionId, ...content } }];
}

export function amendInteraction(interaction: Interaction, content: InteractionContent, world: InteractionWorld): InteractionAmended[] {
  const current = live(interaction);
  refuseUnfit(content, world);
  if (!isErased(current.texts) && canonicalJson(current) === canonicalJson(content)) return [];
  return [{ type: 'InteractionAmended', data: content }];
}

export function resolveParticipant(interaction: Interaction, participantId: string, party: string): ParticipantResolved[] {
  const content = live(interaction);
  const participant = content.participants.find((one) => one.participantId === participantId);
  if (!participant) throw new Refusal('not-found', `the interaction has no participant ${participantId}`);
  if (participant.party === party) return [];
  const met = { ...participant, party };
  if (content.participants.some((other) => meets(other, met))) throw new Refusal('invalid-body', `party ${party} takes part already`, { errors: [{ path: 'party', expected: ONCE, got: party }] });
  if (participant.party !== undefined) throw new Refusal('already-resolved', `participant ${participantId} is party ${participant.party}; amend the interaction to change it`, { conflictsWith: participant.party });
  return [{ type: 'ParticipantResolved', data: { participantId, party } }];
}

export function retractInteraction(interaction: Interaction, note: string | undefined): InteractionRetracted[] {
  if (interaction.retracted) return [];
  live(interaction);
  return [{ type: 'InteractionRetracted', data: { ...(note !== undefined && { note }) } }];
}

/** What is believed of one that exists; refuses one that does not or was retracted. */
export function live({ content, retracted }: Interaction): InteractionContent {
  if (!content) throw new Refusal('interaction-not-found', 'there is no such interaction');
  if (retracted) throw new Refusal('interaction-retracted', 'the interaction was retracted, which is final');
  return content;
}

const ONCE = 'each party on one side, and once in a role';
const meets = (other: Participant, one: Participant): boolean => other.participantId !== one.participantId && other.party === one.party && (other.side !== one.side || other.role === one.role);

function refuseUnfit(content: InteractionContent, world: InteractionWorld): void {
  const { participants, startedAt, durationSeconds = 0, texts, about = [] } = content;
  const faults: Fault[] = [];
  if (!participants.some(({ side }) => side === 'us')) faults.push({ path: 'participants', expected: 'somebody of ours (side "us")' });
  if (!participants.some(({ side }) => side === 'them')) faults.push({ path: 'participants', expected: 'somebody of theirs (side "them"), at least one unresolved' });
  if (participants.length > 0 && participants.every(({ party }) => party === undefined)) faults.push({ path: 'participants', expected: 'a party on one side at least: nobody finds what happened between two whom nobody knows' });
  const said = isErased(texts) ? {} : texts.unresolved ?? {};
  for (const [i, participant] of participants.entries()) {
    const { party, participantId } = participant;
    if (party === undefined && !Object.hasOwn(said, participantId)) faults.push({ path: `participants[${i}]`, expected: '`party`, or `unresolved` with what is known of them' });
    if (party !== undefined && participants.slice(0, i).some((other) => meets(other, participant))) faults.push({ path: `participants[${i}].party`, expected: ONCE, got: party });
  }
  const place = isErased(texts) ? undefined : texts.place;
  if (place && Object.keys(place).length === 0) faults.push({ path: 'place', expected: 'a label, or latitude and longitude' });
  const { latitude, longitude } = place ?? {};
  if ((latitude === undefined) !== (longitude === undefined)) faults.push({ path: 'place', expected: 'both latitude and longitude, or neither' });
  for (const [i, { kind, id }] of about.entries()) if (kind !== 'external' && !isUuid(id)) faults.push({ path: `about[${i}].id`, expected: `the id of the ${kind}`, got: id });
  for (const [i, { kind, id }] of about.entries()) if (about.findIndex((other) => other.kind === kind && other.id === id) < i) faults.push({ path: `about[${i}]`, expected: 'what is not listed before', got: id });
  if (faults.length > 0) throw new Refusal('invalid-body', 'this does not make an interaction', { errors: faults });
  if (startedAt > world.now) throw new Refusal('date-in-future', 'an interaction that was logged has taken place; plan one that has not', { errors: [{ path: 'startedAt', expected: 'an instant that has come', got: startedAt }] });
  const end = instantAt(Date.parse(startedAt) + durationSeconds * 1_000);
  if (Date.parse(end) > Date.parse(world.now) + CLOCKS_APART_MS) throw new Refusal('date-in-future', 'an interaction that was logged is over; it would last until an instant that has not come', { errors: [{ path: 'durationSeconds', expected: `an end that has come, not ${end}`, got: String(durationSeconds) }] });
  refuseMediumMisfit(content, world);
}

function refuseMediumMisfit({ medium: code, direction, automation, startedAt }: InteractionContent, { medium, day, today }: InteractionWorld): void {
  if (!medium) throw new Refusal('unknown-medium', `there is no medium ${code}`, { errors: [{ path: 'medium', expected: 'a code of /v1/media', got: code }] });
  if (medium.retiredAt !== undefined && startedAt >= medium.retiredAt) throw new Refusal('retired', `the medium ${code} was retired at ${medium.retiredAt}`, { errors: [{ path: 'medium', expected: 'a medium that was in use then', got: code }] });
  const faults: Fault[] = [];
  if (!medium.directions.includes(direction)) faults.push({ path: 'direction', expected: medium.directions.join(' or '), got: direction });
  if (medium.automation !== automation) faults.push({ path: 'automation', expected: medium.automation, got: automation });
  if (!contains(dayRange(medium.inUse, today), day)) faults.push({ path: 'startedAt', expected: `a day on which the medium ${code} was in use`, got: day });
  if (faults.length > 0) throw new Refusal('medium-misfit', `this does not fit the medium ${code}`, { errors: faults });
}
