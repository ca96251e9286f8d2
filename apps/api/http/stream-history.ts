/** The history of one thing: every event of its stream up to the time known, what each said, who, when and why. */
import type { ProblemCode } from '#libs/platform/problem-codes.js';
import { Refusal } from '#libs/platform/refusal.js';
import type { Position } from '#libs/event-log/event-log.js';
import { historyOfStreams, type HistoryEntry } from '#projections/queries/history.js';
import type { QueryParts } from '#projections/queries/query-parts.js';

interface ToldHistory {
  readonly items: readonly (Omit<HistoryEntry, 'position'> & { readonly position: string })[];
  readonly knownAt: string;
  readonly position: string;
}

/** @param notFound what is told where nothing was known; without it that is an answer, too */
export async function streamHistory(parts: QueryParts, streams: readonly string[], position: Position, notFound?: ProblemCode): Promise<ToldHistory> {
  const entries = await historyOfStreams(parts, streams, position);
  if (entries.length === 0 && notFound !== undefined) throw new Refusal(notFound, 'nothing of it was known at that position');
  const token = parts.moments.format(position);
  return { items: entries.map((entry) => ({ ...entry, position: parts.moments.format(entry.position) })), knownAt: token, position: token };
}
