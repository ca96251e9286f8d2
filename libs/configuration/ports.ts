/** What this context needs of others: wired where the application is composed. A class, because the handler is given it by its type. */
import type { Day } from '#libs/temporal/dates.js';
import type { DayRange } from '#libs/temporal/periods.js';

/** Where a medium was used, from the read models once they show all that the log holds. */
export abstract class MediumUse {
  /** Interactions by it, as they are believed now, that began on days outside; the earliest first, at most `limit`. What is logged meanwhile is not seen. */
  abstract outside(code: string, inUse: DayRange, limit: number): Promise<readonly { readonly interactionId: string; readonly day: Day }[]>;
}
