/**
 * Whose numbers are meant by those that are dialled in France: departments overseas have prefixes of the same ten digits and a
 * country code of their own. Source: ARCEP, plan national de numérotation (décision 2018-0881).
 */
const OVERSEAS: Readonly<Record<string, 'RE' | 'YT' | 'GP' | 'MQ' | 'GF'>> = {
  '0262': 'RE', '0263': 'RE', '0692': 'RE', '0693': 'RE', '0269': 'YT', '0639': 'YT', '0590': 'GP', '0690': 'GP', '0691': 'GP', '0596': 'MQ', '0696': 'MQ', '0697': 'MQ', '0594': 'GF', '0694': 'GF',
};

/** The region by whose plan a number is read: ISO 3166. @param text as people write it @param region whose national numbers are meant */
export function regionDialled<R extends string | undefined>(text: string, region: R): R | 'RE' | 'YT' | 'GP' | 'MQ' | 'GF' {
  const digits = text.replace(/[\s.()/-]/g, '');
  return (region === 'FR' && /^0\d{9}$/.test(digits) ? OVERSEAS[digits.slice(0, 4)] : undefined) ?? region;
}
