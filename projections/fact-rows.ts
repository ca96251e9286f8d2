/** Fact rows, as the tables of parties and of relations both hold them. */
import { ERASED, isErased, type Provenance, type StoredEvent } from '#libs/event-log/domain-event.js';
import type { FactConfirmed, FactDisputed } from '#libs/facts/events.js';
import { lookupText } from '#libs/facts/catalogue.js';
import type { Fact } from '#libs/facts/fact.js';
import type { Belief } from '#libs/projecting/beliefs.js';
import { dateRange, positionRange } from '#libs/projecting/ranges.js';
import { firstDay } from '#libs/temporal/dates.js';
import type { DayRange, From, To } from '#libs/temporal/periods.js';

/** A fact and where it holds. */
export interface FactBelief {
  readonly fact: Fact;
  readonly range: DayRange | null;
  readonly endedBy: string | null;
}

export function sameBelief(a: FactBelief, b: FactBelief): boolean {
  return a.fact === b.fact && a.endedBy === b.endedBy && sameRange(a.range, b.range);
}

/**
 * What becomes of a belief when the value of its fact is erased: what is believed now goes on under the fact as it was folded,
 * what was believed before keeps all but the value.
 */
export function erased(before: Fact | undefined, after: Fact | undefined): <B extends FactBelief>(belief: B) => B {
  return (belief) => ({ ...belief, fact: after && belief.fact === before ? after : { ...belief.fact, value: ERASED } });
}

export const sameRange = (a: DayRange | null, b: DayRange | null): boolean => a === b || (a !== null && b !== null && a.lower === b.lower && a.upper === b.upper);

/** The columns both tables share, from JSON of the members of {@link factColumns}. */
export const FACT_COLUMNS = `attribute text, slot text, fact_id uuid, value jsonb, lookup text, key_id uuid, data_class text, valid_from jsonb, valid_to jsonb, effective daterange,
  ended_by text, recorded int8range, believed_from timestamptz, recorded_at timestamptz, fact_order bigint, asserted_on date, to_stated_on date, ended boolean, provenance jsonb, value_event_id uuid, value_position bigint, value_on date`;
export const FACT_COLUMN_NAMES = FACT_COLUMNS.split(',').map((column) => column.trim().split(' ')[0]!).join(', ');

export function factColumns({ content: { fact, range, endedBy }, from, fromAt, to }: Belief<FactBelief>): Readonly<Record<string, unknown>> & { readonly attribute: string; readonly lookup: string | null } {
  const readable = !isErased(fact.value);
  return {
    attribute: fact.attribute, slot: fact.slot, fact_id: fact.factId, value: readable ? fact.value : null, lookup: readable ? (lookupText(fact.attribute, fact.value) ?? null) : null,
    key_id: fact.keyId, data_class: fact.dataClass, valid_from: fact.validFrom, valid_to: fact.validTo, effective: dateRange(range), ended_by: endedBy,
    recorded: positionRange(from, to), believed_from: fromAt, recorded_at: fact.recordedAt, fact_order: fact.order, asserted_on: fact.fromStatedOn, to_stated_on: fact.toStatedOn, ended: fact.ended, provenance: fact.provenance ?? null,
    value_event_id: fact.valueEventId, value_position: String(fact.valuePosition), value_on: fact.valueOn,
  };
}

/** A row of either table, as far as the state of a fact goes. */
export interface FactRow {
  readonly attribute: string;
  readonly slot: string;
  readonly fact_id: string;
  readonly value: unknown;
  readonly key_id: string;
  readonly data_class: Fact['dataClass'];
  readonly valid_from: From;
  readonly valid_to: To;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly shadowed: boolean;
  readonly ended_by: string | null;
  readonly recorded_at: string;
  readonly fact_order: bigint;
  readonly asserted_on: string;
  readonly to_stated_on: string;
  readonly ended: boolean;
  readonly provenance: Provenance | null;
  readonly value_event_id: string;
  readonly value_position: bigint;
  readonly value_on: string;
}

/** What {@link FactRow} selects, from a table named `f`. */
export const FACT_ROW = `f.attribute, f.slot, f.fact_id, f.value, f.key_id, f.data_class, f.valid_from, f.valid_to, lower(f.effective)::text as lower, upper(f.effective)::text as upper,
  isempty(f.effective) as shadowed, f.ended_by, f.recorded_at, f.fact_order, f.asserted_on, f.to_stated_on, f.ended, f.provenance, f.value_event_id, f.value_position, f.value_on`;

export function beliefOf(row: FactRow, periodId?: string): FactBelief {
  return {
    fact: {
      factId: row.fact_id, periodId, attribute: row.attribute, slot: row.slot, dataClass: row.data_class, value: row.value ?? ERASED, keyId: row.key_id, validFrom: row.valid_from,
      validTo: row.valid_to, order: Number(row.fact_order), fromStatedOn: row.asserted_on, toStatedOn: row.to_stated_on, ended: row.ended, provenance: row.provenance ?? undefined, valueEventId: row.value_event_id,
      valuePosition: row.value_position, valueOn: row.value_on, recordedAt: row.recorded_at,
    },
    range: row.shadowed ? null : { lower: row.lower, upper: row.upper },
    endedBy: row.ended_by,
  };
}

/** A confirmation or dispute as its table holds it. */
export function checkColumns(event: StoredEvent<FactConfirmed | FactDisputed>): Record<string, unknown> {
  const { factId, on } = event.data;
  return {
    fact_id: factId, disputed: event.type === 'FactDisputed', on_day: firstDay(on), said_on: on, reason: event.type === 'FactDisputed' ? event.data.reason : null,
    position: String(event.position), recorded_at: event.recordedAt,
  };
}
