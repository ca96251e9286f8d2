/** What was applied, as a count and a sum that any order gives: which events are missing or double shows where two of them differ. */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { bucketOf } from './buckets.js';

/** Events in one block of the log, about. */
export const BLOCK_EVENTS = 16_384n;
const MODULUS = 1n << 128n;

export interface Tally {
  count: bigint;
  /** Sum of the event ids as 128-bit numbers, modulo 2^128. Never XOR: an event applied twice would cancel out. */
  sum: bigint;
}

export const emptyTally = (): Tally => ({ count: 0n, sum: 0n });

export function addToTally(tally: Tally, eventId: string): void {
  tally.count += 1n;
  tally.sum = (tally.sum + numberOf(eventId)) % MODULUS;
}

/** An event id as the number that is summed. */
export const numberOf = (eventId: string): bigint => BigInt(`0x${eventId.replaceAll('-', '')}`);
export const idOf = (number: bigint): string => number.toString(16).padStart(32, '0').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** A sum as tallies have it; what is taken away is negative. */
export function sumOf(...numbers: readonly bigint[]): bigint {
  const sum = numbers.reduce((total, number) => total + number, 0n) % MODULUS;
  return sum < 0n ? sum + MODULUS : sum;
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { count: a.count + b.count, sum: (a.sum + b.sum) % MODULUS };
}

/** A tally of the events of one bucket in one block of the log. */
export interface BlockTally extends Tally {
  readonly block: bigint;
  readonly bucket: number;
}

/** @param blockSize positions in one block */
export function tallyBlocks(events: readonly Pick<StoredEvent, 'stream' | 'position' | 'eventId'>[], blockSize: bigint): BlockTally[] {
  const tallies = new Map<string, BlockTally>();
  for (const { stream, position, eventId } of events) {
    const bucket = bucketOf(stream);
    const block = blockOf(position, blockSize);
    const key = `${block} ${bucket}`;
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, tally = { ...emptyTally(), block, bucket });
    addToTally(tally, eventId);
  }
  return [...tallies.values()];
}

export const blockOf = (position: bigint, blockSize: bigint): bigint => (position - 1n) / blockSize;
