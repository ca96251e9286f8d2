/** Cursors of lists: where the page before ended, and the moment of the first page, so that all pages are of one moment. */
import { canonicalJson } from '#libs/facts/canonical-json.js';
import type { Position } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { instantOf, isCalendarDate, type Day, type Instant } from '#libs/temporal/dates.js';
import type { Moments } from '#projections/queries/moment.js';
import type { QueryParts } from '#projections/queries/query-parts.js';

/** Raised when cursors of before no longer mean the same. */
const VERSION = 1;
/** Signs of five bits each: enough to tell lists apart. */
const HASH_LENGTH = 16;

export interface Page {
  readonly asOf: Day;
  readonly position: Position;
  readonly after: { readonly partyId: string; readonly created: string };
}

/** A page of a list whose order is its own: by which list it was made, and where it ends in the order of that. */
export interface ListPage {
  readonly asOf: Day;
  readonly before: Instant;
  readonly position: Position;
  readonly after: readonly string[];
}

export function writeListCursor(list: string, { asOf, before, position, after }: ListPage, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, list, asOf, before, moments.format(position), ...after])).toString('base64url');
}

/** Whether a part of a place in an order is one that the list gives. */
export type Part = (text: string) => boolean;

/** @param shape of the place in the order, part by part */
export async function readListCursor(cursor: string, list: string, shape: readonly Part[], moments: Moments): Promise<ListPage> {
  const parts = partsOf(cursor);
  if (parts.length === 5 + shape.length && parts.every((part, i) => i === 0 || typeof part === 'string')) {
    const [version, of, asOf, before, token, ...after] = parts as readonly [unknown, ...string[]];
    if (version === VERSION && of === list && isDay(asOf) && isInstant(before!) && shape.every((fits, i) => fits(after[i]!))) {
      return { asOf, before: before!, position: await moments.pinned(token!), after };
    }
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}

export const isDay = (value: unknown): value is Day => isCalendarDate(value) && value.length === 10;
export const isInstant: Part = (text) => instantOf(text) === text;
const MAX_POSITION = 2n ** 63n - 1n;
export const isPosition = (value: unknown): value is string => typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) <= MAX_POSITION;

/** What tells a list from the same one under other conditions; what is asked for may be personal, so only its hash is kept, and that under a key. */
export function listUnder({ cursorHash }: Pick<QueryParts, 'cursorHash'>, name: string, conditions: unknown): string {
  return `${name} ${cursorHash(`${name} ${canonicalJson(conditions)}`).slice(0, HASH_LENGTH)}`;
}

export function writeCursor(list: string, { asOf, position, after }: Page, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, list, asOf, moments.format(position), after.partyId, after.created])).toString('base64url');
}

/** @param list by its conditions, see {@link listUnder}: a page of other ones would leave out what is in neither */
export async function readCursor(cursor: string, list: string, moments: Moments): Promise<Page> {
  const parts = partsOf(cursor);
  const [version, of, asOf, token, partyId, created] = parts;
  if (parts.length === 6 && version === VERSION && of === list && isDay(asOf) && typeof token === 'string' && isUuid(partyId) && isPosition(created)) {
    return { asOf, position: await moments.pinned(token), after: { partyId, created } };
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}

/** A page of what happens at instants, newest first. */
export interface InstantPage {
  readonly asOf: Day;
  readonly before: Instant;
  readonly position: Position;
  readonly after: { readonly at: Instant; readonly id: string };
}

export function writeInstantCursor(list: string, { after, ...page }: InstantPage, moments: Moments): string {
  return writeListCursor(list, { ...page, after: [after.at, after.id] }, moments);
}

/** @param isId whether an id is one that the list gives */
export async function readInstantCursor(cursor: string, list: string, isId: Part, moments: Moments): Promise<InstantPage> {
  const { after, ...page } = await readListCursor(cursor, list, [isInstant, isId], moments);
  return { ...page, after: { at: after[0]!, id: after[1]! } };
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** A walk through facts in the order of their ids, or through anything else that has one. */
export interface WalkPage {
  readonly asOf: Day;
  readonly position: Position;
  /** Where it goes on: codes and ids. */
  readonly place: readonly string[];
}

export function writeWalkCursor(list: string, { asOf, position, place }: WalkPage, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, list, asOf, moments.format(position), ...place])).toString('base64url');
}

/** @param shape of the place, part by part */
export async function readWalkCursor(cursor: string, list: string, shape: readonly Part[], moments: Moments): Promise<WalkPage> {
  const parts = partsOf(cursor);
  if (parts.length === 4 + shape.length && parts.every((part, i) => i === 0 || typeof part === 'string')) {
    const [version, of, asOf, token, ...place] = parts as readonly [unknown, ...string[]];
    if (version === VERSION && of === list && isDay(asOf) && shape.every((fits, i) => fits(place[i]!))) return { asOf, position: await moments.pinned(token!), place };
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}
