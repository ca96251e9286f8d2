/** The words looked for are personal and travel in no address. */
import { code, count, Field, instantWithOffset, oneOf, text, uuid } from '#libs/commands/fields.js';
import { MAX_INTERACTIONS } from '#projections/queries/interactions.js';

export class SearchInteractions {
  @Field(text(300), { description: 'Words in French or English, by their stems, with or without accents; "an exact phrase", -not this, this or that.', example: 'livraison retard' })
  readonly text: string;

  @Field(uuid, { optional: true, description: 'With this party.', example: '0b6d6a52-4f0e-5d3a-8a51-0d9f4f5f2c11' })
  readonly party?: string;

  @Field(oneOf(['inbound', 'outbound']), { optional: true, description: 'This way only.', example: 'inbound' })
  readonly direction?: 'inbound' | 'outbound';

  @Field(code, { optional: true, description: 'By this medium only.', example: 'phone' })
  readonly medium?: string;

  @Field(instantWithOffset, { optional: true, description: 'Not before this instant.', example: '2025-01-01T00:00:00+01:00' })
  readonly from?: string;

  @Field(count(1, MAX_INTERACTIONS), { optional: true, description: 'At most this many.', example: 50 })
  readonly limit?: number;

  @Field(text(2_000), { optional: true, description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' })
  readonly cursor?: string;
}
