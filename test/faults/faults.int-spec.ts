/** Each kind of fault once; `npm run test:faults` goes on. */
import { expect, it } from '@jest/globals';
import { campaign, scheduleOf } from './campaign.js';
import { SHORT_FAULTS } from './faults.js';

/** What breaks in which order, for everybody the same. */
const SEED = 6;
/** Far beyond what it takes. */
const TIMEOUT_MS = 600_000;

it('loses nothing that was acknowledged and leaves tables, tallies and seals as the log says, whatever broke', async () => {
  const schedule = scheduleOf(SEED, SHORT_FAULTS.length, SHORT_FAULTS);
  const { faults, leftOut, acknowledged } = await campaign({ seed: SEED, schedule });
  expect(faults + leftOut.length).toBe(schedule.length);
  expect(acknowledged).toBeGreaterThan(schedule.length);
}, TIMEOUT_MS);
