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
export type Owner = 1 | 2 | 3;
export const WHOLE: readonly Owner[] = [1];
export const HALVES: readonly Owner[] = [2, 3];

export function owns(owner: Owner, bucket: number): boolean {
  return owner === 1 || bucket % 2 === owner - 2;
}
