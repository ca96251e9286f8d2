/** Letters that Unicode does not take apart: with a stroke, and those that are two of the alphabet. */
const PLAIN: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŋ: 'n', þ: 'th', ŧ: 't' };
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Lower case, without accents, strokes and ligatures. */
export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(NOT_PLAIN, (letter) => PLAIN[letter]!);

/** People write s/ for sur: Ste Luce s/Loire. */
export const withSur = (locality: string): string => locality.replace(/(^|[\s-])s\s?\/\s?/gi, '$1sur ');
