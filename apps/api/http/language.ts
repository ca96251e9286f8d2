/** The languages the product speaks. */
export type Language = 'en' | 'fr';

/** The language a caller reads best, from `Accept-Language`; English when it says nothing we speak. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { language: Language; quality: number } = { language: 'en', quality: 0 };
  for (const range of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const language = tag.split('-')[0];
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if ((language === 'en' || language === 'fr') && quality > best.quality) best = { language, quality };
  }
  return best.language;
}
