/** Facts that name somebody or another fact: a person who follows the party or stands in for it, an address that is used. */
import type { Attempt } from '#libs/commands/command-runner.js';
import { isErased } from '#libs/event-log/domain-event.js';
import type { FactEvent } from '#libs/facts/events.js';
import { ADDRESS_ATTRIBUTES } from '#libs/addresses/address.js';
import { Refusal } from '#libs/platform/refusal.js';
import { partyStream } from './events.js';
import { partyFold, type Party } from './party.js';

/** The member of a value that names a person, by attribute. */
const PERSON_NAMED: Readonly<Record<string, string>> = { 'followed-by': 'partyId', absence: 'deputyId' };

/** Refuses events whose values name nobody, or nothing of this party. What was recorded before stays as it is. */
export async function refuseUnknownReferences(attempt: Attempt, partyId: string, { facts }: Party, events: readonly FactEvent[]): Promise<void> {
  const stated = new Map(events.flatMap((event) => (event.type === 'FactRecorded' ? [[event.data.factId, event.data.attribute]] : [])));
  const attributeOf = (factId: string): string | undefined => stated.get(factId) ?? facts.live.get(factId)?.attribute;
  for (const event of events) {
    if (event.type !== 'FactRecorded' && !(event.type === 'FactCorrected' && event.data.valueChanged)) continue;
    const { factId, value } = event.data;
    const attribute = attributeOf(factId);
    if (attribute === undefined || isErased(value) || typeof value !== 'object' || value === null) continue;
    const named = (member: string): string | undefined => (value as Readonly<Record<string, string | undefined>>)[member];
    const person = PERSON_NAMED[attribute];
    if (person !== undefined && named(person) !== undefined) await refuseNoPerson(attempt, attribute, person, named(person)!, attribute === 'absence' ? partyId : undefined);
    if (attribute === 'address-use' && !ADDRESS_ATTRIBUTES.has(attributeOf(named('factId')!) ?? '')) throw unknown(attribute, 'factId', 'the factId of an address of this party', named('factId')!);
  }
}

async function refuseNoPerson(attempt: Attempt, attribute: string, member: string, named: string, self: string | undefined): Promise<void> {
  if (named === self) throw unknown(attribute, member, 'somebody else', named);
  const { state } = await attempt.load(partyStream(named), partyFold);
  if (state.kind !== 'person' || state.erased) throw unknown(attribute, member, 'the partyId of a person', named);
}

const unknown = (attribute: string, member: string, expected: string, got: string): Refusal => new Refusal('unknown-reference', `the value of ${attribute} names nothing that it may`, { attribute, errors: [{ path: `value.${member}`, expected, got }] });
