import { MOST_EVENTS, type EventLog, type Position, type RecordedEvent } from '../event-log.js';

/** A log that takes what another one recorded, as it was recorded. Nobody else writes it meanwhile. */
export interface CopyTarget extends EventLog {
  /** Whole appends in the order of the log, after all that was copied before. Written in that order; all of a call, or a beginning of it. */
  copyIn(events: readonly RecordedEvent[]): Promise<void>;
}

export interface CopyProgress {
  readonly copied: number;
  /** Events that were there already, from a run before. */
  readonly before: number;
  /** Left, by what stood in the source when it was asked last. */
  readonly left: number;
}

/** The two logs are not the same as far as both go. The message says where. */
export class LogsDiffer extends Error {
  override readonly name = 'LogsDiffer';
}

/** Events read, and written, in one go. */
const PAGE = 2_000;
/**
 * Copies what the target does not have yet, in the order of the source, up to its end. May be cut off anywhere and run again.
 *
 * @throws LogsDiffer when what the target holds is not the beginning of the source
 */
export async function copyLog(source: EventLog, target: CopyTarget, onProgress: (progress: CopyProgress) => void): Promise<CopyProgress> {
  let after = await copiedUpTo(source, target);
  const before = await target.countAfter(0n, MOST_EVENTS);
  let left = await source.countAfter(after, MOST_EVENTS);
  let copied = 0;
  // One page is read while the one before it is being written.
  let next = source.readAll(after, PAGE);
  for (;;) {
    const events = await next;
    const last = events.at(-1);
    if (!last) {
      left = await source.countAfter(after, MOST_EVENTS);
      onProgress({ copied, before, left });
      if (left === 0) return { copied, before, left };
      next = source.readAll(after, PAGE);
      continue;
    }
    after = last.position;
    next = source.readAll(after, PAGE);
    next.catch(() => undefined);
    await target.copyIn(events);
    copied += events.length;
    left = Math.max(0, left - events.length);
    onProgress({ copied, before, left });
  }
}

/** Where in the source the target's last event stands. */
async function copiedUpTo(source: EventLog, target: EventLog): Promise<Position> {
  const { position } = await target.head();
  if (position === 0n) return 0n;
  const [last] = await target.readAll(position - 1n, 1);
  const [same] = last ? await source.readStream(last.stream, last.revision, 1) : [];
  if (!last || same?.id !== last.id) throw new LogsDiffer(`the target ends with revision ${last?.revision} of ${last?.stream}, which the source does not have: it is no copy of this log`);
  return same.appendEnd;
}
