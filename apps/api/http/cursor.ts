/** Cursors of lists: where the page before ended, and the moment of the first page, so that all pages are of one moment. */
import type { Position } from '#libs/event-log/event-log.js';
import { Refusal } from '#libs/platform/refusal.js';
import { isUuid } from '#libs/platform/uuid.js';
import { isCalendarDate, type Day } from '#libs/temporal/dates.js';
import type { Moments } from '#projections/queries/moment.js';

/** Raised when cursors of before no longer mean the same. */
const VERSION = 1;

export interface Page {
  readonly asOf: Day;
  readonly position: Position;
  readonly after: { readonly partyId: string; readonly created: string };
}

export function writeCursor({ asOf, position, after }: Page, moments: Moments): string {
  return Buffer.from(JSON.stringify([VERSION, asOf, moments.format(position), after.partyId, after.created])).toString('base64url');
}

export function readCursor(cursor: string, moments: Moments): Page {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  if (Array.isArray(parts) && parts.length === 5) {
    const [version, asOf, token, partyId, created] = parts as unknown[];
    if (version === VERSION && isCalendarDate(asOf) && typeof token === 'string' && isUuid(partyId) && typeof created === 'string' && /^\d{1,19}$/.test(created)) {
      return { asOf, position: moments.token(token, 'cursor'), after: { partyId, created } };
    }
  }
  throw new Refusal('cursor-invalid', 'the cursor was not made by this query');
}
