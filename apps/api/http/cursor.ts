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
  if (Array.isArray(parts) && parts.length === 5 + shape.length && parts.every((part, i) => i === 0 || typeof part === 'string')) {
    const [version, of, asOf, before, token, ...after] = parts as [unknown, ...string[]];
    if (version === VERSION && of === list && isCalendarDate(asOf) && INSTANT.test(before!) && shape.every((pattern, i) => pattern.test(after[i]!))) {
      return { asOf, before: before!, position: moments.token(token!, 'cursor'), after };
    }
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function partsOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

export function writeCursor({ asOf, position, after }: Page, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, asOf, moments.format(position), after.partyId, after.created])).toString('base64url');
}

export function readCursor(cursor: string, moments: Moments): Page {
  const parts = partsOf(cursor);
  if (Array.isArray(parts) && parts.length === 5) {
    const [version, asOf, token, partyId, created] = parts as unknown[];
    if (version === VERSION && isCalendarDate(asOf) && typeof token === 'string' && isUuid(partyId) && typeof created === 'string' && /^\d{1,19}$/.test(created)) {
      return { asOf, position: moments.token(token, 'cursor'), after: { partyId, created } };
    }
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}
