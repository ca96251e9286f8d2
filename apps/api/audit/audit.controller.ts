/** Everything one actor did, one import, or one correlation. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditTrail, type Trail } from '#libs/audit/trail.js';
import { Refusal } from '#libs/platform/refusal.js';
import { historyOfStreams } from '#projections/queries/history.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { isPosition, listUnder, readWalkCursor, writeWalkCursor } from '../http/cursor.js';
import { QueryString } from '../http/query-string.js';
import { examples, HISTORY_ENTRY, NULLABLE_TEXT, POSITION, QueryOperation } from '../openapi/query-documentation.js';

/** Entries of one page at most, and when nothing is said: as of a history. */
const MAX_ENTRIES = 500;
const DEFAULT_ENTRIES = 100;
const TRAILS = ['actor', 'correlation'] as const;

@ApiTags('Audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly parts: QueryParts, private readonly trail: AuditTrail) {}

  @Get()
  @QueryOperation({
    operationId: 'get-audit', summary: 'Everything one actor did, or that belongs to one correlation', moment: 'known',
    description: 'Every event, in the order recorded: what it says, of which stream, what it replaced, who, when, why, by which command; bookkeeping of commands over several streams is left out. An actor also did what was done on its behalf. A command belongs to the trace it was sent in (`traceparent`); without one its own id is its correlation. An import is a correlation: the id of its run, without hyphens.',
    query: {
      actor: { description: 'Who did it: `agent:<uuid>`, `service:…`, `import:…`, `system:…`.', example: 'import:sirene' }, correlation: { description: 'What it belongs to. One of the two.', example: '4bf92f3577b34da6a3ce929d0e0e4736' },
      limit: { description: `At most this many (1 to ${MAX_ENTRIES}).`, example: DEFAULT_ENTRIES, schema: { type: 'integer', minimum: 1, maximum: MAX_ENTRIES } }, cursor: { description: 'The `next` of the page before.', example: 'eyJhIjoiIn0' },
    },
    answers: 'A page; `next` is null on the last.',
    schema: { type: 'object', properties: { items: { type: 'array', items: HISTORY_ENTRY }, next: NULLABLE_TEXT, knownAt: POSITION, position: POSITION }, required: ['items', 'next', 'knownAt', 'position'] },
    example: { items: [{ ...examples.event, stream: 'party-1ed4f5a1-10c2-5ff9-8d50-be91fcf794a5', data: { factId: examples.fact.factId, attribute: 'name.banner', value: 'Brico A', validFrom: '2020-01-01', validTo: null } }], next: null, knownAt: examples.position, position: examples.position },
    problems: ['cursor-invalid'],
  })
  async all(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['knownAt', 'after', ...TRAILS, 'limit', 'cursor']);
    const limit = query.count('limit', DEFAULT_ENTRIES, MAX_ENTRIES);
    query.done();
    const trail = trailIn(query);
    const { moments, log, codec } = this.parts;
    const cursor = query.text('cursor');
    const list = listUnder(this.parts, 'audit', trail);
    const page = cursor === undefined ? undefined : await readWalkCursor(cursor, list, [isPosition], moments);
    const { asOf, position } = page ?? (await moments.resolve({ knownAt: query.text('knownAt'), after: query.text('after') }));
    const upTo = position ?? (await log.head()).position;
    const found = await this.trail.events(trail, { after: BigInt(page?.place[0] ?? 0), upTo, limit: limit + 1 });
    // Out of the histories of their streams, because these know what a change replaced, and what was erased since.
    const streams = new Map(found.slice(0, limit).map((event) => [event.position, event.stream]));
    const entries = (await historyOfStreams({ log, codec }, [...new Set(streams.values())], upTo)).filter((entry) => streams.has(entry.position));
    const last = found.slice(0, limit).at(-1);
    return {
      items: entries.map((entry) => ({ ...entry, stream: streams.get(entry.position), position: moments.format(entry.position) })),
      next: found.length > limit && last ? writeWalkCursor(list, { asOf, position: upTo, place: [String(last.position)] }, moments) : null, knownAt: moments.format(upTo), position: moments.format(upTo),
    };
  }
}

function trailIn(query: QueryString): Trail {
  const given = TRAILS.flatMap((kind) => {
    const id = query.text(kind);
    return id === undefined ? [] : [{ kind, id }];
  });
  if (given.length === 1 && given[0]!.id !== '') return given[0]!;
  throw new Refusal('invalid-body', 'it is not said whose trail is asked for', { errors: [{ path: 'actor', expected: 'either an actor or a correlation' }] });
}
