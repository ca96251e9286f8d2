/**
 * The server as `npm start` runs it, from `dist`, with a clock that is ahead of the system's by as many milliseconds as its parent
 * sends, or behind it. It outlives its parent in no case.
 */
let ahead = 0;
process.on('message', (milliseconds) => {
  ahead = milliseconds;
});
process.on('disconnect', () => process.exit(1));

globalThis.Date = new Proxy(Date, {
  construct: (date, given) => (given.length === 0 ? new date(date.now() + ahead) : new date(...given)),
  get: (date, name) => (name === 'now' ? () => date.now() + ahead : Reflect.get(date, name)),
});
// Not before the clock is in its place.
await import('#apps/server/main.js');
