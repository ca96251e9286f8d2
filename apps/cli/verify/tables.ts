/** `annals verify tables`: do the rows say what a replay of the log comes to? */
import { formatToken } from '#libs/event-log/position-token.js';
import { followed } from '#libs/projecting/served.js';
import { projectors } from '#projections/index.js';
import { verifyParty, verifyTables, type TableDifference } from '#projections/verify/tables.js';
import type { Installation } from '../installation.js';
import { leftOutTold } from './projections.js';

export interface VerifyTablesOptions {
  /** One party with all it has a part in; undefined: all of the log. */
  readonly partyId: string | undefined;
  /** Shows what the table and the replay say: these are personal data. */
  readonly values: boolean;
  readonly onProgress: (streams: number, events: number) => void;
}

/** A line for each difference, and one that sums up. */
export async function verifyTheTables({ pool, log, logId, codec }: Installation, { partyId, values, onProgress }: VerifyTablesOptions): Promise<{ readonly lines: readonly string[]; readonly equal: boolean }> {
  const parts = { pool, log, codec, projections: () => followed(pool, projectors) };
  const { streams, events, differences } = partyId === undefined ? await verifyTables(parts, onProgress) : await verifyParty(parts, partyId);
  return {
    equal: differences.length === 0,
    lines: [
      ...differences.map((one) => told(one, logId, values)),
      ...await leftOutTold(pool, await parts.projections()),
      differences.length === 0 ? `${events} events of ${streams} streams: the tables say what their replay comes to.` : `${differences.length} differences in ${streams} streams of ${events} events.`,
    ],
  };
}

const KINDS = { missing: 'is missing', invented: 'is not in the log', doubled: 'is there twice', different: 'is another' } as const;

function told({ projection, version, stream, table, group, key, kind, column, knownAt, asOf, eventId, inTable, inReplay }: TableDifference, logId: string, values: boolean): string {
  const what = [`${projection} v${version}, ${table}`, stream && `of ${stream}`, group.trim() && `(${group.trim()})`, key].filter((part) => part !== '').join(' ');
  const when = [asOf && `as of ${asOf}`, knownAt > 0n && `known at ${formatToken(logId, knownAt)}`, eventId && `from event ${eventId} on`].filter(Boolean).join(', ');
  return `${what}: ${column ? `${column} ` : ''}${KINDS[kind]}${when ? `; ${when}` : ''}${values && column ? `; the table says ${asJson(inTable)}, the replay ${asJson(inReplay)}` : ''}`;
}

const asJson = (value: unknown): string => JSON.stringify(value ?? null, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
