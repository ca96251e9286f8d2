/** Bodies of the questions about addresses, and the lines of the lists they are checked against. */
import type { BodyClass, Kind } from '#libs/commands/fields.js';
import { Field, json, matching, text } from '#libs/commands/fields.js';
import type { ListName } from '#libs/addresses/check.js';
import { isCalendarDate } from '#libs/temporal/dates.js';

export class CheckAddress {
  @Field(json, { description: 'The components, as `address.postal` takes them.', example: { number: '12', repetition: 'bis', streetType: 'rue', street: 'de la Paix', postcode: '75002', locality: 'Paris' } })
  readonly address: unknown;

  @Field(text(300), { optional: true, description: 'Who stands in the first line.', example: 'Brico Ouest' })
  readonly recipient?: string;
}

/** Digits, and the A or B of Corsica. */
export const COMMUNE_CODE = /^[0-9][0-9AB][0-9]{3}$/;
const communeCode = matching('a code of INSEE: five digits, or 2A and 2B with three', COMMUNE_CODE);
const NAME = text(200);

/** A whole date, or null where the list does not tell. */
const day: Kind = {
  expected: 'a date YYYY-MM-DD, or null',
  schema: () => ({ type: ['string', 'null'], format: 'date' }),
  check: (value) => (value === null || (typeof value === 'string' && value.length === 10 && isCalendarDate(value)) ? [] : [{ code: 'invalid-date', path: '', expected: day.expected }]),
};
const FROM = { optional: true, description: 'The first day on which the code is valid; null or left out where nobody says.', example: '1943-01-01' } as const;
const TO = { optional: true, description: 'The first day on which it is no longer.', example: null } as const;

export class PostcodeLine {
  @Field(matching('postcodes', /^postcodes$/), { description: 'Of La Poste.' })
  readonly list: 'postcodes';

  @Field(communeCode, { description: 'The commune it serves.', example: '01033' })
  readonly commune: string;

  @Field(NAME, { description: 'Its name.', example: 'VALSERHONE' })
  readonly communeName: string;

  @Field(matching('five digits', /^\d{5}$/), { description: 'The postcode.', example: '01200' })
  readonly postcode: string;

  @Field(NAME, { optional: true, description: 'A place inside the commune.', example: 'LANCRANS' })
  readonly place?: string;

  @Field(NAME, { description: 'What is written after the postcode.', example: 'VALSERHONE' })
  readonly label: string;
}

export class CommuneLine {
  @Field(matching('communes', /^communes$/), { description: 'Of INSEE.' })
  readonly list: 'communes';

  @Field(communeCode, { description: 'Its code.', example: '01033' })
  readonly code: string;

  @Field(NAME, { description: 'Its name.', example: 'Valserhône' })
  readonly name: string;

  @Field(day, FROM)
  readonly validFrom?: string | null;

  @Field(day, TO)
  readonly validTo?: string | null;
}

export class MergedLine {
  @Field(matching('merged', /^merged$/), { description: 'Of INSEE.' })
  readonly list: 'merged';

  @Field(communeCode, { description: 'The code that was.', example: '01091' })
  readonly code: string;

  @Field(communeCode, { description: 'What it became; itself, where it stayed.', example: '01033' })
  readonly successor: string;

  @Field(NAME, { description: 'The name of what it became.', example: 'Valserhône' })
  readonly name: string;

  @Field(day, FROM)
  readonly validFrom?: string | null;

  @Field(day, TO)
  readonly validTo?: string | null;
}

export const LINE_OF: Readonly<Record<ListName, BodyClass>> = { postcodes: PostcodeLine, communes: CommuneLine, merged: MergedLine };
