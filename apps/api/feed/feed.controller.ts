/** The change feed: a page, a page that is waited for, or a stream. */
import { Controller, Get, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Position } from '#libs/event-log/event-log.js';
import { cloudEventType, dataSchema } from '#libs/feed/cloud-event.js';
import { DEFAULT_PAGE_EVENTS, MAX_FOLLOWERS, MAX_PAGE_EVENTS } from '#libs/feed/feed.js';
import { SCOPES, type Selection } from '#libs/feed/selection.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { QueryString } from '../http/query-string.js';
import { QueryOperation } from '../openapi/query-documentation.js';
import { MAX_TYPES } from './feed.bodies.js';
import { EVENT_EXAMPLE, FEED_PAGE, FEED_TYPES, STREAM_EXAMPLE } from './feed-documentation.js';
import { FeedParts } from './feed-parts.js';
import { endWhenStalled, eventStream } from './event-stream.js';

/** Seconds a request may wait for events. Proxies commonly end what has had no answer for longer. */
export const MAX_WAIT_S = 30;
/** Milliseconds in which a follower must have taken something of what it was sent; heart-beats come twice as often. */
const STALLED_MS = 30_000;
const STREAM = 'text/event-stream';

@ApiTags('Feed')
@Controller('v1/feed')
export class FeedController implements OnModuleDestroy {
  constructor(private readonly parts: FeedParts) {}

  @Get()
  @QueryOperation({
    operationId: 'read-feed', summary: 'Everything that was recorded, from any position on', moment: false,
    description: 'Events in the order of the log, as CloudEvents 1.0. Who goes on from `next` (or with the `Last-Event-ID` of the stream) after a pause of any length misses nothing; what was not acknowledged or not stored may come twice, with the same `id`. '
      + `With \`Accept: ${STREAM}\` the answer goes on for ever: one event a block, its position as the id, and a comment with an id from time to time, so that also what a filter passes over is not looked at again. `
      + `At most ${MAX_FOLLOWERS} callers may wait at one process. With \`consumer\` what was registered decides what comes, and without \`after\` the answer begins where the consumer has acknowledged to.`,
    query: {
      after: { description: 'Begin after this position: `next` of the page before, or the position of any answer. The beginning of the log, when left out.', example: '@k7mzq2ab.1204' },
      consumer: { description: 'As this consumer, see /v1/feed/consumers. Not together with `type`, `party`, `scope` or `bookkeeping`.', example: 'warehouse' },
      type: { description: `Only events of this type, see /v1/feed/types; repeatable, at most ${MAX_TYPES}.`, example: ['annals.FactRecorded'], schema: { type: 'array', items: { type: 'string' }, maxItems: MAX_TYPES } },
      party: { description: 'Only events about this party: its own, and those of relations, interactions, tasks and requests from the event on that names it.', example: EVENT_EXAMPLE.subject.slice('party/'.length), schema: { type: 'string', format: 'uuid' } },
      scope: { description: '`ids`: personal fields are left out, and `sealedfields` names them; so when left out. `values`: they are there; what was erased is null, and `erasedfields` names it.', example: 'ids', schema: { enum: [...SCOPES] } },
      bookkeeping: { description: 'Also reservations and the like, which say nothing of the world. They come anyway where `type` names them.', example: 'false', schema: { enum: ['true', 'false'] } },
      limit: { description: `Events in a page (1 to ${MAX_PAGE_EVENTS}). A page also ends after some megabytes, or when it has passed over many events.`, example: DEFAULT_PAGE_EVENTS, schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE_EVENTS } },
      wait: { description: `Seconds to wait for the first event (1 to ${MAX_WAIT_S}). Not at all, when left out.`, example: 20, schema: { type: 'integer', minimum: 1, maximum: MAX_WAIT_S } },
    },
    headers: { 'Last-Event-ID': { description: 'The last id of a stream that broke off; goes before `after`.', example: '@k7mzq2ab.1204' } },
    answers: 'Events, where the page begins, and where the next one does. `more`: do not wait before asking for it.',
    schema: FEED_PAGE, example: { events: [EVENT_EXAMPLE], after: '@k7mzq2ab.1204', next: '@k7mzq2ab.1206', more: false }, also: { [STREAM]: { schema: { type: 'string' }, example: STREAM_EXAMPLE } },
    problems: ['not-found', 'known-at-ahead', 'foreign-log', 'too-many-followers'],
  })
  async read(@Http() { request }: Exchange, @Res() reply: FastifyReply): Promise<void> {
    const query = new QueryString(request, ['after', 'consumer', 'type', 'party', 'scope', 'bookkeeping', 'limit', 'wait'], ['type']);
    const limit = query.count('limit', DEFAULT_PAGE_EVENTS, MAX_PAGE_EVENTS);
    const wait = query.text('wait') === undefined ? 0 : query.count('wait', 0, MAX_WAIT_S);
    // Before anything is waited for: who goes away meanwhile must not be followed for.
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { selection, position } = await this.asked(request, query);
    if (reply.raw.destroyed) gone.abort();
    void reply.header('cache-control', 'no-store');
    if (accepts(request, STREAM)) {
      const stream = eventStream(this.parts.feed.follow(position, selection, { limit, signal: gone.signal }), (at) => this.parts.format(at));
      endWhenStalled(reply.raw, STALLED_MS);
      // Proxies must not collect what should arrive at once.
      void reply.header('content-type', `${STREAM}; charset=utf-8`).header('x-accel-buffering', 'no').send(stream);
      return;
    }
    const { events, next, more } = wait > 0
      ? await this.parts.feed.poll(position, selection, { limit, waitMs: wait * 1_000, signal: gone.signal }) : await this.parts.feed.page(position, selection, limit);
    void reply.send({ events, after: this.parts.format(position), next: this.parts.format(next), more });
  }

  @Get('types')
  @QueryOperation({
    operationId: 'list-event-types', summary: 'All types of events', moment: false,
    answers: 'Their versions, which of their fields are personal, and which of them are bookkeeping.', schema: FEED_TYPES,
    example: { items: [{ type: 'annals.FactEnded', version: 1, dataschema: 'urn:annals:event:FactEnded:1', sealed: { note: 'notes' }, bookkeeping: false }] },
  })
  types(@Http() { request }: Exchange) {
    new QueryString(request, []).done();
    return {
      items: Object.entries(this.parts.definitions).map(([type, definition]) => ({
        type: cloudEventType(type), version: definition.version, dataschema: dataSchema(type, definition), sealed: definition.sealed ?? {}, bookkeeping: definition.bookkeeping ?? false,
      })),
    };
  }

  /** At shutdown nobody waits any longer: long-polls are answered, streams end. */
  onModuleDestroy(): void {
    this.parts.feed.close();
  }

  /** What is asked for, and from where on. */
  private async asked(request: FastifyRequest, query: QueryString): Promise<{ selection: Selection; position: Position }> {
    const code = query.text('consumer');
    const own: Selection = {
      types: this.parts.eventTypes(query.texts('type').slice(0, MAX_TYPES), () => 'type', (fault) => query.fault(fault)),
      party: query.uuid('party'), scope: query.oneOf('scope', SCOPES) ?? 'ids', bookkeeping: query.oneOf('bookkeeping', ['true', 'false'] as const) === 'true',
    };
    if (query.texts('type').length > MAX_TYPES) query.fault({ path: 'type', expected: `at most ${MAX_TYPES} of them` });
    if (code !== undefined) {
      for (const name of ['type', 'party', 'scope', 'bookkeeping']) if (query.texts(name).length > 0) query.fault({ path: name, expected: 'not together with consumer, whose registration says it' });
    }
    query.done();
    const lastEventId = request.headers['last-event-id'];
    const [token, path] = typeof lastEventId === 'string' && lastEventId !== '' ? [lastEventId, 'Last-Event-ID'] : [query.text('after'), 'after'];
    const asked = token === undefined ? undefined : await this.parts.position(token, path);
    if (code === undefined) return { selection: own, position: asked ?? 0n };
    const consumer = await this.parts.consumers.find(code);
    return { selection: consumer, position: asked ?? consumer.acknowledged };
  }
}

/** Whether a media type is named among those the caller takes. `*` stands for a page: who wants a stream says so. */
function accepts(request: FastifyRequest, type: string): boolean {
  return (request.headers.accept ?? '').split(',').some((range) => range.split(';')[0]!.trim().toLowerCase() === type);
}
