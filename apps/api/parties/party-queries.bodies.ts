/** Bodies of queries whose conditions are personal and therefore travel in no address. */
import { code, count, Field, listOf, object, oneOf, systemCode, text, uuid } from '#libs/commands/fields.js';
import { PARTY_KINDS, type PartyKind } from '#libs/parties/events.js';
import { MAX_LOOKUP, MAX_PAGE } from '#projections/queries/parties.js';

export class IdentifierInput {
  @Field(code, { description: 'Its scheme, see /v1/identifier-schemes.', example: 'siret' })
  readonly scheme: string;

  @Field(text(200), { description: 'The value, in any spacing.', example: '732 829 320 00074' })
  readonly value: string;

  @Field(systemCode, { optional: true, description: 'The system, for schemes whose values belong to systems.', example: 'erp-west' })
  readonly system?: string;
}

export class SearchParties {
  @Field(text(300), { optional: true, description: 'The beginning of a name.', example: 'brico' })
  readonly name?: string;

  @Field(text(40), { optional: true, description: 'A phone number in E.164, in any spacing.', example: '+33 4 78 00 00 00' })
  readonly phone?: string;

  @Field(text(254), { optional: true, description: 'An e-mail address.', example: 'contact@example.org' })
  readonly email?: string;

  @Field(object(() => IdentifierInput), { optional: true, description: 'An identifier.' })
  readonly identifier?: IdentifierInput;

  @Field(oneOf(PARTY_KINDS), { optional: true, description: 'Of this kind.', example: 'organisation' })
  readonly kind?: PartyKind;

  @Field(count(1, MAX_PAGE), { optional: true, description: 'At most this many.', example: 50 })
  readonly limit?: number;

  @Field(text(2_000), { optional: true, description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' })
  readonly cursor?: string;
}

export class LookupParties {
  @Field(listOf(uuid, { max: MAX_LOOKUP }), { optional: true, description: 'Ids.' })
  readonly parties?: readonly string[];

  @Field(listOf(object(() => IdentifierInput), { max: MAX_LOOKUP }), { optional: true, description: 'Identifiers.' })
  readonly identifiers?: readonly IdentifierInput[];
}
