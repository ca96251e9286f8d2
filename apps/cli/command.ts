/** What a command of `annals` is. Each stands in the folder of what it does, as a plain object that `main.ts` lists. */
import type { parseArgs } from 'node:util';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly default?: string | boolean;
  /** The value where none is given, of an option whose value is a number that may be left out. */
  readonly bare?: string;
  /** Its line of the usage text; none where what the command itself says of it is enough. */
  readonly usage?: string;
}

/** By name. A name is of one type in all commands: what is called is only known when the line was read. */
export type Options = Readonly<Record<string, Option>>;

export const FOR_ALL = { url: { type: 'string' }, actor: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const satisfies Options;

export type Values<Own extends Options> = ReturnType<typeof parseArgs<{ options: Own & typeof FOR_ALL }>>['values'];

export interface Command<Own extends Options = Options> {
  /** The words that call it and what it takes behind them, `parked retry [<stream>]`: in brackets what may be left out. */
  readonly call: string;
  /** Its lines of the usage text. */
  readonly usage: string;
  readonly options: Own;
  /**
   * The exit code.
   * @throws UsageError
   */
  run(values: Values<Own>, ...given: string[]): Promise<number>;
}

/** Told apart from defects: the message alone helps. */
export class UsageError extends Error {}

export const notACommand = (words: readonly string[]): UsageError => new UsageError(`this is not a command: annals ${words.join(' ')}`);
