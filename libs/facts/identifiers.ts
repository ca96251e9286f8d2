/** Check digits of the identifiers we know. All take the normalised value: no spaces, upper case. */

const LA_POSTE = '356000000';
const LA_POSTE_HEAD_OFFICE = '35600000000048';

/** Sum of the digits, every second one from the right doubled (ISO/IEC 7812), is a multiple of ten. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return /^\d+$/.test(digits) && sum % 10 === 0;
}

/** SIREN: nine digits, Luhn, not all zeros. */
export function isSiren(value: string): boolean {
  return /^\d{9}$/.test(value) && value !== '000000000' && isLuhn(value);
}

/** SIRET: a SIREN and five digits, Luhn over all; of La Poste, but for its head office, the sum of the digits is a multiple of five instead. */
export function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value) || !isSiren(value.slice(0, 9))) return false;
  if (!value.startsWith(LA_POSTE) || value === LA_POSTE_HEAD_OFFICE) return isLuhn(value);
  return [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** French VAT number: `FR`, a key of two digits, a SIREN; key = (12 + 3 × (SIREN mod 97)) mod 97. */
export function isFrenchVat(value: string): boolean {
  return /^FR\d{11}$/.test(value) && isSiren(value.slice(4)) && value === frenchVat(value.slice(4));
}

/** The VAT number of a SIREN. */
export const frenchVat = (siren: string): string => `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;

/** Legal entity identifier (ISO 17442): 18 characters and two check digits, mod 97-10 as in ISO 7064. */
export function isLei(value: string): boolean {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(value)) return false;
  let remainder = 0;
  for (const character of value) {
    const number = parseInt(character, 36);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  return remainder === 1;
}

/** Register of associations: `W` and nine digits. */
export function isRna(value: string): boolean {
  return /^W\d{9}$/.test(value);
}
