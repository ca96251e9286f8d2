/**
 * vCard 2.1, 3.0 and 4.0 (RFC 2425, 2426, 6350) as properties: folded lines, quoted-printable with soft line breaks and charsets,
 * groups, several cards in a file. Lenient where real exports are. Pure.
 *
 * ical.js reads 3.0 and 4.0 only, and none of the quoted-printable of phones; one reader for all keeps them alike.
 */

import { decoded } from '../text-file.js';

export interface Property {
  /** Upper case, without its group. */
  readonly name: string;
  /** Ties properties of a card together, such as `item1`. */
  readonly group?: string;
  /** Values of `TYPE`, and of 2.1 parameters that stand alone, in lower case. */
  readonly types: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  /** As it is written, decoded but not unescaped: `;` and `,` still part it. */
  readonly raw: string;
  readonly line: number;
}

export interface Card {
  /** Line of its BEGIN. */
  readonly line: number;
  readonly version: string;
  readonly properties: readonly Property[];
  /** What could not be read, by line. Never a value. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

interface LogicalLine {
  readonly line: number;
  readonly text: string;
}

/** What makes of a card none. */
export const NOT_BEGUN = 'the card is not begun';
export const NOT_ENDED = 'the card is not ended';
const INSIDE = 'a card inside another (AGENT) is not imported';

/** All cards of a file. One that is not begun or not ended is told as a fault of that card: it takes no other with it. */
export function readCards(text: string): Card[] {
  const cards: Card[] = [];
  let open: { line: number; version: string; properties: Property[]; faults: Card['faults'][number][]; depth: number } | undefined;
  const unended = ({ faults, ...card }: NonNullable<typeof open>): Card => ({ ...card, faults: [...faults, { line: card.line, reason: NOT_ENDED }] });
  for (const { line, text: written } of logicalLines(text)) {
    if (written.trim() === '') continue;
    if (/^BEGIN:VCARD\s*$/i.test(written)) {
      // A card inside another (2.1 AGENT) belongs to it, and is told as left out.
      const last = open?.properties.at(-1);
      if (open && (open.depth > 1 || (last?.name === 'AGENT' && last.raw.trim() === ''))) {
        open.depth += 1;
        open.faults.push({ line, reason: INSIDE });
        continue;
      }
      if (open) cards.push(unended(open));
      open = { line, version: '', properties: [], faults: [], depth: 1 };
      continue;
    }
    open ??= { line, version: '', properties: [], faults: [{ line, reason: NOT_BEGUN }], depth: 1 };
    if (/^END:VCARD\s*$/i.test(written)) {
      open.depth -= 1;
      if (open.depth > 0) continue;
      cards.push(open);
      open = undefined;
      continue;
    }
    if (open.depth > 1) continue;
    const property = propertyOf(written, line);
    if (!property) open.faults.push({ line, reason: 'no property: a name, then a colon and a value' });
    else if (property.name === 'VERSION') open.version = property.raw.trim();
    else open.properties.push(property);
  }
  if (open) cards.push(unended(open));
  return cards.map((card) => (card.version === '2.1' ? { ...card, properties: card.properties.map((property) => ({ ...property, raw: escapedAsLater(property.raw) })) } : card));
}

/** 2.1 escapes nothing but the semicolon, and parts nothing by commas: its values are written as later versions write them. */
const escapedAsLater = (raw: string): string => raw.replace(/\\(?!;)|,/g, '\\$&');

/** Lines unfolded, soft line breaks of quoted-printable joined. */
function logicalLines(text: string): LogicalLine[] {
  const lines: { line: number; text: string }[] = [];
  let [soft, version] = [false, ''];
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1);
    if (last && soft) {
      last.text = `${last.text.slice(0, -1)}${line}`;
      soft = line.endsWith('=');
      continue;
    }
    if (last && /^[ \t]/.test(line)) {
      // 2.1 folds before white space that stands there anyway; later versions put it in.
      last.text += version === '2.1' ? line : line.slice(1);
      continue;
    }
    version = /^VERSION:\s*(\S+)/i.exec(line)?.[1] ?? (/^BEGIN:VCARD/i.test(line) ? '' : version);
    lines.push({ line: i + 1, text: line });
    soft = line.endsWith('=') && /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(line);
  }
  return lines;
}

/** `group.NAME;PARAM=a,b;ALONE:value`; a quoted parameter value may hold any of `:;,`. */
const LINE = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;(?:[^":;]|"[^"]*")*)*):([\s\S]*)$/;

function propertyOf(text: string, line: number): Property | undefined {
  const match = LINE.exec(text);
  if (!match) return undefined;
  const [, group, name, written = '', value = ''] = match;
  const types: string[] = [];
  const parameters: Record<string, string> = {};
  for (const parameter of written.match(/;(?:[^";]|"[^"]*")*/g) ?? []) {
    const [key = '', ...rest] = parameter.slice(1).split('=');
    const given = rest.join('=').replaceAll('"', '');
    if (rest.length === 0) {
      // 2.1: a type stands alone, and so may the encoding.
      if (/^(QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/i.test(key)) parameters['ENCODING'] = key.toUpperCase();
      else if (key !== '') types.push(key.toLowerCase());
    } else if (key.toUpperCase() === 'TYPE') types.push(...given.toLowerCase().split(',').map((type) => type.trim()));
    else parameters[key.toUpperCase()] = given;
  }
  const raw = parameters['ENCODING']?.toUpperCase() === 'QUOTED-PRINTABLE' ? quotedPrintable(value, parameters['CHARSET'] ?? 'utf-8') : value;
  return { name: name!.toUpperCase(), ...(group !== undefined && { group: group.toLowerCase() }), types, parameters, raw, line };
}

const [BACKSLASH, SEMICOLON] = [0x5c, 0x3b];

/** The text; bytes that are not of the charset become U+FFFD. A `;` that was encoded is none that parts the value. */
export function quotedPrintable(text: string, charset: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const hex = text[i] === '=' ? /^[0-9A-Fa-f]{2}/.exec(text.slice(i + 1, i + 3))?.[0] : undefined;
    if (hex === undefined) bytes.push(...Buffer.from(String.fromCodePoint(text.codePointAt(i)!)));
    else bytes.push(...(parseInt(hex, 16) === SEMICOLON && bytes.at(-1) !== BACKSLASH ? [BACKSLASH, SEMICOLON] : [parseInt(hex, 16)]));
    if (hex !== undefined) i += 2;
    else if (text.codePointAt(i)! > 0xffff) i += 1;
  }
  try {
    return decoded(Uint8Array.from(bytes), charset);
  } catch {
    return decoded(Uint8Array.from(bytes), 'utf-8');
  }
}

/** The parts of a value, at `;` or `,`, unescaped. */
export const partsOf = (raw: string, separator: ';' | ','): string[] => separated(raw, separator).map(textOf);

/** The parts of a value at `;`, each a list at `,`, unescaped. */
export const listsOf = (raw: string): string[][] => separated(raw, ';').map((part) => partsOf(part, ',').filter((one) => one !== ''));

function separated(raw: string, separator: ';' | ','): string[] {
  const parts = [''];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '\\' && i + 1 < raw.length) parts[parts.length - 1] += raw[i]! + raw[++i]!;
    else if (raw[i] === separator) parts.push('');
    else parts[parts.length - 1] += raw[i]!;
  }
  return parts;
}

/** A value as one text, unescaped. */
export const textOf = (raw: string): string => raw.replace(/\\([\s\S])/g, (_, escaped: string) => (escaped === 'n' || escaped === 'N' ? '\n' : escaped)).trim();
