import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '#libs/platform/refusal.js';
import type { Day } from '#libs/temporal/dates.js';
import { isUnknown, type From, type To } from '#libs/temporal/periods.js';
import { FactStory } from '../../test/support/fact-story.js';
import { canonicalJson } from './canonical-json.js';
import { builtInAttribute } from './catalogue.js';
import { correctFact, endFact, recordFacts, retractFact, type Decision } from './decide.js';
import type { Fact, Facts } from './fact.js';

const NAME = { attribute: 'name.legal', slot: '' };
const attribute = builtInAttribute(NAME.attribute)!;
/** Days on which something starts or ends, and one on either side of them. */
const DAYS: readonly Day[] = Array.from({ length: 11 }, (_, n) => `2020-03-${String(n + 1).padStart(2, '0')}`);

/** What somebody tells about one name, on one day. `fact` chooses among the facts told before. */
type Telling =
  | { readonly does: 'record'; readonly value: string; readonly from: From; readonly to: To }
  | { readonly does: 'correct'; readonly fact: number; readonly value: string; readonly from: From; readonly to: To }
  | { readonly does: 'end'; readonly fact: number; readonly on: Day }
  | { readonly does: 'retract'; readonly fact: number };

const day = fc.constantFrom(...DAYS.slice(1, -1));
const from = fc.oneof({ weight: 6, arbitrary: day }, fc.constant({ unknown: true } as const));
const to = fc.oneof({ weight: 3, arbitrary: day }, { weight: 3, arbitrary: fc.constant(null) }, day.map((notLaterThan) => ({ unknown: true, notLaterThan }) as const));
const value = fc.constantFrom('A', 'B', 'C');
const fact = fc.nat(7);
const recording = fc.record({ does: fc.constant('record' as const), value, from, to });
const telling: fc.Arbitrary<Telling> = fc.oneof(
  { weight: 4, arbitrary: recording },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('correct' as const), fact, value, from, to }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('end' as const), fact, on: day }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('retract' as const), fact }) },
);
const tellings = fc.array(telling, { minLength: 1, maxLength: 10 });

function decide(facts: Facts, today: Day, step: number, told: Telling): Decision {
  if (told.does === 'record') {
    const { value, from: validFrom, to: validTo } = told;
    return recordFacts(facts, [{ path: 'facts[0]', factId: `f${step}`, attribute, value, validFrom, validTo, provenance: { system: 'crm', method: 'declared' } }], today);
  }
  const factId = `f${told.fact}`;
  if (told.does === 'end') return endFact(facts, { factId, on: told.on }, today);
  if (told.does === 'retract') return retractFact(facts, { factId });
  return correctFact(facts, { factId, attribute, value: told.value, validFrom: told.from, validTo: told.to }, today);
}

interface Told {
  readonly story: FactStory;
  readonly decision: Decision;
  readonly telling: Telling;
  readonly before: FactStory;
  readonly today: Day;
}

/** The story after each telling that is not refused; one a day. */
function tell(all: readonly Telling[]): Told[] {
  const steps: Told[] = [];
  let story = new FactStory();
  all.forEach((one, step) => {
    const today = `2024-01-${String(step + 1).padStart(2, '0')}`;
    const facts = story.facts();
    const asGiven = stateOf(facts);
    try {
      const decision = decide(facts, today, step, one);
      const before = story;
      story = story.with(today, decision.events);
      steps.push({ story, decision, telling: one, before, today });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    expect(stateOf(facts)).toBe(asGiven);
  });
  return steps;
}

const stateOf = ({ live, retracted }: Facts): string => canonicalJson({ live: [...live.values()].map((one) => ({ ...one, valuePosition: String(one.valuePosition) })), retracted: [...retracted] });

/** Day by day, without ranges: of the facts that have begun the one with the latest start, of several the last recorded; if it is not over. */
function oracle(facts: Facts, asOf: Day): unknown {
  const start = ({ validFrom }: Fact): string => (isUnknown(validFrom) ? '' : validFrom);
  const end = ({ validTo }: Fact): string => (validTo === null ? '~' : isUnknown(validTo) ? validTo.notLaterThan! : validTo);
  let holder: Fact | undefined;
  for (const candidate of facts.live.values()) {
    const later = !holder || start(candidate) > start(holder) || (start(candidate) === start(holder) && candidate.order > holder.order);
    if (start(candidate) <= asOf && later) holder = candidate;
  }
  return holder && asOf < end(holder) ? holder.value : undefined;
}

const held = (story: FactStory, knownAt?: Day): unknown[] => DAYS.map((asOf) => story.value(NAME, asOf, knownAt));

describe('whatever is told of a name', () => {
  it('no period is upside down or empty', () => {
    fc.assert(fc.property(tellings, (all) => {
      for (const { story } of tell(all)) {
        for (const { validFrom, validTo } of story.facts().live.values()) {
          const end = validTo !== null && isUnknown(validTo) ? validTo.notLaterThan! : validTo;
          expect(isUnknown(validFrom) || end === null || validFrom < end).toBe(true);
        }
      }
    }), { numRuns: 200 });
  });

  it('on each day at most one value holds: the one told for the latest start', () => {
    fc.assert(fc.property(tellings, (all) => {
      for (const { story } of tell(all)) expect(held(story)).toEqual(DAYS.map((asOf) => oracle(story.facts(), asOf)));
    }), { numRuns: 200 });
  });

  it('what was known on a day stays what was known on it', () => {
    fc.assert(fc.property(tellings, (all) => {
      const steps = tell(all);
      const last = steps.at(-1);
      for (const { story, today } of steps) expect(held(last!.story, today)).toEqual(held(story));
    }), { numRuns: 200 });
  });

  it('what is recorded shows from its first day on, or showed already', () => {
    fc.assert(fc.property(tellings, (all) => {
      for (const { story, decision, telling: told, before } of tell(all)) {
        if (told.does !== 'record') continue;
        const first = isUnknown(told.from) ? DAYS[0]! : told.from;
        expect(story.value(NAME, first)).toBe(told.value);
        if (decision.events.length === 0) expect(before.value(NAME, first)).toBe(told.value);
      }
    }), { numRuns: 200 });
  });

  it('a gap is warned of exactly where a recorded fact makes one', () => {
    fc.assert(fc.property(tellings, (all) => {
      for (const { story, decision, telling: told, before } of tell(all)) {
        if (told.does !== 'record') continue;
        const [then, now] = [held(before), held(story)];
        const lost = DAYS.filter((_, n) => then[n] !== undefined && now[n] === undefined);
        expect(decision.warnings.flatMap((warning) => (warning.code === 'leaves-gap' ? [warning.from] : []))).toEqual(lost.slice(0, 1));
      }
    }), { numRuns: 200 });
  });

  it('a fact that is hidden was not hidden before', () => {
    fc.assert(fc.property(tellings, (all) => {
      for (const { story, decision, telling: told, before } of tell(all)) {
        if (told.does !== 'record') continue;
        const hiddenNow = hidden(story).filter((factId) => !hidden(before).includes(factId));
        expect(decision.warnings.flatMap((warning) => (warning.code === 'shadows' ? [warning.by] : [])).sort()).toEqual(hiddenNow.sort());
      }
    }), { numRuns: 200 });
  });
});

const hidden = (story: FactStory): string[] => Object.entries(story.periods(NAME)).flatMap(([factId, period]) => (period === 'nowhere' ? [factId] : []));
