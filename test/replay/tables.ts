/**
 * The tables of parties and relations and the question for the 360°, in memory: what the projectors read before a batch and write
 * after it, around the product's own pure parts. So a change of those can be tried without a database.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { FactConfirmed, FactDisputed } from '#libs/facts/events.js';
import type { PartyEvent } from '#libs/parties/events.js';
import type { Beliefs } from '#libs/projecting/beliefs.js';
import type { RelationEvent } from '#libs/relations/events.js';
import type { DayRange } from '#libs/temporal/periods.js';
import type { FactBelief } from '#projections/fact-rows.js';
import type { PartyContent } from '#projections/parties/fold.js';
import type { FactAnswer, FactJson } from '#projections/queries/fact-answer.js';
import type { PeriodBelief, RelationFactBelief } from '#projections/relations/fold.js';
import { firstDayNumber } from '#projections/verify/replay/days.js';
import type { Expected360, ExpectedFact, ExpectedRelation, Freshness } from '../oracle/oracle.js';
import type { Product } from './product.js';

interface Row<C> {
  readonly id: string;
  content: C;
  readonly from: bigint;
  to: bigint | null;
}

type Check = StoredEvent<FactConfirmed | FactDisputed>;

interface PartyTable {
  readonly kinds: Row<PartyContent>[];
  readonly facts: Row<FactBelief>[];
  readonly checks: Check[];
}

interface RelationTable {
  ends: { type: string; a: string; b: string } | undefined;
  readonly periods: Row<PeriodBelief>[];
  readonly facts: Row<RelationFactBelief>[];
  readonly checks: Check[];
}

export class Tables {
  private readonly parties = new Map<string, PartyTable>();
  private readonly relations = new Map<string, RelationTable>();

  constructor(private readonly product: Product) {}

  apply(batch: readonly StoredEvent[]): void {
    const streams = new Set(batch.map(({ stream }) => stream));
    for (const stream of streams) {
      const events = batch.filter((event) => event.stream === stream);
      if (stream.startsWith('party-')) this.applyToParty(stream.slice('party-'.length), events as StoredEvent<PartyEvent>[]);
      if (stream.startsWith('relation-')) this.applyToRelation(stream.slice('relation-'.length), events as StoredEvent<RelationEvent>[]);
    }
  }

  private applyToParty(partyId: string, events: readonly StoredEvent<PartyEvent>[]): void {
    const { parties: { foldParty, noPartyBeliefs, ONLY } } = this.product;
    const table = this.parties.get(partyId) ?? { kinds: [], facts: [], checks: [] };
    this.parties.set(partyId, table);
    const beliefs = noPartyBeliefs();
    for (const { content } of table.kinds.filter(isOpen)) beliefs.party.load(ONLY, content);
    loadFacts(table.facts, beliefs.facts, beliefs.factRows);
    for (const event of events) foldParty(beliefs, event);
    this.erase(table.facts, beliefs.erasedFacts.ids);
    write(table.kinds, beliefs.party);
    write(table.facts, beliefs.factRows);
    table.checks.push(...beliefs.checks);
  }

  private applyToRelation(relationId: string, events: readonly StoredEvent<RelationEvent>[]): void {
    const { relations: { foldRelation, noRelationBeliefs } } = this.product;
    const table = this.relations.get(relationId) ?? { ends: undefined, periods: [], facts: [], checks: [] };
    this.relations.set(relationId, table);
    const beliefs = noRelationBeliefs();
    beliefs.relation.ends = table.ends;
    for (const row of table.periods) {
      if (isOpen(row)) beliefs.relation.periods.set(row.id, row.content.period);
      else if (!table.periods.some((one) => one.id === row.id && isOpen(one))) beliefs.relation.retracted.add(row.id);
      if (isOpen(row)) beliefs.periods.load(row.id, row.content);
    }
    loadFacts(table.facts, beliefs.relation.facts, beliefs.facts);
    for (const event of events) foldRelation(beliefs, event);
    this.erase(table.facts, beliefs.erasedFacts);
    table.ends = beliefs.relation.ends;
    write(table.periods, beliefs.periods);
    write(table.facts, beliefs.facts);
    table.checks.push(...beliefs.checks);
  }

  /** As the statement does it: every stored row of the fact loses its value. */
  private erase(rows: Row<FactBelief>[], erased: ReadonlySet<string>): void {
    for (const row of rows) if (erased.has(row.id)) row.content = { ...row.content, fact: { ...row.content.fact, value: this.product.events.ERASED } };
  }

  view360(partyId: string, day: string, knownAt: bigint, freshness: Freshness): Expected360 {
    const table = this.parties.get(partyId);
    const kind = table?.kinds.find((row) => isKnown(row, knownAt))?.content.kind;
    if (!table || kind === undefined) return { kind: undefined, facts: [], relations: [] };
    const relations = [...this.relations].flatMap(([relationId, relation]) => this.relationAt(relationId, relation, partyId, day, knownAt, freshness) ?? []);
    return { kind, facts: this.factsAt(table, day, knownAt, freshness), relations: relations.sort((a, b) => (a.relationId < b.relationId ? -1 : 1)) };
  }

  private relationAt(relationId: string, { ends, periods, facts, checks }: RelationTable, partyId: string, day: string, knownAt: bigint, freshness: Freshness): ExpectedRelation | undefined {
    if (ends === undefined || (ends.a !== partyId && ends.b !== partyId)) return undefined;
    const known = periods.filter((row) => isKnown(row, knownAt) && row.content.range !== null).map((row) => ({ ...row.content, range: row.content.range! }))
      .sort((a, b) => ((a.range.lower ?? '') < (b.range.lower ?? '') ? -1 : 1));
    const begun = known.filter(({ range }) => range.lower === null || range.lower <= day);
    const shown = known.find(({ range }) => contains(range, day)) ?? begun.at(-1) ?? known.at(0);
    if (!shown) return undefined;
    const { period, range, endedBy } = shown;
    return {
      relationId, type: ends.type, direction: ends.a === partyId ? 'a-to-b' : 'b-to-a', other: ends.a === partyId ? ends.b : ends.a, periodId: period.periodId, validFrom: period.from,
      validTo: endedBy === null ? period.to : range.upper, status: contains(range, day) ? 'ongoing' : begun.includes(shown) ? 'ended' : 'planned',
      facts: this.factsAt({ facts: facts.filter(({ content }) => content.fact.periodId === period.periodId), checks }, day, knownAt, freshness),
    };
  }

  private factsAt({ facts, checks }: { facts: readonly Row<FactBelief>[]; checks: readonly Check[] }, day: string, knownAt: bigint, freshness: Freshness): ExpectedFact[] {
    return facts.filter((row) => isKnown(row, knownAt) && row.content.range !== null && contains(row.content.range, day))
      .map(({ content }) => shownFact(this.product.answers.factAnswer(this.factJson(content, checks, day, knownAt), day, freshness as Readonly<Record<string, number | null>>)))
      .sort((a, b) => (a.factId < b.factId ? -1 : 1));
  }

  private factJson({ fact, range, endedBy }: FactBelief, checks: readonly Check[], day: string, knownAt: bigint): FactJson {
    const ofTheValue = checks.filter(({ data, position }) => data.factId === fact.factId && position <= knownAt && position > fact.valuePosition);
    const counting = ofTheValue
      .filter(({ data }) => firstDayNumber(data.on) <= firstDayNumber(day))
      .sort((a, b) => firstDayNumber(a.data.on) - firstDayNumber(b.data.on) || Number(a.position - b.position));
    const last = counting.at(-1);
    return {
      factId: fact.factId, attribute: fact.attribute, slot: fact.slot, value: this.product.events.isErased(fact.value) ? null : fact.value, validFrom: fact.validFrom, validTo: fact.validTo,
      upper: range!.upper, endedBy, recordedAt: fact.recordedAt, fromStatedOn: fact.fromStatedOn, valueOn: fact.valueOn, source: fact.provenance ?? null, order: fact.order,
      lastCheck: last ? { on: wholeDay(last.data.on), saidOn: last.data.on, disputed: last.type === 'FactDisputed', reason: last.type === 'FactDisputed' ? last.data.reason : null } : null,
      heldOn: ofTheValue.filter(({ type }) => type === 'FactConfirmed').map(({ data }) => wholeDay(data.on)).sort().at(-1) ?? null,
      lastConfirmedOn: counting.findLast(({ type }) => type === 'FactConfirmed')?.data.on ?? null,
    };
  }
}

/** What an answer says of a fact, in the words of the oracle. */
export function shownFact(fact: FactAnswer): ExpectedFact {
  const { factId, attribute, value, validFrom, validTo, assertedValidTo, endedBy, recordedAt, trust, trustReason, lastConfirmedOn, source } = fact;
  return { factId, attribute, value, erased: fact.erased ?? false, validFrom, validTo, assertedValidTo, endedBy, recordedAt, trust, trustReason, lastConfirmedOn, source };
}

const wholeDay = (date: string): string => `${date}-01-01`.slice(0, 10);
const isOpen = (row: { readonly to: bigint | null }): boolean => row.to === null;
const isKnown = ({ from, to }: { readonly from: bigint; readonly to: bigint | null }, at: bigint): boolean => from <= at && (to === null || at < to);
const contains = ({ lower, upper }: DayRange, day: string): boolean => (lower === null || lower <= day) && (upper === null || day < upper);

function loadFacts<C extends FactBelief>(rows: readonly Row<C>[], facts: { readonly live: Map<string, FactBelief['fact']>; readonly retracted: Set<string> }, beliefs: Beliefs<C>): void {
  for (const { id, content } of rows.filter(isOpen)) {
    facts.live.set(id, content.fact);
    beliefs.load(id, content);
  }
  for (const { id } of rows) if (!facts.live.has(id)) facts.retracted.add(id);
}

function write<C>(rows: Row<C>[], { closed, opened }: Beliefs<C>): void {
  for (const { id, belief } of closed) for (const row of rows) if (row.id === id && isOpen(row)) row.to = belief.to;
  rows.push(...opened.map(({ id, belief: { content, from, to } }) => ({ id, content, from, to })));
}
