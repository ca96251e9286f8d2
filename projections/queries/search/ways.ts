/**
 * Ways in which parties are found by what was typed, each a statement of its own: only those that apply are asked, all at the same time. `$1` of
 * each is what it looks for, `$2` the day and `$3` the position.
 */
import { frenchCountries, placeSpellings } from '#libs/addresses/address.js';
import type { TypedPlace } from '#libs/addresses/typed-places.js';
import type { Position } from '#libs/event-log/event-log.js';
import { builtInAttributes } from '#libs/facts/catalogue.js';
import { prepared, type PreparedStatement } from '#libs/platform/database.js';
import type { Day } from '#libs/temporal/dates.js';
import { IS_NAME } from '../../parties/name-words.js';
import { AT, goneOf, shadowed, UNREADABLE, UNREADABLE_BY_GONE } from '../sql.js';
import { bound, type Bind, type Conditions } from './conditions.js';
import type { Typed } from './typed.js';
import type { NamesTyped } from './words.js';

/** Below it two words, or a name and what was typed, are not alike: two letters exchanged in one of six. Set for every session, because the index reads it from there. */
export const WORD_THRESHOLD = '0.25';
/** Pages behind the first all look at the same parties, or what one leaves out another would have, so at far more, in their order. */
const CANDIDATES_BEHIND = 5_000;
/** Addresses in a locality or with a postcode whose parties are asked for the words typed beside it; and parties of a name that are asked for their department, of which there is no index. */
const PLACED = 3_000;
const CALLED = 10_000;
/** What a name counts for whose rest says where it is: somebody who is called all of it comes before. */
const OF_ALL_IN_PLACE = 0.98;

/** A party, and a fact by which it is found. */
export interface Found {
  readonly party_id: string;
  readonly score: number;
  /** How much of what was typed all its names have together. */
  readonly of_all?: number | null;
  readonly attribute: string;
  readonly value: unknown;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly current: boolean;
}

/** Told beside names: of how many parties they were looked at, also where none is like enough. */
export interface LookedAt {
  readonly party_id: null;
  readonly looked_at: number;
}

/** What is looked for, and how far. */
export interface Looking {
  readonly asOf: Day;
  readonly position: Position;
  readonly conditions: Conditions;
  /** Candidates of each way at most, of which more than a page are looked at, because some had their names at other times. */
  readonly candidates: number;
  readonly limit: number;
  readonly behind: boolean;
}

export interface Way extends Partial<PreparedStatement> {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * A statement and its parameters, put together. A connection keeps for ever what it prepares, some hundred kB each: so only what is asked all
 * day, first pages of what no circle narrows down. The others are planned each time, which takes longer than most of them.
 */
export function statement(first: unknown, { asOf, position, conditions, behind }: Looking, compose: (bind: Bind) => string): Way {
  const values: unknown[] = [first, asOf, position];
  const text = compose((value) => `$${values.push(value)}`);
  const often = !behind && !conditions.near;
  return { ...(often ? prepared(text) : { text }), values };
}

const FOUND = `f.attribute, f.value, lower(f.effective)::text as since, upper(f.effective)::text as until, f.effective @> $2::date`;
/** Of one that was merged, what does not show counts as what was once. */
export const FACT = `${FOUND} and not ${shadowed('f')} as current`;
const RELATION_FACT = `${FOUND} as current`;
export const KNOWN = `f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}`;

/** The ways that apply. */
export function waysOf(typed: Typed, phones: readonly string[], names: NamesTyped, looking: Looking): Way[] {
  const { codes, email, domain, communes, places, cedex } = typed;
  return [
    byName(typed, names, looking),
    ...(codes.length === 0 ? [] : [byIdentifier(codes, looking)]),
    ...phones.map((phone) => byContact(phone, `f.attribute = 'phone' and f.lookup = $1::text`, '1', looking)),
    ...(email === undefined ? [] : [byContact(email, `f.attribute = 'email' and f.lookup = $1::text`, '1', looking)]),
    ...(domain === undefined ? [] : [byContact(domain, `f.attribute = 'email' and split_part(f.lookup, '@', 2) = $1::text`, '0.5', looking)]),
    ...(typed.postcode ? byPostcode(typed.postcode, looking) : []),
    ...(communes.length === 0 ? [] : [byAddress(communes, looking, () => ({ found: `f.value ->> 'inseeCode' = any($1::text[])`, score: '0.7' }))]),
    byAddress(places.map(({ first }) => first), looking, (bind) => ({ from: `unnest($1::text[], ${rest(places, bind)}) place (first, last, pattern)`, found: liesIn('place') })),
    ...(cedex ? [byCedex(cedex, looking)] : []),
  ];
}

const NAME_CODES = builtInAttributes.map(({ code }) => code).filter((code) => code.startsWith('name.')).join(',');

/**
 * How like names any of some texts is. A PostgreSQL whose locale knows the letters of ASCII alone has no trigrams of others, so a text that has
 * some is compared by words as well: how much of one of the name's each is the beginning of.
 */
const likeness = (names: string, texts: string): string => `(
           select max(greatest(word_similarity(typed, ${names}), case when octet_length(typed) > char_length(typed) then (
             select avg(coalesce((select max(char_length(w)::float8 / char_length(n)) from unnest(words_of(${names})) n where starts_with(n, w)), 0)) from unnest(words_of(typed)) w) end)) from unnest(${texts}) typed)`;

/** By their names: those that have all that was typed, in one name or in several; where they are few, those that have less of it; and those in a place that have the other words. */
function byName({ folded, written, acronyms }: Typed, { all, fewer, splits }: NamesTyped, looking: Looking): Way {
  const { behind, limit, conditions } = looking;
  const inPlaces = splits.flatMap(({ place, ...split }) => (place ? [{ ...place, ...split }] : []));
  const coded = splits.flatMap(({ place, code, ...split }) => (place === null && code ? [{ ...code, ...split }] : []));
  const [byPostcode, byDepartment] = [coded.filter(({ postcode }) => postcode !== null), coded.filter(({ postcode }) => postcode === null)];
  return statement(folded, looking, (bind) => {
    const passing = bound(conditions, bind);
    const most = behind ? String(CANDIDATES_BEHIND) : `${bind(looking.candidates)}::integer`;
    const candidates = (order: string, times = 1): string => `${behind ? `order by ${order} ` : ''}limit ${times} * ${most}`;
    const list = (texts: readonly (string | null)[]): string => `${bind(texts)}::text[]`;
    const [spelt, whole] = [list([...written, ...acronyms]), list(written)];
    const isThere = `f.recorded @> at.position and f.effective @> $2::date and not ${UNREADABLE} ${passing.mayPass('f.party_id')} ${candidates('f.party_id')}`;
    return `with ${AT},
  exact as (select f.party_id from at, fact f where f.attribute = any('{${NAME_CODES}}') and f.recorded @> at.position and f.lookup = any(${spelt}) ${passing.mayPass('f.party_id')} ${candidates('f.party_id')}),
  together as materialized (select f.party_id from at, party_words f where f.words @@ ${bind(all)}::tsquery ${passing.mayPass('f.party_id')} ${candidates('f.party_id')}),
  fewer as (
    select f.party_id from at, (select count(*) from together) those (many), unnest(${list(fewer)}) with ordinality part (words, n),
           lateral (select f.party_id from party_words f where f.words @@ part.words::tsquery ${passing.mayPass('f.party_id')} ${candidates('f.party_id')}) f
     where those.many = 0 or (those.many < ${behind ? CANDIDATES_BEHIND : `${bind(limit + 1)}::integer`} and part.n = 1) ${candidates('part.n, f.party_id', 3)}
  ),
  in_place as materialized (
    select f.party_id, split.named
      from at, unnest(${list(inPlaces.map(({ words }) => words))}, ${list(inPlaces.map(({ first }) => first))}, ${rest(inPlaces, bind)}, ${list(inPlaces.map(({ code }) => code?.pattern ?? null))}, ${list(inPlaces.map(({ named }) => named))}) split (words, first, last, pattern, code, named),
           -- Fenced off, so that they are read by the index of localities, and names one by one by the party.
           lateral (select * from fact f where ${liesIn('split')} and (split.code is null or ${CODED_AS} ~ split.code) ${behind ? 'offset 0' : `limit ${PLACED}`}) f,
           lateral (select n.words from party_words n where n.party_id = f.party_id offset 0) called
     where called.words @@ split.words::tsquery and ${isThere}
  ),
  by_postcode as materialized (
    select f.party_id, split.named
      from at, unnest(${list(byPostcode.map(({ words }) => words))}, ${list(byPostcode.map(({ postcode }) => postcode))}, ${list(byPostcode.map(({ named }) => named))}) split (words, postcode, named),
           lateral (select * from fact f where ${ADDRESS} and f.value ->> 'postcode' = split.postcode union all select * from fact f where ${ADDRESS} and f.value ->> 'cedexCode' = split.postcode ${behind ? 'offset 0' : `limit ${PLACED}`}) f,
           lateral (select n.words from party_words n where n.party_id = f.party_id offset 0) called
     where called.words @@ split.words::tsquery and ${isThere}
  ),
  -- The other way round.
  by_department as materialized (
    select f.party_id, split.named
      from at, unnest(${list(byDepartment.map(({ words }) => words))}, ${list(byDepartment.map(({ pattern }) => pattern))}, ${list(byDepartment.map(({ named }) => named))}) split (words, pattern, named),
           lateral (select n.party_id from party_words n where n.words @@ split.words::tsquery ${behind ? 'offset 0' : `limit ${CALLED}`}) called,
           lateral (select * from fact f where f.party_id = called.party_id and ${ADDRESS} and ${CODED_AS} ~ split.pattern offset 0) f
     where ${isThere}
  ),
  there as (select party_id, array_agg(distinct text) as named from (select * from in_place union select * from by_postcode union select * from by_department) found, unnest(string_to_array(named, '|')) text group by party_id),
  candidate as materialized (select party_id from exact union select party_id from together union select party_id from fewer union select party_id from there),
  ${goneOf('select party_id from candidate')},
  name as materialized (
    select f.party_id, f.lookup, case when f.lookup = any(${spelt}) then 1 else ${likeness('f.lookup', whole)} end::float8 as score, ${FACT}
      from at, candidate,
           -- Fenced off, so that they are read by the index of names.
           lateral (select * from fact f where f.party_id = candidate.party_id and ${IS_NAME} offset 0) f
     where f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE_BY_GONE}
  ),
  -- Several words may stand in several names; and of whoever is where others of them say, only the rest is a name. This compares longer texts, so only where it can say more.
  whole as (
    select party_id, greatest(${likeness('names.lookups', whole)}, ${OF_ALL_IN_PLACE} * ${likeness('names.lookups', 'there.named')})::float8 as of_all
      from (select party_id, string_agg(lookup, ' ') as lookups, count(*) as many from name where current group by party_id) names left join there using (party_id)
     where strpos($1::text, ' ') > 0 and (names.many > 1 or there.named is not null)
  )
  -- Told also where no name is like enough.
  select looked.looked_at, f.* from (select count(*)::integer as looked_at from candidate) looked
    left join (select party_id, score, of_all, attribute, value, since, until, current from name left join whole using (party_id) where score >= ${WORD_THRESHOLD} or of_all >= ${WORD_THRESHOLD}) f on true`;
  });
}

/** Fenced off and one by one, so that they are read by the index of identifiers. */
const byIdentifier = (codes: Typed['codes'], looking: Looking): Way => statement(codes.map(({ code }) => code), looking, (bind) => `with ${AT}
  select f.party_id, code.score, ${FACT}
    from at, unnest($1::text[], ${bind(codes.map(({ score }) => score))}::float8[]) code (code, score),
         lateral (select * from fact f where f.attribute like 'identifier.%' and upper(translate(substr(f.lookup, strpos(f.lookup, ' ') + 1), ' .-', '')) = code.code offset 0) f
   where ${KNOWN}`);

/** By a fact of a party, or of an employment of one. */
const byContact = (contact: string, condition: string, score: string, looking: Looking): Way => statement(contact, looking, () => `with ${AT}
  select f.party_id, ${score}::float8 as score, ${FACT} from at, fact f where ${condition} and ${KNOWN}
  union all
  select f.a, ${score}::float8, ${RELATION_FACT} from at, relation_fact f where ${condition} and f.a is not null and ${KNOWN}`);

const ADDRESS = `f.attribute in ('address.geographic', 'address.postal')`;
/** What patterns of places are compared with. */
const PLACED_AS = `concat_ws('|', f.lookup, coalesce(f.value ->> 'postcode', ''), coalesce(f.value ->> 'inseeCode', ''))`;
/** In capitals without accents, blanks and dots. */
const labelled = (text: string): string => `upper(translate(${text}, 'àâäáãçéèêëíîïñóôöõùúûüÿÀÂÄÁÃÇÉÈÊËÍÎÏÑÓÔÖÕÙÚÛÜŸ ''’.,-', 'aaaaaceeeeiiinoooouuuuyAAAAACEEEEIIINOOOOUUUUY'))`;
/** What patterns of codes are compared with: those of France, however it is called. */
const CODED_AS = `case when f.value ->> 'country' is null or ${labelled(`f.value ->> 'country'`)} = any('{${frenchCountries().join(',')}}') then concat('|', f.value ->> 'postcode', '|', f.value ->> 'cedexCode', '|', f.value ->> 'inseeCode') end`;
/** Whether an address lies in a typed place. As the index compares, because `like` finds no index for a parameter. */
const liesIn = (place: string): string => `${ADDRESS} and f.lookup ~>=~ ${place}.first and f.lookup ~<=~ ${place}.last and (${place}.pattern is null or ${PLACED_AS} ~ ${place}.pattern)`;
/** The label of a CEDEX, as the index has it. */
const CEDEX_LABEL = labelled(`f.value ->> 'cedex'`);
const rest = (places: readonly TypedPlace[], bind: Bind): string => `${bind(places.map(({ last }) => last))}::text[], ${bind(places.map(({ pattern }) => pattern))}::text[]`;

/** What a place scores that is the one typed: behind names that have it in them, before those that are only like it (Lyons, D’Angelo). */
const PLACE = '0.8';

/** Addresses by what an index finds, fenced off so that it does. They all score the same: pages behind the first leave out none. */
function byAddress(first: unknown, looking: Looking, compose: (bind: Bind) => { readonly found: string; readonly from?: string; readonly where?: string; readonly score?: string }): Way {
  return statement(first, looking, (bind) => {
    const passing = bound(looking.conditions, bind);
    const { found, from, where = 'true', score = PLACE } = compose(bind);
    return `with ${AT}
  select f.party_id, ${score}::float8 as score, ${FACT} from at, ${from ? `${from}, ` : ''}lateral (select * from fact f where ${ADDRESS} and ${found} offset 0) f
   where (${where}) and ${KNOWN} ${passing.mayPass('f.party_id')} ${looking.behind ? '' : `limit ${bind(looking.candidates)}`}`;
  });
}

/** Also as that of a CEDEX. With its locality: one of both may have more behind it. */
function byPostcode({ code, locality }: NonNullable<Typed['postcode']>, looking: Looking): Way[] {
  const inLocality = (bind: Bind): string => (locality ? `exists (select from unnest(${bind(locality.spellings)}::text[]) l where f.lookup = l or starts_with(f.lookup, l || ' ') or starts_with(l, f.lookup || ' ')) or ${PLACED_AS} ~ ${bind(locality.pattern ?? null)}::text` : 'true');
  return [
    byAddress(code, looking, (bind) => ({ found: `f.value ->> 'postcode' = $1::text`, where: inLocality(bind) })),
    byAddress(code, looking, (bind) => ({ found: `f.value ->> 'cedexCode' = $1::text`, where: `${inLocality(bind)} or exists (select from unnest(${bind(locality?.labels ?? [])}::text[]) town where starts_with(${CEDEX_LABEL}, town))` })),
  ];
}

const byCedex = ({ town, labels }: NonNullable<Typed['cedex']>, looking: Looking): Way => byAddress(labels.map(({ first }) => first), looking, (bind) => ({
  from: `unnest($1::text[], ${bind(labels.map(({ last }) => last))}::text[], ${bind(labels.map(({ ofTown }) => ofTown))}::boolean[]) label (first, last, of_town)`,
  found: `${CEDEX_LABEL} ~>=~ label.first and ${CEDEX_LABEL} ~<=~ label.last`,
  where: `not label.of_town or exists (select from unnest(${bind(placeSpellings(town))}::text[]) town where f.lookup = town or starts_with(f.lookup, town || ' '))`,
}));
