/** The 360°: everything known of a party on a day, at a position, in one statement. */
import type { Position } from '#libs/event-log/event-log.js';
import type { PartyKind } from '#libs/parties/events.js';
import { question, type Asking } from '#libs/platform/questions.js';
import { Refusal } from '#libs/platform/refusal.js';
import { labelOf, type Direction, type Gender, type Language, type RelationType } from '#libs/relations/relation-type.js';
import type { From, To } from '#libs/temporal/periods.js';
import { factAnswer, type FactAnswer, type FactJson } from './fact-answer.js';
import type { Moment } from './moment.js';
import { asTheOnesTheyAre, preferringSurvivor, type Who } from './parties-that-are-one.js';
import { AT, factJson, FRESHNESS, goneOf, latestCheck, MEMBERS, UNREADABLE_BY_GONE, whoIs } from './sql.js';
import { shownParty, summaryOf, type Summary } from './summary.js';

/** Relations in one answer at most, and when nothing is said. */
export const MAX_RELATIONS = 500;
export const DEFAULT_RELATIONS = 100;

/** Parts beyond facts and relations are asked for at the same position: see `interactions.ts`, `consents.ts`, `tasks.ts`, `update-requests.ts`, `consolidated.ts`. */
export type Part = 'facts' | 'relations' | 'interactions' | 'consents' | 'tasks' | 'update-requests' | 'consolidated' | 'ended';

export interface View360Options {
  readonly moment: Moment;
  readonly language: Language;
  readonly include: ReadonlySet<Part>;
  readonly relationsLimit: number;
  /** The last relation of the page before. */
  readonly relationsAfter: string | undefined;
}

export interface RelationAnswer {
  readonly relationId: string;
  readonly type: string;
  readonly label: string;
  /** The label is the sentence from the other end, because the type has none from this one. */
  readonly inverse?: true;
  readonly direction: Direction;
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  readonly periodId: string;
  readonly validFrom: From;
  readonly validTo: To;
  readonly status: 'planned' | 'ongoing' | 'ended';
  readonly facts: readonly FactAnswer[];
}

export interface View360 {
  readonly party: { readonly partyId: string; readonly kind: PartyKind; readonly createdAt: string };
  readonly mergedInto?: string;
  readonly summary: Summary;
  readonly asOf: string;
  readonly knownAt: Position;
  readonly position: Position;
  readonly projected?: true;
  readonly facts?: readonly FactAnswer[];
  readonly relations?: readonly RelationAnswer[];
  /** The cursor of further relations. */
  readonly moreRelations?: string;
}

interface RelationJson {
  readonly relationId: string;
  readonly type: string;
  readonly direction: Direction;
  readonly other: string;
  readonly periodId: string;
  readonly validFrom: From;
  readonly validTo: To;
  readonly upper: string | null;
  readonly endedBy: string | null;
  readonly rank: number;
}

interface Row {
  readonly position: bigint;
  readonly party: { readonly partyId: string; readonly kind: PartyKind; readonly erased: boolean; readonly createdAt: string } | null;
  readonly freshness: Readonly<Record<string, number | null>> | null;
  readonly facts: readonly (FactJson & { readonly depth: number })[] | null;
  readonly relations: readonly RelationJson[] | null;
  /** Of the relations in the answer, and contact points of those that are not. */
  readonly relation_facts: readonly (FactJson & { readonly own: boolean })[] | null;
  readonly types: Readonly<Record<string, { readonly type: RelationType }>> | null;
  readonly others: Readonly<Record<string, Who>> | null;
}

/** Attributes by which a person is reached: those of an employment are shown with the person's own. */
export const CONTACT_POINTS: ReadonlySet<string> = new Set(['phone', 'email', 'website', 'social', 'address.geographic', 'address.postal', 'address-use', 'preferred-contact']);

/** Facts that hold on the day, and where asked for those that have ended. Apart, so that the first walk the index to what holds, however long the past is. */
const heldOrEnded = (table: string, whose: string): string =>
  `select * from ${table} where ${whose} and recorded @> at.position and effective @> $2::date
   union all select * from ${table} where $6 and ${whose} and recorded @> at.position and upper(effective) <= $2::date`;

// What many relations share (types, the parties at their other ends) is looked up once, and each fact is written once.
// $1 party, $2 day, $3 position or null, $4 limit of relations, $5 relation after, $6 ended facts too
const VIEW_360 = question(`
with ${AT},
  ${MEMBERS},
  period as materialized (
    select distinct on (p.relation_id) p.*, case when p.from_a then p.b else p.a end as other,
           case when p.effective @> $2::date then 0 when lower_inf(p.effective) or lower(p.effective) <= $2::date then 1 else 2 end as rank
      from at, member m, lateral (
             -- Fenced off: the planner would intersect it with all that is believed of anybody.
             select *, true as from_a from relation_period where a = m.party_id union all select *, false from relation_period where b = m.party_id offset 0
           ) p
     where p.recorded @> at.position and not isempty(p.effective) and ($5::uuid is null or p.relation_id > $5)
     order by p.relation_id, rank, case when p.effective @> $2::date then null when lower(p.effective) <= $2::date then $2::date - lower(p.effective) else lower(p.effective) - $2::date end, p.from_a desc
     limit $4
  ),
  -- Periods whose contact points are the party's own.
  own_period as materialized (
    select p.period_id, p.relation_id
      from at, member m, lateral (select * from relation_period where a = m.party_id and (effective @> $2::date or ($6 and upper(effective) <= $2::date)) offset 0) p
     where p.recorded @> at.position
  ),
  ${goneOf('select party_id from member union select relation_id from period union select relation_id from own_period union select other from period')}
select at.position,
       (select json_build_object('partyId', p.party_id, 'kind', p.kind, 'erased', p.erased, 'createdAt', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          from party p where p.party_id = (select party_id from survivor) and p.recorded @> at.position) as party,
       ${FRESHNESS} as freshness,
       (select json_agg(${factJson('party', { unreadable: UNREADABLE_BY_GONE, more: `, 'depth', m.depth, 'partyId', case when m.depth > 0 then m.party_id end` })} order by f.attribute, f.slot, f.fact_id)
          from member m, lateral (${heldOrEnded('fact', 'party_id = m.party_id')}) f left join ${latestCheck('party')}) as facts,
       (select json_agg(json_build_object(
            'relationId', p.relation_id, 'type', p.type, 'direction', case when p.from_a then 'a-to-b' else 'b-to-a' end, 'other', p.other,
            'periodId', p.period_id, 'validFrom', p.valid_from, 'validTo', p.valid_to, 'upper', upper(p.effective)::text, 'endedBy', p.ended_by, 'rank', p.rank) order by p.relation_id)
          from period p) as relations,
       (select json_agg(${factJson('relation', { unreadable: UNREADABLE_BY_GONE, more: `, 'own', p.own` })} order by f.attribute, f.slot, f.fact_id)
          from (select period_id, bool_or(shown) as shown, bool_or(own) as own
                  from (select period_id, true as shown, false as own from period union all select period_id, false, true from own_period) p group by period_id) p,
               lateral (${heldOrEnded('relation_fact', 'period_id = p.period_id')}) f left join ${latestCheck('relation')}
         where p.shown or f.attribute = any('{${[...CONTACT_POINTS].join(',')}}')) as relation_facts,
       (select json_object_agg(d.code, d.content) from definition d where d.kind = 'relation-type' and d.code in (select type from period) and d.recorded @> at.position) as types,
       (select json_object_agg(o.party_id, ${whoIs('o.party_id', UNREADABLE_BY_GONE)})
          from (select distinct other as party_id from period) o) as others
  from at`, 'uuid', 'date', 'bigint', 'bigint', 'uuid', 'boolean');

export async function view360(db: Asking, partyId: string, { moment, language, include, relationsLimit, relationsAfter }: View360Options): Promise<View360> {
  const limit = include.has('relations') ? relationsLimit + 1 : 0;
  const { rows } = await db.query<Row>({ ...VIEW_360, values: [partyId, moment.asOf, moment.position ?? null, limit, relationsAfter ?? null, include.has('ended')] });
  const row = rows[0]!;
  const { position, party } = row;
  if (!party) throw new Refusal('party-not-found', `no party ${partyId} was known at that position`, { partyId });
  if (party.erased) throw new Refusal('erased', `party ${partyId} was erased`, { partyId });
  const freshness = row.freshness ?? {};
  const relations = row.relations ?? [];
  const page = relations.slice(0, relationsLimit);
  // What holds is decided among what holds; what has ended is told beside it.
  const facts = row.facts ?? [];
  const hasEnded = ({ upper }: FactJson): boolean => upper !== null && upper <= moment.asOf;
  const hold = new Set(preferringSurvivor(facts.filter((fact) => !hasEnded(fact))));
  const own = facts.filter((fact) => hasEnded(fact) || hold.has(fact)).map((fact) => factAnswer(fact, moment.asOf, freshness));
  const contactPoints: FactAnswer[] = [];
  const factsOf = new Map<string, FactAnswer[]>(page.map(({ periodId }) => [periodId, []]));
  for (const fact of row.relation_facts ?? []) {
    const answer = factAnswer(fact, moment.asOf, freshness);
    factsOf.get(fact.periodId!)?.push(answer);
    if (fact.own && CONTACT_POINTS.has(fact.attribute)) contactPoints.push(answer);
  }
  const reader = { language, names: own.filter(({ trust }) => trust !== 'ended'), kind: party.kind };
  const others = await asTheOnesTheyAre(db, row.others ?? {}, moment.asOf, position);
  const answers = page.map((relation) => relationAnswer(relation, row.types?.[relation.type]?.type, others[relation.other], factsOf.get(relation.periodId) ?? [], reader));
  const all = [...own, ...contactPoints];
  return {
    party: { partyId: party.partyId, kind: party.kind, createdAt: party.createdAt },
    ...(party.partyId !== partyId && { mergedInto: party.partyId }),
    summary: summaryOf(party.kind, all),
    asOf: moment.asOf,
    knownAt: position,
    position,
    ...(moment.projected && { projected: true as const }),
    ...(include.has('facts') && { facts: all }),
    ...(include.has('relations') && { relations: answers, ...(relations.length > relationsLimit && { moreRelations: page.at(-1)!.relationId }) }),
  };
}

function relationAnswer(relation: RelationJson, type: RelationType | undefined, other: Who | undefined, facts: readonly FactAnswer[], reader: {
  readonly language: Language; readonly names: readonly FactAnswer[]; readonly kind: PartyKind;
}): RelationAnswer {
  const { direction } = relation;
  const [otherKind, otherNames] = [other?.kind ?? null, other?.names ?? []];
  const inverse = direction === 'b-to-a' && type !== undefined && !type.symmetric && type.labelBtoA === undefined;
  // A label speaks of the party it is read from; an inverse one of the other.
  const gender = genderOf(inverse ? preferringSurvivor(otherNames) : reader.names, inverse ? otherKind : reader.kind);
  const label = type ? labelOf(type, direction, reader.language, gender) : { text: relation.type, inverse: false };
  return {
    relationId: relation.relationId, type: relation.type, label: label.text, ...(label.inverse && { inverse: true as const }), direction,
    party: shownParty(relation.other, other),
    periodId: relation.periodId, validFrom: relation.validFrom, validTo: relation.endedBy === null ? relation.validTo : relation.upper,
    status: relation.rank === 0 ? 'ongoing' : relation.rank === 1 ? 'ended' : 'planned',
    facts,
  };
}

/** Organisations take the feminine in French (une entreprise, une association); of a person whose gender is not known, the masculine form stands for all. */
function genderOf(facts: readonly { readonly attribute: string; readonly value: unknown }[], kind: PartyKind | null): Gender {
  if (kind !== 'person') return kind === 'organisation' ? 'feminine' : 'masculine';
  const gender = facts.find(({ attribute }) => attribute === 'gender')?.value;
  return gender === 'female' ? 'feminine' : gender === 'other' ? 'other' : 'masculine';
}
