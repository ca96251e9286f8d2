/** Schemas of what commands answer, beside those that come from the body classes. */
import { CheckAddress, CommuneLine, MergedLine, PostcodeLine } from '../addresses/address.bodies.js';
import { classesIn, schemaOf, type BodyClass, type JsonSchema } from '#libs/commands/fields.js';
import { problems } from '#libs/platform/problem-codes.js';
import { BatchLine } from '../batch/batch.js';
import { commandDefinition, commandNames } from '../commands/command-table.js';
import { CLOUD_EVENT, CONSUMER } from '../feed/feed-documentation.js';
import { AcknowledgeFeed, RegisterConsumer } from '../feed/feed.bodies.js';
import { SearchInteractions } from '../interactions/interaction-queries.bodies.js';
import { PhoneLookup, Search } from '../search/search.bodies.js';
import { LookupParties, SearchParties } from '../parties/party-queries.bodies.js';

const ID = { type: 'string', format: 'uuid' };
export const POSITION: JsonSchema = { type: 'string', pattern: '^@[a-z2-7]{8}\\.(0|[1-9][0-9]{0,18})$', description: 'A position in the log, opaque: for `after` and `knownAt`.', examples: ['@k7mzq2ab.1204'] };
const CODED = { type: 'object', properties: { code: { type: 'string' } }, required: ['code'], additionalProperties: true, description: 'Further members are ids and codes.' };

const CommandAnswer: JsonSchema = {
  type: 'object',
  description: 'Ids, codes and warnings; never a value.',
  properties: {
    status: { enum: ['accepted', 'unchanged', 'valid'], description: '`accepted`: recorded. `unchanged`: nothing to do. `valid`: nothing was recorded, because that was asked.' },
    revision: { type: 'integer', minimum: -1, description: 'Revision of what was written, for If-Match. -1: nothing there yet.' },
    position: POSITION,
    warnings: { type: 'array', items: CODED, description: 'What the caller should know though the command was accepted.' },
    partyId: ID,
    relationId: ID,
    periodId: ID,
    interactionId: ID,
    participantId: ID,
    requestId: ID,
    consentId: ID,
    participantIds: { type: 'array', items: ID, description: 'In the order of the participants in the request.' },
    taskId: ID,
    plannedInteractionId: ID,
    reassignmentId: ID,
    handoverId: ID,
    requested: { type: 'integer', description: 'How many tasks and planned interactions, or parties of a portfolio, are handed over.' },
    code: { type: 'string' },
    factIds: { type: 'array', items: ID, description: 'In the order of the facts in the request.' },
    relations: {
      type: 'array', description: 'Periods of relations that were started with the party.',
      items: { type: 'object', properties: { relationId: ID, periodId: ID, type: { type: 'string' }, change: { type: 'string' } }, required: ['relationId', 'periodId'] },
    },
    created: { type: 'boolean', description: 'Whether an upsert made the party.' },
    differences: {
      type: 'array', description: 'What an upsert changed.',
      items: { type: 'object', properties: { change: { type: 'string' }, attribute: { type: 'string' }, factId: ID }, required: ['change'] },
    },
  },
  required: ['status', 'position', 'warnings'],
};

const Problem: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. Further members name what is in the way.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string', description: 'In the language of Accept-Language (fr, en).' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'For developers, in English.' },
    code: { enum: Object.keys(problems), description: 'Stable; see /v1/problems.' },
    retryable: { type: 'boolean', description: 'Whether the very same request may succeed later.' },
    errors: {
      type: 'array', description: 'All faults at once.',
      items: {
        type: 'object', properties: { path: { type: 'string' }, expected: { type: 'string' }, got: { type: 'string', description: 'Left out where it may be personal.' } }, required: ['path', 'expected'],
      },
    },
    conflictsWith: { type: 'string', description: 'The id in the way.' },
    instance: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'retryable'],
  additionalProperties: true,
};

const BatchResult: JsonSchema = {
  type: 'object',
  properties: {
    line: { type: 'integer', minimum: 1 },
    key: { type: ['string', 'null'], description: 'Null where the line could not be read that far.' },
    status: { type: 'integer', description: 'As the single request would have been answered.' },
    id: { type: 'string', description: 'Id or code of what was written.' },
    revision: { type: 'integer' },
    position: POSITION,
    answer: { $ref: '#/components/schemas/CommandAnswer' },
    problem: { $ref: '#/components/schemas/Problem' },
  },
  required: ['line', 'key', 'status'],
};

/** Every schema that operations refer to by name. */
export function namedSchemas(): Record<string, JsonSchema> {
  const classes = new Set<BodyClass>();
  for (const name of commandNames) {
    const { body } = commandDefinition(name);
    if (body) classesIn(body, classes);
  }
  for (const body of [BatchLine, SearchParties, LookupParties, RegisterConsumer, AcknowledgeFeed, SearchInteractions, Search, PhoneLookup, CheckAddress, PostcodeLine, CommuneLine, MergedLine]) classesIn(body, classes);
  return { CommandAnswer, Problem, BatchResult, CloudEvent: CLOUD_EVENT, FeedConsumer: CONSUMER, ...Object.fromEntries([...classes].map((body) => [body.name, schemaOf(body)])) };
}
