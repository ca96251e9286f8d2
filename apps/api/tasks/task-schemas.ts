/** How answers about tasks and planned interactions look in the document. */
import { pathExamples } from '../openapi/examples.js';
import { AS_OF_INSTANT, DAY, ID, NULLABLE_TEXT, POSITION } from '../openapi/query-documentation.js';

const INSTANT = { type: 'string', format: 'date-time' };
const NULLABLE_INSTANT = { type: ['string', 'null'], format: 'date-time' };
const NULLABLE_ID = { type: ['string', 'null'], format: 'uuid' };
const ERASED = { const: true, description: 'Some of what was written in it can no longer be read.' };
const ENTRY = { revision: { type: 'integer' }, createdAt: INSTANT, recordedAt: INSTANT, erased: ERASED, subject: NULLABLE_TEXT, closedAt: NULLABLE_INSTANT, reason: NULLABLE_TEXT, note: NULLABLE_TEXT };

export const TASK = {
  type: 'object',
  properties: {
    taskId: ID, status: { enum: ['open', 'done', 'cancelled'] }, overdue: { type: 'boolean' }, ...ENTRY, notes: NULLABLE_TEXT, outcome: NULLABLE_TEXT, interactionId: NULLABLE_ID, assigneeId: ID,
    about: { type: 'array', items: { type: 'object', properties: { partyId: ID }, required: ['partyId'] } },
    due: { anyOf: [{ type: 'object', properties: { date: DAY }, required: ['date'] }, { type: 'object', properties: { at: INSTANT, zone: { type: 'string' } }, required: ['at', 'zone'] }, { type: 'null' }] },
    priority: { enum: ['low', 'normal', 'high', 'urgent'] },
  },
  required: ['taskId', 'status', 'overdue', 'subject', 'about', 'assigneeId', 'due', 'priority', 'revision', 'createdAt', 'recordedAt'],
};
export const PLANNED_INTERACTION = {
  type: 'object',
  properties: {
    plannedInteractionId: ID, status: { enum: ['proposed', 'confirmed', 'held', 'missed', 'cancelled'] }, kind: { enum: ['visit', 'meeting', 'call'] }, ...ENTRY, objective: NULLABLE_TEXT, place: NULLABLE_TEXT,
    participants: { type: 'array', items: { type: 'object', properties: { partyId: ID, side: { enum: ['us', 'them'] }, role: { type: 'string' } }, required: ['partyId', 'side'] } },
    startsAt: INSTANT, endsAt: INSTANT, zone: { type: 'string' }, durationMinutes: { type: 'integer' }, interactionId: { ...NULLABLE_ID, description: 'The logged interaction it became.' },
  },
  required: ['plannedInteractionId', 'status', 'kind', 'participants', 'startsAt', 'endsAt', 'zone', 'durationMinutes', 'subject', 'revision', 'createdAt', 'recordedAt'],
};
export const TASK_LIST = {
  type: 'object', properties: { items: { type: 'array', items: TASK }, next: NULLABLE_TEXT, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'asOf', 'asOfInstant', 'knownAt', 'position'],
};
const typed = <T extends { readonly properties: object; readonly required: readonly string[] }>(type: string, schema: T) =>
  ({ ...schema, properties: { type: { const: type }, ...schema.properties }, required: ['type', ...schema.required] });
export const AGENDA = {
  type: 'object', required: ['items', 'from', 'to', 'asOf', 'asOfInstant', 'knownAt', 'position'],
  properties: { items: { type: 'array', items: { anyOf: [typed('task', TASK), typed('planned-interaction', PLANNED_INTERACTION)] } }, from: DAY, to: DAY, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION },
};
export const REASSIGNMENT = {
  type: 'object',
  properties: {
    reassignmentId: ID, from: ID, to: ID, on: DAY, status: { enum: ['under-way', 'completed'] }, requested: { type: 'integer' }, moved: { type: 'integer' }, skipped: { type: ['integer', 'null'] },
    requestedAt: INSTANT, completedAt: NULLABLE_INSTANT,
  },
  required: ['reassignmentId', 'from', 'to', 'on', 'status', 'requested', 'moved', 'skipped', 'requestedAt', 'completedAt'],
};

const PERSON = '7c1e5d80-94a3-5f6b-b1c2-5e8a7f1d3b90';
export const taskExample = {
  taskId: pathExamples.taskId, status: 'open', overdue: false, subject: 'Send the offer for the shelves', notes: null, about: [{ partyId: pathExamples.partyId }], interactionId: null, assigneeId: PERSON,
  due: { at: '2024-05-02T09:30:00.000Z', zone: 'Europe/Paris' }, priority: 'high', closedAt: null, outcome: null, reason: null, note: null, revision: 0,
  createdAt: '2024-04-12T08:00:00.000Z', recordedAt: '2024-04-12T08:00:00.000Z',
} as const;
export const plannedExample = {
  plannedInteractionId: pathExamples.plannedInteractionId, status: 'confirmed', kind: 'visit', subject: 'Spring assortment', objective: null, place: 'At their head office', note: null,
  participants: [{ partyId: PERSON, side: 'us' }, { partyId: pathExamples.partyId, side: 'them', role: 'buyer' }], startsAt: '2024-05-02T09:30:00.000Z', endsAt: '2024-05-02T10:30:00.000Z', zone: 'Europe/Paris',
  durationMinutes: 60, interactionId: null, closedAt: null, reason: null, revision: 1, createdAt: '2024-04-12T08:00:00.000Z', recordedAt: '2024-04-13T08:00:00.000Z',
} as const;
export const reassignmentExample = {
  reassignmentId: pathExamples.reassignmentId, from: PERSON, to: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f', on: '2024-07-01', status: 'completed', requested: 42, moved: 41, skipped: 1,
  requestedAt: '2024-06-20T08:00:00.000Z', completedAt: '2024-06-20T08:00:01.000Z',
} as const;
