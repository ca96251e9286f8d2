/** What an EventStoreDB keeps on its disk: it survives the servers over it. See `simulator.ts`. */

export interface StoredRecord {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 ns since 1970, as the server writes them. */
  readonly created: bigint;
}

export type ProposedRecord = Pick<StoredRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type Expected = number | 'no-stream' | 'stream-exists' | 'any';
export type Outcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'wrong'; readonly current: number | undefined }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' };

const MAX_APPEND_BYTES = 1_048_576;

/**
 * Appends and reads as observed of server 24.6: positions are byte offsets; ids are looked at only where an exact revision says they
 * must be, or, for `any`, in a memory that a restart empties.
 */
export class EventStoreStore {
  readonly records: StoredRecord[] = [];
  private readonly streams = new Map<string, StoredRecord[]>();
  private readonly tombstones = new Set<string>();
  private readonly softDeleted = new Map<string, number>();
  private recent = new Map<string, StoredRecord>();
  private offset = 1_000n;
  private readonly followers = new Set<() => void>();

  /** @param now milliseconds since 1970, of the server that leads */
  constructor(public now: () => number = Date.now) {
    this.write('$users', [system('$UserCreated')]);
    this.write('$$$users', [system('$metadata')]);
  }

  restarted(): void {
    this.recent = new Map();
  }

  append(stream: string, expected: Expected, events: readonly ProposedRecord[]): Outcome {
    if (this.tombstones.has(stream)) return { kind: 'deleted' };
    // Only data count, by a quirk of the server.
    if (events.reduce((sum, { data }) => sum + data.length, 0) > MAX_APPEND_BYTES) return { kind: 'too-large' };
    const written = this.streams.get(stream) ?? [];
    const current = written.length - 1;
    const exists = written.length > 0 && this.softDeleted.get(stream) !== current;
    if (expected === 'any' || expected === 'stream-exists') {
      const known = events.map(({ id }) => this.recent.get(`${stream} ${id}`));
      if (events.length > 0 && known.every((one) => one !== undefined)) return outcomeOf(known.at(-1)!);
      if (known.some((one) => one !== undefined)) return { kind: 'wrong', current };
      return expected === 'any' || exists ? this.written(stream, events) : { kind: 'wrong', current: undefined };
    }
    if (expected === 'no-stream' ? !exists : expected === current) return this.written(stream, events);
    const from = expected === 'no-stream' ? 0 : expected + 1;
    const there = written.slice(from, from + events.length);
    if (events.length > 0 && there.length === events.length && there.every(({ id }, index) => id === events[index]!.id)) return outcomeOf(there.at(-1)!);
    return { kind: 'wrong', current: exists ? current : undefined };
  }

  stream(name: string): readonly StoredRecord[] | undefined {
    const deletedUpTo = this.softDeleted.get(name) ?? -1;
    const records = this.streams.get(name)?.slice(deletedUpTo + 1);
    return records && records.length > 0 && !this.tombstones.has(name) ? records : undefined;
  }

  isTombstoned(stream: string): boolean {
    return this.tombstones.has(stream);
  }

  delete(stream: string): void {
    this.softDeleted.set(stream, (this.streams.get(stream)?.length ?? 0) - 1);
    this.write(`$$${stream}`, [system('$metadata', '{"$tb":9223372036854775807}')]);
  }

  tombstone(stream: string): void {
    this.tombstones.add(stream);
    this.write(stream, [system('$streamDeleted')]);
  }

  /** An older copy of the disk is put in its place: nothing from this position on is there. Gives back what puts the newer one there again. */
  cutOff(position: bigint): () => void {
    const { offset } = this;
    const lost = this.records.splice(this.indexFrom(position));
    for (const { stream } of lost) this.streams.get(stream)!.pop();
    this.offset = position;
    return () => {
      this.records.push(...lost);
      for (const record of lost) this.streams.get(record.stream)!.push(record);
      this.offset = offset;
    };
  }

  /** The first record at or after a position. */
  indexFrom(position: bigint): number {
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle]!.position >= position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether a read may begin here: only what the server gave is an offset. */
  isPosition(position: bigint): boolean {
    return position >= this.offset || this.records[this.indexFrom(position)]?.position === position;
  }

  onWritten(follower: () => void): () => void {
    this.followers.add(follower);
    return () => void this.followers.delete(follower);
  }

  private written(stream: string, events: readonly ProposedRecord[]): Outcome {
    const current = (this.streams.get(stream)?.length ?? 0) - 1;
    if (events.length === 0) return { kind: 'written', revision: current, position: this.offset };
    const records = this.write(stream, events);
    for (const record of records) this.recent.set(`${stream} ${record.id}`, record);
    return outcomeOf(records.at(-1)!);
  }

  private write(stream: string, events: readonly ProposedRecord[]): StoredRecord[] {
    const own = this.streams.get(stream) ?? [];
    this.streams.set(stream, own);
    const records = events.map((event) => {
      const record = { ...event, stream, revision: own.length, position: this.offset, created: BigInt(Math.round(this.now() * 10_000)) };
      this.offset += BigInt(120 + stream.length + event.data.length + event.metadata.length);
      own.push(record);
      return record;
    });
    this.records.push(...records);
    for (const follower of [...this.followers]) follower();
    return records;
  }
}

function outcomeOf({ revision, position }: StoredRecord): Outcome {
  return { kind: 'written', revision, position };
}

function system(type: string, data = '{}'): ProposedRecord {
  return { id: crypto.randomUUID(), type, contentType: 'application/json', data: Buffer.from(data), metadata: new Uint8Array() };
}
