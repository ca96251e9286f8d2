/** Events of a hand-over of a portfolio, stream `portfolioHandover-<uuid>`: the whole list, then what became of it. */
import type { DomainEvent, EventDefinitions } from '#libs/event-log/domain-event.js';
import type { Day } from '#libs/temporal/dates.js';
import type { To } from '#libs/temporal/periods.js';

/** A party that somebody follows in a scope, or is to follow later, and until when that was to be. */
export interface Followed {
  readonly party: string;
  readonly scope: string;
  readonly until: To;
}

export type PortfolioHandoverRequested = DomainEvent<'PortfolioHandoverRequested', {
  readonly handoverId: string;
  readonly from: string;
  readonly to: string;
  /** The successor follows from this day on: the same for all who are followed then, so that no party is without for a day. */
  readonly on: Day;
  readonly followed: readonly Followed[];
}>;
/** All that was listed was gone through. `skipped`: parties whom somebody else was to follow by then, or that were erased. */
export type PortfolioHandoverCompleted = DomainEvent<'PortfolioHandoverCompleted', { readonly moved: number; readonly skipped: readonly string[] }>;
export type PortfolioHandoverEvent = PortfolioHandoverRequested | PortfolioHandoverCompleted;

export const portfolioEventDefinitions: EventDefinitions = { PortfolioHandoverRequested: { version: 1 }, PortfolioHandoverCompleted: { version: 1 } };

export const portfolioHandoverStream = (handoverId: string): string => `portfolioHandover-${handoverId}`;
