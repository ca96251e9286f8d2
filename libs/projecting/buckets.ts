/** Streams are dealt into a fixed number of buckets, which are what owners share: a bucket is never split. */
export const BUCKETS = 64;

/** The bucket of a stream: FNV-1a (32 bit) of its name. Written into checkpoints, so it never changes. */
export function bucketOf(stream: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}

/**
 * Owners of the buckets of a projection, by their number in the tables: one that has all of them, or two that have the even and the
 * odd ones and are written side by side.
 */
export type Owner = 2 | 3 | 4;
/** Number 1 is not given again: a process of a release that knew no other would take it. */
export const ALL: Owner = 2;
const EVEN: Owner = 3;
const ODD: Owner = 4;
export const WHOLE: readonly Owner[] = [ALL];
export const HALVES: readonly Owner[] = [EVEN, ODD];

export function owns(owner: Owner, bucket: number): boolean {
  return owner === ALL || owner === (bucket % 2 === 0 ? EVEN : ODD);
}
