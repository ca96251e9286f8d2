/** The lists of La Poste and INSEE in PostgreSQL: asked for what concerns some addresses, and replaced whole. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inTransaction, prepared } from '#libs/platform/database.js';
import type { Instant } from '#libs/temporal/dates.js';
import type { Address } from './address.js';
import { LISTS, namesOf, wantedOf, type CommuneRow, type ListName, type MergedRow, type PostcodeRow, type ReferenceRows } from './check.js';

export interface ReferenceListRows {
  readonly postcodes: PostcodeRow;
  readonly communes: CommuneRow;
  readonly merged: MergedRow;
}

export interface LoadedList {
  readonly rows: number;
  /** False where the same rows were loaded before: then nothing was written. */
  readonly changed: boolean;
}

/** Rows of other communes of the same name at most: some twenty share the commonest one. */
const MAX_NAMESAKES = 200;

// $1 codes, $2 postcodes, $3 names as they are compared
const ROWS = prepared(`
with recursive asked as materialized (
    select * from reference.postcode where postcode = any($2)
    union select * from reference.postcode where commune = any($1) or commune in (select code from reference.merged where successor = any($1))
    union (select * from reference.postcode where keys && $3 limit ${MAX_NAMESAKES})
  ),
  chain(code) as (
    select unnest($1::text[]) union select commune from asked
    union select m.successor from chain c join reference.merged m on m.code = c.code
  )
select (select coalesce(json_agg(list), '[]') from reference.list) as loaded,
       (select coalesce(json_agg(json_build_object('code', code, 'name', name, 'validFrom', valid_from, 'validTo', valid_to) order by code, valid_from), '[]')
          from reference.commune where code in (select code from chain) or code = any($4)) as communes,
       (select coalesce(json_agg(json_build_object('code', code, 'successor', successor, 'name', name, 'validFrom', valid_from, 'validTo', valid_to) order by code, successor), '[]')
          from reference.merged where code in (select code from chain)) as merged,
       (select coalesce(json_agg(json_build_object('commune', commune, 'communeName', commune_name, 'postcode', postcode, 'place', place, 'label', label) order by postcode, commune, place), '[]') from asked) as postcodes`);

/** Rows of one statement of a load. */
const ROWS_PER_INSERT = 5_000;
/** Any number that no other advisory lock of Annals uses: two loads at once would mix their lists. */
const LOAD_LOCK = 7_305_021;
/** The cities whose arrondissements have codes of their own. */
const CITIES = ['75056', '69123', '13055'];

export class ReferenceLists {
  constructor(private readonly pool: pg.Pool) {}

  /** The rows that concern these addresses and codes. */
  async rowsFor(addresses: readonly Address[], codes: readonly string[] = []): Promise<ReferenceRows> {
    const wanted = addresses.map(wantedOf);
    const { rows } = await this.pool.query<ReferenceRows>({
      ...ROWS, values: [[...codes, ...wanted.flatMap((one) => one.codes)], wanted.flatMap((one) => one.postcodes), wanted.flatMap((one) => one.places), CITIES],
    });
    return rows[0]!;
  }

  /**
   * Replaces the lists that `lines` hold, all or none; the other lists stay.
   * @param lines each a row with the list it belongs to
   */
  async load(lines: Iterable<ReferenceLine>, now: Instant): Promise<Partial<Record<ListName, LoadedList>>> {
    return inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
      const writers = new Map<ListName, ListWriter>();
      for (const { list, row } of lines) {
        const writer = writers.get(list) ?? new ListWriter(client, list);
        writers.set(list, writer);
        await writer.add(row as unknown as Row);
      }
      const loaded: Partial<Record<ListName, LoadedList>> = {};
      for (const [list, writer] of [...writers].sort(([a], [b]) => LISTS.indexOf(a) - LISTS.indexOf(b))) loaded[list] = await writer.finish(now);
      return loaded;
    });
  }
}

export type ReferenceLine = { readonly [L in ListName]: { readonly list: L; readonly row: ReferenceListRows[L] } }[ListName];
type Row = Readonly<Record<string, string | null>>;

/** Columns of each list: in the database, and in a row. */
const COLUMNS: Readonly<Record<ListName, { readonly table: string; readonly columns: Readonly<Record<string, string>> }>> = {
  postcodes: { table: 'postcode', columns: { commune: 'commune', commune_name: 'communeName', postcode: 'postcode', place: 'place', label: 'label' } },
  communes: { table: 'commune', columns: { code: 'code', name: 'name', valid_from: 'validFrom', valid_to: 'validTo' } },
  merged: { table: 'merged', columns: { code: 'code', successor: 'successor', name: 'name', valid_from: 'validFrom', valid_to: 'validTo' } },
};

/** Collects a new list beside the old one, and takes its place at the end of the transaction unless it is the same. */
class ListWriter {
  private readonly hash = createHash('sha256');
  private pending: Row[] = [];
  private rows = 0;
  private begun = false;

  constructor(private readonly client: pg.ClientBase, private readonly list: ListName) {}

  async add(row: Row): Promise<void> {
    this.hash.update(`${JSON.stringify(Object.values(COLUMNS[this.list].columns).map((member) => row[member] ?? null))}\n`);
    this.rows += 1;
    this.pending.push(row);
    if (this.pending.length >= ROWS_PER_INSERT) await this.write();
  }

  async finish(now: Instant): Promise<LoadedList> {
    await this.write();
    const { table } = COLUMNS[this.list];
    const sha256 = this.hash.digest('hex');
    const { rowCount } = await this.client.query('select from reference.list where list = $1 and sha256 = $2', [this.list, sha256]);
    if (rowCount === 1) return { rows: this.rows, changed: false };
    await this.client.query(`delete from reference.${table}`);
    await this.client.query(`insert into reference.${table} select distinct * from new_${table}`);
    await this.client.query(
      'insert into reference.list (list, rows, sha256, loaded_at) values ($1, $2, $3, $4) on conflict (list) do update set rows = excluded.rows, sha256 = excluded.sha256, loaded_at = excluded.loaded_at',
      [this.list, this.rows, sha256, now]);
    return { rows: this.rows, changed: true };
  }

  private async write(): Promise<void> {
    const { table, columns } = COLUMNS[this.list];
    if (!this.begun) await this.client.query(`create temporary table new_${table} (like reference.${table}) on commit drop`);
    this.begun = true;
    const keys = this.list === 'postcodes' ? this.pending.map((row) => ({ ...row, keys: namesOf(row as unknown as PostcodeRow) })) : this.pending;
    const names = [...Object.keys(columns), ...(this.list === 'postcodes' ? ['keys'] : [])];
    const members = Object.fromEntries([...Object.entries(columns), ['keys', 'keys']]);
    await this.client.query(
      `insert into new_${table} (${names.join(', ')}) select ${names.join(', ')} from json_populate_recordset(null::reference.${table}, $1)`,
      [JSON.stringify(keys.map((row) => Object.fromEntries(names.map((name) => [name, (row as Readonly<Record<string, unknown>>)[members[name]!] ?? null]))))]);
    this.pending = [];
  }
}
