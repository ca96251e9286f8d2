export interface CoalesceOptions<I, O> {
  /** Answers all inputs in one go, in their order. It may be called again for the same input after it threw. */
  readonly run: (inputs: readonly I[]) => Promise<readonly O[]>;
  /** Inputs in one run, at most. */
  readonly maxBatch: number;
  /** Runs under way at a time, at most. */
  readonly parallel: number;
}

interface Waiting<I, O> {
  readonly input: I;
  readonly resolve: (output: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns many concurrent calls into few runs. Nobody waits for a timer: a call starts at once while a run is free; while
 * none is, callers queue, and the next run takes them all, first come first served. So the batch grows with the load only.
 *
 * A run of several that throws is repeated for each input alone, one after the other: one bad input never fails its neighbours.
 */
export function coalesce<I, O>({ run, maxBatch, parallel }: CoalesceOptions<I, O>): (input: I) => Promise<O> {
  const queue: Waiting<I, O>[] = [];
  let running = 0;

  async function answer(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outputs = await run(batch.map((waiting) => waiting.input));
      if (outputs.length !== batch.length) throw new Error(`a run of ${batch.length} inputs gave ${outputs.length} outputs`);
      batch.forEach((waiting, index) => waiting.resolve(outputs[index]!));
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only) only.reject(error);
      else for (const waiting of batch) await answer([waiting]);
    }
  }

  function start(): void {
    while (running < parallel && queue.length > 0) {
      running += 1;
      void answer(queue.splice(0, maxBatch)).finally(() => {
        running -= 1;
        start();
      });
    }
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject });
      start();
    });
}
