/** Cursors of lists: where the page before ended, and the moment of the first page, so that all pages are of one moment. */
import type { Position } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { isCalendarDate, type Day, type Instant } from '#libs/temporal/dates.js';
import type { Moments } from '#projections/queries/moment.js';

/** Raised when cursors of before no longer mean the same. */
const VERSION = 1;

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

/** @param shape what each part of the place in the order looks like */
export function readListCursor(cursor: string, list: string, shape: readonly RegExp[], moments: Moments): ListPage {
  const parts = partsOf(cursor);
  if (parts.length === 5 + shape.length && parts.every((part, i) => i === 0 || typeof part === 'string')) {
    const [version, of, asOf, before, token, ...after] = parts as readonly [unknown, ...string[]];
    if (version === VERSION && of === list && isCalendarDate(asOf) && INSTANT.test(before!) && shape.every((pattern, i) => pattern.test(after[i]!))) {
      return { asOf, before: before!, position: moments.token(token!, 'cursor'), after };
    }
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function writeCursor({ asOf, position, after }: Page, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, asOf, moments.format(position), after.partyId, after.created])).toString('base64url');
}

export function readCursor(cursor: string, moments: Moments): Page {
  const parts = partsOf(cursor);
  const [version, asOf, token, partyId, created] = parts;
  if (parts.length === 5 && version === VERSION && isCalendarDate(asOf) && typeof token === 'string' && isUuid(partyId) && typeof created === 'string' && /^\d{1,19}$/.test(created)) {
    return { asOf, position: moments.token(token, 'cursor'), after: { partyId, created } };
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

export function writeInstantCursor({ after, ...page }: InstantPage, moments: Moments): string {
  return writeListCursor('instants', { ...page, after: [after.at, after.id] }, moments);
}

/** An id, or the kind of an entry and its id. */
const ENTRY_ID = /^([a-z-]{1,20}:([a-z]{1,20}-)?)?[0-9a-f-]{36}$/;

export function readInstantCursor(cursor: string, moments: Moments): InstantPage {
  const { after, ...page } = readListCursor(cursor, 'instants', [INSTANT, ENTRY_ID], moments);
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

export function writeWalkCursor({ asOf, position, place }: WalkPage, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, 'walk', asOf, moments.format(position), ...place])).toString('base64url');
}

/** @param fits whether the place is one that this list gives */
export function readWalkCursor(cursor: string, moments: Moments, fits: (place: readonly string[]) => boolean): WalkPage {
  const [version, kind, asOf, token, ...place] = partsOf(cursor);
  if (version === VERSION && kind === 'walk' && isCalendarDate(asOf) && typeof token === 'string' && place.every((part) => typeof part === 'string') && fits(place)) {
    return { asOf, position: moments.token(token, 'cursor'), place };
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}
