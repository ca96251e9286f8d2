/** Whether this process lives, and whether it can serve. */
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { NobodyProjects } from '#libs/projecting/runner.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';

/** Events the tables may be behind the log before the process counts as not ready. */
const MAX_LAG = 50_000;

const READINESS = {
  type: 'object', required: ['status', 'checks'],
  properties: { status: { enum: ['ready', 'not-ready'] }, checks: { type: 'object', additionalProperties: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } } },
};
const EXAMPLE = { status: 'ready', checks: { log: { ok: true, position: '@k7mzq2ab.1204' }, database: { ok: true }, projections: { ok: true, by: 'this-process', position: '@k7mzq2ab.1204', lag: 0 } } };

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly parts: QueryParts) {}

  @Get('live')
  @ApiOperation({ operationId: 'live', summary: 'Whether the process answers' })
  @ApiOkResponse({ description: 'It does.', example: { status: 'live' }, schema: { type: 'object', properties: { status: { const: 'live' } }, required: ['status'] } as object })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ operationId: 'ready', summary: 'Whether the process can serve', description: `The log and the database answer, no projection is stuck, and the tables are at most ${MAX_LAG} events behind. \`projections.by\` says who writes them: \`this-process\` or \`another-process\`; of another one it counts as stuck when it has not moved them for ten seconds though the log went on.` })
  @ApiOkResponse({ description: 'It can.', example: EXAMPLE, schema: READINESS })
  @ApiResponse({ status: 503, description: 'It cannot; `checks` says why.', content: { 'application/json': { schema: READINESS, example: { ...EXAMPLE, status: 'not-ready' } } } })
  async ready(@Http() { reply }: Exchange) {
    const { log, pool, projecting, moments } = this.parts;
    const { position, error, running, projects } = projecting.state;
    const [head, database, behind] = await Promise.allSettled([log.head(), pool.query('select 1'), log.countAfter(position, MAX_LAG + 1)]);
    const lag = behind.status === 'fulfilled' ? behind.value : undefined;
    const checks = {
      log: head.status === 'fulfilled' ? { ok: true, position: moments.format(head.value.position) } : { ok: false, reason: 'the log does not answer' },
      database: database.status === 'fulfilled' ? { ok: true } : { ok: false, reason: 'the database does not answer' },
      projections: {
        ok: running && error === undefined && (lag === undefined || lag <= MAX_LAG), by: projects ? 'this-process' : 'another-process', position: moments.format(position), ...(lag !== undefined && { lag }),
        // The name alone: a message may hold what an event holds.
        ...(error && { reason: error instanceof NobodyProjects ? 'no projector moves the tables' : `stuck: ${error.name}` }),
      },
    };
    const ready = Object.values(checks).every(({ ok }) => ok);
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not-ready', checks };
  }
}
