import { Field, flag, listOf, matching, oneOf, text, uuid } from '#libs/commands/fields.js';
import { SCOPES, type Scope } from '#libs/feed/selection.js';

/** Types one consumer or request may name; there are fewer. */
export const MAX_TYPES = 100;
const TYPE = matching('an event type, such as annals.FactRecorded; see /v1/feed/types', /^annals\.[A-Za-z]{1,64}$/);
const TOKEN = matching('a position as answers give it, such as @k7mzq2ab.1204', /^@[a-z2-7]{8}\.(0|[1-9][0-9]{0,18})$/);

export class RegisterConsumer {
  @Field(text(100), { description: 'What the system is called. Never a person.', example: 'Data warehouse' })
  readonly name: string;

  @Field(listOf(TYPE, { min: 1, max: MAX_TYPES }), { optional: true, description: 'Only events of these types. All but bookkeeping, when left out.', example: ['annals.FactRecorded'] })
  readonly types?: readonly string[];

  @Field(uuid, { optional: true, description: 'Only events of this party, and of relations that name it.' })
  readonly party?: string;

  @Field(flag, { optional: true, description: 'Also reservations and the like. False, when left out.', example: false })
  readonly bookkeeping?: boolean;

  @Field(oneOf(SCOPES), { optional: true, description: '`ids`: without personal fields, as when left out. `values`: with them.', example: 'ids' })
  readonly scope?: Scope;

  @Field(TOKEN, { optional: true, description: 'Where a new consumer begins; the beginning of the log, when left out. One that is registered already stays where it is.', example: '@k7mzq2ab.1204' })
  readonly begins?: string;
}

export class AcknowledgeFeed {
  @Field(TOKEN, { description: 'Everything up to here was dealt with: `next` of a page, `position` of an event, or an id of the stream.', example: '@k7mzq2ab.1204' })
  readonly position: string;

  @Field(TOKEN, { optional: true, description: 'Where the page began, its `after`: refused where the consumer does not stand there any more, so that no reset is undone by who had read before it. The same acknowledgement again is none.', example: '@k7mzq2ab.1200' })
  readonly began?: string;

  @Field(flag, { optional: true, description: 'Go back on purpose, to be given events again.', example: false })
  readonly reset?: boolean;
}
