/**
 * The state of facts, folded from their events. Total: an event about a fact that is not there, or was retracted, or was
 * recorded before under the same id, changes nothing, so that any history folds, also one that no decision would have made.
 */
import { ERASED, isErased, type DataClass, type Erased, type Provenance, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { Day } from '#libs/temporal/dates.js';
import { dayRange, restated, type DayRange, type From, type StatedOn, type To } from '#libs/temporal/periods.js';
import { effectivePeriods, type Effective, type SlotEntry } from '#libs/temporal/slots.js';
import { canonicalJson } from './canonical-json.js';
import type { FactEvent, FactValue } from './events.js';

export interface Fact extends StatedOn {
  readonly factId: string;
  readonly periodId: string | undefined;
  readonly attribute: string;
  readonly slot: string;
  readonly dataClass: DataClass;
  readonly value: FactValue | Erased;
  /** The key the log holds the value under; unknown while an event is only drafted. */
  readonly keyId: string | undefined;
  readonly validFrom: From;
  readonly validTo: To;
  /** Revision of its `FactRecorded`: breaks ties between equal starts, and corrections do not change it. */
  readonly order: number;
  /** Whether `FactEnded` set the end; once only until a correction. */
  readonly ended: boolean;
  readonly provenance: Provenance | undefined;
  /** The event that last set the value, its position and day: checks older than it do not speak of this value. */
  readonly valueEventId: string;
  readonly valuePosition: bigint;
  readonly valueOn: Day;
  /** When its asserted state was last set (recorded, ended or corrected). */
  readonly recordedAt: string;
}

/** Live facts by id, and the ids that were retracted. */
export interface Facts {
  readonly live: Map<string, Fact>;
  readonly retracted: Set<string>;
}

export const noFacts = (): Facts => ({ live: new Map(), retracted: new Set() });

function withoutDay(provenance: Provenance | undefined): Provenance | undefined {
  if (provenance === undefined) return undefined;
  const { system, method, confidence } = provenance;
  return { system, method, ...(confidence !== undefined && { confidence }) };
}

/** Folds one event into `facts`, in place (10,000-event streams are folded on the hot path). Returns the slot it touched, if any. */
export function applyFactEvent(facts: Facts, event: StoredEvent<FactEvent>): { attribute: string; slot: string; periodId: string | undefined } | undefined {
  const { factId } = event.data;
  const before = facts.live.get(factId);
  if (event.type === 'FactRecorded') {
    if (before || facts.retracted.has(factId)) return undefined;
    const { periodId, attribute, slot, dataClass, value, validFrom, validTo } = event.data;
    facts.live.set(factId, {
      factId, periodId, attribute, slot, dataClass, value, keyId: event.sealedBy?.value, validFrom, validTo, order: event.revision, fromStatedOn: event.recordedOn, toStatedOn: event.recordedOn, ended: false,
      provenance: event.metadata.provenance, valueEventId: event.eventId, valuePosition: event.position, valueOn: event.recordedOn,
      recordedAt: event.recordedAt,
    });
    return { attribute, slot, periodId };
  }
  if (!before) return undefined;
  const { attribute, slot, periodId } = before;
  switch (event.type) {
    case 'FactEnded':
      // Of a start that nobody knows it says nothing.
      facts.live.set(factId, { ...before, validTo: event.data.on, toStatedOn: event.recordedOn, ended: true, recordedAt: event.recordedAt });
      break;
    case 'FactCorrected': {
      const { value, valueChanged, validFrom, validTo } = event.data;
      facts.live.set(factId, {
        ...before, value, keyId: event.sealedBy?.value, validFrom, validTo, ended: false, recordedAt: event.recordedAt,
        ...restated({ ...before, from: before.validFrom, to: before.validTo }, { from: validFrom, to: validTo }, event.recordedOn),
        // When the other system had recorded it speaks of the value it had.
        provenance: event.metadata.provenance ?? (valueChanged ? withoutDay(before.provenance) : before.provenance),
        ...(valueChanged && { valueEventId: event.eventId, valuePosition: event.position, valueOn: event.recordedOn }),
      });
      break;
    }
    case 'FactRetracted':
      facts.live.delete(factId);
      facts.retracted.add(factId);
      break;
    case 'FactErased':
      facts.live.set(factId, { ...before, value: ERASED });
      return undefined;
    case 'FactConfirmed':
    case 'FactDisputed':
      return undefined;
  }
  return { attribute, slot, periodId };
}

/** Whether two values are the same fact of the world: equal as canonical JSON. An erased value equals only an erased one. */
export function equalValues(a: FactValue | Erased, b: FactValue | Erased): boolean {
  if (isErased(a) || isErased(b)) return a === b;
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** Effective periods of the live facts of one slot, by factId. Facts of a relation are clipped by their period afterwards. */
export function effectiveFacts(slotFacts: readonly Fact[]): Map<string, Effective> {
  return effectivePeriods(slotFacts.map(slotEntry));
}

/** The days for which it was stated, whatever cuts it short. */
export const assertedRange = ({ validFrom, validTo, toStatedOn }: Fact): DayRange => dayRange({ from: validFrom, to: validTo }, toStatedOn);

/** A fact as it competes in its slot. */
export function slotEntry(fact: Fact): SlotEntry {
  return { id: fact.factId, order: fact.order, asserted: assertedRange(fact) };
}

/** The live facts that compete with each other in one slot. */
export function slotOf(facts: Facts, attribute: string, slot: string, periodId?: string): Fact[] {
  return [...facts.live.values()].filter((fact) => fact.attribute === attribute && fact.slot === slot && fact.periodId === periodId);
}

/** The day on which a live fact ends, also where another cuts it; null while it goes on. */
export const effectiveEnd = (facts: Facts, { attribute, slot, periodId, factId }: Fact): Day | null => effectiveFacts(slotOf(facts, attribute, slot, periodId)).get(factId)?.range?.upper ?? null;
