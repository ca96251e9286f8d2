import { PassThrough, Readable } from 'node:stream';
import { Controller, Post, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Logger } from '#libs/platform/logger.js';
import { Refusal, type Fault } from '#libs/platform/refusal.js';
import { CommandGateway, refusalFor } from '../commands/command-gateway.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { readCaller } from '../http/command-context.js';
import { languageOf } from '../http/language.js';
import { MAX_BATCH_BYTES } from '../http/limits.js';
import { tracedBy } from '../http/observed.js';
import { Problems } from '../http/problems.decorator.js';
import { Batch } from './batch.js';
import { RelationParties } from './relation-parties.js';

/** Where the batch is marked until the document is assembled (`openapi/document.ts`). */
export const BATCH = 'x-annals-batch';

@ApiTags('Commands')
@Controller('v1/batch')
export class BatchController implements OnModuleDestroy {
  /** Batches under way, by what they are read from. */
  private readonly running = new Map<Readable, Promise<void>>();

  constructor(private readonly gateway: CommandGateway, private readonly relations: RelationParties, private readonly logger: Logger) {}

  @Post()
  @ApiOperation({
    operationId: 'batch', summary: 'Many commands in one request, streaming both ways',
    description: 'One command a line, one result a line, in the same order, while the request still arrives. A wrong line stops no other. Lines on one party are carried out in their order, others 64 at a time. '
      + 'A later line refers to what an earlier one made by `$ref`. When the connection is cut, send the whole batch again: what was done is answered from the log and not done twice. '
      + 'With `Prefer: validate-only` nothing is written; a line that needs what an earlier line would make is checked in its shape only, and says so by the warning `depends-on-earlier-line`.',
  })
  @ApiExtension(BATCH, true)
  @Problems('invalid-body', 'batch-too-large', 'unsupported-media-type')
  run(@Http() { request }: Exchange, @Res() reply: FastifyReply): void {
    const source = request.body;
    if (!(source instanceof Readable)) throw new Refusal('unsupported-media-type', 'a batch is sent as application/x-ndjson: one JSON object a line');
    const faults: Fault[] = [];
    const caller = readCaller(request.headers, faults);
    if (faults.length > 0) throw refusalFor(faults);
    if (Number(request.headers['content-length'] ?? 0) > MAX_BATCH_BYTES) {
      throw new Refusal('batch-too-large', `a batch has at most ${MAX_BATCH_BYTES} bytes (64 MiB)`, { limit: MAX_BATCH_BYTES });
    }

    // Results never wait for the caller to read them: one that reads only after sending all would wait for us, and we for it.
    // What this holds in memory is bounded by the lines of a batch.
    const results = new PassThrough();
    results.on('error', () => undefined);
    if (caller.validateOnly) void reply.header('preference-applied', 'validate-only');
    void reply.status(200).header('content-type', 'application/x-ndjson; charset=utf-8').send(results);
    const batch = new Batch({
      gateway: this.gateway, partiesOf: (relationId) => this.relations.of(relationId), caller, language: languageOf(request.headers['accept-language']),
      onDefect: (error) => this.logger.defect(error, tracedBy(request, reply)),
    });
    // The request must not be destroyed with its iterator: that would cut the connection before the results are out.
    const done = batch.run(source.iterator({ destroyOnReturn: false }), (result) => results.write(`${JSON.stringify(result)}\n`)).finally(() => {
      this.running.delete(source);
      results.end();
    });
    this.running.set(source, done);
  }

  /** At shutdown nothing more is read: the connection is cut, as the caller has to expect, and what was read is finished. */
  async onModuleDestroy(): Promise<void> {
    for (const source of this.running.keys()) source.destroy();
    await Promise.all(this.running.values());
  }
}
