/**
 * What has to change so that a party agrees with what one source states about it. Pure.
 *
 * Only the source's own facts are ended, corrected or retracted; those of others stay, and are cut where a newer start
 * overtakes them. Sent twice, it changes nothing.
 */
import type { Warning } from '#libs/commands/command.js';
import type { Loaded } from '#libs/commands/streams.js';
import type { DomainEvent, Provenance } from '#libs/event-log/domain-event.js';
import { factSlot, type Attribute } from '#libs/facts/catalogue.js';
import { correctFact, endFact, rangeToAssert, recordFacts, retractFact, type Decision } from '#libs/facts/decide.js';
import { FactDraft, type DraftMoment } from '#libs/facts/fact-draft.js';
import { withReference, type FactInput } from '#libs/facts/fact-inputs.js';
import type { Fact, Facts } from '#libs/facts/fact.js';
import { assertedRange, effectiveEnd, effectiveFacts, equalValues, slotOf } from '#libs/facts/fact.js';
import { Refusal } from '#libs/platform/refusal.js';
import { firstDay, type CalendarDate, type Day } from '#libs/temporal/dates.js';
import { compareLower, contains, dayRange, isUnknown, lowerDay, minUpper, overlaps, sameBound, upperDay, within, type From, type To } from '#libs/temporal/periods.js';
import type { Party } from './party.js';

/** One dated fact a source states, its value normalised and its slot known. */
export interface StatedFact {
  readonly input: FactInput;
  readonly attribute: Attribute;
  /** Slot in which it competes; for attributes with many values the facts of one value compete only among themselves. */
  readonly slot: string;
  readonly value: unknown;
  readonly from: From;
  readonly to: To;
}

export interface Statement {
  readonly provenance: Provenance;
  readonly facts: readonly StatedFact[];
  /** `change`: a new value is a change of the world at its date. `correct`: where the source said otherwise, it was wrong. */
  readonly mode: 'change' | 'correct';
  /** Attributes of which the statement is the source's whole history: what it said otherwise before was never so. */
  readonly historyOf: ReadonlySet<string>;
  /** Where the source's facts end that the statement leaves out; undefined: they go on, the statement is not complete. */
  readonly absentEndOn: CalendarDate | undefined;
}

/** One step towards agreement, in the order to be taken. */
export type Step =
  | { readonly change: 'retracted'; readonly fact: Fact }
  | { readonly change: 'ended'; readonly fact: Fact; readonly on: CalendarDate }
  | { readonly change: 'corrected'; readonly fact: Fact; readonly stated: StatedFact }
  | { readonly change: 'recorded'; readonly stated: StatedFact }
  /** Says what is stated already, and goes on where that ends. */
  | { readonly change: 'kept'; readonly fact: Fact };

/** What an upsert changed, by codes and ids. */
export interface Difference {
  readonly change: Exclude<Step['change'], 'kept'>;
  readonly attribute: string;
  readonly factId: string;
}

/** Decides the steps one after the other, each on what the ones before have made. */
export function agree(
  party: Loaded<Party>, inputs: readonly FactInput[], terms: Omit<Statement, 'facts'>, { now, today }: DraftMoment,
): { events: readonly DomainEvent[]; warnings: readonly Warning[]; differences: readonly Difference[] } {
  const standing = standingIds(party.state.facts, inputs);
  const stated = inputs.map((given) => {
    const input = { ...given, value: withReference(given.value, standing) };
    const value = input.attribute.read(input.value, `${input.path}.value`);
    rangeToAssert({ from: input.validFrom, to: input.validTo }, today, input.path);
    return { input, attribute: input.attribute, value, slot: factSlot(input.attribute, value, input.factId), from: input.validFrom, to: input.validTo };
  });
  const draft = new FactDraft(party.state.facts, party.revision + 1, { now, today });
  const warnings: Warning[] = [];
  const differences: Difference[] = [];
  const take = (decision: Decision, change: Difference['change'], attribute: string, factId: string): void => {
    warnings.push(...decision.warnings);
    if (decision.events.length > 0) differences.push({ change, attribute, factId });
    draft.add(decision.events);
  };
  for (const step of stepsTowards(party.state.facts, { ...terms, facts: stated }, today)) {
    if (step.change === 'recorded') {
      const { input } = step.stated;
      take(recordFacts(draft.facts, [input], today), step.change, input.attribute.code, input.factId);
      continue;
    }
    const { factId, attribute } = step.fact;
    if (step.change === 'kept') warnings.push({ code: 'end-not-taken', factId });
    else if (step.change === 'retracted') take(retractFact(draft.facts, { factId }), step.change, attribute, factId);
    else if (step.change === 'ended') take(endFact(draft.facts, { factId, on: step.on }, today), step.change, attribute, factId);
    else correct(step.stated, step.fact);
  }
  return { events: draft.events, warnings, differences };

  function correct({ input, value, from, to }: StatedFact, { factId, attribute }: Fact): void {
    const state = { factId, attribute: input.attribute, value, validFrom: from, validTo: to, provenance: terms.provenance, path: input.path };
    const decision = unlessAnotherStands(() => correctFact(draft.facts, state, today), factId);
    if (decision) return take(decision, 'corrected', attribute, factId);
    take(retractFact(draft.facts, { factId }), 'retracted', attribute, factId);
    take(recordFacts(draft.facts, [input], today), 'recorded', attribute, input.factId);
  }
}

/**
 * Nothing where another source's fact starts inside the corrected period, or on its day and was recorded later: it stays, and
 * cuts or hides what is corrected, so that has to be stated anew.
 */
function unlessAnotherStands(correct: () => Decision, factId: string): Decision | undefined {
  try {
    const decision = correct();
    return decision.warnings.some((warning) => warning.code === 'shadowed' && warning.factId === factId) ? undefined : decision;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'past-next-start') return undefined;
    throw error;
  }
}

/** Ids under which stated facts stand already, by the ids they would get: what refers to them means the fact that stands. */
function standingIds(facts: Facts, inputs: readonly FactInput[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { path, factId, attribute, value } of inputs) {
    const read = attribute.read(value, `${path}.value`);
    const fact = [...facts.live.values()].find((one) => one.attribute === attribute.code && equalValues(one.value, read));
    if (fact) ids.set(factId, fact.factId);
  }
  return ids;
}

/** The steps by which `facts` come to agree with the statement, retractions first, then ends, corrections, and new facts by start. */
export function stepsTowards(facts: Facts, statement: Statement, today: Day): Step[] {
  refuseContradictions(statement.facts, today);
  const statedFacts = asRuns(statement.facts);
  const own = [...facts.live.values()].filter(({ provenance }) => provenance?.system === statement.provenance.system);
  const steps: Step[] = [];
  const open = new Map<string, StatedFact[]>();
  for (const stated of statedFacts) {
    const key = groupOf(stated.attribute, stated.slot, stated.value);
    open.set(key, [...(open.get(key) ?? []), stated]);
  }
  const ownByGroup = new Map<string, Fact[]>();
  for (const fact of own) {
    const attribute = statement.facts.find((stated) => stated.attribute.code === fact.attribute)?.attribute;
    const key = attribute ? groupOf(attribute, fact.slot, fact.value) : `${fact.attribute} `;
    ownByGroup.set(key, [...(ownByGroup.get(key) ?? []), fact]);
  }
  for (const key of new Set([...open.keys(), ...ownByGroup.keys()])) {
    steps.push(...stepsOfGroup(facts, ownByGroup.get(key) ?? [], open.get(key) ?? [], statement, today));
  }
  const rank = { retracted: 0, ended: 1, corrected: 2, recorded: 3, kept: 4 };
  return steps.sort((a, b) => rank[a.change] - rank[b.change] || (a.change === 'recorded' && b.change === 'recorded' ? byStart(a.stated, b.stated) : 0));
}

function stepsOfGroup(facts: Facts, own: readonly Fact[], stated: readonly StatedFact[], statement: Statement, today: Day): Step[] {
  const steps: Step[] = [];
  // A fact that others of the same start have shadowed says nothing any more: stating its value again is news.
  const left = new Set(own.filter((fact) => shows(facts, fact)));
  const match = (wanted: readonly StatedFact[], fits: (fact: Fact, wanted: StatedFact) => boolean, step: (fact: Fact, wanted: StatedFact) => Step | undefined): StatedFact[] =>
    wanted.filter((one) => {
      const fact = [...left].find((candidate) => fits(candidate, one));
      if (!fact) return true;
      left.delete(fact);
      const next = step(fact, one);
      if (next) steps.push(next);
      return false;
    });
  // First what the source said before, word for word; then the same fact with another end; then what is true anyway.
  let wanted = match(stated, (fact, one) => equalValues(fact.value, one.value) && sameBound(fact.validFrom, one.from) && sameBound(fact.validTo, one.to), () => undefined);
  wanted = match(wanted, (fact, one) => equalValues(fact.value, one.value) && sameBound(fact.validFrom, one.from), (fact, one) => endOrCorrect(fact, one));
  const history = (attribute: string): boolean => statement.historyOf.has(attribute);
  const changed = new Set(steps.map((step) => step.change !== 'recorded' && step.fact));
  const news = new Set(wanted);
  for (const one of wanted) {
    // What the source itself said with other bounds is no part of its whole history.
    const holding = holdingAlready(facts, one, { stated, news }, today, (fact) => !changed.has(fact) && !(history(fact.attribute) && own.includes(fact)));
    if (!holding) continue;
    left.delete(holding);
    news.delete(one);
    // Stated again from a later day it is one run of that value, as in asRuns, which ends where the later one ends.
    const isOpen = own.includes(holding) && holding.validTo === null && !holding.ended;
    if (isOpen && one.to !== null && !isUnknown(one.to)) {
      steps.push({ change: 'ended', fact: holding, on: one.to });
      changed.add(holding);
    } else if (one.to !== null && upperDay(one.to, today) !== effectiveEnd(facts, holding)) steps.push({ change: 'kept', fact: holding });
  }
  wanted = [...news];
  // The same where its end was stated before, and was another: of an attribute of many values the two would say the same side by side.
  wanted = match(wanted, (fact, one) => one.attribute.cardinality === 'many' && !history(fact.attribute) && !changed.has(fact) && isRunOf(facts, fact, one, today), (fact, one) => ({ change: 'corrected', fact, stated: { ...one, from: fact.validFrom } }));
  const correct = (fact: Fact, one: StatedFact): Step => ({ change: 'corrected', fact, stated: one });
  wanted = match(wanted, (fact, one) => (history(fact.attribute) || statement.mode === 'correct') && sameBound(fact.validFrom, one.from), correct);
  wanted = match(wanted, (fact, one) => !history(fact.attribute) && statement.mode === 'correct' && overlaps(assertedRange(fact), dayRange(one, today)), correct);
  for (const one of wanted) steps.push({ change: 'recorded', stated: one });
  // Of a whole history nothing else may stay, hidden or not: it would come to light when what hides it goes.
  for (const fact of own) if (!shows(facts, fact) && history(fact.attribute)) steps.push({ change: 'retracted', fact });
  for (const fact of left) {
    if (history(fact.attribute)) steps.push({ change: 'retracted', fact });
    else if (statement.absentEndOn !== undefined && isAbsent(facts, fact, stated, statement.absentEndOn)) steps.push({ change: 'ended', fact, on: statement.absentEndOn });
  }
  return steps;
}

/** Whether what is stated begins while a fact says the same, and would go on beside no third that does. */
function isRunOf(facts: Facts, fact: Fact, { attribute, value, from, to }: StatedFact, today: Day): boolean {
  const start = lowerDay(from);
  if (start === null || !equalValues(fact.value, value) || !contains(assertedRange(fact), start)) return false;
  const whole = { lower: lowerDay(fact.validFrom), upper: upperDay(to, today) };
  return ![...facts.live.values()].some((other) => other !== fact && other.attribute === attribute.code && equalValues(other.value, value) && overlaps(assertedRange(other), whole));
}

/** Whether an open fact that the statement leaves out would hold on that day. One that another start has cut before is over anyway. */
function isAbsent(facts: Facts, fact: Fact, stated: readonly StatedFact[], on: CalendarDate): boolean {
  // Identifiers are not over because a source does not repeat them.
  if (fact.validTo !== null || fact.attribute.startsWith('identifier.')) return false;
  const day = firstDay(on);
  const upper = effectiveEnd(facts, fact);
  const succeeded = stated.some(({ from }) => compareLower(lowerDay(from), lowerDay(fact.validFrom)) >= 0 && compareLower(lowerDay(from), day) <= 0);
  return !succeeded && (upper === null || upper > day);
}

/** A later end of a fact that is open is a change of the world; every other difference in its end was said wrongly before. */
function endOrCorrect(fact: Fact, stated: StatedFact): Step {
  const { to } = stated;
  if (fact.validTo === null && !fact.ended && to !== null && !isUnknown(to)) return { change: 'ended', fact, on: to };
  return { change: 'corrected', fact, stated };
}

/**
 * A fact that says the same for all the days on which the stated one is to show, and still does once those that are news of what
 * is stated beside it are recorded. `counts` says whose facts count.
 */
function holdingAlready(facts: Facts, one: StatedFact, { stated, news }: { readonly stated: readonly StatedFact[]; readonly news: ReadonlySet<StatedFact> }, today: Day, counts: (fact: Fact) => boolean): Fact | undefined {
  const { attribute, slot, value } = one;
  if (attribute.cardinality === 'many') {
    return [...facts.live.values()].find((fact) => fact.attribute === attribute.code && equalValues(fact.value, value) && within(dayRange(one, today), assertedRange(fact)) && counts(fact));
  }
  const startsOf = (all: Iterable<StatedFact>): (Day | null)[] => [...all].filter((other) => other !== one).map(({ from }) => lowerDay(from));
  const next = startsOf(stated).filter((start) => compareLower(start, lowerDay(one.from)) > 0).sort(compareLower)[0] ?? null;
  const shown = { lower: lowerDay(one.from), upper: minUpper(upperDay(one.to, today), next) };
  const rivals = slotOf(facts, attribute.code, slot);
  const effective = effectiveFacts(rivals);
  return rivals.find((fact) => {
    const range = effective.get(fact.factId)?.range;
    const staysUncut = (start: Day | null): boolean => compareLower(start, lowerDay(fact.validFrom)) < 0 || (shown.upper !== null && compareLower(start, shown.upper) >= 0);
    return range && equalValues(fact.value, value) && within(shown, range) && counts(fact) && startsOf(news).every(staysUncut);
  });
}

/** An open value that is stated again from a later day is one run of that value, which ends where the later one ends. */
function asRuns(stated: readonly StatedFact[]): StatedFact[] {
  const groups = new Map<string, StatedFact[]>();
  for (const one of [...stated].sort(byStart)) {
    const key = groupOf(one.attribute, one.slot, one.value);
    const group = groups.get(key) ?? [];
    const before = group.at(-1);
    if (before && before.to === null && equalValues(before.value, one.value)) group[group.length - 1] = { ...before, to: one.to, input: { ...before.input, validTo: one.to } };
    else group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].flat();
}

/** In one slot a source cannot state two values for one day. */
function refuseContradictions(stated: readonly StatedFact[], today: Day): void {
  const groups = new Map<string, StatedFact[]>();
  for (const one of stated) {
    const key = groupOf(one.attribute, one.slot, one.value);
    const others = groups.get(key) ?? [];
    if (others.some((other) => overlapsBefore(other, one, today))) {
      throw new Refusal('period-overlap', `the statement gives ${one.attribute.code} twice for the same days`, { attribute: one.attribute.code });
    }
    groups.set(key, [...others, one]);
  }
}

/** An open fact is cut by the next start, so only a bounded one that reaches past the other's start contradicts it. */
function overlapsBefore(a: StatedFact, b: StatedFact, today: Day): boolean {
  const [first, second] = byStart(a, b) <= 0 ? [a, b] : [b, a];
  if (sameBound(first.from, second.from)) return true;
  return first.to !== null && overlaps(dayRange(first, today), dayRange(second, today));
}

const shows = (facts: Facts, fact: Fact): boolean =>
  effectiveFacts(slotOf(facts, fact.attribute, fact.slot)).get(fact.factId)?.range !== null;
const groupOf = (attribute: Attribute, slot: string, value: unknown): string =>
  attribute.cardinality === 'many' ? `${attribute.code} ${JSON.stringify(value)}` : `${attribute.code} ${slot}`;
const byStart = (a: StatedFact, b: StatedFact): number => compareLower(lowerDay(a.from), lowerDay(b.from));
