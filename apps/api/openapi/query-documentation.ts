/** What all queries have in common in the OpenAPI document. */
import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Problems } from '../http/problems.decorator.js';
import { pathExamples } from './examples.js';

type Schema = Readonly<Record<string, unknown>>;

interface QueryDocumentation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: readonly (keyof typeof pathExamples)[];
  /** Parameters besides those of the moment: description and example. */
  readonly query?: Readonly<Record<string, { readonly description: string; readonly example: unknown; readonly schema?: Schema }>>;
  /** Whether it takes `asOf`, `knownAt` and `after`. */
  readonly moment?: boolean;
  readonly answers: string;
  readonly schema: Schema;
  readonly example: unknown;
  readonly problems?: readonly ProblemCode[];
}

const MOMENT = {
  asOf: { description: 'True in the world on this day: a date (a reduced one as its last day) or an instant. Today, when left out.', example: '2024-04-15', schema: { type: 'string' } },
  knownAt: { description: 'Known to us by then: a date, an instant, or a position (`@…`). Now, when left out.', example: '2024-06-01', schema: { type: 'string' } },
  after: { description: 'Wait until the answer shows this position: one\'s own write (`Annals-Position`). At most 5 s.', example: '@k7mzq2ab.1204', schema: { type: 'string' } },
};

export function QueryOperation({ operationId, summary, description, path = [], query = {}, moment = true, answers, schema, example, problems = [] }: QueryDocumentation): MethodDecorator {
  const parameters = Object.entries({ ...query, ...(moment && MOMENT) });
  return applyDecorators(
    ApiOperation({ operationId, summary, ...(description !== undefined && { description }) }),
    ...path.map((name) => ApiParam({ name, schema: name === 'code' ? { type: 'string' } : { type: 'string', format: 'uuid' }, example: pathExamples[name] })),
    ...parameters.map(([name, { description: about, example: value, schema: type }]) => ApiQuery({ name, required: false, description: about, example: value, schema: (type ?? { type: 'string' }) as object })),
    ApiOkResponse({ description: answers, example: example as object, schema: schema }),
    Problems('invalid-body', ...(moment ? (['invalid-date', 'known-at-ahead', 'foreign-log', 'not-yet-projected'] as const) : []), ...problems),
  );
}

const ID = { type: 'string', format: 'uuid' };
const DAY = { type: 'string', format: 'date' };
const POSITION = { type: 'string', description: 'A position in the log, opaque.' };
const UNKNOWN = { type: 'object', properties: { unknown: { const: true }, notLaterThan: { type: 'string' } }, required: ['unknown'] };
const FROM = { anyOf: [{ type: 'string' }, UNKNOWN] };
const TO = { anyOf: [{ type: 'string' }, UNKNOWN, { type: 'null' }] };
const NULLABLE_TEXT = { type: ['string', 'null'] };
const KIND = { enum: ['organisation', 'person', 'household'] };

export const FACT: Schema = {
  type: 'object',
  properties: {
    factId: ID, attribute: { type: 'string' }, value: { description: 'In the shape of the attribute; null when erased.' }, erased: { const: true },
    validFrom: FROM, validTo: { ...TO, description: 'Where it really ends, also when another fact cuts it.' }, assertedValidTo: TO,
    endedBy: { ...NULLABLE_TEXT, description: '`own`, `period`, or the fact that cuts it short; null while open.' }, recordedAt: { type: 'string', format: 'date-time' },
    trust: { enum: ['valid', 'doubtful', 'ended'] }, trustReason: NULLABLE_TEXT, lastConfirmedOn: NULLABLE_TEXT, source: { type: ['object', 'null'] }, relationId: ID, periodId: ID,
  },
  required: ['factId', 'attribute', 'value', 'validFrom', 'validTo', 'assertedValidTo', 'endedBy', 'recordedAt', 'trust', 'trustReason', 'lastConfirmedOn', 'source'],
};
export const RELATION: Schema = {
  type: 'object',
  properties: {
    relationId: ID, type: { type: 'string' }, label: { type: 'string' }, inverse: { const: true }, direction: { enum: ['a-to-b', 'b-to-a'] },
    party: { type: 'object', properties: { partyId: ID, kind: { type: ['string', 'null'] }, displayName: NULLABLE_TEXT }, required: ['partyId', 'displayName'] },
    periodId: ID, validFrom: FROM, validTo: TO, status: { enum: ['planned', 'ongoing', 'ended'] }, facts: { type: 'array', items: FACT },
  },
  required: ['relationId', 'type', 'label', 'direction', 'party', 'periodId', 'validFrom', 'validTo', 'status', 'facts'],
};
export const VIEW_360: Schema = {
  type: 'object',
  properties: {
    party: { type: 'object', properties: { partyId: ID, kind: KIND, createdAt: { type: 'string', format: 'date-time' } }, required: ['partyId', 'kind'] },
    mergedInto: ID,
    summary: { type: 'object', properties: { displayName: NULLABLE_TEXT, phone: NULLABLE_TEXT, email: NULLABLE_TEXT, address: {}, status: NULLABLE_TEXT, followedBy: NULLABLE_TEXT } },
    asOf: DAY, knownAt: POSITION, position: POSITION, projected: { const: true }, facts: { type: 'array', items: FACT }, relations: { type: 'array', items: RELATION }, moreRelations: ID,
    tasks: { type: 'array', items: { type: 'object' }, description: 'Open tasks about the party, in the order in which they are due, as GET /v1/parties/{partyId}/tasks gives them.' },
    moreTasks: { const: true, description: 'There are more than the 100 given.' },
  },
  required: ['party', 'summary', 'asOf', 'knownAt', 'position'],
};
export const PARTY_ITEM: Schema = {
  type: 'object', properties: { partyId: ID, kind: KIND, displayName: NULLABLE_TEXT, createdAt: { type: 'string', format: 'date-time' } }, required: ['partyId'],
};
export const PARTY_LIST: Schema = {
  type: 'object', properties: { items: { type: 'array', items: PARTY_ITEM }, next: NULLABLE_TEXT, asOf: DAY, knownAt: POSITION, position: POSITION, total: { type: 'integer' } },
  required: ['items', 'next', 'asOf', 'knownAt', 'position'],
};
export const HISTORY_ENTRY: Schema = {
  type: 'object',
  properties: {
    position: POSITION, recordedAt: { type: 'string', format: 'date-time' }, type: { type: 'string' }, data: { type: 'object' }, replaced: { type: 'object' }, attribute: { type: 'string' },
    relationId: ID, commandId: ID, caller: { type: 'string' }, actor: { type: 'string' }, onBehalfOf: { type: 'string' }, reason: { type: 'string' }, source: { type: 'object' },
  },
  required: ['position', 'recordedAt', 'type', 'data', 'commandId', 'caller', 'actor'],
};

const POSITION_EXAMPLE = '@k7mzq2ab.1204';
const FACT_EXAMPLE = {
  factId: pathExamples.factId, attribute: 'name.banner', value: 'Brico A', validFrom: '2020-01-01', validTo: '2024-04-01', assertedValidTo: null,
  endedBy: '5d3a8a51-0d9f-5f5f-8c11-0b6d6a524f0e', recordedAt: '2024-03-01T09:30:00.000Z', trust: 'valid', trustReason: null, lastConfirmedOn: null,
  source: { system: 'service:local', method: 'declared' },
};
const RELATION_EXAMPLE = {
  relationId: pathExamples.relationId, type: 'employee-of', label: "est l'employeur de", direction: 'b-to-a', party: { partyId: '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90', kind: 'person', displayName: 'Jeanne Y' },
  periodId: pathExamples.periodId, validFrom: '2021-01-01', validTo: '2023-07-01', status: 'ended', facts: [],
};
const ITEM_EXAMPLE = { partyId: pathExamples.partyId, kind: 'organisation', displayName: 'Brico Ouest', createdAt: '2024-03-01T09:30:00.000Z' };
const EVENT_EXAMPLE = { position: POSITION_EXAMPLE, recordedAt: '2024-06-10T08:00:00.000Z', type: 'FactRecorded', actor: 'service:local', caller: 'service:local', commandId: '2f40c963-35b0-5b4d-ac8f-8311f8469c52' };

export const examples = {
  view: {
    party: { partyId: pathExamples.partyId, kind: 'organisation', createdAt: '2024-03-01T09:30:00.000Z' },
    summary: { displayName: 'Brico Ouest', phone: null, email: null, address: null, status: null, followedBy: null },
    asOf: '2024-04-15', knownAt: POSITION_EXAMPLE, position: POSITION_EXAMPLE, facts: [FACT_EXAMPLE], relations: [RELATION_EXAMPLE],
  },
  fact: FACT_EXAMPLE,
  relation: RELATION_EXAMPLE,
  item: ITEM_EXAMPLE,
  list: { items: [ITEM_EXAMPLE], next: null, asOf: '2024-04-15', knownAt: POSITION_EXAMPLE, position: POSITION_EXAMPLE },
  event: EVENT_EXAMPLE,
  position: POSITION_EXAMPLE,
} as const;
export { DAY, FROM, ID, KIND, NULLABLE_TEXT, POSITION, TO };
