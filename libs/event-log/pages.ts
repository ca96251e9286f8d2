import type { EventLog, Position, RecordedEvent } from './event-log.js';

/** Pages read one after another until one is empty; the next is on its way while one is looked at. */
export async function* pages<T>(read: (last: T | undefined) => Promise<readonly T[]>): AsyncGenerator<readonly T[], void, void> {
  for (let coming = read(undefined); ;) {
    const page = await coming;
    const last = page.at(-1);
    if (last === undefined) return;
    coming = read(last);
    // Whoever awaits it hears of it; until then it is not unheard.
    coming.catch(() => undefined);
    yield page;
  }
}

/** All of a log after a position, up to its present end: some `size` events a page. */
export const pagesOf = (log: EventLog, after: Position, size: number): AsyncGenerator<readonly RecordedEvent[], void, void> => pages<RecordedEvent>((last) => log.readAll(last?.position ?? after, size));
