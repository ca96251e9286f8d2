/** The words of what was typed, and those of names that each may stand for: those are few, names are many. */
import type pg from 'pg';
import { cedexTyped, cityPattern, codePattern, placesTyped, type TypedPlace } from '#libs/addresses/typed-places.js';
import { prepared } from '#libs/platform/database.js';
import { abbreviated, nameSpellings, type Typed } from './typed.js';

/** A word that so many names have is no misspelling of another. */
const COMMON = 1_000;
/** Other words that one is taken for, those most like it, until so many names have one of them. */
const LIKE = 10;
const LIKE_USES = 500;
/** Words of what was typed that count. */
const MAX_WORDS = 8;

// Whoever types has not ended the last word yet. $1 folded text, $2 words of it and $3 how those are written besides
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
           select w.word, w.uses from unnest($2::text[], $3::text[]) besides (word, written) join name_word w on w.word = besides.written where besides.word = a.word
           union
           (select w.word, w.uses from name_word w where a.spelt and a.last and w.word > a.word collate "C" and w.word < (a.word || U&'\\+10FFFF') collate "C" order by w.uses desc, w.word limit ${LIKE})
         ) v on v.word <> a.word
   group by a.word, a.uses, a.n order by 3, 2`);

/** A word as it was typed, with those it may stand for; the rarest first. */
interface TypedWord {
  readonly word: string;
  /** Where it stands. */
  readonly n: number;
  /** Names that have one of them, at most. */
  readonly uses: number;
  readonly words: readonly string[];
}

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

/** Words of a name beside those of a place: what a party has to be called, and where it has to be. */
interface Split {
  /** As it was typed, and as that may be written besides: between bars. */
  readonly named: string;
  readonly words: string;
  /** Null: whichever. One of both is there. */
  readonly place: TypedPlace | null;
  /** A department, or a postcode: told as well, because there is an index of those. */
  readonly code: { readonly pattern: string; readonly postcode: string | null } | null;
}

const POSTCODE_LENGTH = 5;

/** Words before or behind a place, of a CEDEX also its town; beside a postcode or a department, in front, behind or between; or beside both. */
function splitsOf(typed: readonly TypedWord[]): Split[] {
  const inOrder = [...typed].sort((a, b) => a.n - b.n);
  const coded = inOrder.flatMap(({ word }, at) => {
    const [pattern, others] = [codePattern(word), inOrder.filter((_, n) => n !== at)];
    const code = pattern === undefined || others.length === 0 ? undefined : { pattern, postcode: word.length === POSTCODE_LENGTH ? word : null };
    return code ? [...named(others, null, code), ...placed(others, code)] : [];
  });
  // A number of two digits may be that of an arrondissement; a postcode is part of no place.
  return [...(coded.some(({ code }) => code?.postcode) ? [] : placed(inOrder, null)), ...coded];
}

function placed(inOrder: readonly TypedWord[], code: Split['code']): Split[] {
  const parts = inOrder.slice(1).flatMap((_, index) => [[inOrder.slice(0, index + 1), inOrder.slice(index + 1)], [inOrder.slice(index + 1), inOrder.slice(0, index + 1)]] as const);
  return parts.flatMap(([words, others]) => {
    const place = others.map(({ word }) => word).join(' ');
    const cedex = cedexTyped(place);
    return [...placesTyped(place), ...(cedex ? placesTyped(cedex.town) : [])].flatMap((one) => named(words, one, code));
  });
}

/** Nobody has a name with a word that no name has; numbers are not counted. */
const named = (words: readonly TypedWord[], place: TypedPlace | null, code: Split['code']): Split[] => (
  words.every(({ uses, word }) => uses > 0 || /\d/.test(word)) ? [{ named: nameSpellings(words.map(({ word }) => word).join(' ')).join('|'), words: allOf(words), place, code }] : []);

/** What parties are found by that have a name of it: `all` words, or `fewer` of them, the rarest first; or words of a name beside the place that others are. */
export interface NamesTyped {
  readonly all: string | null;
  readonly fewer: readonly string[];
  readonly splits: readonly Split[];
}

export async function namesTyped(pool: pg.Pool, { folded, cedex }: Typed): Promise<NamesTyped> {
  const besides = folded.split(/[ .]+/).flatMap((word) => abbreviated(word).map((written) => [word, written] as const));
  const { rows: words } = await pool.query<TypedWord>({ ...WORDS, values: [folded, besides.map(([word]) => word), besides.map(([, written]) => written)] });
  // What no name has narrows nothing down; numbers are not counted.
  const known = words.filter(({ uses, word }) => uses > 0 || /\d/.test(word));
  // Of a city whose parties are many, its number or CEDEX is no name of one.
  return { all: known.length === 0 ? null : allOf(known), fewer: fewerOf(known), splits: cityPattern(cedex?.town ?? folded) === undefined ? splitsOf(words) : [] };
}
