/**
 * Rows of a bitemporal table as beliefs: each opened at a position, and closed at the position where another takes its place or
 * nothing does. What a batch opens and closes itself is written too, because one can ask for the moment in between.
 */
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import type { Position } from '#libs/event-log/event-log.js';

export interface Belief<B> {
  content: B;
  readonly from: Position;
  /** When the event of that position was recorded. */
  readonly fromAt: string;
  to: Position | null;
  /** Whether the table holds it already. */
  readonly stored: boolean;
}

export class Beliefs<B> {
  private readonly open = new Map<string, Belief<B>>();
  /** Stored rows this batch has closed. */
  readonly closed: { readonly id: string; readonly belief: Belief<B> }[] = [];
  /** Rows this batch has opened, closed again or not. */
  readonly opened: { readonly id: string; readonly belief: Belief<B> }[] = [];

  constructor(private readonly same: (a: B, b: B) => boolean) {}

  /** Takes over a row that is open in the table. */
  load(id: string, content: B): void {
    this.open.set(id, { content, from: 0n, fromAt: '', to: null, stored: true });
  }

  current(id: string): B | undefined {
    return this.open.get(id)?.content;
  }

  /** From an event on this is believed; `undefined`: nothing. */
  believe(id: string, content: B | undefined, { position, recordedAt }: Pick<StoredEvent, 'position' | 'recordedAt'>): void {
    const before = this.open.get(id);
    if (before && content !== undefined && this.same(before.content, content)) return;
    if (before) {
      before.to = position;
      this.open.delete(id);
      if (before.stored) this.closed.push({ id, belief: before });
    }
    if (content === undefined) return;
    const belief: Belief<B> = { content, from: position, fromAt: recordedAt, to: null, stored: false };
    this.open.set(id, belief);
    this.opened.push({ id, belief });
  }

  /** Changes what every row of an id says, also those that are closed, without a new belief: only an erasure does that. */
  rewrite(id: string, change: (content: B) => B): void {
    const current = this.open.get(id);
    if (current) current.content = change(current.content);
    for (const { id: opened, belief } of this.opened) if (opened === id && belief !== current) belief.content = change(belief.content);
  }
}
