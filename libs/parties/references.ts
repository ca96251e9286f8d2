/** Facts that name another party or another fact: a person who follows the party or stands in for it, its head office, an address that is used. */
import { ADDRESS_ATTRIBUTES } from '#libs/addresses/address.js';
import type { Attempt } from '#libs/commands/command-runner.js';
import type { Configuration } from '#libs/configuration/registry.js';
import { isErased } from '#libs/event-log/domain-event.js';
import { refersToParty } from '#libs/facts/catalogue.js';
import type { FactEvent } from '#libs/facts/events.js';
import type { FactInput } from '#libs/facts/fact-inputs.js';
import { Refusal } from '#libs/platform/refusal.js';
import { partyStream, type PartyKind } from './events.js';
import { partyFold, type Party } from './party.js';

/** What may be named, by attribute, and the member of the value that names it. Attributes of type `reference` name any party. */
const NAMED: ReadonlyMap<string, { readonly member: string; readonly kind: PartyKind | undefined; readonly notItself?: true }> = new Map([
  ['followed-by', { member: 'partyId', kind: 'person' }],
  ['absence', { member: 'deputyId', kind: 'person', notItself: true }],
  ['head-office', { member: 'partyId', kind: 'organisation' }],
]);
const ANY = { member: 'partyId', kind: undefined, notItself: undefined };

/** Refuses events whose values name nobody, or nothing of this party. What was recorded before stays as it is. @param inputs the facts that are stated, which say where in the command they stand */
export async function refuseUnknownReferences(attempt: Attempt, configuration: Configuration, partyId: string, { facts }: Party, events: readonly FactEvent[], inputs: readonly FactInput[] = []): Promise<void> {
  const stated = new Map(events.flatMap((event) => (event.type === 'FactRecorded' ? [[event.data.factId, event.data.attribute]] : [])));
  const loaded = new Map<string, Promise<Party>>();
  const partyOf = (named: string): Promise<Party> => {
    const party = loaded.get(named) ?? attempt.load(partyStream(named), partyFold).then(({ state }) => state);
    loaded.set(named, party);
    return party;
  };
  const attributeOf = (factId: string): string | undefined => stated.get(factId) ?? facts.live.get(factId)?.attribute;
  for (const event of events) {
    if (event.type !== 'FactRecorded' && !(event.type === 'FactCorrected' && event.data.valueChanged)) continue;
    const { factId, value } = event.data;
    const unknown = (attribute: string, member: string, expected: string, got: string): Refusal => {
      const path = inputs.find((input) => input.factId === factId)?.path;
      return new Refusal('unknown-reference', `the value of ${attribute} names nothing that it may`, { attribute, errors: [{ path: `${path === undefined ? '' : `${path}.`}value.${member}`, expected, got }] });
    };
    const attribute = attributeOf(factId);
    if (attribute === undefined || isErased(value) || typeof value !== 'object' || value === null) continue;
    const member = (name: string): string | undefined => (value as Readonly<Record<string, string | undefined>>)[name];
    const rule = NAMED.get(attribute) ?? (refersToParty(await configuration.attribute(attribute)) ? ANY : undefined);
    const named = rule && member(rule.member);
    if (rule && named !== undefined) {
      if (rule.notItself && named === partyId) throw unknown(attribute, rule.member, 'somebody else', named);
      const { kind, erased } = await partyOf(named);
      if (kind === undefined || erased || (rule.kind && kind !== rule.kind)) throw unknown(attribute, rule.member, `the partyId of a party${rule.kind ? ` of kind ${rule.kind}` : ''} that is there`, named);
    }
    if (attribute === 'address-use' && !ADDRESS_ATTRIBUTES.has(attributeOf(member('factId')!) ?? '')) throw unknown(attribute, 'factId', 'the factId of an address of this party', member('factId')!);
  }
}
