/** How answers about our own people look in the document. */
import { pathExamples } from '../openapi/examples.js';
import { FROM, ID, NULLABLE_TEXT, TO } from '../openapi/query-documentation.js';
import { PLANNED_INTERACTION, TASK } from '../tasks/task-schemas.js';

const listOf = (items: object) => ({ type: 'array', items });
const object = (properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) => ({ type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) });

const PERIOD = { validFrom: FROM, validTo: TO };
const IN_RELATION = { relationId: ID, periodId: ID, ...PERIOD };
const NAMED = { partyId: ID, displayName: NULLABLE_TEXT };
const ERASED = { const: true, description: 'What it says can no longer be read.' };
const CODES = listOf({ type: 'string' });

export const ABSENCE = object({
  factId: ID, ...PERIOD, erased: ERASED,
  deputy: { anyOf: [object({ ...NAMED, absent: { type: 'boolean', description: 'Away on the day, too.' } }), { type: 'null' }], description: 'Who stands in; null where nobody is named. Why somebody is away is never recorded.' },
}, ['erased']);
export const FOLLOWED = object({ party: object({ partyId: ID, kind: NULLABLE_TEXT, displayName: NULLABLE_TEXT }, ['kind', 'displayName']), factId: ID, scope: { type: 'string' }, ...PERIOD });

const HELD = { factId: ID, code: NULLABLE_TEXT, erased: ERASED, ...PERIOD };
export const STAFF_MEMBER = object({
  party: object(NAMED),
  employments: listOf(object({ ...IN_RELATION, company: object({ ...NAMED, code: { type: 'string' } }), employer: { ...object(NAMED), description: 'The company, or the establishment of it.' } })),
  teams: listOf(object({ ...IN_RELATION, ...NAMED, leads: { type: 'boolean', description: 'Leads it; else is a member.' }, territories: CODES })),
  skills: listOf(object({ ...HELD, level: { type: ['integer', 'null'], minimum: 1, maximum: 5 } }, ['erased'])),
  territories: listOf(object(HELD, ['erased'])), absences: listOf(ABSENCE), follows: { type: 'integer', description: 'Parties that the person follows, in any scope.' },
});
export const OWN_COMPANY = object({
  party: object(NAMED), code: { type: 'string' }, factId: ID, ...PERIOD, people: { type: 'integer', description: 'Employed there on the day.' },
  teams: listOf(object({ ...NAMED, partOf: { ...ID, description: 'The company, an establishment of it, or another team.' }, leaders: listOf(object(NAMED)), members: { type: 'integer' }, territories: CODES })),
});
const TOTAL = { type: 'integer', description: 'As a whole; `items` is the beginning.' };
export const HANDOVER = {
  employments: { ...listOf(object({ ...IN_RELATION, employer: object(NAMED), status: { enum: ['planned', 'ongoing', 'ended'] } })), description: 'Those that have not ended by the day, and the last that has.' },
  tasks: { ...object({ total: TOTAL, items: listOf(TASK), next: NULLABLE_TEXT }), description: 'Open ones. `next` is a cursor of GET /v1/tasks with this assignee and `status=open`.' },
  plannedInteractions: { ...object({ total: TOTAL, items: listOf(PLANNED_INTERACTION) }), description: 'Neither held nor given up; the earliest first, also those whose time has passed.' },
  followed: { ...object({ total: TOTAL, items: listOf(FOLLOWED), next: NULLABLE_TEXT }), description: 'The portfolio. `next` is a cursor of GET /v1/parties/{partyId}/portfolio.' },
  leads: { ...listOf(object({ ...IN_RELATION, ...NAMED })), description: 'Teams led on the day.' },
  standsInFor: { ...listOf(object({ ...NAMED, factId: ID, ...PERIOD })), description: 'Absences of others, not over by the day, in which the person stands in.' },
};

const PAUL = { partyId: '9e8d7c6b-5a49-5382-9716-0f1e2d3c4b5a', displayName: 'Paul Morel' };
const ANNA = { partyId: '1f3a5c7e-9b0d-5e2f-8a4c-6e8f0a2c4e6f', displayName: 'Anna Sureau' };
const COMPANY = { partyId: pathExamples.partyId, displayName: 'Comptoir de Lanvaux' };
const TEAM = { partyId: '6a5b4c3d-2e1f-5a09-8b7c-6d5e4f3a2b1c', displayName: 'Équipe Ouest' };
const period = { relationId: pathExamples.relationId, periodId: pathExamples.periodId, validFrom: '2021-01-01', validTo: null };
const fact = { factId: pathExamples.factId, validFrom: '2024-01-01', validTo: null };
export const absenceExample = { factId: pathExamples.factId, validFrom: '2026-01-12', validTo: '2026-02-02', deputy: { ...ANNA, absent: false } };
export const staffExample = {
  party: PAUL, employments: [{ ...period, company: { ...COMPANY, code: 'lanvaux' }, employer: COMPANY }], teams: [{ ...period, ...TEAM, leads: false, territories: ['west'] }],
  skills: [{ ...fact, code: 'negotiation', level: 4 }], territories: [{ ...fact, code: '44' }], absences: [absenceExample], follows: 120,
};
export const ownCompanyExample = { party: COMPANY, code: 'lanvaux', ...fact, people: 42, teams: [{ ...TEAM, partOf: COMPANY.partyId, leaders: [ANNA], members: 6, territories: ['west'] }] };
export const handoverExample = {
  employments: [{ ...period, validTo: '2026-07-01', employer: COMPANY, status: 'ongoing' }], tasks: { total: 0, items: [], next: null }, plannedInteractions: { total: 0, items: [] },
  followed: { total: 1, items: [{ party: { partyId: pathExamples.partyId, kind: 'organisation', displayName: 'Brico Ouest' }, ...fact, scope: 'all' }], next: null },
  leads: [{ ...period, ...TEAM }], standsInFor: [{ ...ANNA, factId: pathExamples.factId, validFrom: '2026-08-03', validTo: '2026-08-24' }],
};
