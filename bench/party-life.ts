/**
 * A seeded history of parties in the mix that projections are measured with: 50 % first facts (a party and its five facts in one
 * append), 30 % facts that supersede, 10 % corrections and retractions, 10 % relations, their facts and their ends.
 */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import type { FactEvent, FactRecorded } from '#libs/facts/events.js';
import type { PartyEvent } from '#libs/parties/events.js';
import type { Subject } from '#libs/personal-data/keys.js';
import type { RelationEvent } from '#libs/relations/events.js';
import { addDays } from '#libs/temporal/dates.js';
import type { Seeded } from './seeded.js';

export interface Append {
  readonly stream: string;
  readonly subject: Subject;
  readonly events: DomainEvent[];
}

interface Known {
  readonly partyId: string;
  /** Live facts that a newer one of the same attribute supersedes, and from when they hold. */
  readonly facts: { readonly factId: string; readonly attribute: string; readonly dataClass: FactRecorded['data']['dataClass']; from: string }[];
}

interface Employment {
  readonly relationId: string;
  readonly periodId: string;
  readonly subject: Subject;
  readonly from: string;
}

const FIRST_DAY = '2015-01-01';
const FIRST_FACTS = [
  { attribute: 'name.legal', dataClass: 'identity' }, { attribute: 'nature', dataClass: 'identity' }, { attribute: 'activity', dataClass: 'commercial' },
  { attribute: 'language', dataClass: 'identity' }, { attribute: 'email', dataClass: 'contact' },
] as const;

/** Appends in the order of the log, until they hold so many events. */
export function* partyLife(seeded: Seeded, events: number): Generator<Append> {
  const parties: Known[] = [];
  const employments: Employment[] = [];
  let made = 0;
  const counted = (append: Append): Append => {
    made += append.events.length;
    return append;
  };
  while (made < events) {
    // Of 35 appends 5 found a party with six events, 18 supersede, 6 correct or retract and 6 relate with one each.
    const turn = seeded.below(35);
    if (turn < 5 || parties.length < 2) {
      const party: Known = { partyId: seeded.uuid(), facts: [] };
      parties.push(party);
      const created: PartyEvent = { type: 'PartyCreated', data: { partyId: party.partyId, kind: 'organisation' } };
      yield counted(toParty(party, [created, ...FIRST_FACTS.map(({ attribute, dataClass }) => recorded(seeded, party, attribute, dataClass, FIRST_DAY))]));
    } else if (turn < 23) {
      const party = seeded.pick(parties);
      const fact = seeded.pick(party.facts.filter(({ attribute }) => attribute !== 'email'));
      if (fact) yield counted(toParty(party, [recorded(seeded, party, fact.attribute, fact.dataClass, addDays(fact.from, 1 + seeded.below(200)))]));
    } else if (turn < 29) {
      const party = seeded.pick(parties);
      const fact = seeded.pick(party.facts);
      if (fact) yield counted(toParty(party, [turn < 26 ? corrected(seeded, fact) : retracted(party, fact)]));
    } else {
      yield counted(related(seeded, parties, employments));
    }
  }
}

function toParty({ partyId }: Known, events: DomainEvent[]): Append {
  return { stream: `party-${partyId}`, subject: { id: partyId, parties: [partyId] }, events };
}

function recorded(seeded: Seeded, party: Known, attribute: string, dataClass: Known['facts'][number]['dataClass'], from: string): FactEvent {
  const factId = seeded.uuid();
  party.facts.push({ factId, attribute, dataClass, from });
  const value = attribute === 'email' ? { address: `contact-${seeded.below(1e9)}@example.org`, use: 'professional' } : `${attribute} ${seeded.below(1e9)}`;
  return { type: 'FactRecorded', data: { factId, attribute, slot: attribute === 'email' ? factId : '', dataClass, value, validFrom: from, validTo: null } };
}

function corrected(seeded: Seeded, fact: Known['facts'][number]): FactEvent {
  fact.from = addDays(fact.from, 1);
  return { type: 'FactCorrected', data: { factId: fact.factId, dataClass: fact.dataClass, value: `corrected ${seeded.below(1e9)}`, valueChanged: true, validFrom: fact.from, validTo: null } };
}

function retracted({ facts }: Known, fact: Known['facts'][number]): FactEvent {
  facts.splice(facts.indexOf(fact), 1);
  return { type: 'FactRetracted', data: { factId: fact.factId } };
}

/** Half of the events start a relation, most others give it a fact, some end it. */
function related(seeded: Seeded, parties: readonly Known[], employments: Employment[]): Append {
  const turn = seeded.below(10);
  if (turn < 5 || employments.length === 0) {
    const [a, b] = [seeded.pick(parties).partyId, seeded.pick(parties).partyId];
    const relationId = seeded.uuid();
    const employment: Employment = { relationId, periodId: seeded.uuid(), subject: { id: relationId, parties: [a, b] }, from: FIRST_DAY };
    const { periodId, from } = employment;
    employments.push(employment);
    return toRelation(employment, { type: 'RelationStarted', data: { relationId, type: 'collaborates-with', a, b, periodId, from, to: null } });
  }
  if (turn < 9) {
    const employment = seeded.pick(employments);
    const factId = seeded.uuid();
    return toRelation(employment, {
      type: 'FactRecorded',
      data: { factId, periodId: employment.periodId, attribute: 'email', slot: factId, dataClass: 'contact', value: `role-${seeded.below(1e9)}@example.org`, validFrom: employment.from, validTo: null },
    });
  }
  const [employment] = employments.splice(seeded.below(employments.length), 1);
  return toRelation(employment!, { type: 'RelationEnded', data: { periodId: employment!.periodId, on: '2024-01-01' } });
}

function toRelation({ relationId, subject }: Employment, event: RelationEvent): Append {
  return { stream: `relation-${relationId}`, subject, events: [event] };
}
