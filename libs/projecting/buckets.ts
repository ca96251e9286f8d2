/** Streams are dealt into a fixed number of buckets, which are what owners share: a bucket is never split. */
export const BUCKETS = 64;

/** The bucket of a stream: FNV-1a (32 bit) of its name. Written into checkpoints, so it never changes. */
export function bucketOf(stream: string): number {
  return fnv1a(stream) % BUCKETS;
}

export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * An owner of buckets of a projection, by its number in the tables: what processes share, each held by one of them at a time. One has
 * all buckets, or four have a quarter each: as many as can be shared without more rows to move in every batch than it saves.
 * Numbers below 10 are not given again: a process of a release that knew those would begin anew with them.
 */
export type Owner = number;
export const ALL: Owner = 10;
const FIRST_QUARTER: Owner = 11;
export const WHOLE: readonly Owner[] = [ALL];
export const QUARTERS: readonly Owner[] = [11, 12, 13, 14];

export const ownersOf = ({ streamsApart }: { readonly streamsApart?: true }): readonly Owner[] => (streamsApart ? QUARTERS : WHOLE);

export function owns(owner: Owner, bucket: number): boolean {
  return owner === ALL || owner - FIRST_QUARTER === bucket % QUARTERS.length;
}
