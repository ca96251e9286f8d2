/** Who is away on a day, and who stands in. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { prepared } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import type { From, To } from '#libs/temporal/periods.js';
import { partiesById } from './parties.js';
import { AT, membersOf, UNREADABLE } from './sql.js';

export interface Absence {
  readonly factId: string;
  readonly validFrom: From;
  readonly validTo: To;
  /** Null where nobody is named. */
  readonly deputy: Deputy | null;
  /** Who stands in can no longer be read. */
  readonly erased?: true;
}

export interface Deputy {
  readonly partyId: string;
  readonly displayName: string | null;
  /** Is away on the day, too. */
  readonly absent: boolean;
}

interface Row {
  readonly party_id: string;
  readonly fact_id: string;
  readonly valid_from: From;
  readonly valid_to: To;
  readonly upper: Day | null;
  readonly ended_by: string | null;
  readonly unreadable: boolean;
  readonly deputy: string | null;
  readonly deputy_absent: boolean;
}

const away = (fact: string): string => `${fact}.effective @> $2::date and ${fact}.recorded @> at.position`;
// $1 parties, $2 day, $3 position
const ABSENCES = prepared(`
  with recursive ${AT}, ${membersOf('who', 'select unnest($1::uuid[])')}
  select who.party_id, f.fact_id, f.valid_from, f.valid_to, upper(f.effective)::text as upper, f.ended_by, ${UNREADABLE} as unreadable, f.value ->> 'deputyId' as deputy,
         exists (select from fact d where d.party_id = (f.value ->> 'deputyId')::uuid and d.attribute = 'absence' and ${away('d')} offset 0) as deputy_absent
    from at, who, lateral (select * from fact where party_id = who.member and attribute = 'absence' offset 0) f
   where ${away('f')}
   order by who.party_id, lower(f.effective) nulls first, f.fact_id`);

/** The absences in force on the day, by party: of each what it answers as. Whoever is not away is not in it. */
export async function absencesOf(pool: pg.Pool, parties: readonly string[], asOf: Day, position: Position): Promise<ReadonlyMap<string, readonly Absence[]>> {
  if (parties.length === 0) return new Map();
  const { rows } = await pool.query<Row>({ ...ABSENCES, values: [parties, asOf, position] });
  const deputies = [...new Set(rows.flatMap(({ deputy, unreadable }) => (deputy === null || unreadable ? [] : [deputy])))];
  const found = deputies.length === 0 ? [] : await partiesById(pool, deputies, { asOf, position });
  const named = new Map(deputies.map((id, i) => [id, found[i]!]));
  const absences = new Map<string, Absence[]>();
  for (const row of rows) {
    const deputy = row.deputy !== null && !row.unreadable ? named.get(row.deputy)! : undefined;
    const absence: Absence = {
      factId: row.fact_id, validFrom: row.valid_from, validTo: row.ended_by === null ? row.valid_to : row.upper,
      deputy: deputy ? { partyId: deputy.partyId ?? row.deputy!, displayName: deputy.displayName, absent: row.deputy_absent } : null,
      ...(row.unreadable && { erased: true as const }),
    };
    absences.set(row.party_id, [...(absences.get(row.party_id) ?? []), absence]);
  }
  return absences;
}
