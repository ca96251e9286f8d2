/** Tables of a read model in a schema of their own: made as the migrations say, filled without indexes and constraints, which come last. */
import type pg from 'pg';
import type { Migration } from '#libs/platform/migrate.js';
import { schemaOf, type Projector } from './projection.js';

/** The projection whose tables the migrations of a module make. */
const nameOf = (module: string): string => module.slice('projections/'.length).replaceAll('-', '_');

/**
 * Makes the tables as all migrations of the projection leave them. These name the schema of its first version, in whose place the other
 * one stands: they are what says how its tables look, whichever version they are of.
 */
export async function makeTables(client: pg.ClientBase, projector: Pick<Projector, 'name'>, migrations: readonly Migration[], schema: string): Promise<void> {
  for (const { module, sql } of migrations) if (nameOf(module) === projector.name) await client.query(inSchema(sql, projector, schema));
}

/** The first line of a migration that is only for tables of a projector of this version or a later one: what those before it could not go on with. */
const SINCE = /^-- Since projector (\d+)\b/;

/** A migration of a projection for each version of its tables that stands; before any does, as it is. */
export async function variantsOf(client: pg.ClientBase, { module, sql }: Migration): Promise<string[]> {
  const name = nameOf(module);
  const { rows } = await client.query<{ version: number; since: number }>('select version, projector_version as since from projecting.version where projection = $1', [name]);
  const since = Number(SINCE.exec(sql)?.[1] ?? 1);
  return rows.length === 0 ? [sql] : rows.filter((one) => one.since >= since).map(({ version }) => inSchema(sql, { name }, schemaOf({ name, version })));
}

/** A migration of a projection for tables in another schema than that of the first version. */
const inSchema = (sql: string, { name }: Pick<Projector, 'name'>, schema: string): string => sql.replaceAll(new RegExp(`\\b${name}_v1\\b`, 'g'), schema);

/** Takes indexes and constraints off the tables of a schema; gives the statements that put them on again, in their order. */
export async function takeOffIndexes(client: pg.ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on, conrelid as of, 0 as kind, oid
      from pg_constraint where connamespace = $1::regnamespace and contype in ('p', 'u', 'x')
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), indrelid, 1, indexrelid
      from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = $1::regnamespace and not exists (select from pg_constraint where conindid = i.indexrelid)
    order by of, kind, oid`, [schema]);
  for (const { off } of rows) await client.query(off);
  return rows.map(({ on }) => on);
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL spells it. */
  readonly type: string;
  /** How its values are written as text. */
  readonly kind: 'json' | 'array' | 'plain';
}

/** Columns of the tables and views of a schema, in order, by table. */
export async function columnsOf(client: pg.ClientBase, schema: string): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<{ table: string; columns: Column[] }>(`
    select c.relname as table, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
             'kind', case when t.typname in ('json', 'jsonb') then 'json' when t.typcategory = 'A' then 'array' else 'plain' end) order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'v') group by c.relname order by c.relname`, [schema]);
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}
