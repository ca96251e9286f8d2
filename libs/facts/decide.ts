/**
 * Decisions on facts: from what is known and what is asked to the events that say it, or a refusal that names the fact in the way.
 * Pure; a decision that changes nothing has no events.
 */
import type { DomainEvent, Provenance } from '#libs/event-log/domain-event.js';
import { Refusal } from '#libs/platform/refusal.js';
import { firstDay, lastDay, type CalendarDate, type Day } from '#libs/temporal/dates.js';
import { compareLower, contains, dayRange, isEmpty, isUnknown, lowerDay, overlaps, sameBound, within, type DayRange, type From, type To } from '#libs/temporal/periods.js';
import type { Effective } from '#libs/temporal/slots.js';
import { factSlot, type Attribute } from './catalogue.js';
import type { FactConfirmed, FactCorrected, FactDisputed, FactEnded, FactEvent, FactRecorded, FactRetracted } from './events.js';
import { FactDraft } from './fact-draft.js';
import { withReference, type FactInput } from './fact-inputs.js';
import { assertedRange, effectiveEnd, effectiveFacts, equalValues, slotOf, type Fact, type Facts } from './fact.js';

/** Something the caller should know though the decision stands. */
export interface FactWarning {
  readonly code: 'leaves-gap' | 'shadowed' | 'shadows' | 'cut-earlier' | 'end-not-taken' | 'outside-period';
  /** The fact concerned. */
  readonly factId: string;
  /** The other fact. */
  readonly by?: string;
  readonly [detail: string]: unknown;
}

export interface Decision {
  readonly events: readonly DomainEvent[];
  readonly warnings: readonly FactWarning[];
}

export interface RecordDecision extends Decision {
  /** For each input the fact that says it: its own, or an equal one that stands already. */
  readonly factIds: readonly string[];
}

interface Noted {
  readonly note?: string;
}

/** Records facts, each decided on what the ones before it have made. */
export function recordFacts(facts: Facts, inputs: readonly FactInput[], today: Day): RecordDecision {
  const draft = new FactDraft(facts, Number.MAX_SAFE_INTEGER - inputs.length, { now: '', today });
  const warnings: FactWarning[] = [];
  /** Facts that stand already for inputs: who points to the input means the fact. */
  const standsFor = new Map<string, string>();
  const factIds = inputs.map((input) => {
    const { path, attribute, validFrom, validTo, factId, periodId } = input;
    const value = attribute.read(withReference(input.value, standsFor), `${path}.value`);
    const range = rangeToAssert({ from: validFrom, to: validTo }, today, path);
    const slot = factSlot(attribute, value, factId);
    const standing = sameFact(draft.facts, input, slot, value, range);
    if (standing) {
      standsFor.set(factId, standing.factId);
      // What says the same goes on: to end it is a command of its own.
      if (range.upper !== null && range.upper !== effectiveEnd(draft.facts, standing)) warnings.push({ code: 'end-not-taken', factId: standing.factId });
      return standing.factId;
    }
    refuseHidden(slotOf(draft.facts, attribute.code, slot, periodId), validFrom, range, path);
    const event: FactRecorded = {
      type: 'FactRecorded',
      data: {
        factId, ...(periodId !== undefined && { periodId }), attribute: attribute.code, slot, dataClass: attribute.dataClass, value, validFrom, validTo,
        ...(input.note !== undefined && { note: input.note }),
      },
      provenance: input.provenance,
    };
    draft.add([event]);
    warnings.push(...warningsOf(draft.facts, factId));
    return factId;
  });
  return { events: draft.events, warnings, factIds };
}

/** The world changed: no longer so from a day inside the asserted period. Once; a later change of that end is a correction. */
export function endFact(facts: Facts, { factId, on, note }: { readonly factId: string; readonly on: CalendarDate } & Noted, today: Day): Decision {
  const fact = liveFact(facts, factId);
  if (fact.ended) {
    if (fact.validTo === on) return nothing;
    throw new Refusal('already-ended', `the end of fact ${factId} is known; correct it to change it`, { conflictsWith: factId });
  }
  const range = assertedRange(fact);
  const day = firstDay(on);
  if ((range.lower !== null && day <= range.lower) || (range.upper !== null && day >= range.upper)) {
    throw new Refusal('outside-period', `a fact ends inside its period: after ${range.lower ?? 'its unknown start'}${range.upper === null ? '' : ` and before ${range.upper}`}`, { conflictsWith: factId });
  }
  const event: FactEnded = { type: 'FactEnded', data: { factId, on, ...noted(note) } };
  const cut = nextInSlot(facts, fact);
  const warnings: FactWarning[] = cut && lowerDay(cut.validFrom)! < day ? [{ code: 'cut-earlier', factId, by: cut.factId }] : [];
  return withDraft(facts, [event], today, factId, warnings);
}

/** We were wrong: the whole new state. `path`: where it stands in the command, for faults in it. */
export function correctFact(
  facts: Facts,
  corrected: { readonly factId: string; readonly attribute: Attribute; readonly value: unknown; readonly validFrom: From; readonly validTo: To; readonly provenance?: Provenance; readonly path?: string } & Noted,
  today: Day,
): Decision {
  const { factId, attribute, validFrom, validTo, provenance, note, path = '' } = corrected;
  const fact = liveFact(facts, factId);
  const value = attribute.read(corrected.value, 'value');
  const sameEnd = sameBound(fact.validTo, validTo);
  const range = rangeToAssert({ from: validFrom, to: validTo }, sameEnd ? fact.toStatedOn : today, path);
  if (factSlot(attribute, value, factId) !== fact.slot) {
    throw new Refusal('slot-changed', `a correction cannot move fact ${factId} to another slot; retract it and record the other`, { conflictsWith: factId });
  }
  if (equalValues(fact.value, value) && sameBound(fact.validFrom, validFrom) && sameEnd) return nothing;
  refusePastNext(facts, fact, { start: range.lower, end: sameEnd ? 'same' : range.upper });
  refuseHidden(beforeInSlot(facts, fact), validFrom, range, path);
  const event: FactCorrected = {
    type: 'FactCorrected', data: { factId, dataClass: fact.dataClass, value, valueChanged: !equalValues(fact.value, value), validFrom, validTo, ...noted(note) }, ...(provenance && { provenance }),
  };
  return withDraft(facts, [event], today, factId);
}

/** It was never true. Final. */
export function retractFact(facts: Facts, { factId, note }: { readonly factId: string } & Noted): Decision {
  if (facts.retracted.has(factId)) return nothing;
  liveFact(facts, factId);
  const event: FactRetracted = { type: 'FactRetracted', data: { factId, ...noted(note) } };
  return { events: [event], warnings: [] };
}

/** Checked on a day: still so. On a day of its period, and of that of its relation: outside them it cannot have held, and who found that it did corrects them first. */
export function confirmFact(
  facts: Facts, { factId, on, relationPeriod, note }: { readonly factId: string; readonly on: CalendarDate; readonly relationPeriod?: { readonly periodId: string; readonly range: DayRange } } & Noted, today: Day,
): Decision {
  const fact = liveFact(facts, factId);
  refuseFuture(on, today);
  refuseOutside(on, assertedRange(fact), `fact ${factId}`, factId);
  if (relationPeriod) refuseOutside(on, relationPeriod.range, `period ${relationPeriod.periodId}`, relationPeriod.periodId);
  const event: FactConfirmed = { type: 'FactConfirmed', data: { factId, on, ...noted(note) } };
  const cut = nextInSlot(facts, fact);
  return { events: [event], warnings: cut && lowerDay(cut.validFrom)! <= firstDay(on) ? [{ code: 'cut-earlier', factId, by: cut.factId }] : [] };
}

/** Somebody doubts it. */
export function disputeFact(facts: Facts, { factId, on, reason, note }: { readonly factId: string; readonly on: CalendarDate; readonly reason: string } & Noted, today: Day): Decision {
  liveFact(facts, factId);
  refuseFuture(on, today);
  const event: FactDisputed = { type: 'FactDisputed', data: { factId, on, reason, ...noted(note) } };
  return { events: [event], warnings: [] };
}

const nothing: Decision = { events: [], warnings: [] };
const noted = (note: string | undefined): Noted => (note === undefined ? {} : { note });

function liveFact(facts: Facts, factId: string): Fact {
  const fact = facts.live.get(factId);
  if (fact) return fact;
  throw facts.retracted.has(factId)
    ? new Refusal('fact-retracted', `fact ${factId} was retracted`, { conflictsWith: factId })
    : new Refusal('fact-not-found', `there is no fact ${factId} here`);
}

const member = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** @param path where the fact stands in the command */
export function rangeToAssert(period: { readonly from: From; readonly to: To }, toStatedOn: Day, path: string): DayRange {
  const range = dayRange(period, toStatedOn);
  if (isEmpty(range)) {
    throw new Refusal('period-upside-down', 'a period ends after it starts', { errors: [{ path: member(path, 'validTo'), expected: `a day after ${range.lower}`, got: String(range.upper) }] });
  }
  return range;
}

/** A live fact that says the same for the whole period already. In an attribute of many values, an equal one with part of it refuses. */
function sameFact(facts: Facts, { attribute, periodId, path }: FactInput, slot: string, value: unknown, range: DayRange): Fact | undefined {
  if (attribute.cardinality !== 'many') {
    const rivals = slotOf(facts, attribute.code, slot, periodId);
    const effective = effectiveFacts(rivals);
    return rivals.find((fact) => {
      const holds = effective.get(fact.factId)?.range;
      return holds && equalValues(fact.value, value) && within(range, holds);
    });
  }
  const equals = [...facts.live.values()].filter((fact) => fact.attribute === attribute.code && fact.periodId === periodId && equalValues(fact.value, value));
  const standing = equals.find((fact) => within(range, assertedRange(fact)));
  if (standing) return standing;
  const partial = equals.find((fact) => overlaps(range, assertedRange(fact)));
  if (!partial) return undefined;
  throw new Refusal('partial-overlap', `fact ${partial.factId} says the same for part of this period; correct its bounds`, { conflictsWith: partial.factId, attribute: attribute.code, errors: [{ path, expected: 'a period of which the same value has no part, or all of it' }] });
}

/** A fact without a known start sorts before every other: behind one that cuts it, what was stated would not show. */
function refuseHidden(rivals: readonly Fact[], from: From, range: DayRange, path: string): void {
  if (!isUnknown(from)) return;
  const cutter = rivals.filter((fact) => lowerDay(fact.validFrom) !== null && (range.upper === null || lowerDay(fact.validFrom)! < range.upper))
    .sort((a, b) => compareLower(lowerDay(a.validFrom), lowerDay(b.validFrom)))[0];
  if (!cutter) return;
  throw new Refusal('unknown-start-hidden', `fact ${cutter.factId} starts on ${lowerDay(cutter.validFrom)} and would hide one whose start is unknown; give a start`, { conflictsWith: cutter.factId, errors: [{ path: member(path, 'validFrom'), expected: 'a day', got: 'unknown' }] });
}

/** The fact of the slot with the next start greater than `start`, which is its own unless said otherwise; of several, the last recorded. */
function nextInSlot(facts: Facts, fact: Fact, start = lowerDay(fact.validFrom)): Fact | undefined {
  return slotOf(facts, fact.attribute, fact.slot, fact.periodId)
    .filter((other) => other !== fact && compareLower(lowerDay(other.validFrom), start) > 0)
    .sort((a, b) => compareLower(lowerDay(a.validFrom), lowerDay(b.validFrom)) || b.order - a.order)[0];
}

/** The facts of the slot that start earlier. */
function beforeInSlot(facts: Facts, fact: Fact): Fact[] {
  return slotOf(facts, fact.attribute, fact.slot, fact.periodId).filter((other) => compareLower(lowerDay(other.validFrom), lowerDay(fact.validFrom)) < 0);
}

/** A corrected start stays before the next start as it is, a changed end within the next one as it will be. */
function refusePastNext(facts: Facts, fact: Fact, { start, end }: { readonly start: Day | null; readonly end: Day | null | 'same' }): void {
  const follower = nextInSlot(facts, fact);
  if (follower && start !== null && start >= lowerDay(follower.validFrom)!) throw pastNext(follower, 'start');
  const cutter = nextInSlot(facts, fact, start);
  if (cutter && end !== 'same' && (end === null || end > lowerDay(cutter.validFrom)!)) throw pastNext(cutter, 'end');
}

const pastNext = ({ factId, validFrom }: Fact, bound: 'start' | 'end'): Refusal =>
  new Refusal('past-next-start', `fact ${factId} follows in the same slot from ${lowerDay(validFrom)}; the corrected ${bound} reaches past it`, { conflictsWith: factId });

function refuseFuture(on: CalendarDate, today: Day): void {
  if (firstDay(on) <= today) return;
  throw new Refusal('date-in-future', 'a check cannot be dated after today', { errors: [{ path: 'on', expected: `a day not after ${today}`, got: on }] });
}

/** A reduced date may mean any of its days. */
function refuseOutside(on: CalendarDate, { lower, upper }: DayRange, what: string, conflictsWith: string): void {
  const early = lower !== null && lastDay(on) < lower;
  if (!early && (upper === null || firstDay(on) < upper)) return;
  const expected = [lower === null ? [] : [`from ${lower}`], upper === null ? [] : [`before ${upper}`]].flat().join(' and ');
  throw new Refusal('outside-period', `${what} ${early ? `starts on ${lower}` : `has ended by ${upper}`}; correct that, if it held on ${on}`, { conflictsWith, errors: [{ path: 'on', expected: `a day ${expected}`, got: on }] });
}

/** The decision with the warnings that follow from what it makes of the slot. */
function withDraft(facts: Facts, events: readonly FactEvent[], today: Day, factId: string, warnings: readonly FactWarning[] = []): Decision {
  const draft = new FactDraft(facts, 0, { now: '', today });
  draft.add(events);
  return { events, warnings: [...warnings, ...warningsOf(draft.facts, factId)] };
}

/**
 * What holds otherwise because of this fact, compared with how it would be without it. Nothing resumes by itself: where it ends,
 * an older one that would still hold does not come back. And of two with one start, one does not show.
 */
function warningsOf(facts: Facts, factId: string): FactWarning[] {
  const fact = facts.live.get(factId)!;
  const rivals = slotOf(facts, fact.attribute, fact.slot, fact.periodId);
  if (rivals.length < 2) return [];
  const effective = effectiveFacts(rivals);
  const own = effective.get(factId)!;
  if (own.range === null) return own.endedBy === null ? [] : [{ code: 'shadowed', factId, by: own.endedBy }];
  const without = effectiveFacts(rivals.filter((rival) => rival !== fact));
  const warnings: FactWarning[] = [...without].filter(([other, { range }]) => range !== null && effective.get(other)!.range === null)
    .map(([by]) => ({ code: 'shadows', factId, by }));
  const end = own.range.upper;
  const wouldHold = end === null || holderOn(effective, end) !== undefined ? undefined : holderOn(without, end);
  return wouldHold === undefined ? warnings : [...warnings, { code: 'leaves-gap', factId, by: wouldHold, from: end }];
}

/** The fact that holds on a day. */
function holderOn(effective: ReadonlyMap<string, Effective>, day: Day): string | undefined {
  return [...effective].find(([, { range }]) => range !== null && contains(range, day))?.[0];
}
