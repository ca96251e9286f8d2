/** The seals of the log, and proofs that an event is under one. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Blocks } from '#libs/notary/blocks.js';
import { proveInclusion, unsealed } from '#libs/notary/proof.js';
import { readSeals, type Seal } from '#libs/notary/seal.js';
import { QueryParts } from '#projections/queries/query-parts.js';
import { Http, type Exchange } from '../commands/command-endpoint.js';
import { pathId, QueryString } from '../http/query-string.js';
import { QueryOperation } from '../openapi/query-documentation.js';

/** Seals in an answer: some 400 bytes each. */
const MAX_SEALS = 1_000;
const HASH = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const SEAL = {
  type: 'object',
  properties: { block: { type: 'integer' }, first: { type: 'integer', description: 'Ordinal of its first event, counted from 1.' }, last: { type: 'integer' }, lastRecordedAt: { type: 'string', format: 'date-time' }, head: HASH, root: HASH, publicKey: { type: 'string' }, signature: { type: 'string' } },
  required: ['block', 'first', 'last', 'lastRecordedAt', 'head', 'root', 'publicKey', 'signature'],
};
const [head, root] = ['861b196671705c041b89d748fb00d397e8f0abec503be2a68f8e712043842adb', '5ac9d89b95eb8746ef1361097ce849caef458e50355afd1b67384858b3ef033f'];
const sealExample = { block: 0, first: 1, last: 192, lastRecordedAt: '2026-02-06T12:00:00.000Z', head, root, publicKey: '4goPg3DUFJw9KZXjyduMqJpwhticPSDVCWkh1tOuknw', signature: '2z7UVeAAG_qNBnx2TkxnM63I02l9IemAtJCmDmUvtkeYaCi33Q4ZpOuZrUIGEjpgZ7cPe07NNlZqxjX3N9NCDQ' };
const eventExample = { ordinal: 7, id: '0d5f2f9e-5f0c-5aa4-9a3e-6f1f6a1c2b3d', stream: 'party-7d3f1a52-9c0e-5b8a-8c47-2e1b7d90a3f5', revision: 0, type: 'PartyCreated', recordedAt: '2026-02-03T10:00:00.000Z', commandId: '0c3f2f9e-5f0c-5aa4-9a3e-6f1f6a1c2b3d', left: 0, data: { kind: 'organisation' }, metadata: { v: 1, n: 1, of: 1 } };

@ApiTags('Log')
@Controller('v1/log')
export class SealsController {
  constructor(private readonly parts: QueryParts) {}

  @Get('seals')
  @QueryOperation({
    operationId: 'list-seals', summary: 'The seals of the log', moment: false,
    description: 'Each says what the log holds up to the last event of its block, signed with Ed25519. Keep one elsewhere, and `annals verify log --seal` tells later whether the log up to there is still the same.',
    query: { from: { description: 'Seals of this block and later ones. The last seal alone, when left out.', example: 0, schema: { type: 'integer', minimum: 0 } } },
    answers: `At most ${MAX_SEALS}, and how many events are not sealed yet.`, schema: { type: 'object', properties: { items: { type: 'array', items: SEAL }, unsealed: { type: 'integer' } }, required: ['items', 'unsealed'] },
    example: { items: [sealExample], unsealed: 12 },
  })
  async seals(@Http() { request }: Exchange) {
    const query = new QueryString(request, ['from']);
    const from = query.text('from');
    if (from !== undefined && !/^\d{1,9}$/.test(from)) query.fault({ path: 'from', expected: 'a whole number from 0 on', got: from.slice(0, 64) });
    query.done();
    const { log, pool } = this.parts;
    const blocks = new Blocks(pool);
    const items: Seal[] = [];
    for await (const { seal } of readSeals(log, from === undefined ? (await blocks.last())?.block ?? 0 : Number(from))) {
      if (seal) items.push(seal);
      if (items.length === MAX_SEALS) break;
    }
    return { items, unsealed: await unsealed(log, blocks) };
  }

  @Get('events/:eventId/proof')
  @QueryOperation({
    operationId: 'prove-event', summary: 'Proof that an event is in the log', moment: false, path: ['eventId'],
    description: 'Checked without the log and without us: docs/verify-inclusion.mjs. Values stay encrypted in it, and it stays right when they are erased.',
    answers: 'All that the hash of the event is made of, the way to the root of its block, and the seal.', problems: ['not-found'],
    schema: { type: 'object', properties: { format: { const: 1 }, event: { type: 'object' }, previous: HASH, path: { type: 'array', items: HASH }, seal: SEAL }, required: ['format', 'event', 'previous', 'path', 'seal'] },
    example: { format: 1, event: eventExample, previous: head, path: [root], seal: sealExample },
  })
  async proof(@Http() { request }: Exchange) {
    const query = new QueryString(request, []);
    const eventId = pathId(request, 'eventId');
    query.done();
    const { log, pool } = this.parts;
    return proveInclusion({ log, blocks: new Blocks(pool) }, eventId);
  }
}
