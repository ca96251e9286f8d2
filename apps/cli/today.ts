import { systemClock } from '#libs/platform/clock.js';
import { zone, type Day } from '#libs/temporal/dates.js';

/** Today by the clock of this machine: ages are told in whole years. */
export const today = (): Day => zone('Europe/Paris').dayOf(systemClock.now());
