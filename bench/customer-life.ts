/**
 * The life of a CRM, seeded: persons and organisations with names that are alike, as names are, contact points, employments, ten
 * facts each of which some were superseded and some corrected, and what was said with them over ten years.
 */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { FactEvent, FactRecorded } from '#libs/facts/events.js';
import type { InteractionLogged } from '#libs/interactions/events.js';
import { addDays } from '#libs/temporal/dates.js';
import type { Append } from './party-life.js';
import type { Seeded } from './seeded.js';

export interface Customer {
  readonly partyId: string;
  readonly kind: 'organisation' | 'person';
  /** As it was first recorded. */
  readonly name: string;
  readonly phone: string;
}

/** Facts recorded of each party, on average; half of them in the append that creates it. */
export const FACTS_OF_A_PARTY = 10;
export const FIRST_DAY = '2015-01-01';
export const DAYS = 4_000;
/** Those who speak for us: the first parties, persons. */
const REPS = 50;

const SYLLABLES = ['ba', 'bou', 'cha', 'co', 'da', 'du', 'fa', 'gau', 'gi', 'la', 'le', 'lou', 'ma', 'mo', 'ni', 'pe', 'ra', 're', 'ro', 'sa', 'si', 'thi', 'va', 'vi'];
const ENDINGS = ['nier', 'rd', 'tte', 'lin', 'ssard', 'nnet', 'reau', 'vel', 'ry', 'lt', 'mbert', 'quet', 'guy', 'zin'];
const GIVEN = ['Adèle', 'Amélie', 'Benoît', 'Camille', 'Chloé', 'Clément', 'Éloïse', 'Étienne', 'François', 'Gaël', 'Hélène', 'Inès', 'Jérôme', 'Léa', 'Mathéo', 'Noé', 'Océane', 'Rémi', 'Solène', 'Zoé'];
const TRADES = ['Boulangerie', 'Garage', 'Pharmacie', 'Menuiserie', 'Transports', 'Établissements', 'Atelier', 'Librairie', 'Conserverie', 'Électricité', 'Maçonnerie', 'Laboratoire', 'Comptoir', 'Brasserie'];
const ENDS = ['et Fils', 'SARL', 'du Centre', 'Associés', 'de la Gare', 'Distribution', 'Services', 'Père et Fille', 'Industrie', 'de l’Ouest'];
const TOWNS = [['44000', 'NANTES', 47.218, -1.553], ['69003', 'LYON', 45.757, 4.855], ['33000', 'BORDEAUX', 44.838, -0.579], ['59000', 'LILLE', 50.632, 3.057], ['13001', 'MARSEILLE', 43.296, 5.38]] as const;
const MEDIA = ['phone', 'email', 'face-to-face', 'letter'];
const TALK = 'livraison retard devis facture commande remise visite salon échantillon contrat réclamation renouvellement tarif stock délai garantie formation installation panne paiement'.split(' ');

/** Appends of parties, in the order of the log: who they are, their facts, what became of those, and who works where. */
export function* customerLives(seeded: Seeded, parties: number, made: (customer: Customer) => void): Generator<Append> {
  let organisation: string | undefined;
  for (let n = 0; n < parties; n += 1) {
    const kind = n < REPS || seeded.below(10) < 6 ? 'person' : 'organisation';
    const partyId = seeded.uuid();
    const family = familyName(seeded);
    const phone = `+33${1 + seeded.below(5)}${String(seeded.below(1e8)).padStart(8, '0')}`;
    const name = kind === 'person' ? family : `${seeded.pick(TRADES)} ${family} ${seeded.pick(ENDS)}`;
    made({ partyId, kind, name, phone });
    yield toParty(partyId, [{ type: 'PartyCreated', data: { partyId, kind } }, ...firstFacts(seeded, kind, name, phone), ...later(seeded, kind, name)]);
    if (kind === 'organisation') organisation = partyId;
    // A person in two works for the organisation made last.
    else if (organisation && seeded.below(2) === 0) yield employment(seeded, partyId, organisation);
  }
}

/** One interaction after the other, each of a rep with a customer. */
export function* interactions(seeded: Seeded, customers: readonly Customer[], count: number): Generator<Append> {
  for (let n = 0; n < count; n += 1) {
    const [rep, customer] = [customers[seeded.below(REPS)]!, seeded.pick(customers)];
    const interactionId = seeded.uuid();
    const words = (length: number): string => Array.from({ length }, () => seeded.pick(TALK)).join(' ');
    const inbound = seeded.below(2) === 0;
    const logged: InteractionLogged = {
      type: 'InteractionLogged',
      data: {
        interactionId, direction: inbound ? 'inbound' : 'outbound', medium: seeded.pick(MEDIA), automation: 'human', zone: 'Europe/Paris', durationSeconds: 60 + seeded.below(3_000),
        startedAt: `${addDays(FIRST_DAY, seeded.below(DAYS))}T${String(6 + seeded.below(12)).padStart(2, '0')}:${String(seeded.below(60)).padStart(2, '0')}:00.000Z`,
        participants: [
          { participantId: seeded.uuid(), side: 'us', role: 'agent', party: rep.partyId }, { participantId: seeded.uuid(), side: 'them', role: inbound ? 'caller' : 'called', party: customer.partyId },
        ],
        texts: { subject: words(4), notes: words(20), topics: [{ subject: words(3), raisedBy: 'them' }] },
      },
    };
    yield { stream: `interaction-${interactionId}`, subject: { id: interactionId, parties: [rep.partyId, customer.partyId] }, events: [logged] };
  }
}

/** The name with two neighbouring letters of a word in the wrong order, as it is typed in a hurry. */
export function misspelt(seeded: Seeded, name: string): string {
  const at = 1 + seeded.below(name.length - 3);
  return `${name.slice(0, at)}${name[at + 1]!}${name[at]!}${name.slice(at + 2)}`;
}

const familyName = (seeded: Seeded): string => {
  const name = `${seeded.pick(SYLLABLES)}${seeded.below(2) === 0 ? seeded.pick(SYLLABLES) : ''}${seeded.pick(ENDINGS)}`;
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
};

function firstFacts(seeded: Seeded, kind: Customer['kind'], name: string, phone: string): FactEvent[] {
  const [postcode, locality, latitude, longitude] = seeded.pick(TOWNS);
  const address = {
    number: String(1 + seeded.below(99)), streetType: 'RUE', street: `${familyName(seeded)}`, postcode, locality, country: 'FR',
    latitude: (latitude + seeded.below(2_000) / 10_000 - 0.1).toFixed(5), longitude: (longitude + seeded.below(2_000) / 10_000 - 0.1).toFixed(5),
  };
  const contact = [
    recorded(seeded, 'phone', 'contact', { number: phone, use: 'professional' }, true), recorded(seeded, 'email', 'contact', { address: `c${seeded.below(1e9)}@example.org`, use: 'professional' }, true),
    recorded(seeded, 'address.geographic', 'contact', address, true),
  ];
  return kind === 'person'
    ? [recorded(seeded, 'name.birth', 'identity', name), recorded(seeded, 'name.given', 'identity', seeded.pick(GIVEN)), ...contact]
    : [recorded(seeded, 'name.legal', 'identity', name), recorded(seeded, 'activity', 'commercial', { code: `${String(10 + seeded.below(80))}.${String(10 + seeded.below(80))}Z`, nomenclature: 'NAFRev2' }), ...contact];
}

/** What supersedes the name and the language, and a correction of the last. */
function later(seeded: Seeded, kind: Customer['kind'], name: string): DomainEvent[] {
  const attribute = kind === 'person' ? 'name.usual' : 'name.legal';
  const days = [700, 1_400, 2_100].map((day) => addDays(FIRST_DAY, day + seeded.below(600)));
  const renamed = days.slice(0, 2).map((day) => recorded(seeded, attribute, 'identity', `${name} ${familyName(seeded)}`, false, day));
  const spoken = [recorded(seeded, 'language', 'identity', 'fr'), recorded(seeded, 'language', 'identity', 'en', false, days[2])];
  const { factId } = renamed[1]!.data;
  return [
    ...renamed, ...spoken,
    { type: 'FactCorrected', data: { factId, dataClass: 'identity', value: `${name} ${familyName(seeded)}`, valueChanged: true, validFrom: days[1]!, validTo: null } } satisfies FactEvent,
  ];
}

function recorded(seeded: Seeded, attribute: string, dataClass: FactRecorded['data']['dataClass'], value: unknown, many = false, validFrom = FIRST_DAY): FactRecorded {
  const factId = seeded.uuid();
  return { type: 'FactRecorded', data: { factId, attribute, slot: many ? factId : '', dataClass, value, validFrom, validTo: null } };
}

const toParty = (partyId: string, events: DomainEvent[]): Append => ({ stream: `party-${partyId}`, subject: { id: partyId, parties: [partyId] }, events });

function employment(seeded: Seeded, a: string, b: string): Append {
  const [relationId, periodId, factId] = [seeded.uuid(), seeded.uuid(), seeded.uuid()];
  return {
    stream: `relation-${relationId}`, subject: { id: relationId, parties: [a, b] },
    events: [
      { type: 'RelationStarted', data: { relationId, type: 'employee-of', a, b, periodId, from: FIRST_DAY, to: null } },
      { type: 'FactRecorded', data: { factId, periodId, attribute: 'phone', slot: factId, dataClass: 'contact', value: { number: `+336${String(seeded.below(1e8)).padStart(8, '0')}`, use: 'professional' }, validFrom: FIRST_DAY, validTo: null } },
    ],
  };
}
