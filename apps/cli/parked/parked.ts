/** `annals parked`: streams that wait in a read model behind an event that it could not take in. Servers go on meanwhile. */
import { formatToken } from '#libs/event-log/position-token.js';
import { parkedStreams, retryParked, type ParkedStream, type Retried, type Skip } from '#libs/projecting/parking.js';
import { followed } from '#libs/projecting/served.js';
import { projectors } from '#projections/index.js';
import type { Installation } from '../installation.js';

export interface ParkedTold {
  readonly lines: readonly string[];
  /** Streams that wait still, of those that were asked about. */
  readonly waiting: number;
}

export async function listParked({ pool, logId }: Installation): Promise<ParkedTold> {
  const all = await parkedStreams(pool);
  const line = ({ projection, version, stream, error, since, events, eventId, position }: ParkedStream): string =>
    `${projection} v${version}  ${stream}  ${events} event${events === 1 ? '' : 's'} since ${since}, first ${eventId} at ${formatToken(logId, position)}: ${error}`;
  return { lines: all.length === 0 ? ['Nothing is parked.'] : all.map(line), waiting: all.length };
}

export interface ParkedRequest {
  /** Of all streams, when left out. */
  readonly stream: string | undefined;
  /** Of all read models, when left out. */
  readonly projection: string | undefined;
  /** Leaves out the event that failed. */
  readonly skip?: Skip;
}

/** Gives what waits again, in order. */
export async function retryAll({ pool, log, codec }: Installation, { stream, projection: name, skip }: ParkedRequest): Promise<ParkedTold> {
  const asked = (await parkedStreams(pool)).filter((one) => (stream === undefined || one.stream === stream) && (name === undefined || one.projection === name));
  if (asked.length === 0) return { lines: ['Nothing of it is parked.'], waiting: 0 };
  const projections = await followed(pool, projectors);
  const lines: string[] = [];
  let waiting = 0;
  for (const { projection: parkedIn, version, stream: parked } of asked) {
    const projection = projections.find((one) => one.name === parkedIn && one.version === version);
    const where = `${parkedIn} v${version}  ${parked}`;
    if (!projection) {
      waiting += 1;
      lines.push(`${where}  waits: these tables are of another release, which is to be asked`);
      continue;
    }
    const retried = await retryParked({ pool, log, decode: (events) => codec.decode(events), projection, stream: parked, ...(skip && { skip }) });
    const outcome: Retried = retried ?? { applied: 0, waiting: 0 };
    if (outcome.waiting > 0) waiting += 1;
    lines.push(`${where}  ${outcome.skipped === undefined ? '' : `${outcome.skipped} skipped, `}${outcome.applied} taken in${outcome.waiting > 0 ? `, ${outcome.waiting} wait: ${outcome.error}` : ''}`);
  }
  return { lines, waiting };
}
