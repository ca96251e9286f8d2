/**
 * Traces: a request, the command in it, its appends, and the batches of projections its events come to. Nothing of it runs until
 * {@link startTracing}, and the SDK is not even loaded. Attributes are codes, counts and ids of commands, never values.
 */
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span } from '@opentelemetry/api';

/** A span elsewhere: of the caller, or of the request that an event came from. */
export interface SpanId {
  readonly trace: string;
  readonly span: string;
}

const tracer = trace.getTracer('annals');
let tracing = false;

/**
 * Sends spans to a collector, in OTLP as JSON over HTTP. All are sent: what is kept is for the collector to decide.
 * @returns what sends the rest, and ends it
 */
export async function startTracing({ endpoint, roles }: { readonly endpoint: string; readonly roles: readonly string[] }): Promise<() => Promise<void>> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({ resource: resourceFromAttributes({ 'service.name': 'annals', 'annals.roles': [...roles] }), spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  tracing = true;
  return async () => {
    tracing = false;
    await provider.shutdown();
  };
}

/** Runs work inside a span, under the one it is called in unless another parent is named. */
export async function traced<T>(name: string, about: { readonly attributes?: () => Attributes; readonly parent?: SpanId | undefined; readonly links?: () => SpanId[] }, work: () => Promise<T>): Promise<T> {
  if (!tracing) return work();
  const { attributes, parent, links } = about;
  return tracer.startActiveSpan(name, { ...(attributes && { attributes: attributes() }), ...(links && { root: true, links: links().map((one) => ({ context: contextOf(one) })) }) }, parent ? under(parent) : context.active(), async (span) => {
    try {
      return await work();
    } catch (error) {
      // The name alone: a message may hold what an event holds.
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', (error as Error).name);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The span of a request, to be ended with its answer; undefined while nobody is to be told. */
export function requestSpan(parent: SpanId | undefined): (Span & { readonly id: SpanId }) | undefined {
  if (!tracing) return undefined;
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent ? under(parent) : ROOT_CONTEXT);
  const { traceId, spanId } = span.spanContext();
  return Object.assign(span, { id: { trace: traceId, span: spanId } });
}

/** The span that the metadata of an event, or the context of a command, names; undefined where they name another kind of thing. */
export function spanOf({ correlationId, causationId }: { readonly correlationId: string; readonly causationId?: string | undefined }): SpanId | undefined {
  return causationId !== undefined && /^[0-9a-f]{32}$/.test(correlationId) && /^[0-9a-f]{16}$/.test(causationId) ? { trace: correlationId, span: causationId } : undefined;
}

const contextOf = ({ trace: traceId, span: spanId }: SpanId) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
const under = (parent: SpanId): Context => trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
