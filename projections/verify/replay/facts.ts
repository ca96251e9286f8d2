/**
 * What is believed of facts, replayed event by event, and what holds on one day: it looks at every belief and asks whether it counts.
 * No ranges, no slots kept in order, no code of the read models: one mistake cannot hide in both.
 */
import type { Provenance, StoredEvent } from '#libs/event-log/domain-event.js';
import type { FactEvent } from '#libs/facts/events.js';
import { firstDayNumber } from './days.js';

export type Bound = string | null | { readonly unknown: true; readonly notLaterThan?: string };

/** What competes with others of its kind over the days. */
export interface Held {
  readonly from: Bound;
  readonly to: Bound;
  /** Revision of the event that began it: of two with one start the later wins. */
  readonly order: number;
  /** The days on which its bounds were said, as numbers: by these an unknown one without a date had come. */
  readonly fromSetOn: number;
  readonly toSetOn: number;
}

export interface FactBelief extends Held {
  readonly factId: string;
  readonly attribute: string;
  readonly slot: string;
  readonly periodId: string | undefined;
  readonly dataClass: string;
  readonly value: unknown;
  readonly ended: boolean;
  readonly valueOn: number;
  readonly valuePosition: bigint;
  readonly valueEventId: string;
  /** Where its value was last stated, changed or not: an erasure after it takes it away, whenever one asks. */
  readonly statedAt: bigint;
  readonly recordedAt: string;
  readonly source: Provenance | null;
}

/** Live beliefs by the id of the fact, and the ids that were retracted. A belief is replaced, never changed. */
export interface FactsBelieved {
  readonly live: Map<string, FactBelief>;
  readonly gone: Set<string>;
}

export const nothingBelieved = (): FactsBelieved => ({ live: new Map(), gone: new Set() });

export function believe({ live, gone }: FactsBelieved, event: StoredEvent<FactEvent>): void {
  const { factId } = event.data;
  const belief = live.get(factId);
  const day = firstDayNumber(event.recordedOn);
  const set = { fromSetOn: day, toSetOn: day, recordedAt: event.recordedAt };
  if (event.type === 'FactRecorded') {
    if (belief || gone.has(factId)) return;
    const { attribute, slot, dataClass, value, validFrom: from, validTo: to, periodId } = event.data;
    live.set(factId, {
      factId, attribute, slot, periodId, dataClass, value, from, to, order: event.revision, ...set, ended: false, valueOn: day, valuePosition: event.position, valueEventId: event.eventId,
      statedAt: event.position, source: event.metadata.provenance ?? null,
    });
  }
  if (!belief) return;
  if (event.type === 'FactEnded') live.set(factId, { ...belief, to: event.data.on, toSetOn: day, ended: true, recordedAt: event.recordedAt });
  if (event.type === 'FactCorrected') {
    const { value, valueChanged, validFrom: from, validTo: to } = event.data;
    // A value that was put in its place is not as old as the one another system had.
    const kept = valueChanged && belief.source ? (({ system, method, confidence }) => ({ system, method, ...(confidence !== undefined && { confidence }) }))(belief.source) : belief.source;
    const anew = valueChanged ? { valueOn: day, valuePosition: event.position, valueEventId: event.eventId } : {};
    live.set(factId, { ...belief, value, from, to, statedAt: event.position, ended: false, ...set, ...saidAgain(belief, { from, to }), ...anew, source: event.metadata.provenance ?? kept });
  }
  if (event.type === 'FactRetracted') {
    live.delete(factId);
    gone.add(factId);
  }
}

/** Whoever corrects one bound, or the value, does not say the other bound again. */
export function saidAgain(before: Held, after: Pick<Held, 'from' | 'to'>): Partial<Held> {
  const same = (bound: 'from' | 'to'): boolean => JSON.stringify(before[bound]) === JSON.stringify(after[bound]);
  return { ...(same('from') && { fromSetOn: before.fromSetOn }), ...(same('to') && { toSetOn: before.toSetOn }) };
}

/** Beliefs about the facts of one stream after the given events: plain replay, one event after the other. */
export function beliefs(events: readonly StoredEvent[]): FactBelief[] {
  const believed = nothingBelieved();
  for (const event of events) believe(believed, event as StoredEvent<FactEvent>);
  return [...believed.live.values()];
}

export const startNumber = (from: Bound): number => (from === null || typeof from === 'object' ? -Infinity : firstDayNumber(from));
export const endNumber = (to: Bound, setOn: number): number => (to === null ? Infinity : typeof to === 'object' ? (to.notLaterThan ? firstDayNumber(to.notLaterThan) : setOn) : firstDayNumber(to));

/** Whether a belief holds on a day: it has started, not ended, and no rival of the same slot has started since. */
export function holds<T extends Held>(belief: T, rivals: readonly T[], day: number): boolean {
  const start = startNumber(belief.from);
  if (start > day || endNumber(belief.to, belief.toSetOn) <= day) return false;
  return !rivals.some((rival) => rival !== belief && startNumber(rival.from) <= day
    && (startNumber(rival.from) > start || (startNumber(rival.from) === start && rival.order > belief.order)));
}

/** The one of a slot that holds on a day, if one does: as {@link holds}, in one pass over all of them. */
export function holderOn<T extends Held>(slot: Iterable<T>, day: number): T | undefined {
  let last: T | undefined;
  for (const belief of slot) {
    const start = startNumber(belief.from);
    if (start <= day && (!last || start > startNumber(last.from) || (start === startNumber(last.from) && belief.order > last.order))) last = belief;
  }
  return last && endNumber(last.to, last.toSetOn) > day ? last : undefined;
}

/** The rival that cuts a belief short: the last recorded of those with the next greater start, where that lies before its own end. */
export function cutBy<T extends Held>(belief: T, rivals: readonly T[]): T | undefined {
  const later = rivals.filter((rival) => startNumber(rival.from) > startNumber(belief.from));
  const next = later.reduce((least, rival) => Math.min(least, startNumber(rival.from)), Infinity);
  if (next >= endNumber(belief.to, belief.toSetOn)) return undefined;
  return later.filter((rival) => startNumber(rival.from) === next).reduce((last, rival) => (rival.order > last.order ? rival : last));
}

/** Where a belief ends, cut short or not. */
export function endOf<T extends Held>(belief: T, rivals: readonly T[]): number {
  const cutter = cutBy(belief, rivals);
  return cutter ? startNumber(cutter.from) : endNumber(belief.to, belief.toSetOn);
}

/** Erasures are looked for in the whole stream, because they reach back. */
export const erasuresIn = (stream: readonly StoredEvent[]): StoredEvent[] => stream.filter(({ type }) => type === 'PartyErased' || type === 'FactErased');

export function erasedByEvent({ factId, statedAt }: FactBelief, erasures: readonly StoredEvent[]): boolean {
  return erasures.some(({ type, data, position }) => position > statedAt && (type === 'PartyErased' || (type === 'FactErased' && (data as { factId: string }).factId === factId)));
}

const OF_TWO_OR_STRUCK: ReadonlyMap<string, string> = new Map([['œ', 'oe'], ['æ', 'ae'], ['ß', 'ss'], ['þ', 'th'], ['ł', 'l'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['ħ', 'h'], ['ŧ', 't'], ['ı', 'i'], ['ŋ', 'n']]);

/** s.n.c.f. as sncf: two letters and more with a dot behind each, of which the last may lack its own. */
function withoutDots(text: string): string {
  const letters = [...text];
  const isLetter = (at: number): boolean => /^\p{L}$/u.test(letters[at] ?? '');
  const isSign = (at: number): boolean => isLetter(at) || /^\p{N}$/u.test(letters[at] ?? '');
  let plain = '';
  for (let at = 0; at < letters.length;) {
    let end = at;
    if (!isSign(at - 1)) while (isLetter(end) && letters[end + 1] === '.') end += 2;
    if (end - at < 4) plain += letters[at++]!;
    else {
      const last = isLetter(end) && !isSign(end + 1) ? 1 : 0;
      plain += letters.slice(at, end + last).filter((letter) => letter !== '.').join('');
      at = end + last;
    }
  }
  return plain;
}

/** ste luce s/loire and ste luce s/ loire as ste luce sur loire. */
function withSur(place: string): string {
  const words = place.split(' ');
  const parts: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (word.startsWith('s/')) parts.push('sur', ...(word === 's/' ? [] : [word.slice(2)]));
    else if (word === 's' && words[at + 1]?.startsWith('/')) words[at + 1] = `s${words[at + 1]!}`;
    else parts.push(word);
  }
  return parts.join(' ');
}

/** What a value is looked up by: names and localities without case and accents, e-mails without case, numbers as they are. */
export function soughtBy(attribute: string, value: unknown): string | null {
  const members = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const plain = (text: string): string => withoutDots([...[...text.normalize('NFD')].filter((letter) => !/\p{M}/u.test(letter)).join('').toLowerCase()].map((letter) => OF_TWO_OR_STRUCK.get(letter) ?? letter).join(''))
    .split(/[\s'’-]+/u).filter((word) => word !== '').join(' ');
  if (attribute === 'address.geographic' || attribute === 'address.postal') return typeof members['locality'] === 'string' ? withSur(plain(members['locality'])) : null;
  const named = typeof value === 'string' ? value : (members['value'] ?? members['name'] ?? members['number'] ?? members['address']);
  if (typeof named !== 'string') return null;
  const text = typeof members['system'] === 'string' ? `${members['system']} ${named}` : named;
  if (attribute.startsWith('name.')) return plain(text);
  if (attribute === 'email') return text.toLowerCase();
  // A French number that was taken with the 0 of its home.
  if (attribute === 'phone') return text.length === 13 && text.startsWith('+330') && text[4] !== '0' ? `+33${text.slice(4)}` : text;
  return attribute.startsWith('identifier.') ? text : null;
}
