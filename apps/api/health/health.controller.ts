/** Whether this process lives, whether it can serve, and what it counts. */
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Metrics } from '#libs/platform/metrics.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { Health, MAX_LAG, STILL_MS } from './health.js';

const LIVENESS = { type: 'object', properties: { status: { enum: ['live', 'still'] } }, required: ['status'] };
const READINESS = {
  type: 'object', required: ['status', 'checks', 'clock', 'verified'],
  properties: {
    status: { enum: ['ready', 'not-ready'] }, checks: { type: 'object', additionalProperties: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } },
    clock: { type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' }, aheadSeconds: { type: 'number' }, reason: { type: 'string' } } },
    verified: {
      type: 'object', required: ['ok', 'streams', 'events', 'lastAt', 'differences'],
      properties: {
        ok: { type: 'boolean' }, streams: { type: 'integer' }, events: { type: 'integer' }, lastAt: { type: ['string', 'null'], format: 'date-time' }, differences: { type: 'integer' }, reason: { type: 'string' },
        first: { type: 'array', items: { type: 'object', properties: Object.fromEntries(['projection', 'table', 'stream', 'key', 'kind'].map((name) => [name, { type: 'string' }])) } },
      },
    },
  },
};
const EXAMPLE = { status: 'ready', checks: { log: { ok: true, position: '@k7mzq2ab.1204' }, database: { ok: true }, questions: { ok: true }, projections: { ok: true, by: 'this-process', position: '@k7mzq2ab.1204', lag: 0 } }, clock: { ok: true, aheadSeconds: 0 }, verified: { ok: true, streams: 1_214, events: 9_377, lastAt: '2026-11-20T09:00:00.000Z', differences: 0 } };
const BUSY = { ...EXAMPLE, status: 'not-ready', checks: { ...EXAMPLE.checks, questions: { ok: false, reason: 'all 6 connections for questions are busy, 3 more wait for one' } } };

@ApiTags('Health')
@Controller()
export class HealthController {
  constructor(private readonly health: Health, private readonly metrics: Metrics) {}

  @Get('health/live')
  @ApiOperation({ operationId: 'live', summary: 'Whether the process lives', description: `It answers; and if it is to move the tables, it has moved them in the last ${STILL_MS / 1_000} seconds in which the log went on.` })
  @ApiOkResponse({ description: 'It does.', content: { 'application/json': { schema: LIVENESS, example: { status: 'live' } } } })
  @ApiResponse({ status: 503, description: 'The log goes on and this process does not: start it again.', content: { 'application/json': { schema: LIVENESS, example: { status: 'still' } } } })
  async live(@Http() { reply }: Exchange) {
    const live = await this.health.live();
    void reply.status(live ? 200 : 503);
    return { status: live ? 'live' : 'still' };
  }

  @Get('health/ready')
  @ApiOperation({ operationId: 'ready', summary: 'Whether the process can serve', description: `The log and the database answer, a connection for questions is free, no projection is stuck, and the tables are at most ${MAX_LAG} events behind. \`projections.by\` says who writes them: \`this-process\`, alone or together with others, or \`another-process\`; of others it counts as stuck when they have not moved them for ten seconds though the log went on. \`verified\`: what comparing tables with a replay of the log, at random and all the time, has come to in a process that projects; it decides nothing, because another process has the same tables. \`clock\`: whether the log's last event is dated more than five seconds after the time of this process; it decides nothing either, because no other process has another log.` })
  @ApiOkResponse({ description: 'It can.', content: { 'application/json': { schema: READINESS, example: EXAMPLE } } })
  @ApiResponse({ status: 503, description: 'It cannot; `checks` says why.', content: { 'application/json': { schema: READINESS, example: BUSY } } })
  async ready(@Http() { reply }: Exchange) {
    const [checks, clock] = await Promise.all([this.health.ready(), this.health.clock()]);
    const ready = Object.values(checks).every(({ ok }) => ok);
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not-ready', checks, clock, verified: this.health.verified() };
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: 'What the process counts and measures', description: 'In the text format of Prometheus; docs/operations.md says which metrics to watch. No label holds an id, a name or a value.' })
  @ApiOkResponse({ description: 'All metrics.', content: { 'text/plain': { schema: { type: 'string' }, example: '# HELP annals_projection_lag_events Events of the log that a read model has not seen.\n# TYPE annals_projection_lag_events gauge\nannals_projection_lag_events{projection="parties",version="1"} 0\n' } } })
  async all(@Http() { reply }: Exchange) {
    void reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.text();
  }
}
