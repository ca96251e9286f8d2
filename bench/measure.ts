import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, over all calls of a measurement. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Rate extends Latency {
  /** Calls a second. */
  readonly perSecond: number;
  readonly calls: number;
}

/**
 * Closed loop: each of `callers` calls again as soon as it is answered, for so many seconds.
 *
 * @param call told which call it is, counted from 0 over all callers
 */
export async function closedLoop(callers: number, seconds: number, call: (n: number) => Promise<unknown>): Promise<readonly number[]> {
  const durations: number[] = [];
  const end = performance.now() + seconds * 1_000;
  let n = 0;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await call(n++);
      durations.push(performance.now() - start);
    }
  }));
  return durations;
}

/** A contestant of {@link interleaved}. */
export interface Contestant {
  readonly callers: number;
  readonly call: (n: number) => Promise<unknown>;
}

/**
 * Lets contestants run in turns, so that a machine that is busy for a while is busy for all of them. The first round warms up
 * connections, plans and caches, and is not counted.
 */
export async function interleaved<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>, { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Record<Name, Rate>> {
  const names = Object.keys(contestants) as Name[];
  const all = new Map(names.map((name) => [name, { durations: [] as number[], seconds: 0, next: 0 }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const { callers, call } = contestants[name];
      const sum = all.get(name)!;
      const first = sum.next;
      const start = performance.now();
      const durations = await closedLoop(callers, seconds, (n) => call(first + n));
      sum.next += durations.length;
      if (round === 0) continue;
      sum.seconds += (performance.now() - start) / 1_000;
      for (const duration of durations) sum.durations.push(duration);
    }
  }
  return Object.fromEntries(names.map((name) => [name, rateOf(all.get(name)!)])) as Record<Name, Rate>;
}

/**
 * Open loop: calls at a steady rate whatever they take, contestants in turns as in {@link interleaved}. A call waits from when it
 * was due, so that one that holds up others is not forgiven for it.
 */
export async function steady<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<unknown>>>, { perSecond, rounds, seconds }: { readonly perSecond: number; readonly rounds: number; readonly seconds: number },
): Promise<Record<Name, Rate>> {
  const names = Object.keys(contestants) as Name[];
  const all = new Map(names.map((name) => [name, [] as number[]]));
  const calls = Math.ceil(perSecond * seconds);
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      const durations = await Promise.all(Array.from({ length: calls }, async (_, n) => {
        const due = start + (n * 1_000) / perSecond;
        await sleep(Math.max(0, due - performance.now()));
        await contestants[name]();
        return performance.now() - due;
      }));
      if (round > 0) all.get(name)!.push(...durations);
    }
  }
  return Object.fromEntries(names.map((name) => [name, { perSecond, calls: calls * rounds, ...latencyOf(all.get(name)!) }])) as Record<Name, Rate>;
}

function rateOf({ durations, seconds }: { readonly durations: readonly number[]; readonly seconds: number }): Rate {
  return { perSecond: durations.length / seconds, calls: durations.length, ...latencyOf(durations) };
}

export function latencyOf(durations: readonly number[]): Latency {
  const sorted = Float64Array.from(durations).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** One result beside its floor. */
export interface Comparison {
  readonly what: string;
  readonly ours: Rate;
  readonly floor: Rate;
  /** `ours` over `floor`, by rate. */
  readonly ratio: number;
  /** What the ratio must reach. */
  readonly target: number;
}

export function compare(what: string, ours: Rate, floor: Rate, target: number): Comparison {
  return { what, ours, floor, ratio: ours.perSecond / floor.perSecond, target };
}
