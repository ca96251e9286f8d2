/** `annals verify projections`: was each event of the log applied once by every projection? */
import type pg from 'pg';
import { formatToken } from '#libs/event-log/position-token.js';
import { countLeftOut } from '#libs/projecting/parking.js';
import { BLOCK_EVENTS } from '#libs/projecting/tally.js';
import { verifyTallies, type TallyDifference } from '#libs/projecting/verify.js';
import type { Version } from '#libs/projecting/projection.js';
import { followed } from '#libs/projecting/served.js';
import { projectors } from '#projections/index.js';
import { verifyStreams } from '#projections/verify/tables.js';
import type { Installation } from '../installation.js';

/** A line for each difference, and one that sums up. Where counts do not tell which event it is, the rows are asked. */
export async function verifyProjections(installation: Installation, onProgress: (events: number) => void): Promise<{ readonly lines: readonly string[]; readonly equal: boolean }> {
  const { log, pool, logId } = installation;
  const projections = await followed(pool, projectors);
  const { events, upTo, differences } = await verifyTallies({ log, pool, projections, onProgress });
  const lines: string[] = [];
  for (const one of differences) lines.push(`${told(one, logId)}${one.first || one.block === undefined ? '' : await toldByRows(installation, one)}`);
  const at = formatToken(logId, upTo);
  return {
    equal: differences.length === 0,
    lines: [
      ...lines,
      ...await leftOutTold(pool, projections),
      differences.length === 0
        ? `${events} events up to ${at}, each given once to ${projections.length} projections (blocks of ${BLOCK_EVENTS}).`
        : `${differences.length} differences in ${events} events up to ${at}. What the rows say: annals verify tables.`,
    ],
  };
}

/** What read models have not taken in, which counts as given. */
export async function leftOutTold(pool: pg.Pool, projections: readonly Version[]): Promise<string[]> {
  return (await countLeftOut(pool, projections)).map(({ name, version, waiting, skipped }) => `${name} v${version} leaves out ${waiting + skipped} of them: ${waiting} wait (annals parked list), ${skipped} were skipped.`);
}

function told({ projection, version, bucket, block, inLog, counted, kind, first, streams }: TallyDifference, logId: string): string {
  const where = `${projection} v${version}, bucket ${bucket}`;
  if (block === undefined) return `${where}: its total of ${counted} events is not what its blocks come to, which is ${inLog}`;
  const counts = `${where}, block ${block}: ${inLog} events in the log, ${counted} applied`;
  if (!first) return `${counts}; counts do not tell which are ${kind}, in ${streams.length} streams`;
  const event = first.at ? `${first.eventId} (${first.at.type}), ${formatToken(logId, first.at.position)}, revision ${first.at.revision} of ${first.at.stream}` : `${first.eventId}, which is not in the log`;
  return `${counts}; the first that is ${kind}: event ${event}`;
}

async function toldByRows({ log, pool, codec, logId }: Installation, { projection, version, streams }: TallyDifference): Promise<string> {
  const { differences } = await verifyStreams({ log, pool, codec, projections: () => followed(pool, projectors) }, streams);
  const [first] = differences.filter((one) => one.projection === projection && one.version === version && one.eventId !== undefined).sort((a, b) => (a.knownAt < b.knownAt ? -1 : 1));
  return first ? `; the first that its rows do not show: event ${first.eventId}, ${formatToken(logId, first.knownAt)}, of ${first.stream}` : '; its rows show all of them';
}
