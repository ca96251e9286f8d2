/** The lists of La Poste and INSEE in PostgreSQL: asked for what concerns some addresses, and replaced whole. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inTransaction, prepared } from '#libs/platform/database.js';
import type { Instant } from '#libs/temporal/dates.js';
import { ARRONDISSEMENTS, type Address } from './address.js';
import { LISTS, namesOf, wantedOf, type CommuneRow, type ListName, type MergedRow, type PostcodeRow, type ReferenceRows } from './check.js';

export interface ReferenceListRows {
  readonly postcodes: readonly PostcodeRow[];
  readonly communes: readonly CommuneRow[];
  readonly merged: readonly MergedRow[];
}

export interface LoadedList {
  readonly rows: number;
  /** False where the same rows were loaded before: then nothing was written. */
  readonly changed: boolean;
}

/** Rows of other communes of the same name at most: some twenty share the commonest one. */
const MAX_NAMESAKES = 200;

// The lateral steps are fenced off: the planner would read the whole list for a handful of codes.
// $1 codes, $2 postcodes, $3 names as they are compared
const ROWS = prepared(`
with recursive asked as materialized (
    select * from reference.postcode where postcode = any($2)
    union select * from reference.postcode where commune = any($1)
    union select p.* from reference.merged m, lateral (select * from reference.postcode where commune = m.code offset 0) p where m.successor = any($1)
    union (select * from reference.postcode where keys && $3 limit ${MAX_NAMESAKES})
  ),
  chain(code) as (
    select unnest($1::text[] || $4::text[]) union select commune from asked
    union select m.successor from chain c, lateral (select successor from reference.merged where code = c.code offset 0) m
  )
select (select coalesce(json_agg(list), '[]') from reference.list) as loaded,
       (select coalesce(json_agg(json_build_object('code', code, 'name', name, 'validFrom', valid_from, 'validTo', valid_to) order by code, valid_from), '[]')
          from reference.commune where code = any(array(select code from chain))) as communes,
       (select coalesce(json_agg(json_build_object('code', code, 'successor', successor, 'name', name, 'validFrom', valid_from, 'validTo', valid_to) order by code, successor), '[]')
          from reference.merged where code = any(array(select code from chain))) as merged,
       (select coalesce(json_agg(json_build_object('commune', commune, 'communeName', commune_name, 'postcode', postcode, 'place', place, 'label', label) order by postcode, commune, place), '[]') from asked) as postcodes`);

/** Rows of one statement of a load. */
const ROWS_PER_INSERT = 5_000;
/** Any number that no other advisory lock of Annals uses: two loads at once would mix their lists. */
const LOAD_LOCK = 7_305_021;
/** The cities whose arrondissements have codes of their own. */
const CITIES = Object.values(ARRONDISSEMENTS).map(({ code }) => code);

/**
 * Milliseconds for which rows are remembered, and for how many addresses (some 10 kB each). The addresses of an import stand in few
 * communes, and asking for each took a seventh of its statements. A list that another process loads is seen that much later.
 */
const REMEMBERED_MS = 5_000;
const MAX_REMEMBERED = 500;

interface Remembered {
  readonly until: number;
  readonly rows: Promise<ReferenceRows>;
}

export class ReferenceLists {
  /** By what was wanted of the lists; the first is the oldest. */
  private readonly remembered = new Map<string, Remembered>();

  /** @param monotonic milliseconds on a clock that never steps back */
  constructor(private readonly pool: pg.Pool, private readonly monotonic: () => number) {}

  /** The rows that concern an address, perhaps as they were {@link REMEMBERED_MS} ago. */
  recentRowsFor(address: Address): Promise<ReferenceRows> {
    const key = JSON.stringify(wantedOf(address));
    const now = this.monotonic();
    const known = this.remembered.get(key);
    if (known && now < known.until) return known.rows;
    const rows = this.rowsFor([address]);
    this.remembered.delete(key);
    this.remembered.set(key, { rows, until: now + REMEMBERED_MS });
    rows.catch(() => this.remembered.delete(key));
    for (const oldest of this.remembered.keys()) {
      if (this.remembered.size <= MAX_REMEMBERED) break;
      this.remembered.delete(oldest);
    }
    return rows;
  }

  /** The rows that concern these addresses and codes. */
  async rowsFor(addresses: readonly Address[], codes: readonly string[] = []): Promise<ReferenceRows> {
    const wanted = addresses.map(wantedOf);
    const { rows } = await this.pool.query<ReferenceRows>({
      ...ROWS, values: [[...codes, ...wanted.flatMap((one) => one.codes)], wanted.flatMap((one) => one.postcodes), wanted.flatMap((one) => one.places), CITIES],
    });
    return rows[0]!;
  }

  /**
   * Replaces the lists that `rows` name, all or none; the other lists stay. The same rows again write nothing.
   * @param rows no list empty, no row twice
   */
  async load(rows: Partial<ReferenceListRows>, now: Instant): Promise<Partial<Record<ListName, LoadedList>>> {
    const loaded = await inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
      const each: Partial<Record<ListName, LoadedList>> = {};
      for (const list of LISTS) if (rows[list] !== undefined) each[list] = { rows: rows[list].length, changed: await replace(client, list, rows[list], now) };
      return each;
    });
    this.remembered.clear();
    return loaded;
  }
}

/** Tables and columns of each list, by the member of its rows. */
const TABLES: Readonly<Record<ListName, { readonly table: string; readonly columns: Readonly<Record<string, string>> }>> = {
  postcodes: { table: 'postcode', columns: { commune: 'commune', communeName: 'commune_name', postcode: 'postcode', place: 'place', label: 'label', keys: 'keys' } },
  communes: { table: 'commune', columns: { code: 'code', name: 'name', validFrom: 'valid_from', validTo: 'valid_to' } },
  merged: { table: 'merged', columns: { code: 'code', successor: 'successor', name: 'name', validFrom: 'valid_from', validTo: 'valid_to' } },
};

/** Whether the list had other rows before. */
async function replace(client: pg.ClientBase, list: ListName, rows: ReferenceListRows[ListName], now: Instant): Promise<boolean> {
  const { table, columns } = TABLES[list];
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(Object.keys(columns).map((member) => (row as unknown as Readonly<Record<string, unknown>>)[member] ?? null))}\n`);
  const sha256 = hash.digest('hex');
  const { rowCount } = await client.query('select from reference.list where list = $1 and sha256 = $2', [list, sha256]);
  if (rowCount === 1) return false;
  await client.query(`delete from reference.${table}`);
  const names = Object.values(columns).join(', ');
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    const some = rows.slice(at, at + ROWS_PER_INSERT).map((row) => {
      const members: Readonly<Record<string, unknown>> = 'postcode' in row ? { ...row, keys: namesOf(row) } : { ...row };
      return Object.fromEntries(Object.entries(columns).map(([member, column]) => [column, members[member]]));
    });
    await client.query(`insert into reference.${table} (${names}) select ${names} from json_populate_recordset(null::reference.${table}, $1)`, [JSON.stringify(some)]);
  }
  // Else the first questions would be planned for empty tables.
  await client.query(`analyze reference.${table}`);
  await client.query(
    'insert into reference.list (list, rows, sha256, loaded_at) values ($1, $2, $3, $4) on conflict (list) do update set rows = excluded.rows, sha256 = excluded.sha256, loaded_at = excluded.loaded_at',
    [list, rows.length, sha256, now]);
  return true;
}
