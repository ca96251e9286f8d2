import type { AppendResult, EventLog } from '#libs/event-log/event-log.js';

/** A log whose process freezes before some appends, until it is told to go on; it may never be. */
export interface FrozenLog {
  readonly log: EventLog;
  /** The stream of the first append that is held up. */
  readonly held: Promise<string>;
  /** Lets go of all, and holds up none from then on. */
  thaw(): void;
}

/** @param freezes whether an append to a stream is held up */
export function frozenLog(log: EventLog, freezes: (stream: string, events: Parameters<EventLog['append']>[2]) => boolean): FrozenLog {
  let thaw!: () => void;
  let hold!: (stream: string) => void;
  const thawed = new Promise<void>((resolve) => { thaw = resolve; });
  const held = new Promise<string>((resolve) => { hold = resolve; });
  const append = async (...[stream, expected, events]: Parameters<EventLog['append']>): Promise<AppendResult> => {
    if (freezes(stream, events)) {
      hold(stream);
      await thawed;
    }
    return log.append(stream, expected, events);
  };
  return { log: Object.assign(Object.create(log) as EventLog, { append }), held, thaw };
}
