/** The read model of relations: their periods and the facts of those, on both clocks. */
import type pg from 'pg';
import type { StoredEvent } from '#libs/event-log/domain-event.js';
import { inOneFlight, prepared } from '#libs/platform/database.js';
import type { Projector, RowsByTable } from '#libs/projecting/projection.js';
import { dateRange, positionRange } from '#libs/projecting/ranges.js';
import { relationEventDefinitions, type RelationEvent } from '#libs/relations/events.js';
import type { From, To } from '#libs/temporal/periods.js';
import { beliefOf, checkColumns, FACT_COLUMN_NAMES, FACT_COLUMNS, FACT_ROW, factColumns, type FactRow } from '../fact-rows.js';
import { asRecords, columns, unnested } from '../row-statements.js';
import { foldRelation, noRelationBeliefs, type RelationBeliefs } from './fold.js';

export const relations: Projector = {
  name: 'relations',
  projectorVersion: 4,
  views: { fact_check: 'relation_check' },
  streamsApart: true,
  handles: (type) => type in relationEventDefinitions && type !== 'SlotRevoked',
  async project(client, events) {
    const byRelation = new Map<string, StoredEvent<RelationEvent>[]>();
    for (const event of events) {
      // The facts of parties have the same types and streams of their own.
      if (!event.stream.startsWith('relation-')) continue;
      const relationId = event.stream.slice('relation-'.length);
      const own = byRelation.get(relationId);
      if (own) own.push(event as StoredEvent<RelationEvent>);
      else byRelation.set(relationId, [event as StoredEvent<RelationEvent>]);
    }
    if (byRelation.size === 0) return;
    const beliefs = new Map([...byRelation.keys()].map((relationId) => [relationId, noRelationBeliefs()]));
    const begun = new Map([...byRelation].filter(([, [first]]) => first!.revision > 0));
    if (begun.size > 0) await load(client, begun, beliefs);
    for (const [relationId, own] of byRelation) for (const event of own) foldRelation(beliefs.get(relationId)!, event);
    await write(client, beliefs);
  },
  build: {
    rowsOf(events) {
      const { stream } = events[0]!;
      if (!stream.startsWith('relation-')) return {};
      const beliefs = noRelationBeliefs();
      for (const event of events as readonly StoredEvent<RelationEvent>[]) foldRelation(beliefs, event);
      return openedRows([[stream.slice('relation-'.length), beliefs]]);
    },
  },
};

interface PeriodRow {
  readonly relation_id: string;
  readonly type: string;
  readonly a: string;
  readonly b: string;
  readonly period_id: string;
  readonly valid_from: From;
  readonly valid_to: To;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly shadowed: boolean;
  readonly ended_by: string | null;
  readonly recorded_at: string;
  readonly period_order: bigint;
  readonly asserted_on: string;
  readonly to_stated_on: string;
  readonly ended: boolean;
  readonly live: boolean;
}

// A period that is live, else the last that was believed of it: then it was retracted, and that is final.
const LOAD_PERIODS = prepared(`
  select distinct on (relation_id, period_id)
         relation_id, type, a, b, period_id, valid_from, valid_to, lower(effective)::text as lower, upper(effective)::text as upper, isempty(effective) as shadowed, ended_by,
         recorded_at, period_order, asserted_on, to_stated_on, ended, upper_inf(recorded) as live
    from relation_period where relation_id = any($1::uuid[])
   order by relation_id, period_id, lower(recorded) desc`);
const LOAD_FACTS = prepared(`select f.relation_id, f.period_id, f.a, f.b, ${FACT_ROW} from relation_fact f where f.relation_id = any($1::uuid[]) and upper_inf(f.recorded)`);
// Ids that were used before: where such a fact is not live, it was retracted, and that is final too.
const LOAD_KNOWN = prepared(`
  select recorded.relation_id, recorded.fact_id
    from unnest($1::uuid[], $2::uuid[]) as recorded (relation_id, fact_id),
         lateral (select from relation_fact f where f.relation_id = recorded.relation_id and f.fact_id = recorded.fact_id limit 1) known`);

async function load(client: pg.ClientBase, byRelation: ReadonlyMap<string, readonly StoredEvent<RelationEvent>[]>, beliefs: ReadonlyMap<string, RelationBeliefs>): Promise<void> {
  const relationIds = [...byRelation.keys()];
  const recorded = [...byRelation].flatMap(([relationId, events]) => events.flatMap((event) => (event.type === 'FactRecorded' ? [[relationId, event.data.factId] as const] : [])));
  const [periods, facts, known] = await inOneFlight(client, [
    () => client.query<PeriodRow>({ ...LOAD_PERIODS, values: [relationIds] }),
    () => client.query<FactRow & { relation_id: string; period_id: string; a: string | null; b: string | null }>({ ...LOAD_FACTS, values: [relationIds] }),
    async () => (recorded.length > 0 ? client.query<{ relation_id: string; fact_id: string }>({ ...LOAD_KNOWN, values: columns(recorded) }) : undefined),
  ]);
  for (const row of periods.rows) loadPeriod(beliefs.get(row.relation_id)!, row);
  for (const row of facts.rows) {
    const { relation, facts: rows } = beliefs.get(row.relation_id)!;
    const belief = beliefOf(row, row.period_id);
    relation.facts.live.set(row.fact_id, belief.fact);
    rows.load(row.fact_id, { ...belief, a: row.a, b: row.b });
  }
  for (const { relation_id: relationId, fact_id: factId } of known?.rows ?? []) {
    const { facts: { live, retracted } } = beliefs.get(relationId)!.relation;
    if (!live.has(factId)) retracted.add(factId);
  }
}

function loadPeriod({ relation, periods }: RelationBeliefs, row: PeriodRow): void {
  relation.ends = { type: row.type, a: row.a, b: row.b };
  if (!row.live) {
    relation.retracted.add(row.period_id);
    return;
  }
  const period = {
    periodId: row.period_id, from: row.valid_from, to: row.valid_to, order: Number(row.period_order), fromStatedOn: row.asserted_on, toStatedOn: row.to_stated_on, recordedAt: row.recorded_at, ended: row.ended,
  };
  relation.periods.set(row.period_id, period);
  periods.load(row.period_id, { period, range: row.shadowed ? null : { lower: row.lower, upper: row.upper }, endedBy: row.ended_by });
}

const CLOSE_PERIODS = prepared(`
  update relation_period p set recorded = int8range(lower(p.recorded), closed.upper)
    from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as closed (relation_id, period_id, upper)
   where p.relation_id = closed.relation_id and p.period_id = closed.period_id and upper_inf(p.recorded)`);
const INSERT_PERIODS = prepared(`
  insert into relation_period (relation_id, type, a, b, period_id, valid_from, valid_to, effective, ended_by, recorded, believed_from, recorded_at, period_order, asserted_on, to_stated_on, ended)
  select relation_id, type, a, b, period_id, valid_from, valid_to, effective, ended_by, recorded, believed_from, recorded_at, period_order, asserted_on, to_stated_on, ended
    from json_to_recordset($1::json) as r (relation_id uuid, type text, a uuid, b uuid, period_id uuid, valid_from jsonb, valid_to jsonb, effective daterange, ended_by text,
      recorded int8range, believed_from timestamptz, recorded_at timestamptz, period_order bigint, asserted_on date, to_stated_on date, ended boolean)`);
const CLOSE_FACTS = prepared(`
  update relation_fact f set recorded = int8range(lower(f.recorded), closed.upper)
    from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as closed (relation_id, fact_id, upper)
   where f.relation_id = closed.relation_id and f.fact_id = closed.fact_id and upper_inf(f.recorded)`);
const INSERT_FACTS = prepared(`
  insert into relation_fact (relation_id, period_id, a, b, ${FACT_COLUMN_NAMES})
  select relation_id, period_id, a, b, ${FACT_COLUMN_NAMES} from json_to_recordset($1::json) as r (relation_id uuid, period_id uuid, a uuid, b uuid, ${FACT_COLUMNS})`);
const INSERT_CHECKS = prepared(`
  insert into fact_check (relation_id, fact_id, disputed, on_day, said_on, reason, position, recorded_at)
  select relation_id, fact_id, disputed, on_day, said_on, reason, position, recorded_at
    from json_to_recordset($1::json) as r (relation_id uuid, fact_id uuid, disputed boolean, on_day date, said_on text, reason text, position bigint, recorded_at timestamptz)`);
const ERASE_FACTS = prepared(`
  update relation_fact f set value = null, lookup = null
    from unnest($1::uuid[], $2::uuid[]) as erased (relation_id, fact_id) where f.relation_id = erased.relation_id and f.fact_id = erased.fact_id`);

/** The rows that are opened, by table. */
function openedRows(all: readonly (readonly [relationId: string, RelationBeliefs])[]) {
  return {
    relation_period: all.flatMap(([id, { relation: { ends }, periods }]) => periods.opened.map(({ belief: { content: { period, range, endedBy }, from, fromAt, to } }) => ({
      relation_id: id, ...ends, period_id: period.periodId, valid_from: period.from, valid_to: period.to, effective: dateRange(range), ended_by: endedBy, recorded: positionRange(from, to),
      believed_from: fromAt, recorded_at: period.recordedAt, period_order: period.order, asserted_on: period.fromStatedOn, to_stated_on: period.toStatedOn, ended: period.ended,
    }))),
    relation_fact: all.flatMap(([id, { facts }]) => facts.opened.map(({ belief }) => ({ relation_id: id, period_id: belief.content.fact.periodId, a: belief.content.a, b: belief.content.b, ...factColumns(belief) }))),
    fact_check: all.flatMap(([id, { checks }]) => checks.map((event) => ({ relation_id: id, ...checkColumns(event) }))),
  } satisfies RowsByTable;
}

/** Closes first, so that no belief meets the one that takes its place. */
async function write(client: pg.ClientBase, beliefs: ReadonlyMap<string, RelationBeliefs>): Promise<void> {
  const all = [...beliefs];
  const erased = all.flatMap(([id, { erasedFacts }]) => [...erasedFacts].map((factId) => [id, factId] as const));
  const closedPeriods = all.flatMap(([id, { periods }]) => periods.closed.map((row) => [id, row.id, row.belief.to] as const));
  const closedFacts = all.flatMap(([id, { facts }]) => facts.closed.map((row) => [id, row.id, row.belief.to] as const));
  const opened = openedRows(all);

  await inOneFlight(client, [
    unnested(client, ERASE_FACTS, erased), unnested(client, CLOSE_PERIODS, closedPeriods), asRecords(client, INSERT_PERIODS, opened.relation_period),
    unnested(client, CLOSE_FACTS, closedFacts), asRecords(client, INSERT_FACTS, opened.relation_fact), asRecords(client, INSERT_CHECKS, opened.fact_check),
  ]);
}
