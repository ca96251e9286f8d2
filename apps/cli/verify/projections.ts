/** `annals verify projections`: was each event of the log applied once by every projection? */
import { formatToken } from '#libs/event-log/position-token.js';
import { BLOCK_EVENTS } from '#libs/projecting/tally.js';
import { verifyTallies, type TallyDifference } from '#libs/projecting/verify.js';
import { projections } from '#projections/index.js';
import type { Installation } from '../installation.js';

/** A line for each difference, and one that sums up. */
export async function verifyProjections({ pool, log, logId }: Installation, onProgress: (events: number) => void): Promise<{ readonly lines: readonly string[]; readonly equal: boolean }> {
  const { events, upTo, differences } = await verifyTallies({ log, pool, projections, onProgress });
  const at = formatToken(logId, upTo);
  return {
    equal: differences.length === 0,
    lines: [
      ...differences.map((one) => told(one, logId)),
      differences.length === 0
        ? `${events} events up to ${at}, each applied once by ${projections.length} projections (blocks of ${BLOCK_EVENTS}).`
        : `${differences.length} differences in ${events} events up to ${at}. What the rows say: annals verify tables.`,
    ],
  };
}

function told({ projection, version, bucket, block, inLog, counted, kind, first, streams }: TallyDifference, logId: string): string {
  const where = `${projection} v${version}, bucket ${bucket}`;
  if (block === undefined) return `${where}: its total of ${counted} events is not what its blocks come to, which is ${inLog}`;
  const counts = `${where}, block ${block}: ${inLog} events in the log, ${counted} applied`;
  if (!first) return `${counts}; counts do not tell which are ${kind}, in one of ${streams.length} streams from ${streams[0]} on`;
  const event = first.at ? `${first.eventId} (${first.at.type}), ${formatToken(logId, first.at.position)}, revision ${first.at.revision} of ${first.at.stream}` : `${first.eventId}, which is not in the log`;
  return `${counts}; the first that is ${kind}: event ${event}`;
}
