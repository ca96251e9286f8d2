/**
 * What a process counts and measures, for Prometheus. A label holds a code of a closed list or a route, never an id, a name or a value:
 * metrics go to places where no personal data may be.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds, from what a read of one party takes to what nobody waits for. Few, because each is a series for every route. */
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const APPEND_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10];
const BATCH_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/** Looked up when the metrics are asked for: reads what is to be told, and writes it into gauges. */
export type Look = () => Promise<void> | void;

export class Metrics {
  readonly registry = new Registry();
  private readonly looks: { readonly gauges: readonly Gauge[]; readonly look: Look }[] = [];

  readonly requests = new Histogram({
    name: 'annals_http_request_duration_seconds', help: 'From a request to the end of its answer.', labelNames: ['method', 'route', 'status'], buckets: REQUEST_SECONDS, registers: [this.registry],
  });
  /** `outcome`: `accepted`, `unchanged`, `valid`, the code of a problem, or `failed`. */
  readonly commands = new Counter({ name: 'annals_commands_total', help: 'Commands that were answered, by what they came to.', labelNames: ['outcome'], registers: [this.registry] });
  readonly commandRetries = new Counter({ name: 'annals_command_retries_total', help: 'Times a command decided again, because another one changed what it had read.', registers: [this.registry] });
  /** `outcome`: `appended`, `repeated`, `conflict`, `unavailable` (then it is not known), `refused`. */
  readonly appends = new Histogram({ name: 'annals_append_duration_seconds', help: 'Appends to the log, with their wait for others.', labelNames: ['outcome'], buckets: APPEND_SECONDS, registers: [this.registry] });
  readonly batches = new Histogram({ name: 'annals_projection_batch_duration_seconds', help: 'Writing a batch of events into the read models.', buckets: BATCH_SECONDS, registers: [this.registry] });
  readonly projected = new Counter({ name: 'annals_projected_events_total', help: 'Events that this process has written into the read models.', registers: [this.registry] });
  readonly projectionRetries = new Counter({ name: 'annals_projection_retries_total', help: 'Batches that failed and were tried again.', registers: [this.registry] });
  readonly backgroundFailures = new Counter({ name: 'annals_background_failures_total', help: 'Work beside requests that failed and will be tried again.', registers: [this.registry] });

  /** Memory, processor, garbage collection, delay of the event loop. Once a process: they are not of one server in it. */
  ofProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  gauge<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge<Label>({ name, help, labelNames, registers: [this.registry] });
  }

  /** What some gauges tell is looked up each time. They tell nothing, rather than what was, while that fails. */
  lookUp(gauges: readonly Gauge[], look: Look): void {
    this.looks.push({ gauges, look });
  }

  /** All of it in the text format of Prometheus. */
  async text(): Promise<string> {
    await Promise.all(this.looks.map(async ({ gauges, look }) => {
      for (const gauge of gauges) gauge.reset();
      try {
        await look();
      } catch {
        for (const gauge of gauges) gauge.reset();
      }
    }));
    return this.registry.metrics();
  }
}
