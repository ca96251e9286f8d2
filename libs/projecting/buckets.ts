/** Streams are dealt into a fixed number of buckets, which are what processes share: a bucket is never split. */
export const BUCKETS = 64;

/** The bucket of a stream: FNV-1a (32 bit) of its name. Written into checkpoints, so it never changes. */
export function bucketOf(stream: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
