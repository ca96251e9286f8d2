/**
 * Proof that the comparison with the oracle is worth something: each of these mistakes, made in the product's own pure parts, is
 * noticed. The histories are the same on every run, so a mutant that is caught today is caught tomorrow.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { expected360, expectedFreshness, type Expected360 } from '../oracle/oracle.js';
import { daysToAsk, momentsToAsk } from '../oracle/points.js';
import { Workshop, type Change, type Product } from './product.js';
import { rawHistory, type RawHistory } from './raw-events.js';
import { recorded } from './recorded.js';
import { Tables } from './tables.js';

const SEED = 20_260_101;
const HISTORIES = 120;
const PHONE_FRESHNESS = 30;
/** Events of a batch, history by history. */
const BATCHES = [1, 3, 1_000];

const SLOTS = 'libs/temporal/slots.ts';
const PERIODS = 'libs/temporal/periods.ts';
const FACT = 'libs/facts/fact.ts';
const TRUST = 'libs/facts/trust.ts';
const BELIEFS = 'libs/projecting/beliefs.ts';
const PARTIES = 'projections/parties/fold.ts';
const RELATIONS = 'projections/relations/fold.ts';
const RELATION_STATE = 'projections/relations/relation-state.ts';
const ROWS = 'projections/fact-rows.ts';
const ANSWER = 'projections/queries/fact-answer.ts';

const MUTANTS: Readonly<Record<string, Change>> = {
  'of two with one start the first recorded wins': { file: SLOTS, from: '|| a.order - b.order ||', to: '|| b.order - a.order ||' },
  'the next start ends nothing': { file: SLOTS, from: 'minUpper(asserted.upper, next?.asserted.lower ?? null)', to: 'asserted.upper' },
  'a gap is filled until the next start': { file: SLOTS, from: 'minUpper(asserted.upper, next?.asserted.lower ?? null)', to: 'next ? next.asserted.lower : asserted.upper' },
  'what another one hides still holds': { file: SLOTS, from: 'return { range: null, endedBy: follower.id };', to: 'return cut(entry, follower);' },
  'nobody is named who cuts': { file: SLOTS, from: 'upper === asserted.upper ? null : next!.id', to: 'null' },
  'the first of several is named as who cuts': { file: SLOTS, from: 'this.holderFrom(follower)', to: 'follower' },
  'an unknown start is the day it was said': { file: PERIODS, from: 'lower: lowerDay(period.from)', to: 'lower: lowerDay(period.from) ?? recordedOn' },
  'an unknown end is no end': { file: PERIODS, from: "return isUnknown(to) ? firstDay(to.notLaterThan ?? recordedOn) : firstDay(to);", to: 'return isUnknown(to) ? null : firstDay(to);' },
  'a known limit of an unknown end is lost': { file: PERIODS, from: 'to.notLaterThan ?? recordedOn', to: 'recordedOn' },
  'of two ends the later one counts': { file: PERIODS, from: 'a < b ? a : b', to: 'a < b ? b : a' },
  'a retraction is lost': { file: FACT, from: 'facts.live.delete(factId);', to: '' },
  'a retracted fact comes back': { file: FACT, from: 'before || facts.retracted.has(factId)', to: 'before' },
  'a fact recorded again replaces the first': { file: FACT, from: 'if (before || facts.retracted.has(factId)) return undefined;', to: 'if (facts.retracted.has(factId)) return undefined;' },
  'a correction keeps an end it does not state': { file: FACT, from: 'validFrom, validTo, ended: false', to: 'validFrom, validTo: validTo ?? before.validTo, ended: false' },
  'a correction keeps the start': { file: FACT, from: 'keyId: event.sealedBy?.value, validFrom, validTo, ended: false', to: 'keyId: event.sealedBy?.value, validTo, ended: false' },
  'a corrected fact counts as recorded last': { file: FACT, from: '...before, value, keyId', to: '...before, order: event.revision, value, keyId' },
  'any correction renews the value': { file: FACT, from: '...(valueChanged && {', to: '...({' },
  'a correction without a source loses it': { file: FACT, from: ' ?? (valueChanged ? withoutDay(before.provenance) : before.provenance)', to: '' },
  'an end says when a start was stated': { file: FACT, from: 'toStatedOn: event.recordedOn, ended: true', to: 'toStatedOn: event.recordedOn, fromStatedOn: event.recordedOn, ended: true' },
  'an end is not told as news': { file: FACT, from: 'ended: true, recordedAt: event.recordedAt', to: 'ended: true' },
  'an erasure is lost': { file: FACT, from: 'value: ERASED', to: 'value: before.value' },
  'neighbours of a fact are left as they were': { file: PARTIES, from: 'for (const id of affected)', to: 'for (const id of [factId].filter((one) => affected.has(one)))' },
  'the one before is left as it was': { file: SLOTS, from: 'if (before) affected.add(before.id);', to: '' },
  'the one that a whole group has cut is left as it was': { file: SLOTS, from: 'if (earlier) affected.add(earlier.id);', to: '' },
  'the row of a retracted fact stays': { file: PARTIES, from: 'if (!after) factRows.believe(factId, undefined, event);', to: '' },
  'known one position late': { file: PARTIES, from: 'slot.effective(id) }, event)', to: 'slot.effective(id) }, { ...event, position: event.position + 1n })' },
  'erased from now on only': { file: PARTIES, from: 'erasedFacts.ids.add(factId);', to: '' },
  'erased in the table, not in the batch': { file: PARTIES, from: 'factRows.rewrite(factId, erased(before, facts.live.get(factId)));', to: '' },
  'checks are lost': { file: PARTIES, from: 'checks.push(event);', to: '' },
  'a party stays what it was created as': { file: PARTIES, from: "...current, kind: event.data.kind }", to: "kind: event.data.kind, ...current }" },
  'the last of a batch wins': { file: BELIEFS, from: 'this.opened.push({ id, belief });', to: 'this.opened.splice(0, Infinity, ...this.opened.filter((one) => one.id !== id), { id, belief });' },
  'who is replaced stays': { file: BELIEFS, from: 'if (before.stored) this.closed.push({ id, belief: before });', to: '' },
  'rows are closed one position early': { file: BELIEFS, from: 'before.to = position;', to: 'before.to = position - 1n;' },
  'a change of bounds alone is no change': { file: ROWS, from: 'a.fact === b.fact && a.endedBy === b.endedBy && sameRange(a.range, b.range)', to: 'a.fact === b.fact' },
  'facts outlive their period': { file: RELATIONS, from: 'return { range: common, endedBy: common.upper === own.range.upper ? own.endedBy : \'period\' };', to: 'return own;' },
  'a retracted period stays': { file: RELATIONS, from: 'for (const periodId of relation.retracted) periodRows.believe(periodId, undefined, event);', to: '' },
  'facts of all periods compete': { file: RELATIONS, from: 'const periodId = fact.periodId!;', to: 'const periodId = [...relation.periods.keys()][0] ?? fact.periodId!;' },
  'the end of a period is not told apart': { file: RELATIONS, from: "common.upper === own.range.upper ? own.endedBy : 'period'", to: 'own.endedBy' },
  'a correction of a period keeps its end': { file: RELATION_STATE, from: 'to: event.data.to, ...restated', to: '...restated' },
  'the asserted end is shown': { file: ANSWER, from: 'endedBy === null ? validTo : upper', to: 'validTo' },
  'an own end is nobody\'s': { file: ANSWER, from: "endedBy ?? (validTo === null ? null : 'own')", to: 'endedBy' },
  'a dispute is never cleared': { file: TRUST, from: 'if (lastCheck?.disputed) return', to: 'if (lastCheck) return' },
  'a dispute does not matter': { file: TRUST, from: 'if (lastCheck?.disputed) return doubtful(`disputed:${lastCheck.reason}`);', to: '' },
  'stale a day late': { file: TRUST, from: 'asOf >= addDays(', to: 'asOf > addDays(' },
  'a confirmation does not refresh': { file: TRUST, from: '[lowerDay(validFrom), lastCheck?.on]', to: '[lowerDay(validFrom)]' },
  'an older confirmation makes it older': { file: TRUST, from: 'const known = source?.recordedAt', to: 'if (lastCheck) return lastCheck.on;\n  const known = source?.recordedAt' },
  'what begins later is as old as its record': { file: TRUST, from: '[lowerDay(validFrom), lastCheck?.on]', to: '[lastCheck?.on]' },
  'an unknown start is doubtful for ever': { file: TRUST, from: 'isUnknown(validFrom) && lastCheck === null && asOf < (validFrom.notLaterThan === undefined ? fromStatedOn : firstDay(validFrom.notLaterThan))', to: 'isUnknown(validFrom)' },
  'what was confirmed may not have begun': { file: TRUST, from: 'isUnknown(validFrom) && lastCheck === null &&', to: 'isUnknown(validFrom) &&' },
  'what held later may have ended before': { file: TRUST, from: '(heldOn === null || heldOn < asOf)', to: 'true' },
  'what was confirmed once never ended': { file: TRUST, from: '(heldOn === null || heldOn < asOf)', to: 'heldOn === null' },
  'an unknown end that another one cut is doubtful': { file: TRUST, from: '!cut && isUnknown(validTo)', to: 'isUnknown(validTo)' },
};

interface Case {
  readonly log: readonly StoredEvent[];
  readonly history: RawHistory;
  readonly batchSize: number;
  readonly questions: readonly { readonly day: string; readonly knownAt: bigint; readonly expected: string }[];
}

const asText = (answer: Expected360): string => JSON.stringify(answer);

function prepare(history: RawHistory, n: number): Case {
  const log = recorded(history, PHONE_FRESHNESS);
  const questions = momentsToAsk(log).flatMap((knownAt) => daysToAsk(log, [PHONE_FRESHNESS]).map((day) => ({ day, knownAt, expected: asText(expected360(log, history.party, day, knownAt)) })));
  return { log, history, batchSize: BATCHES[n % BATCHES.length]!, questions };
}

/** The first question a product answers wrongly, or cannot answer at all. */
function firstMistake(product: Product, cases: readonly Case[]): string | undefined {
  for (const { log, history, batchSize, questions } of cases) {
    try {
      const tables = new Tables(product);
      for (let start = 0; start < log.length; start += batchSize) tables.apply(log.slice(start, start + batchSize));
      for (const { day, knownAt, expected } of questions) {
        const answer = asText(tables.view360(history.party, day, knownAt, expectedFreshness(log, knownAt)));
        if (answer !== expected) return `as of ${day}, known at @${knownAt}, batches of ${batchSize}\nexpected ${expected}\nanswered ${answer}\nafter ${JSON.stringify(history.appends, null, 1)}`;
      }
    } catch (error) {
      return String(error);
    }
  }
  return undefined;
}

describe('the comparison with the oracle', () => {
  const workshop = new Workshop();
  let cases: readonly Case[];

  beforeAll(() => {
    cases = fc.sample(rawHistory(12), { numRuns: HISTORIES, seed: SEED }).map(prepare);
  });

  it('finds nothing wrong with the product', () => {
    expect(firstMistake(workshop.product(), cases)).toBeUndefined();
  });

  it.each(Object.keys(MUTANTS))('notices: %s', (name) => {
    expect(firstMistake(workshop.product(MUTANTS[name]), cases)).toBeDefined();
  });
});
