/** A command is followed from the request to the rows, by whatever collects traces. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTracing } from '#libs/platform/tracing.js';
import { send } from './http/client.js';
import { startApi, type TestApi } from './support/api.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

describe('traces', () => {
  const spans: Span[] = [];
  let collector: Server;
  let end: () => Promise<void>;
  let api: TestApi;
  beforeAll(async () => {
    collector = createServer((request, response) => {
      void json(request).then((body) => {
        if (request.url === '/v1/traces') for (const { scopeSpans } of (body as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans) spans.push(...scopeSpans.flatMap((scope) => scope.spans));
        response.setHeader('content-type', 'application/json').end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    end = await startTracing({ endpoint: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, roles: ['api'] });
    api = await startApi();
  });
  afterAll(async () => {
    await api.stop();
    collector.close();
  });

  it('lead from a request to its command, its append and the batch of its rows; the events name the request', async () => {
    const [trace, caller] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
    const create = (headers: Record<string, string>) => send(api.url, 'POST', '/v1/parties', { kind: 'organisation', facts: [{ attribute: 'name.legal', value: 'Quincaillerie Morel', validFrom: '2020-01-01' }] }, headers);
    const { body: { partyId, position } } = await create({ traceparent: `00-${trace}-${caller}-01` });
    await create({});
    expect((await send(api.url, 'GET', `/v1/parties/${String(partyId)}/360?after=${String(position)}`)).status).toBe(200);
    expect(await api.projecting.waitFor((await api.log.head()).position, 60_000)).toBe(true);
    await end();

    const request = spans.find(({ name, traceId }) => name === 'POST /v1/parties' && traceId === trace)!;
    expect(request.parentSpanId).toBe(caller);
    const under = ({ spanId, traceId }: Span, name: string): Span => spans.find((one) => one.name === name && one.parentSpanId === spanId && one.traceId === traceId)!;
    const append = under(under(request, 'command'), 'append');
    expect(append).toBeDefined();
    const { traceId, spanId } = request;
    const rows = spans.filter(({ name, links = [] }) => name === 'project' && links.some((link) => link.traceId === traceId && link.spanId === spanId));
    expect(rows).toHaveLength(1);
    expect((await api.log.readStream(`party-${String(partyId)}`)).map(({ metadata }) => JSON.parse(metadata) as object)).toMatchObject([{ correlationId: traceId, causationId: spanId }, { correlationId: traceId, causationId: spanId }]);

    // Who brings no trace is given one.
    const other = spans.find(({ name, traceId: id }) => name === 'POST /v1/parties' && id !== trace)!;
    expect(other.parentSpanId ?? '').toBe('');
    expect(under(under(other, 'command'), 'append')).toBeDefined();
    expect(JSON.stringify(spans)).not.toContain('Morel');
    expect(JSON.stringify(spans)).not.toContain(partyId);
  });
});
