import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { askInOneFlight } from '#libs/platform/database.js';
import { askedAt } from '#projections/queries/moment.js';
import { oneParty } from '#projections/queries/parties.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { DEFAULT_ENTRIES, MAX_ENTRIES, TIMELINE_KINDS, timelineOf } from '#projections/queries/timeline.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { listUnder, readInstantCursor, writeInstantCursor } from '../http/cursor.js';
import { pathId, QueryString } from '../http/query-string.js';
import { AS_OF_INSTANT, examples, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';

const ENTRY = {
  type: 'object', description: 'Further members are those of the kind.',
  properties: {
    kind: { enum: [...TIMELINE_KINDS] }, change: { type: 'string', description: '`begins` and `ends` for facts and relations, `took-place` for interactions; `granted`, `refused`, `withdrawn`, `objected`, `expired` for consents; `created`, `assigned`, `rescheduled`, `done`, `cancelled`, `reopened` for tasks; …' },
    at: { type: 'string', description: 'When it was so: a day for facts and relations, an instant for the rest.' }, recordedAt: { type: 'string', format: 'date-time', description: 'When we learned that: of a fact that was corrected, when its value or its bound was last changed to what it is; of one that another ended, when that other one was recorded.' },
    validFrom: { type: 'object', description: 'Of a fact or relation that began nobody knows when: `unknown`, and `notLaterThan` where that is known.', properties: { unknown: { const: true }, notLaterThan: { type: 'string' } }, required: ['unknown'] },
    validTo: { type: 'object', description: 'Of a fact or relation that has ended nobody knows when: `unknown`, and `notLaterThan` where that is known.', properties: { unknown: { const: true }, notLaterThan: { type: 'string' } }, required: ['unknown'] },
  },
  required: ['kind', 'change', 'at', 'recordedAt'],
};

/** The kind of an entry, and what tells it from others of its kind. */
const ENTRY_ID = /^[a-z-]+:[\w.:-]+$/;

@ApiTags('Parties')
@Controller('v1/parties')
export class TimelineController {
  constructor(private readonly parts: QueryParts) {}

  @Get(':partyId/timeline')
  @QueryOperation({
    operationId: 'get-party-timeline', summary: 'One chronological account of a party, the newest first',
    description: 'Up to `asOf`, as known at `knownAt`; both are fixed by the first page. What began nobody knows when stands on the day by which it had certainly begun (`notLaterThan`), else on the day it was stated, at the latest on its end; its `validFrom` says so. What has ended so stands on the first day on which it certainly had; its `validTo` says so. Facts of the relations of a party are in its account too, with `relationId` and `periodId`. Tasks and planned interactions stand in the account of the parties they are about, of those whose agenda they are in, and of those they were taken from. How what is known came about is told by /history.', path: ['partyId'],
    query: {
      kinds: { description: `Only these: some of ${TIMELINE_KINDS.join(',')}.`, example: 'fact,interaction' }, from: { description: 'Not before this day.', example: '2024-01-01' },
      limit: { description: `At most this many (1 to ${MAX_ENTRIES}).`, example: DEFAULT_ENTRIES, schema: { type: 'integer', minimum: 1, maximum: MAX_ENTRIES } }, cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
    },
    answers: 'A page; `next` is null on the last.', schema: { type: 'object', properties: { items: { type: 'array', items: ENTRY }, next: NULLABLE_TEXT, ...AS_OF_INSTANT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'asOf', 'asOfInstant', 'knownAt', 'position'] },
    example: {
      items: [
        { kind: 'interaction', change: 'took-place', at: '2026-01-15T09:30:00.000Z', recordedAt: '2026-01-15T09:36:12.000Z', interactionId: examples.interaction.interactionId, direction: 'inbound', medium: 'phone', automation: 'human', outcome: 'quote-requested', subject: 'Asks for a quote' },
        { kind: 'fact', change: 'begins', at: '2024-04-01', recordedAt: '2024-09-15T08:00:00.000Z', factId: examples.fact.factId, attribute: 'name.banner', value: 'Castorama', source: null },
      ],
      next: null, asOf: '2026-01-20', asOfInstant: '2026-01-20T22:59:59.999Z', knownAt: examples.position, position: examples.position,
    },
    problems: ['party-not-found', 'erased', 'cursor-invalid'],
  })
  async timeline(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['asOf', 'knownAt', 'after', 'kinds', 'from', 'limit', 'cursor']);
    const kinds = query.some('kinds', TIMELINE_KINDS, TIMELINE_KINDS);
    const limit = query.count('limit', DEFAULT_ENTRIES, MAX_ENTRIES);
    query.done();
    const { moments, pool, projecting } = this.parts;
    const since = query.text('from');
    const from = since === undefined ? undefined : moments.startOf(since, 'from');
    const cursor = query.text('cursor');
    const partyId = pathId(request, 'partyId');
    const list = listUnder(this.parts, 'timeline', { partyId, kinds: [...kinds].sort(), from });
    const page = cursor === undefined ? undefined : await readInstantCursor(cursor, list, (id) => ENTRY_ID.test(id), moments);
    const asked = page ?? (await moments.resolve({ asOf: query.text('asOf'), knownAt: query.text('knownAt'), after: query.text('after') }));
    const moment = { asOf: asked.asOf, before: asked.before, position: asked.position ?? projecting.state.position };
    const [, { items, next }] = await askInOneFlight(pool, (db) => [
      () => oneParty(db, partyId, moment), () => timelineOf(db, partyId, { ...moment, zone: moments.zone.name }, { kinds, from, limit, after: page?.after }),
    ]);
    const token = moments.format(moment.position);
    return { items, next: next ? writeInstantCursor(list, { ...moment, after: next }, moments) : null, ...askedAt(moment), knownAt: token, position: token };
  }
}
