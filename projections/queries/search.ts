/**
 * One box for whatever somebody types: a name with typos and without accents, a former name, an identifier in any spacing, a phone in
 * any format, an e-mail or its domain, a postcode, a locality, the code of a commune. The tables that answer everything else answer this
 * too, so that hits are those of the very position, and what was erased is not found.
 *
 * Ranked by one rule: what is exact (identifier, phone, e-mail) scores 1, its domain, a postcode or a locality 0.5, the code of a
 * commune, which may be another one's postcode, 0.4, a name how much of what was typed its words have in common with it (0.25 to 1, by
 * letters three in a row), or all names that hold, and the locality it is in where that was typed with them; what holds no longer on the
 * day counts for 0.8 of it. Words of what was typed are first compared with all words that names have, which are few; names are found by
 * those: by all, by all but one, by any, so that one word too many hides nobody. Where hundreds of names have all of them, not all are
 * ranked: who needs a certain one among them types more, or filters.
 *
 * Parties that turned out to be one are one hit: the survivor, by whatever finds any of them best.
 */
import type pg from 'pg';
import { placeSpellings } from '#libs/addresses/address.js';
import { cedexTyped, cityPattern, communesCoded, labelKey, placesTyped, type TypedPlace } from '#libs/addresses/typed-places.js';
import type { Position } from '#libs/event-log/event-log.js';
import { builtInAttributes, foldCase } from '#libs/facts/catalogue.js';
import type { PartyKind } from '#libs/parties/events.js';
import { frenchVat, isFrenchVat, isSiren, isSiret } from '#libs/facts/identifiers.js';
import { prepared } from '#libs/platform/database.js';
import { question, type Asking } from '#libs/platform/questions.js';
import type { Day } from '#libs/temporal/dates.js';
import { IS_NAME } from '../parties/name-words.js';
import { AT, goneOf, kindOf, membersOf, namesOf, survivorsOf, UNREADABLE, UNREADABLE_BY_GONE } from './sql.js';
import { displayNameOf } from './summary.js';

/** Hits at most, and when nothing is said: whoever needs more says more. */
export const MAX_HITS = 100;
export const DEFAULT_HITS = 20;
/** Kilometres. */
export const MAX_RADIUS = 500;
/** Below it two words, or a name and what was typed, are not alike: two letters exchanged in one of six. Set for every session, because the index reads it from there. */
export const WORD_THRESHOLD = '0.25';
/** A word that so many names have is no misspelling of another. */
const COMMON = 1_000;
/** Other words that one is taken for, those most like it, until so many names have one of them. */
const LIKE = 10;
const LIKE_USES = 500;
/** Words of what was typed that count. */
const MAX_WORDS = 8;
/** Parties whose names are looked at more closely: more than hits are asked for, because some had them at other times. */
const CANDIDATES = 'greatest(2 * $17, 60)';
/** The same for pages behind the first. They all look at the same ones, or what one leaves out another would have, so at far more, in their order. */
const CANDIDATES_BEHIND = 5_000;
/** Addresses in a locality whose parties are asked for the words typed beside it. */
const PLACED = 3_000;
/** Letters of an acronym. */
const ACRONYM = /^[a-z]{2,8}$/;
/** Signs of an identifier that count behind a name of something: as many as a SIREN has, and more than a postcode. */
const TELLING_CODE = 9;
/** What a company scores by the SIRET of one of its sites. */
const COMPANY_OF_SITE = 0.9;

export interface SearchFilter {
  readonly text: string | undefined;
  /** What the text is as a phone number in E.164, where it is one. */
  readonly phone: string | undefined;
  readonly near: { readonly latitude: number; readonly longitude: number; readonly kilometres: number } | undefined;
  readonly kind: PartyKind | undefined;
  /** Administrative (`active`, `ceased`), or commercial where somebody set it (`client`). */
  readonly status: string | undefined;
  readonly territory: string | undefined;
  /** An activity code, or its beginning, with its dots or without. */
  readonly activity: string | undefined;
  readonly followedBy: string | undefined;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after: SearchPlace | undefined;
}

/** Where a page ended. The first page is ranked among fewer than those behind it: so they go by what it showed, and from each other by rank. */
export interface SearchPlace {
  readonly shown: readonly string[];
  readonly last: { readonly score: number; readonly kilometres: number | null; readonly partyId: string } | undefined;
}

export interface Hit {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  readonly score: number;
  /** Why it was found; a former name says until when it was one. */
  readonly matched: { readonly attribute: string; readonly value: unknown; readonly since: Day | null; readonly until: Day | null; readonly current: boolean };
  readonly kilometres?: number;
}

export interface Row {
  readonly party_id: string;
  readonly score: number;
  readonly attribute: string;
  readonly value: unknown;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly current: boolean;
  readonly kilometres: number | null;
  readonly kind: PartyKind | null;
  readonly names: Parameters<typeof displayNameOf>[1] | null;
}

const ROW = `f.attribute, f.value, f.effective`;
const DISTANCE = `(6371 * 2 * asin(least(1, sqrt(power(sin(radians(((f.value ->> 'latitude')::float8 - $9::float8) / 2)), 2)
    + cos(radians($9::float8)) * cos(radians((f.value ->> 'latitude')::float8)) * power(sin(radians(((f.value ->> 'longitude')::float8 - $10::float8) / 2)), 2)))))`;
const own = (condition: string, score: string): string => `
    select f.party_id, ${score} as score, null, ${ROW} from at, fact f where ${condition} and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}`;
/** Facts of a party, and the contact points of its employments. */
const reached = (condition: string, score: string): string => `${own(condition, score)}
    union all select f.a, ${score}, null, ${ROW} from at, relation_fact f where ${condition} and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}`;
const holds = (party: string, attribute: string, condition: string): string =>
  `exists (select from fact g where g.party_id = ${party} and g.attribute = '${attribute}' and ${condition} and g.effective @> $2::date and g.recorded @> at.position)`;
/** Whether each filter lets a party through, but for what was merged into it. @param first number of the parameter of the kind, which the others follow */
export const filters = (party: string, first: number): Readonly<Record<FilterName, string>> => {
  const [kind, status, territory, activity, follower] = [0, 1, 2, 3, 4].map((n) => `$${first + n}`);
  return {
    kind: `(${kind}::text is null or exists (select from party k where k.party_id = ${party} and k.kind = ${kind} and k.recorded @> at.position))`,
    status: `(${status}::text is null or ${holds(party, 'administrative-status', `g.value = to_jsonb(${status}::text)`)} or ${holds(party, 'status-override', `g.value ->> 'status' = ${status}`)})`,
    territory: `(${territory}::text is null or ${holds(party, 'territory', `coalesce(g.value ->> 'code', g.value #>> '{}') = ${territory}`)})`,
    activity: `(${activity}::text is null or ${holds(party, 'activity', `starts_with(replace(upper(g.value ->> 'code'), '.', ''), replace(upper(${activity}), '.', ''))`)})`,
    followedBy: `(${follower}::text is null or ${holds(party, 'followed-by', `g.value ->> 'partyId' = ${follower}`)})`,
  };
};
export type FilterName = 'kind' | 'status' | 'territory' | 'activity' | 'followedBy';
const FIRST_FILTER = 12;
/** Whether one that is found may pass: of those that are one with others it is told when all are known. */
const mayPass = (party: string): string => `((($9::float8 is null or ${party} in (select party_id from nearby)) and ${Object.values(filters(party, FIRST_FILTER)).join(' and ')})
    or exists (select from party_alias a where ${party} in (a.loser, a.survivor) and a.recorded @> at.position))`;
/** Whether those that are one pass: each filter lets one of them through, but their kind is that of the one they are. */
const { kind: IS_OF_KIND, ...OTHERS } = filters('one.member', FIRST_FILTER);
const ONE_PASSES = `bool_or(one.depth = 0 and ${IS_OF_KIND}) and ${Object.values(OTHERS).map((filter) => `bool_or(${filter})`).join(' and ')}`;

// Whoever types has not ended the last word yet. $1 folded text
const WORDS = prepared(`
  with asked as materialized (
    select a.word, a.n, w.uses, length(a.word) > 2 and coalesce(w.uses, 0) < ${COMMON} as spelt, a.n = max(a.n) over () as last
      from (select word, min(n) as n from unnest(words_of($1)) with ordinality typed (word, n) group by word order by 2 limit ${MAX_WORDS}) a left join name_word w using (word)
  )
  select a.word, a.n::integer, coalesce(a.uses, 0) + coalesce(sum(v.uses), 0)::integer as uses, a.word || coalesce(array_agg(v.word) filter (where v.word is not null), '{}') as words
    from asked a left join lateral (
           select l.word, l.uses
             from (select w.word, w.uses, sum(w.uses) over (order by similarity(w.word, a.word) desc, w.word) - w.uses as before from name_word w where a.spelt and w.word % a.word order by similarity(w.word, a.word) desc, w.word limit ${LIKE}) l
            where l.before < ${LIKE_USES}
           union
           (select w.word, w.uses from name_word w where a.spelt and a.last and w.word > a.word collate "C" and w.word < (a.word || U&'\\+10FFFF') collate "C" order by w.uses desc, w.word limit ${LIKE})
         ) v on v.word <> a.word
   group by a.word, a.uses, a.n order by 3, 2`);

const NAME_CODES = builtInAttributes.map(({ code }) => code).filter((code) => code.startsWith('name.')).join(',');
const PASSES = mayPass('f.party_id');
const ADDRESS = `f.attribute in ('address.geographic', 'address.postal')`;
/** What patterns of places are compared with. */
const PLACED_AS = `concat_ws('|', f.lookup, coalesce(f.value ->> 'postcode', ''), coalesce(f.value ->> 'inseeCode', ''))`;
/** Whether an address lies in a typed place. As the index compares, because `like` finds no index for a parameter. */
const liesIn = (place: string): string => `${ADDRESS} and f.lookup ~>=~ ${place}.first and f.lookup ~<=~ ${place}.last and (${place}.pattern is null or ${PLACED_AS} ~ ${place}.pattern)`;
/** Whether an address is in the locality that was typed with its postcode: one of both may have more behind it. */
const IN_NAMED = `exists (select from unnest($21::text[]) l where f.lookup = l or starts_with(f.lookup, l || ' ') or starts_with(l, f.lookup || ' ')) or ${PLACED_AS} ~ $30::text`;
/** The label of a CEDEX in capitals without accents and blanks, as the index has it. */
const CEDEX_LABEL = `upper(translate(f.value ->> 'cedex', 'àâäáãçéèêëíîïñóôöõùúûüÿÀÂÄÁÃÇÉÈÊËÍÎÏÑÓÔÖÕÙÚÛÜŸ ''’.,-', 'aaaaaceeeeiiinoooouuuuyAAAAACEEEEIIINOOOOUUUUY'))`;

// $1 folded text, $2 day, $3 position, $4 identifiers in capitals and without spaces, $5 phone, $6 e-mail, $7 domain, $8 postcode, $9 latitude, $10 longitude, $11 kilometres,
// $12 kind, $13 status, $14 territory, $15 activity, $16 follower, $17 limit, $18 spellings of an acronym, $19 all words, $20 fewer of them, the rarest first, $21 spellings of the locality of the postcode, $22 codes of communes,
// $23 words of a name and $24, $25, $26 the place beside them, $27, $28, $29 the text as a place, $30 pattern of the locality of the postcode and $31 its beginnings as the town of a CEDEX, $32, $33, $34 labels of a CEDEX and $35 its town, $36 how exact the identifiers are, $37 the place beside the words as it was typed
/** $38 what the first page showed, $39 score, $40 kilometres and $41 id of the last hit of another */
const BEHIND = `and not exists (select from unnest($38::uuid[]) shown where shown = h.party_id)
     and ($39::float8 is null or h.score < $39 or (h.score = $39 and (coalesce(n.kilometres, 'Infinity'), h.party_id) > (coalesce($40::float8, 'Infinity'), $41::uuid)))`;
const hits = (behind: boolean) => {
  const candidates = (order: string, times = 1): string => (behind ? `order by ${order} limit ${times * CANDIDATES_BEHIND}` : `limit ${times === 1 ? '' : `${times} * `}${CANDIDATES}`);
  /** Addresses by what an index finds. They all score the same: pages behind the first leave out none. */
  const fenced = (found: string, condition: string, score: string, typed = ''): string => `(
      select f.party_id, ${score}, null, ${ROW} from at, ${typed}lateral (select * from fact f where ${found} offset 0) f
       where ${condition} and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE} and ${PASSES} ${behind ? '' : `limit ${CANDIDATES}`})`;
  return prepared(`
  with recursive ${AT},
  nearby as materialized (
    select f.party_id, min(${DISTANCE}) as kilometres from at, fact f
     where $9::float8 is not null and f.attribute = 'address.geographic' and f.value ->> 'latitude' is not null and f.value ->> 'longitude' is not null
       and (f.value ->> 'latitude')::numeric between ($9::float8 - $11::float8 / 111)::numeric and ($9::float8 + $11::float8 / 111)::numeric
       and f.recorded @> at.position and f.effective @> $2::date and ${DISTANCE} <= $11::float8 and not ${UNREADABLE}
     group by f.party_id
  ),
  -- By their names: those that have all that was typed, in one name or in several; where they are few, those that have less of it.
  exact as (select f.party_id from at, fact f where f.attribute = any('{${NAME_CODES}}') and f.recorded @> at.position and (f.lookup = $1 or f.lookup = any($18::text[])) and ${PASSES} ${candidates('f.party_id')}),
  together as materialized (select f.party_id from at, party_words f where f.words @@ $19::tsquery and ${PASSES} ${candidates('f.party_id')}),
  fewer as (
    select f.party_id from at, (select count(*) from together) those (many), unnest($20::text[]) with ordinality part (words, n), lateral (select f.party_id from party_words f where f.words @@ part.words::tsquery and ${PASSES} ${candidates('f.party_id')}) f
     where those.many = 0 or (those.many < ${behind ? CANDIDATES_BEHIND : '$17'} and part.n = 1) ${candidates('part.n, f.party_id', 3)}
  ),
  -- Those in a locality that have the other words.
  placed as materialized (
    select f.party_id, split.typed
      from at, unnest($23::text[], $24::text[], $25::text[], $26::text[], $37::text[]) split (words, first, last, pattern, typed),
           -- Fenced off, so that they are read by the index of localities, and names one by one by the party.
           lateral (select * from fact f where ${liesIn('split')} ${behind ? 'offset 0' : `limit ${PLACED}`}) f,
           lateral (select n.words from party_words n where n.party_id = f.party_id offset 0) named
     where named.words @@ split.words::tsquery and f.recorded @> at.position and f.effective @> $2::date and not ${UNREADABLE} and ${PASSES} ${candidates('f.party_id')}
  ),
  candidate as materialized (select party_id from exact union select party_id from together union select party_id from fewer union select party_id from placed),
  ${goneOf('select party_id from candidate')},
  name as materialized (
    select f.party_id, f.lookup, case when f.lookup = any($18::text[]) then 1 else word_similarity($1, f.lookup) end::float8 as score, ${ROW}
      from at, candidate,
           -- Fenced off, so that they are read by the index of names.
           lateral (select * from fact f where f.party_id = candidate.party_id and ${IS_NAME} offset 0) f
     where f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE_BY_GONE}
  ),
  -- Several words may stand in several names, or name the place, however its locality is written there. This compares longer texts, so only where it can say more.
  whole as (
    select party_id, word_similarity($1, concat_ws(' ', string_agg(name.lookup, ' '), max(place.typed)))::float8 as of_all
      from name left join (select party_id, string_agg(distinct typed, ' ') as typed from placed group by party_id) place using (party_id)
     where strpos($1, ' ') > 0 and effective @> $2::date group by party_id having count(*) > 1 or max(place.typed) is not null
  ),
  found as (
    select party_id, score, of_all, attribute, value, effective from name left join whole using (party_id) where score >= ${WORD_THRESHOLD} or of_all >= ${WORD_THRESHOLD}
    -- Fenced off and one by one, so that they are read by the index of identifiers.
    union all select f.party_id, code.score, null, ${ROW}
      from at, unnest($4::text[], $36::float8[]) code (code, score), lateral (select * from fact f where f.attribute like 'identifier.%' and upper(translate(substr(f.lookup, strpos(f.lookup, ' ') + 1), ' .-', '')) = code.code offset 0) f
     where f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
    union all ${reached(`f.attribute = 'phone' and f.lookup = $5::text`, '1')}
    union all ${reached(`f.attribute = 'email' and f.lookup = $6::text`, '1')}
    union all ${reached(`$7::text is not null and f.attribute = 'email' and split_part(f.lookup, '@', 2) = $7`, '0.5')}
    -- Fenced off, so that they are read by the indexes of what they are found by.
    union all ${fenced(`${ADDRESS} and f.value ->> 'postcode' = $8::text`, `($21::text[] is null or ${IN_NAMED})`, '0.5')}
    union all ${fenced(`${ADDRESS} and f.value ->> 'cedexCode' = $8::text`, `($21::text[] is null or ${IN_NAMED} or exists (select from unnest($31::text[]) town where starts_with(${CEDEX_LABEL}, town)))`, '0.5')}
    union all ${fenced(`${ADDRESS} and f.value ->> 'inseeCode' = any($22::text[])`, 'true', '0.4')}
    union all ${fenced(liesIn('place'), 'true', '0.5', 'unnest($27::text[], $28::text[], $29::text[]) place (first, last, pattern), ')}
    union all ${fenced(`${ADDRESS} and ${CEDEX_LABEL} ~>=~ label.first and ${CEDEX_LABEL} ~<=~ label.last`, `(not label.of_town or exists (select from unnest($35::text[]) town where f.lookup = town or starts_with(f.lookup, town || ' ')))`, '0.5', 'unnest($32::text[], $33::text[], $34::boolean[]) label (first, last, of_town), ')}
    union all select f.party_id, 0, null, ${ROW} from at, nearby n join fact f on f.party_id = n.party_id and f.attribute = 'address.geographic' where $1::text is null and f.recorded @> at.position and f.effective @> $2::date
  ),
  ${membersOf('one', 'select party_id from found')},
  best as (
    select distinct on (one.party_id) one.party_id, attribute, value, lower(effective)::text as since, upper(effective)::text as until, effective @> $2::date as current, greatest(weighed, of_all) as score
      from (select *, score * case when effective @> $2::date then 1 else 0.8 end as weighed from found) f join one on one.member = f.party_id where lower_inf(effective) or lower(effective) <= $2::date
     order by one.party_id, greatest(weighed, of_all) desc, weighed desc, one.depth, attribute
  ),
  passed as (
    select one.party_id, min(nearby.kilometres) as kilometres from at, one left join nearby on nearby.party_id = one.member
     group by one.party_id having ($9::float8 is null or min(nearby.kilometres) is not null) and ${ONE_PASSES}
  ),
  hit as (
    select h.*, n.kilometres, q.kind, ${namesOf('h.party_id')} as names
      from at, best h join party q on q.party_id = h.party_id and q.recorded @> (select position from at) and not q.erased join passed n on n.party_id = h.party_id
     where true ${behind ? BEHIND : ''}
     order by h.score desc, n.kilometres nulls last, h.party_id limit $17
  )
  -- Told also where there are no hits: all that were found may have had their names at other times.
  select * from (select ${behind ? 'false' : `(select count(*) from candidate) >= ${CANDIDATES} or (select count(*) from found) >= ${CANDIDATES}`} as left_out, exists (select from found) as any_found) looked left join hit on true
   order by score desc, kilometres nulls last, party_id`);
};
const [FIRST_HITS, HITS_BEHIND] = [hits(false), hits(true)];

/** A word as it was typed, with those it may stand for; the rarest first. */
interface TypedWord {
  readonly word: string;
  /** Where it stands. */
  readonly n: number;
  /** Names that have one of them, at most. */
  readonly uses: number;
  readonly words: readonly string[];
}

/** A postcode, alone or with its locality before or behind, as on an envelope: behind it with an arrondissement or a CEDEX, that one of both sides may leave out. */
const POSTCODE = /^(?:(\d{5})(?:[\s,]+([^\d\s,].*))?|(\D+?)[\s,]+(\d{5}))$/;

/** As INSEE numbers communes: those of Corsica have a letter. */
const INSEE_CODE = /^(\d\d|2[AB])\d{3}$/i;

/** Its last label has letters: a number with dots is none. */
const DOMAIN = /^@?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/i;

/** Words hold no quotes and no backslashes: those stand between them. */
const anyOf = ({ words }: TypedWord): string => `(${words.map((word) => `'${word}'`).join(' | ')})`;
const allOf = (words: readonly TypedWord[]): string => words.map(anyOf).join(' & ');

/**
 * What else finds a party: the rarest word, where others have all; and where nobody has, all words but one, the most frequent first to be left
 * out, and each that is not in every other name.
 */
function fewerOf(words: readonly TypedWord[]): string[] {
  if (words.length < 2) return [];
  const [rarest, ...others] = words.filter(({ uses }, index) => index === 0 || uses < COMMON).map(anyOf);
  return [rarest!, ...(words.length < 3 ? [] : words.map((left) => allOf(words.filter((word) => word !== left))).reverse()), ...others];
}

/** Words of a name with those before or behind them as a place; of a CEDEX that is also its town. */
function splitsOf(typed: readonly TypedWord[]): (TypedPlace & { readonly words: string; readonly typed: string })[] {
  const inOrder = [...typed].sort((a, b) => a.n - b.n);
  const parts = inOrder.slice(1).flatMap((_, index) => [[inOrder.slice(0, index + 1), inOrder.slice(index + 1)], [inOrder.slice(index + 1), inOrder.slice(0, index + 1)]] as const);
  // Nobody has a name with a word that no name has; numbers are not counted.
  return parts.filter(([named]) => named.every(({ uses, word }) => uses > 0 || /\d/.test(word))).flatMap(([named, words]) => {
    const place = words.map(({ word }) => word).join(' ');
    const cedex = cedexTyped(place);
    return [...placesTyped(place), ...(cedex ? placesTyped(cedex.town) : [])].map((one) => ({ words: allOf(named), typed: place, ...one }));
  });
}

const rangesOf = (places: readonly TypedPlace[]): [string[], string[], (string | null)[]] => [places.map(({ first }) => first), places.map(({ last }) => last), places.map(({ pattern }) => pattern)];

/** What people write at an identifier, without a blank between: what it is one of. */
const SCHEME_BEFORE = /^(?:N[°ºO]|NUM(?:ERO)?|SIREN|SIRET|TVA|VAT|RCS)+(?=[A-Z]{0,2}\d)/;
const SCHEME_BEHIND = /(?<=\d)(?:SIREN|SIRET|TVA|VAT|RCS)$/;
/** Words before and behind an identifier that may be left out: `n° de TVA intracommunautaire`. */
const WORDS_AROUND = 6;

/**
 * Identifiers in any spacing, with how exact a hit by them is: alone, or with what they are one of before or behind, as `SIREN 732 829 320`,
 * `732829320 RCS Nantes`, `erp:C-0001`. A French VAT number and a SIREN are the same company, a SIRET is of one.
 */
function codesIn(text: string): { readonly code: string; readonly score: number }[] {
  const [, behindSystem = ''] = /^[^\s:]+:\s*(\S.*)$/.exec(text) ?? [];
  const parts = text.split(/[\s:,;()]+/).filter((part) => part !== '');
  const [first, last] = [parts.findIndex((part) => /\d/.test(part)), parts.findLastIndex((part) => /\d/.test(part))];
  const cut = first < 0 ? [] : range(Math.max(0, first - WORDS_AROUND), first).flatMap((from) => range(last + 1, Math.min(parts.length, last + 1 + WORDS_AROUND)).map((to) => parts.slice(from, to).join('')));
  const bare = (code: string): string => code.replace(/[\s.-]/g, '').toUpperCase();
  const telling = cut.map(bare).flatMap((code) => [code, code.replace(SCHEME_BEFORE, ''), code.replace(SCHEME_BEFORE, '').replace(SCHEME_BEHIND, '')]).filter((code) => code.length >= TELLING_CODE);
  const exact = [bare(text), bare(behindSystem), ...telling].filter((code) => code !== '');
  const sirens = [...exact.filter(isSiren), ...exact.filter(isFrenchVat).map((vat) => vat.slice(4))];
  return [
    ...[...new Set([...exact, ...sirens, ...sirens.map(frenchVat)])].map((code) => ({ code, score: 1 })),
    ...[...new Set(exact.filter(isSiret).map((siret) => siret.slice(0, 9)))].map((code) => ({ code, score: COMPANY_OF_SITE })),
  ];
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** An acronym as it may be written, with dots or without. */
function acronymsOf(folded: string): string[] {
  const letters = folded.replace(/[\s.]/g, '');
  const spelt = [...letters];
  return ACRONYM.test(letters) && (folded === letters || /^([a-z][\s.]+)+[a-z]?$/.test(folded)) ? [letters, spelt.join('.'), `${spelt.join('.')}.`, spelt.join(' '), `${spelt.join('. ')}.`] : [];
}

/** Hits in their order, and where the page ended that has them, where there may be others. */
export interface Hits {
  readonly items: readonly Hit[];
  readonly next: SearchPlace | undefined;
}

/** The best hits on a day, as known at a position. */
export async function searchParties(pool: pg.Pool, asOf: Day, position: Position, filter: SearchFilter): Promise<Hits> {
  const { text, phone, near, kind, status, territory, activity, followedBy, limit, after } = filter;
  const trimmed = text?.trim();
  const email = trimmed !== undefined && /^[^\s@]+@[^\s@]+$/.test(trimmed) ? trimmed.toLowerCase() : null;
  const domain = trimmed !== undefined && DOMAIN.test(trimmed) ? trimmed.replace(/^@/, '').toLowerCase() : null;
  const folded = trimmed === undefined ? null : foldCase(trimmed);
  const [, postcodeFirst, behind, before, postcodeLast] = POSTCODE.exec(trimmed ?? '') ?? [];
  const [postcode, locality] = [postcodeFirst ?? postcodeLast, behind ?? before];
  const words = folded === null ? [] : (await pool.query<TypedWord>({ ...WORDS, values: [folded] })).rows;
  // What no name has narrows nothing down; numbers are not counted.
  const known = words.filter(({ uses, word }) => uses > 0 || /\d/.test(word));
  const codes = trimmed === undefined ? [] : codesIn(trimmed);
  const places = folded === null ? [] : placesTyped(folded);
  const cedex = folded === null ? undefined : cedexTyped(folded);
  // Of a city whose parties are many, its number or CEDEX is no name of one.
  const splits = folded === null || cityPattern(cedex?.town ?? folded) !== undefined ? [] : splitsOf(words);
  const named = locality === undefined ? undefined : foldCase(locality);
  const town = named === undefined ? undefined : (cedexTyped(named)?.town ?? named);
  const look = async (from: SearchPlace | undefined): Promise<{ readonly hits: readonly Row[]; readonly leftOut: boolean; readonly anyFound: boolean }> => {
    const { rows } = await pool.query<(Row | { readonly party_id: null }) & { readonly left_out: boolean; readonly any_found: boolean }>({
      ...(from ? HITS_BEHIND : FIRST_HITS), values: [
        folded, asOf, position, codes.map(({ code }) => code), phone ?? null, email, domain, postcode ?? null,
        near?.latitude ?? null, near?.longitude ?? null, near?.kilometres ?? null, kind ?? null, status ?? null, territory ?? null, activity ?? null, followedBy ?? null, limit + 1,
        folded === null ? null : acronymsOf(folded), known.length === 0 ? null : allOf(known), fewerOf(known), named === undefined ? null : placeSpellings(named),
        trimmed !== undefined && INSEE_CODE.test(trimmed) ? communesCoded(trimmed.toUpperCase()) : null, splits.map((split) => split.words), ...rangesOf(splits), ...rangesOf(places),
        town === undefined ? null : (cityPattern(town) ?? null), town === undefined ? null : placeSpellings(town).map(labelKey),
        cedex?.labels.map(({ first }) => first) ?? null, cedex?.labels.map(({ last }) => last) ?? null, cedex?.labels.map(({ ofTown }) => ofTown) ?? null, cedex ? placeSpellings(cedex.town) : null, codes.map(({ score }) => score), splits.map(({ typed }) => typed), ...(from ? [from.shown, from.last?.score ?? null, from.last?.kilometres ?? null, from.last?.partyId ?? null] : []),
      ],
    });
    return { hits: rows.flatMap((row) => (row.party_id === null ? [] : [row])), leftOut: rows[0]!.left_out, anyFound: rows[0]!.any_found };
  };
  const first = await look(after);
  // None that was looked at counts on the day: others may.
  const from = !after && first.hits.length === 0 && first.leftOut && first.anyFound ? { shown: [], last: undefined } : after;
  const { hits, leftOut } = from === after ? first : await look(from);
  const shown = hits.slice(0, limit);
  const last = shown.at(-1);
  const more = last !== undefined && (hits.length > limit || leftOut);
  return {
    items: shown.map(hitOf),
    next: !more ? undefined : from ? { ...from, last: { score: last.score, kilometres: last.kilometres, partyId: last.party_id } } : { shown: shown.map((row) => row.party_id), last: undefined },
  };
}

export function hitOf(row: Row): Hit {
  return {
    party: { partyId: row.party_id, kind: row.kind, displayName: row.kind && displayNameOf(row.kind, row.names ?? []) }, score: Math.round(row.score * 1_000) / 1_000,
    matched: { attribute: row.attribute, value: row.value, since: row.since, until: row.until, current: row.current }, ...(row.kilometres !== null && { kilometres: Math.round(row.kilometres * 10) / 10 }),
  };
}

/** Somebody who may be calling. */
export interface Caller {
  readonly party: { readonly partyId: string; readonly kind: PartyKind | null; readonly displayName: string | null };
  /** `own`: a number of the party itself; `employment`: one it is reached by at another party. */
  readonly by: 'own' | 'employment';
  readonly at: { readonly partyId: string; readonly displayName: string | null } | null;
  readonly current: boolean;
  readonly until: Day | null;
}

// Persons first, then who has the number now, then who had it last. $1 number, $2 day, $3 position
const CALLERS = question(`
  with recursive ${AT},
  found as (
    select f.party_id, null::uuid as other, f.effective from at, fact f where f.attribute = 'phone' and f.lookup = $1 and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
    union all
    select f.a, f.b, f.effective from at, relation_fact f where f.attribute = 'phone' and f.lookup = $1 and f.a is not null and f.recorded @> at.position and not isempty(f.effective) and not ${UNREADABLE}
  ),
  ${survivorsOf('survivor', 'select party_id from found union select other from found')},
  -- Who is one with others has the number once.
  caller as (
    select distinct on (s.party_id, o.party_id) s.party_id, o.party_id as other, f.effective from found f join survivor s on s.asked = f.party_id left join survivor o on o.asked = f.other
     where lower_inf(f.effective) or lower(f.effective) <= $2::date order by s.party_id, o.party_id, f.effective @> $2::date desc, upper(f.effective) desc nulls first
  )
  select c.party_id, c.other, c.effective @> $2::date as current, upper(c.effective)::text as until, q.kind, ${namesOf('c.party_id')} as names, ${kindOf('c.other')} as other_kind, ${namesOf('c.other')} as other_names
    from at, caller c join party q on q.party_id = c.party_id and q.recorded @> (select position from at) and not q.erased
   order by c.effective @> $2::date desc, (q.kind = 'person') desc, upper(c.effective) desc nulls first, c.party_id limit ${MAX_HITS}`, 'text', 'date', 'bigint');

/** Who may be calling from a number in E.164, the likeliest first. */
export async function callersFrom(db: Asking, number: string, asOf: Day, position: Position): Promise<readonly Caller[]> {
  const { rows } = await db.query<{
    party_id: string; other: string | null; current: boolean; until: Day | null; kind: PartyKind | null; names: Row['names']; other_kind: PartyKind | null; other_names: Row['names'];
  }>({ ...CALLERS, values: [number, asOf, position] });
  return rows.map((row) => ({
    party: { partyId: row.party_id, kind: row.kind, displayName: row.kind && displayNameOf(row.kind, row.names ?? []) }, by: row.other === null ? 'own' : 'employment',
    at: row.other === null ? null : { partyId: row.other, displayName: row.other_kind && displayNameOf(row.other_kind, row.other_names ?? []) }, current: row.current, until: row.until,
  }));
}
