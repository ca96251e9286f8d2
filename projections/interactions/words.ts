/**
 * The words that full-text search goes by: those of a text and those asked for are taken apart and stemmed the same way, in French and in
 * English, whose stems stand side by side. Done here, where each word is stemmed once for all texts that have it.
 */
import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as frenchStem } from '@orama/stemmers/french';
import { isErased } from '#libs/event-log/domain-event.js';
import type { InteractionContent } from '#libs/interactions/events.js';
import { withoutAccents } from '#libs/platform/plain-letters.js';

/** What a word is kept by; undefined in a language in which every text has it. */
interface Stems {
  readonly french: string | undefined;
  readonly english: string | undefined;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Those of Snowball, as PostgreSQL has them too, in plain letters; without `ete`, which is a summer as well. */
const FRENCH_STOP_WORDS = setOf(`
  a au aux avec ce ces dans de des du elle en et eux il je la le leur lui ma mais me meme mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se
  ses son sur ta te tes toi ton tu un une vos votre vous c d j l m n s t y etant suis es est sommes etes sont serai seras sera serons serez seront serais
  serait serions seriez seraient etais etait etions etiez etaient fus fut fumes futes furent sois soit soyons soyez soient fusse fusses fussions fussiez
  fussent ayant eu eue eues eus ai as avons avez ont aurai auras aura aurons aurez auront aurais aurait aurions auriez auraient avais avait avions aviez
  avaient eut eumes eutes eurent aie aies ait ayons ayez aient eusse eusses eussions eussiez eussent`);
const ENGLISH_STOP_WORDS = setOf(`
  i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs
  themselves what which who whom this that these those am is are was were be been being have has had having do does did doing a an the and but if or
  because as until while of at by for with about against between into through during before after above below to from up down in out on off over under
  again further then once here there when where why how all any both each few more most other some such no nor not only own same so than too very s t can
  will just don should now`);

/** Those of ASCII in lower case, where a letter is one of them with an accent or a stroke, or a ligature of them. */
const plainLetters = (word: string): string => withoutAccents(word.normalize('NFKD')).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Endings by which the stemmer knows a word as it is: `defectueuse`, `definitive`, `retablie`. In -ie it takes a word for a participle of a
 * verb in -ir, so not those after whose letters most verbs are in -ier: `modifie`, `oublie`, `expedie`, `varie`.
 */
const KNOWN_ENDING = /(?:euse|(?<!act)ive|(?<![cf]|[^m]p|ph|ubl|[^m]pl|[^n]d|[eu]g|[acot]r|dev|init)ie)s?$/;

/**
 * The French stemmer knows participles by their accents (livré, livrées), so it is given one back at every other ending that may be one:
 * `livre`, `livree` and `livrees` are stemmed as `livré` is, which is as `livrer`. Nor does it know that `recus` is more than one `recu`, and
 * that a `derniere` is a `dernier`. Where that goes too far the English stems find the word as it is written.
 */
const withAccents = (word: string): string => !/^[a-z]{2,}(?:es?|us)$/.test(word) || KNOWN_ENDING.test(word) ? word : word
  .replace(/(?<=[a-z]{2}[^aeo]u)s$/, '').replace(/ieres?$/, 'ier').replace(/(?<=[a-z]{2})e?es?$/, 'é');

/** A tsvector keeps no word of more than 2,046 bytes. */
const LONGEST_WORD = 500;
/** Words whose stems are remembered, at most, and how long one may be: texts of one language share some ten thousand. */
const MOST_REMEMBERED = 50_000;
const LONGEST_REMEMBERED = 40;
const remembered = new Map<string, Stems>();

/** Where keys are destroyed: words of what was erased may be among those remembered. */
export const forgetStems = (): void => remembered.clear();

/** @param word as it is written */
function stemsOf(word: string): Stems {
  const known = remembered.get(word);
  if (known) return known;
  // Not in the middle of a character: half of one is none that is stored.
  const plain = plainLetters(word).slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '');
  // Accents and vowel signs alone are none.
  if (plain === '') return { french: undefined, english: undefined };
  // Numbers, and what has some, are no words of a language; there are as many as texts.
  if (/\p{N}/u.test(plain)) return { french: plain, english: plain };
  const stems = { french: FRENCH_STOP_WORDS.has(plain) ? undefined : frenchStem(withAccents(plain)), english: ENGLISH_STOP_WORDS.has(plain) ? undefined : englishStem(plain) };
  if (word.length > LONGEST_REMEMBERED) return stems;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  // A copy: what was cut out of a text would keep the whole of it.
  remembered.set(Buffer.from(word).toString(), stems);
  return stems;
}

/** Runs of letters and digits, as they are written; º and ª stand for `o` and `a`, but are read as signs. */
const WORDS = new RegExp('[[\\p{L}\\p{M}\\p{N}]--[ºª]]+', 'gv');
const NOT_ASCII = /[^\p{ASCII}]/u;
/** Soft hyphens and their like take no word apart. */
const wordsIn = (text: string): string[] => (NOT_ASCII.test(text) ? text.replace(/\p{Cf}/gu, '').match(WORDS) : text.match(/[a-z0-9]+/gi)) ?? [];

/** Positions that a tsvector tells apart, and of how many bytes it may be. */
const LAST_POSITION = 16_383;
const MOST_BYTES = 1_000_000;

/** What full-text search reads, as a tsvector: all that people wrote, and what is said of those whose party was not known. Of one that has some 40,000 words that are not the same, the first ones. */
export function documentOf(texts: InteractionContent['texts']): string {
  if (isErased(texts)) return '';
  const { subject, objective, notes, outcome, topics = [], unresolved = {} } = texts;
  const described = Object.values(unresolved).flatMap(({ name, phone, email }) => [name, phone, phone?.replace(/\D/g, ''), email]);
  const words = wordsIn([subject, objective, notes, outcome, ...topics.flatMap((topic) => [topic.subject, topic.notes]), ...described].filter((text) => text !== undefined).join('\n'));
  const lexemes = new Map<string, string>();
  let bytes = 0;
  const note = (lexeme: string, position: number): void => {
    const before = lexemes.get(lexeme);
    // At most: three for a unit of UTF-16, and what it costs to keep it.
    if (before === undefined && (bytes += 3 * lexeme.length + 8) > MOST_BYTES) return;
    lexemes.set(lexeme, before === undefined ? `${lexeme}:${position}` : `${before},${position}`);
  };
  for (const [n, word] of words.entries()) {
    const { french, english } = stemsOf(word);
    const position = Math.min(n + 1, LAST_POSITION);
    if (french !== undefined) note(french, position);
    if (english !== undefined && english !== french) note(english, position);
  }
  return [...lexemes.values()].join(' ');
}

/** A phrase, or what stands without a blank: its words. */
type Phrase = readonly string[];

/**
 * What is asked for as in a search box, as a tsquery that {@link documentOf} is held against: words of which all are there, "an exact
 * phrase", this `or` that, `-not` this. A text has all of it in one of the languages; what is not to be there is in it in neither. That goes
 * for the whole of what is asked for. What has signs in it is the phrase of its parts, `AB-7731` as `l’offre`; but a slash stands between words.
 */
export function askedFor(text: string): string {
  const unwanted: Phrase[] = [];
  /** Of some phrases, one after the other of which all are there. */
  const wanted: Phrase[][] = [[]];
  const parts = [...text.replace(/[“”„«»]/g, '"').replace(/[‐‑]/g, '-').matchAll(/(?<![^\s"(])((?:or\s+)?-+)(?:"([^"]*)"?|([^\s"]+))|"([^"]*)"?|\(+|[^\s"/]+/gi)];
  for (const [n, [part, not, ...written]] of parts.entries()) {
    const phrase = wordsIn(written.find((one) => one !== undefined) ?? part);
    if (not !== undefined) unwanted.push(phrase);
    else if (/^or$/i.test(part) && wanted.at(-1)!.length > 0 && n < parts.length - 1) wanted.push([]);
    else wanted.at(-1)!.push(phrase);
  }
  const inEither = new Set(LANGUAGES.map((language) => anyOf(wanted.map((all) => allOf(all.map((phrase) => phraseIn(language, phrase)))))));
  return allOf([anyOf([...inEither]), ...LANGUAGES.map((language) => anyOf(unwanted.map((phrase) => phraseIn(language, phrase)))).filter((query) => query !== '').map((query) => `!(${query})`)]);
}

const LANGUAGES = ['french', 'english'] as const;

/** Its words one behind the other, as far apart as they are with those between them that every text has. */
function phraseIn(language: keyof Stems, phrase: Phrase): string {
  let query = '';
  let last = 0;
  for (const [n, word] of phrase.entries()) {
    const stem = stemsOf(word)[language];
    if (stem === undefined) continue;
    query += query === '' ? stem : ` <${n - last}> ${stem}`;
    last = n;
  }
  return query;
}

const joined = (operator: string) => (queries: readonly string[]): string => {
  const some = queries.filter((query) => query !== '');
  return some.length > 1 ? some.map((query) => `(${query})`).join(operator) : some.join('');
};
const allOf = joined(' & ');
const anyOf = joined(' | ');
