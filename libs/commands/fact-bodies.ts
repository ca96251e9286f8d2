/** Bodies of the commands on facts: the same for a party and for a period of a relation. */
import type { StatedFrom, StatedSource, StatedTo } from '#libs/facts/fact-inputs.js';
import type { CalendarDate } from '#libs/temporal/dates.js';
import { code, dateOrToday, Field, fromBound, instant, json, listOf, object, oneOf, refName, share, systemCode, text, toBound } from './fields.js';

/** Facts in one command: a few hundred events at most, because they are one append. */
export const MAX_FACTS = 100;
/** Characters of a free text. */
const MAX_NOTE = 4_000;
const NOTE = { optional: true, description: 'Free text for people; stored encrypted.', example: 'Told by phone' } as const;

/** Where the knowledge comes from. */
export class Source implements StatedSource {
  @Field(systemCode, { description: 'The system or interaction it comes from.', example: 'crm-legacy' })
  readonly system: string;

  @Field(oneOf(['declared', 'observed', 'registry', 'inferred', 'imported']), { optional: true, description: 'How it was learned; `declared` when left out.', example: 'imported' })
  readonly method?: NonNullable<StatedSource['method']>;

  @Field(share, { optional: true, description: 'How sure the source is, from 0 to 1, as decimal text.', example: '0.9' })
  readonly confidence?: string;

  @Field(instant, { optional: true, description: 'When the other system recorded it. Our own time is never given by a caller.', example: '2006-04-15T09:30:00Z' })
  readonly recordedAt?: string;
}

/** A dated fact, as the caller states it. */
export class FactInput {
  @Field(code, { description: 'Code of the attribute, see /v1/attributes.', example: 'name.legal' })
  readonly attribute: string;

  @Field(json, { description: 'The value, in the shape its attribute defines. Decimals are texts.', example: 'Brico Ouest' })
  readonly value: unknown;

  @Field(fromBound, { description: 'From when it is true in the world. Never assumed: a date, `today`, or unknown.', example: '2020-01-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { optional: true, description: 'The first day it is no longer true; `null` or left out while nobody knows of an end.', example: '2024-05-01' })
  readonly validTo?: Exclude<StatedTo, undefined>;

  @Field(object(() => Source), { optional: true, description: 'Where the knowledge comes from; the caller, when left out.' })
  readonly source?: Source;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;

  @Field(refName, { optional: true, description: 'Lets other facts of the same request refer to this one as `$name`.', example: 'office' })
  readonly ref?: string;
}

export class RecordFacts {
  @Field(listOf(object(() => FactInput), { min: 1, max: MAX_FACTS }), { description: 'All are recorded, or none.' })
  readonly facts: readonly FactInput[];
}

/** The world changed: no longer so from a day on. */
export class EndFact {
  @Field(dateOrToday, { description: 'The first day it is no longer true, inside the period of the fact.', example: '2024-05-01' })
  readonly on: CalendarDate;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** It was recorded wrongly: the whole new state, never a patch. */
export class CorrectFact {
  @Field(json, { description: 'The right value.', example: 'Brico Ouest' })
  readonly value: unknown;

  @Field(fromBound, { description: 'The right start.', example: '2020-02-01' })
  readonly validFrom: StatedFrom;

  @Field(toBound, { description: 'The right end; `null` when there is none.', example: null })
  readonly validTo: Exclude<StatedTo, undefined>;

  @Field(object(() => Source), { optional: true, description: 'Where the better knowledge comes from; the caller, when left out.' })
  readonly source?: Source;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** It was never true. Final. */
export class RetractFact {
  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** Checked, and still so. */
export class ConfirmFact {
  @Field(dateOrToday, { description: 'The day of the check, not after today.', example: 'today' })
  readonly on: CalendarDate;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}

/** Somebody doubts it. */
export class DisputeFact {
  @Field(dateOrToday, { description: 'The day of the doubt, not after today.', example: 'today' })
  readonly on: CalendarDate;

  @Field(code, { description: 'Why, as a code, such as `bounced`, `wrong-number`, `complaint`.', example: 'bounced' })
  readonly reason: string;

  @Field(text(MAX_NOTE), NOTE)
  readonly note?: string;
}
