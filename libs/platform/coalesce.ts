export interface CoalesceOptions<I, O> {
  /** Answers all inputs in one go, in their order. It may be called again for the same input after it threw. */
  readonly run: (inputs: readonly I[]) => Promise<readonly O[]>;
  /** Inputs in one run, at most. */
  readonly maxBatch: number;
  /** Runs under way at a time, at most. */
  readonly parallel: number;
  /** Whether a failed run of several may go through for some of them alone. Otherwise all hear of it at once. Default: yes. */
  readonly mayBeOfOne?: (error: unknown) => boolean;
}

interface Waiting<I, O> {
  readonly input: I;
  readonly resolve: (output: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns many concurrent calls into few runs. Nobody waits for a timer: a run starts at the end of the turn of the event loop
 * in which it was called for, with all who called in that turn; while none is free, callers queue, and the next run takes them
 * all, first come first served. So the batch grows with the load only.
 *
 * A run of several that throws is repeated for each input alone, one after the other, unless it cannot be the fault of one: one bad
 * input never fails its neighbours.
 */
export function coalesce<I, O>({ run, maxBatch, parallel, mayBeOfOne = () => true }: CoalesceOptions<I, O>): (input: I) => Promise<O> {
  const queue: Waiting<I, O>[] = [];
  let running = 0;
  let starting = false;

  async function answer(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outputs = await run(batch.map((waiting) => waiting.input));
      if (outputs.length !== batch.length) throw new Error(`a run of ${batch.length} inputs gave ${outputs.length} outputs`);
      batch.forEach((waiting, index) => waiting.resolve(outputs[index]!));
    } catch (error) {
      if (batch.length === 1 || !mayBeOfOne(error)) for (const waiting of batch) waiting.reject(error);
      else for (const waiting of batch) await answer([waiting]);
    }
  }

  function start(): void {
    starting = false;
    while (running < parallel && queue.length > 0) {
      running += 1;
      void answer(queue.splice(0, maxBatch)).finally(() => {
        running -= 1;
        startSoon();
      });
    }
  }

  function startSoon(): void {
    if (starting) return;
    starting = true;
    setImmediate(start);
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject });
      startSoon();
    });
}
