/** The words that full-text search goes by: those of a text and those asked for are written the same way. */
import { isErased } from '#libs/event-log/domain-event.js';
import { withoutAccents } from '#libs/facts/catalogue.js';
import type { InteractionContent } from '#libs/interactions/events.js';

/** Words as each stemmer is given them. */
export interface SearchedWords {
  readonly french: string;
  readonly english: string;
}

/** For each stemmer: in lower case, without accents, and without the signs between which PostgreSQL would not find a word. */
const searchedWords = (text: string): SearchedWords => forEachStemmer(comparable(text));

const comparable = (text: string): string => plainLetters(withoutSigns(text));

const forEachStemmer = (words: string): SearchedWords => ({ french: inFrench(words), english: words });

/**
 * What is asked for as in a search box, and apart what stands after a hyphen: a text that one of the stemmers finds it in is not asked for,
 * where the other would not find it. That is cut out of what was typed, before signs become blanks: what stands behind such a sign would be
 * asked for. What becomes several words by them is not to be there as a phrase.
 */
export function askedWords(text: string): { readonly wanted: SearchedWords; readonly unwanted?: SearchedWords } {
  const unwanted: string[] = [];
  const rest = withPlainQuotesAndHyphens(text).replace(/"[^"]*"?|(?<![^\s"(])(?:or\s+)?-+("[^"]*"?|\S+)/gi, (found: string, not?: string) => {
    if (not === undefined) return found;
    if (/[\p{L}\p{N}]/u.test(not)) unwanted.push(`"${comparable(not.replaceAll('"', ' '))}"`);
    return ' ';
  });
  // A hyphen that comes to begin a word only now was none before it.
  const wanted = comparable(rest).replace(/(?<![^\s"(])-+/g, '');
  return { wanted: forEachStemmer(wanted), ...(unwanted.length > 0 && { unwanted: forEachStemmer(unwanted.join(' or ')) }) };
}

const withPlainQuotesAndHyphens = (text: string): string => text.replace(/[“”„«»]/g, '"').replace(/[‐‑]/g, '-');

/**
 * PostgreSQL takes what is not ASCII for letters (`n°7731`, `«livré»`, a no-break space), a slash for a path and the hyphen of `AB-7731` for a
 * minus. Quotes stay, for an exact phrase.
 */
const withoutSigns = (text: string): string => withPlainQuotesAndHyphens(text)
  .replace(/[^\p{L}\p{M}\p{N}\p{ASCII}]|[ºª/]/gu, ' ').replace(/(?<=[\p{L}\p{M}\p{N}])-(?=\d)/gu, ' ');

/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŋ: 'n', þ: 'th' };

/** Those of ASCII, where a letter is one of them with an accent or a stroke, or a ligature of them. */
const plainLetters = (text: string): string => withoutAccents(text.normalize('NFKD')).replace(/[łøđðħıŋþ]/g, (letter) => PLAIN[letter]!);

/** What every text has is not asked for: these stay the stop words that they are. */
const STOP_WORD = /^(?:une|que|elle|notre|votre|sommes)$/;

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
const inFrench = (words: string): string => words.replace(/\b[a-z]{2,}(?:es?|us)\b/g, (word) => STOP_WORD.test(word) || KNOWN_ENDING.test(word) ? word : word
  .replace(/(?<=[a-z]{2}[^aeo]u)s$/, '').replace(/ieres?$/, 'ier').replace(/(?<=[a-z]{2})e?es?$/, 'é'));

/** What full-text search reads: all that people wrote, and what is said of those whose party was not known. */
export function wordsOf(texts: InteractionContent['texts']): SearchedWords {
  if (isErased(texts)) return searchedWords('');
  const { subject, objective, notes, outcome, topics = [], unresolved = {} } = texts;
  const described = Object.values(unresolved).flatMap(({ name, phone, email }) => [name, phone, phone?.replace(/\D/g, ''), email]);
  return searchedWords([subject, objective, notes, outcome, ...topics.flatMap((topic) => [topic.subject, topic.notes]), ...described].filter((text) => text !== undefined).join('\n'));
}
