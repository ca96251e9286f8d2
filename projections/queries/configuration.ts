/** Configuration as it was known at a position. */
import type pg from 'pg';
import type { Position } from '#libs/event-log/event-log.js';
import { AT } from './sql.js';

export type DefinitionKind = 'attribute' | 'identifier-scheme' | 'relation-type' | 'medium' | 'purpose';

export interface Definitions {
  readonly position: Position;
  readonly items: readonly { readonly code: string; readonly content: unknown }[];
}

/** Definitions of a kind, or the one of a code. */
export async function definitions(pool: pg.Pool, kind: DefinitionKind, position: Position | undefined, code?: string): Promise<Definitions> {
  const { rows } = await pool.query<{ position: bigint; items: Definitions['items'] | null }>(`
    with ${AT}
    select at.position, (select json_agg(json_build_object('code', d.code, 'content', d.content) order by d.code) from definition d
       where d.kind = $1 and d.recorded @> at.position and ($4::text is null or d.code = $4)) as items
      from at where $2::date is null`, [kind, null, position ?? null, code ?? null]);
  return { position: rows[0]!.position, items: rows[0]!.items ?? [] };
}
