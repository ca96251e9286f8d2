import { isCalendarDate } from '#libs/temporal/dates.js';
import { clientFor } from '../client.js';
import { UsageError, type Command } from '../command.js';
import { endProgress, progressLine } from '../progress-line.js';
import { today } from '../today.js';
import { tellDemo } from './demo.js';

/** Companies of one story: some 60,000 interactions. */
const MAX_COMPANIES = 2_000;
const MAX_SEED = 999_999_999;

const options = {
  companies: { type: 'string', default: '100', usage: '--companies <n>     its B2B clients, and as many households (by default 100)' },
  seed: { type: 'string', default: '1', usage: '--seed <n>          another story (by default 1)' },
  until: { type: 'string', usage: '--until <date>      the day it ends (by default today)' },
} as const;

export const demoCommand: Command<typeof options> = {
  call: 'demo',
  usage: '  annals demo   a fictional wholesaler and three years of life around it, told to the server',
  options,
  async run(values) {
    const until = values.until ?? today();
    if (!isCalendarDate(until) || until.length !== 10) throw new UsageError(`--until: expected a date YYYY-MM-DD, got ${until}`);
    const story = { seed: wholeNumber('seed', values.seed, MAX_SEED), companies: wholeNumber('companies', values.companies, MAX_COMPANIES), today: until };
    const { commands, counts, refused } = await tellDemo(clientFor(values, 'demo'), story, ({ commands: told }) => progressLine(`${told} commands`));
    endProgress();
    const refusals = Object.entries(refused);
    console.log([
      `Told ${commands} commands: ${counts['create-party'] ?? 0} parties, ${counts['start-relation'] ?? 0} relations, ${counts['log-interaction'] ?? 0} interactions.`,
      ...refusals.map(([code, count]) => `${count} refused: ${code}`),
    ].join('\n'));
    return refusals.length > 0 ? 3 : 0;
  },
};

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < 1 || value > max) throw new UsageError(`--${name}: expected a whole number from 1 to ${max}, got ${text}`);
  return value;
}
