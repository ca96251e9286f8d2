/** The words that full-text search goes by: those of a text and those asked for are written the same way. */
import { isErased } from '#libs/event-log/domain-event.js';
import { withoutAccents } from '#libs/facts/catalogue.js';
import type { InteractionContent } from '#libs/interactions/events.js';

/**
 * In lower case, without accents and without the signs between which PostgreSQL would not find a word: it takes what is not ASCII for
 * letters (`n°7731`, `«livré»`, a no-break space), a slash for a path and the hyphen of `AB-7731` for a minus. Quotes stay, for an exact phrase.
 */
export const searchedWords = (text: string): string => withoutAccents(text)
  .replace(/[“”„«»]/g, '"').replace(/[‐‑]/g, '-').replace(/[^\p{L}\p{N}\p{ASCII}]|[ºª/]/gu, ' ').replace(/(?<=[\p{L}\p{N}])-(?=\d)/gu, ' ');

/** What full-text search reads: all that people wrote, and what is said of those whose party was not known. */
export function wordsOf(texts: InteractionContent['texts']): string {
  if (isErased(texts)) return '';
  const { subject, objective, notes, outcome, topics = [], unresolved = {} } = texts;
  const described = Object.values(unresolved).flatMap(({ name, phone, email }) => [name, phone, phone?.replace(/\D/g, ''), email]);
  return searchedWords([subject, objective, notes, outcome, ...topics.flatMap((topic) => [topic.subject, topic.notes]), ...described].filter((text) => text !== undefined).join('\n'));
}
